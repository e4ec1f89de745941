"""The numbers of the chapter on why trials disagree."""

import re

import numpy as np
import pandas as pd
from oracle import explored, full
from pages import text
from prose_numbers import about, follows, given, limits, rests, says, sets

from painloop import data, evaluate
from painloop.analysis.statistics import patients_per_arm, prospects, risk_difference, standard_error
from painloop.explorers import VirtualTrial
from painloop.explorers.virtual_trial import DOTS
from painloop.models import trial_on_paper
from painloop.trial.published import YOUNGER_2013

PAGE = text("why-trials-disagree")
DECLARATION = VirtualTrial.declaration
SOURCE = DECLARATION.source
TRUTH, SIZE = trial_on_paper.EFFECT.default, trial_on_paper.PER_ARM.default
TRIALS, RESPONDERS = data.load("trials").set_index("study"), data.load("responders")
ON_PLACEBO = data.load("placebo_responses")
MODEL = evaluate(trial_on_paper.MODEL, None)
SD = float(MODEL["sd_change"])


def number_in(words: str, pattern: str) -> float:
    """A number that a text holds, where a pattern puts it."""
    found = re.search(pattern, words)
    assert found, pattern
    return float(found[1])


# The explorer.
CONTROLS = {control.key: control for control in DECLARATION.controls}
SMALL = CONTROLS["patients"].jumps[0]
STATES = {
    "at first": full(DECLARATION),
    "small": full(DECLARATION, patients=SMALL),
    **{preset.id: full(DECLARATION, **preset.values) for preset in DECLARATION.presets},
}
FACTS = {name: shown.facts for name, shown in zip(STATES, explored(DECLARATION, *STATES.values()), strict=True)}
COLLECTED = DECLARATION.defaults["trials"]
AT_FIRST, FINAL_AGAIN, LARGE = (FACTS[name] for name in ("at first", "final-2024", "large-enough"))
FALSE_POSITIVES = FACTS["no-effect"]["power"]

# Power and size, as in the figure.
HERE = prospects(TRUTH, SD, SIZE)
SMALLEST, LARGEST = (prospects(TRUTH, SD, n) for n in (10, 400))
ENOUGH = patients_per_arm(TRUTH, SD, SOURCE.wanted)

# The trials.
FINAL, INNOVA, YOUNGER, PTI_901 = (
    TRIALS.loc[study] for study in ("FINAL 2024", "INNOVA 2026", "Younger 2013", "PTI-901 2005")
)
INNOVA_MONTHS = INNOVA.weeks * 7 / (365.25 / 12)
INNOVA_D = number_in(INNOVA.note, r"p = 0\.236 and d = ([\d.]+)")
PLACEBO_WEEKS = YOUNGER_2013.arms[1].days / 7


def counted(study: str, analysis: str) -> pd.Series:
    """Who had at least 30 % less pain in a trial."""
    [row] = RESPONDERS.index[
        (RESPONDERS.study == study) & (RESPONDERS.analysis == analysis) & RESPONDERS.response.str.contains("30 %")
    ]
    return RESPONDERS.loc[row]


def extra(row: pd.Series) -> tuple[float, float, float]:
    """Extra responders in a hundred people and their interval, as in the figure."""
    found = risk_difference(*(int(n) for n in (row.on_drug, row.n_drug, row.on_placebo, row.n_placebo)))
    return 100 * found.difference, 100 * found.low, 100 * found.high


def on_placebo(row: pd.Series) -> float:
    """How many of a hundred responded to placebo."""
    return 100 * row.on_placebo / row.n_placebo


