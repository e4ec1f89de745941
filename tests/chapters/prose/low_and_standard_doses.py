"""The numbers of the chapter on low and standard doses."""

import numpy as np
from oracle import explored, full
from prose_numbers import given, rests, says, sets

from painloop import data
from painloop.analysis.dose import (
    adaptation_gain,
    best_dose,
    best_mean_blockade,
    dose_response,
    mean_blockade_without_gain,
    mean_tone,
)
from painloop.explorers import DoseParadox
from painloop.models import opioid_adaptation

DECLARATION = DoseParadox.declaration
SET = {preset.id: full(DECLARATION, **preset.values) for preset in DECLARATION.presets}
FINE = np.geomspace(0.5, 12, 160)
HORMONE = 0.61  # the rise of the hormone in the morning, as in the chapter's table
REPORTS = data.load("receptor_upregulation")


def response(doses, account="two_phase", **values):
    """Tone and drive after doses in one account of blockade, in per cent of normal."""
    found = dose_response(opioid_adaptation.with_account(account), doses, **values)
    return {key: 100 * found[key] for key in ("tone", "gain")}


def near(value: float) -> str:
    """The whole number that a value is near to, or the value itself if it is near to none."""
    return f"{value:.0f}" if abs(value - round(value)) < 0.15 else f"{value:.2f}"


def in_words(value: float) -> str:
    """A rounded number as a word, if it is the one that the chapter writes as a word."""
    return {10: "ten"}.get(round(value), f"{value:.0f}")


def adaptation_gains(hormone: float) -> tuple[float, float]:
    """The weakest and the strongest answer that any report gives, by the sum or the product."""
    ends = [adaptation_gain(REPORTS[column] / 100, hormone) for column in ("low_percent", "high_percent")]
    return float(np.min(ends)), float(np.max(ends))


def best_by_law(u: float) -> tuple[float, float]:
    """The highest mean tone by the law, and the share blocked that gives it, both in per cent."""
    share = best_mean_blockade(u)
    return 100 * float(mean_tone(share, u)), 100 * share


RECEPTORS_ALONE = REPORTS.low_percent.min() / 100, REPORTS.high_percent.max() / 100
WEAKEST, STRONGEST = adaptation_gains(HORMONE)
STRONGEST_LATER = adaptation_gains(13.6 / 12.1 - 1)[1]  # the hormone later in the day over the healthy people's morning

STORY = explored(DECLARATION, SET["story"]).measures
FINER, ENDLESS_BEST = (best_dose(opioid_adaptation.with_account(each)) for each in ("two_phase", "brain_retention"))
TONE = in_words(STORY["peak_now"] - 100), STORY["end_now"]
STORY_DRIVE = response([*FINE, 50.0])["gain"]
UNCOVERED = response([0.1, 50.0], u=0.0)["gain"]
KEPT = response([0.1, 50.0], closed_loop=1.0)["gain"]
ENDLESS = response([*FINE, 4.5, 50.0], "brain_retention")["gain"]
PLASMA_BEST = FINE[np.argmax(response(FINE, "plasma_driven")["tone"])]

STRENGTH = opioid_adaptation.ADAPTATION_GAIN.default
LAW_ENDS = 100 * mean_blockade_without_gain(STRENGTH), 100 * mean_tone(1, STRENGTH)
OVER = SET["story"]["gain"]
SOBER = SET["data-anchored"]["gain"]
RESTORES = SET["restores"]["gain"]
PEOPLE = data.load("antagonist_and_pain").set_index("study").people
EDGE = "where the law adds as much as the block takes"
LAW = "the law as it is written"
NORMAL = "normal, by definition"
AXIS = "the axis of the figure"
OFFERED = "a wrong answer that is offered"