EVERYBODY = counted("FINAL 2024", "everybody randomised")
FINAL_ARMS = EVERYBODY.n_drug, EVERYBODY.n_placebo
INNOVA_COUNTED = counted("INNOVA 2026", "analysed at 3 months")
FINAL_SD, INNOVA_SD = (
    row.se_points / standard_error(1, counts.n_drug, counts.n_placebo)
    for row, counts in ((FINAL, EVERYBODY), (INNOVA, INNOVA_COUNTED))
)
MARTIN_EXTRA, YOUNGER_EXTRA = (
    float(100 / RESPONDERS.printed_nnt[RESPONDERS.study == study].iloc[0]) for study in ("Martin 2022", "Younger 2013")
)
COMPLETE_EXTRA, FINAL_EXTRA, INNOVA_EXTRA = (
    extra(row) for row in (counted("FINAL 2024", "complete cases"), EVERYBODY, INNOVA_COUNTED)
)
REVIEW = ON_PLACEBO[ON_PLACEBO.source == "hauser2011placebo"].iloc[0]
REVIEWED = number_in(REVIEW.who, r"(\d+) trials")
LESS_PAIN = number_in(REVIEW.what, r"at least (\d+) % less pain")
RESPONSES = REVIEW.value, on_placebo(EVERYBODY), on_placebo(INNOVA_COUNTED)

# The lab.
SEED = int(number_in(PAGE, r"def draw\(.*\):\s+rng = np\.random\.default_rng\((\d+)\)"))
ENTRY = number_in(PAGE, r"def draw\(entry=([\d.]+)")
WITHIN_SD = number_in(PAGE, r"within_sd=([\d.]+), readings=1\):")
USUAL = number_in(PAGE, r"usual = rng\.normal\(([\d.]+),")
USUAL_SD = number_in(PAGE, r"usual = rng\.normal\([\d.]+, ([\d.]+),")
PEOPLE = int(number_in(PAGE, r"usual = rng\.normal\([\d.]+, [\d.]+, ([\d_]+)\)"))


def lab() -> tuple[np.ndarray, np.ndarray]:
    """Ratings at screening and later of those who are admitted, as the lab has them at first."""
    rng = np.random.default_rng(SEED)
    usual = rng.normal(USUAL, USUAL_SD, PEOPLE)
    screening = usual + rng.normal(0, WITHIN_SD, PEOPLE)
    later = usual + rng.normal(0, WITHIN_SD, PEOPLE)
    admitted = screening >= ENTRY
    return np.clip(screening[admitted], 0, 10), np.clip(later[admitted], 0, 10)


SCREENING, LATER = lab()
NEARLY_ALL = [about(1, float(rating)) for rating in np.percentile(LATER, (1, 99))]

# What the exercise on four times the people gives.
FEW, MORE, WIDE, NARROW = 25, 100, 1.8, 0.3
TIMES_THE_PEOPLE = (WIDE / NARROW) ** 2

NUMBERS = [
    given("sqrt{2/n}", "of the two arms, in the formula"),
    given("well below 2", "about the z at which a difference is significant, by custom"),
    sets("The truth, {:.2f} points", TRUTH),
    sets("a true effect of {:.2f} points", TRUTH),
    sets("True effect {:.2f} points", TRUTH),
    sets("a true effect of minus {:.2f} points", -TRUTH),
    sets("FINAL's size miss a true {:.2f}", TRUTH),
    sets("and a true {:.2f}", TRUTH),
    sets("With {:.0f} people an arm", SIZE),
    sets("trials of {:.0f} patients an arm", SIZE),
    says("Here {:.0f} of {:.0f} trials of {:.0f} patients an arm", AT_FIRST["hits"], COLLECTED, SIZE),
    sets("How many of {:.0f} will be significant", DECLARATION.prediction.values["trials"]),
    follows("About {:.0f}", FALSE_POSITIVES / 100 * COLLECTED),
    says("About {:.0f}", about(1, AT_FIRST["expected"])),
    *(given(words, "a wrong answer to choose") for words in ("30 % responders",)),
    says(
        "see {:.0f} of {:.0f} trials come out significant, and {:.0f} of {:.0f} point",
        AT_FIRST["hits"], COLLECTED, AT_FIRST["wrong"], COLLECTED,
    ),
    says("Of twenty such trials {:.0f} are significant and {:.0f} point", FINAL_AGAIN["hits"], FINAL_AGAIN["wrong"]),
    says(
        "the significant trials, {:.0f} of {:.0f}, and those that point the wrong way, {:.0f}",
        FINAL_AGAIN["hits"], COLLECTED, FINAL_AGAIN["wrong"],
    ),
    says("see that they show about {:.1f} times the truth", AT_FIRST["exaggeration"]),
    says("the significant ones; they show about {:.1f} times the truth", FINAL_AGAIN["exaggeration"]),
    sets("patients down to {:.0f} an arm", SMALL),
    says("see a power of {:.0f} %", FACTS["small"]["power"]),
    says("{:.0f} people in each arm, {:.0f} %", ENOUGH, LARGE["power"]),
    says("With {:.0f} people in each arm the power is {:.0f} per cent", ENOUGH, LARGE["power"]),
    sets("one of these {:.0f} trials", COLLECTED),
    says("lie between {:.2f} and {:.2f}", HERE.low, HERE.high),
    given("favours the drug by 0.9", "chosen between the edges, which are computed beside it"),
    given("favours placebo by 0.2", "chosen between the edges, which are computed beside it"),
    says("SD of the change {:.2f}", SD),
    says("The spread of {:.2f} points", SD),
    given("from 10 to 400", "the axis of the figure"),
    says(
        "rises from {:.0f} to {:.0f} per cent and passes {:.0f} at {:.0f}",
        100 * SMALLEST.power, 100 * LARGEST.power, 100 * SOURCE.wanted, ENOUGH,
    ),
    says(
        "from about {:.1f} times at 10 to {:.1f} times at 400", SMALLEST.exaggeration, LARGEST.exaggeration,
    ),
    rests("share of those 42", "kariv2006ibs"),
    rests("The 42 people", "kariv2006ibs"),
    rests("32 of 42 people improved", "kariv2006ibs"),
    says("A trial in about {:.0f}", PTI_901.n_randomised),
    says("FINAL's interval, {:.2f} to {:.2f}", FINAL.low_points, FINAL.high_points),
    says(
        "FINAL found a difference of {:.2f} points, with an interval from {:.2f} to {:.2f}",
        FINAL.difference_points, FINAL.low_points, FINAL.high_points,
    ),
    says("FINAL had {:.0f} and {:.0f}", *FINAL_ARMS),
    says(
        "It had {:.0f} and {:.0f} women, and its interval ran from {:.2f} to {:.2f}",
        *FINAL_ARMS, FINAL.low_points, FINAL.high_points,
    ),
    says("makes FINAL's spread of about {:.1f}", about(0.1, float(MODEL["sd_placebo"]))),
    says("FINAL's spread of about {:.1f}", about(0.1, float(FINAL_SD))),
    says("set near what FINAL's interval gives, {:.2f}", float(FINAL_SD)),
    says("It randomised {:.0f}", INNOVA.n_randomised),
    says(
        "in level after {:.0f} months, not in change, that favoured placebo; its interval, {:.2f} to {:.2f}",
        INNOVA_MONTHS, INNOVA.low_points, INNOVA.high_points,
    ),
    says("If the spread were {:.1f} instead of {:.1f}", INNOVA.difference_points / INNOVA_D, SD),
    says("it calls its {:.2f} points {:.2f} of a spread", INNOVA.difference_points, INNOVA_D),
    says("Its interval suggests about {:.1f}", about(0.1, float(INNOVA_SD))),
    says("It had {:.0f} weeks of the drug against {:.0f} of placebo", YOUNGER.weeks, PLACEBO_WEEKS),
    says(
        "In {:.0f} trials in fibromyalgia, {:.0f} of 100 people on placebo had at least {:.0f} %",
        REVIEWED, REVIEW.value, LESS_PAIN,
    ),
    says("In FINAL it was {:.0f} of 100, in INNOVA {:.0f}", *RESPONSES[1:]),
    says("no single placebo response: {:.0f}, {:.0f} and {:.0f} of 100 people", *RESPONSES),
    says(
        "On placebo, {:.0f} % of people improved by at least {:.0f} % in a review of fibromyalgia trials,"
        " {:.0f} % in FINAL and {:.0f} % in INNOVA",
        REVIEW.value, LESS_PAIN, *RESPONSES[1:],
    ),
    says(
        "In {:.0f} trials {:.0f} of 100 people on placebo had at least {:.0f} per cent less pain; in FINAL {:.0f},"
        " in INNOVA {:.0f}",
        REVIEWED, REVIEW.value, LESS_PAIN, *RESPONSES[1:],
    ),
    says("Martin 2022, clinic records, {:.0f}", MARTIN_EXTRA),
    says("Younger 2013, {:.0f}", YOUNGER_EXTRA),
    says(
        "FINAL complete cases {:.0f}, from minus {:.0f} to {:.0f}",
        COMPLETE_EXTRA[0], -COMPLETE_EXTRA[1], COMPLETE_EXTRA[2],
    ),
    says(
        "FINAL everybody randomised {:.0f}, from minus {:.0f} to {:.0f}",
        FINAL_EXTRA[0], -FINAL_EXTRA[1], FINAL_EXTRA[2],
    ),
    says(
        "INNOVA minus {:.0f}, from minus {:.0f} to {:.0f}", -INNOVA_EXTRA[0], -INNOVA_EXTRA[1], INNOVA_EXTRA[2],
    ),
    says("the benefit falls from {:.0f} to {:.0f} extra responders", MARTIN_EXTRA, FINAL_EXTRA[0]),
    says(
        "its {:.0f} fewer has an interval from {:.0f} fewer to {:.0f} more",
        -INNOVA_EXTRA[0], -INNOVA_EXTRA[1], INNOVA_EXTRA[2],
    ),
    given("Ten careful trials of about 100 people", "chosen by the question, near the size of FINAL"),
    sets("pain is {:.0f} or more", ENTRY),
    sets("People admitted at {:.0f} or more", ENTRY),
    sets("with {:,.0f} simulated people", PEOPLE),
    sets("all are {:.0f} or more, with a mean of {:.1f}", ENTRY, SCREENING.mean()),
    sets("from about {:.0f} to {:.0f}, with a mean of {:.1f}", *NEARLY_ALL, LATER.mean()),
    given("A trial of 25 people an arm has an interval 1.8 points wide", "of the exercise"),
    given("How wide is it with 100 an arm", "of the exercise"),
    given("With how many is it 0.3 wide", "of the exercise"),
    follows("halve the interval: {:.1f} points", WIDE / np.sqrt(MORE / FEW)),
    sets(
        "A width of {:.1f} is a sixth of {:.1f}, so it takes {:.0f} times the people, {:.0f} an arm",
        NARROW, WIDE, TIMES_THE_PEOPLE, FEW * TIMES_THE_PEOPLE,
    ),
    given("true effects of 0.35, 0.5 and 1.0 points", "of the exercise"),
    says("compare with {:.0f}, {:.0f} and {:.0f}", *FINAL_ARMS, SMALL),
    says("some {:.0f} people", about(50, 2 * ENOUGH)),
    follows("in the long run {:.0f} % are", FALSE_POSITIVES),
    follows("In the long run they are {:.0f} % of all trials", FALSE_POSITIVES),
    follows("Without an effect the power is {:.0f} %", FALSE_POSITIVES),
    sets("a power of {:.0f} %", 100 * SOURCE.wanted),
    sets("more than {:,.0f} patients in each", SOURCE.most),
    sets("improved by {:.0f} points or more", SOURCE.response),
    sets("At most {:.0f} dots", DOTS),
    sets("filled improved by {:.0f} points", SOURCE.response),
    sets("Collect {:.0f} trials", limits(DECLARATION.steps[1])["trials"]),
    sets("a series of {:.0f} trials", limits(DECLARATION.challenges[0])["trials"]),
    sets("with {:.0f} people or fewer", limits(DECLARATION.challenges[2])["people"]),
]  # fmt: skip