NUMBERS = [
    given("would rise to 1+u", LAW),
    given("is 1+u; adding", LAW),
    given("capacity becomes 1 + u", LAW),
    given("At u=1 the body only makes up", EDGE),
    given("At 1 the body only restores", EDGE),
    given("only where u is above 1", EDGE),
    given("an answer up to u=1 gains nothing", EDGE),
    given("u must be above 1.", EDGE),
    given("At 1 a little blockade calls forth its share of the answer; above 1, less", LAW),
    sets("a value near {:g} come from", OVER),
    sets("the story's {:g} is the top", OVER),
    rests("times the hormone's 1.6", "kosten1986"),
    rests("in those 21 people stood at 13.6 against the morning's 19.5 pg/mL, which is 1.12 times", "kosten1986"),
    says("u comes out near {} or below", near(STRONGEST_LATER)),
    says("u lies from about {} to {}", near(WEAKEST), near(STRONGEST)),
    says("from about {} to {} only with a hormone", near(WEAKEST), near(STRONGEST)),
    says("From about {} to {}, with the pituitary's hormone", near(WEAKEST), near(STRONGEST)),
    says("suggest an answer of about {} to {}", near(WEAKEST), near(STRONGEST)),
    says("The receptors by themselves would give {:.1f} to {:.1f}", *RECEPTORS_ALONE),
    says("in mice give an answer below {:.0f}", np.ceil(RECEPTORS_ALONE[1])),
    says("by themselves give less than {:.0f}", np.ceil(RECEPTORS_ALONE[1])),
    says(
        "peak at {:.1f} mg ({:.1f} on a finer grid), {} per cent above normal, and fall to {:.0f} per cent at 50 mg",
        STORY["best_now"], FINER, *TONE,
    ),
    says(
        "peaks at {:.1f} mg ({:.1f} on a finer grid), {} per cent above normal, and falls to {:.0f} per cent at 50 mg",
        STORY["best_now"], FINER, *TONE,
    ),
    says(
        "at {:.1f} mg ({:.1f} on a finer grid) and {} per cent above normal, and the tone at 50 mg, {:.0f} per cent",
        STORY["best_now"], FINER, *TONE,
    ),
    given("no dose above 100 per cent", NORMAL),
    given("lifts mean tone above 100 per cent", NORMAL),
    says(
        "takes {:.1f} mg if the block fades as the label's half-lives suggest, {:.1f} mg if it lingers in the brain as"
        " scans after 50 mg suggest, and {:.0f} mg if it follows plasma",
        FINER, ENDLESS_BEST, PLASMA_BEST,
    ),
    says("best dose come out as {:.1f} mg in one account of blockade and {:.1f} mg in another", FINER, ENDLESS_BEST),
    says("plasma-driven gives {:.0f}, two-phase {:.1f}, brain retention {:.1f} mg", PLASMA_BEST, FINER, ENDLESS_BEST),
    sets("At an answer of {:g} plasma-driven", OVER),
    given("the answer from 1.2 to 4", AXIS),
    says("At 50 mg it adds {:.0f}", STORY_DRIVE[-1] - 100),
    given("prefer 4.5 mg over 50", "the two doses that the chapter compares"),
    given("Mean tone against the share of receptors blocked on average, from 0 to 100 per cent", AXIS),
    says(
        "With an answer of {:g} tone rises to {:.0f} at {:.0f} per cent, is back at 100 at {:.0f} per cent,"
        " and falls to {:.0f}",
        STRENGTH, *best_by_law(STRENGTH), *LAW_ENDS,
    ),
    sets("With {:g} it rises to {:.0f} at {:.0f} per cent", SOBER, *best_by_law(SOBER)),
    sets("With {:g} it falls from the start", RESTORES),
    says(
        "dips to {:.0f} per cent near {:.0f} mg and rises to {:.0f} at 50 mg",
        STORY_DRIVE.min(), FINE[np.argmin(STORY_DRIVE)], STORY_DRIVE[-1],
    ),
    says("An antagonist uncovers pain, from {:.0f} up to {:.0f}", *UNCOVERED),
    says("The body keeps its tone, from {:.0f} up to {:.0f}", *KEPT),
    given("flat at 100", "drive without a drug, which nothing changes here"),
    says(
        "a dip to {:.0f} near {:.1f} mg, then up to {:.0f} at 4.5 mg and {:.0f} at 50",
        ENDLESS.min(), FINE[np.argmin(ENDLESS)], *ENDLESS[-2:],
    ),
    given("For answers of 1.2, 1.44, 2 and 3 print", "of the exercise"),
    given("With 1.44 the whole window", "of the exercise"),
    sets("with an answer of {:g} a quarter blocked is best", OVER),
    given("It is 2, since receptors rose", OFFERED),
    given("It must be above 1, because", OFFERED),
    rests(f"the largest there with naltrexone, of {PEOPLE['France 2007']} people", "france2007blockade"),
    rests("One review alone counts 63 studies", "werner2015antagonism"),
    rests("in 40 people with multiple sclerosis", "gironi2008ms"),
    rests("on 50 mg a day, in 14 people", "gordon2017csf"),
    sets("the hormone’s rise of {:.0f} per cent", 100 * HORMONE),
]  # fmt: skip
