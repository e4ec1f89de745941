"""The graded items: seeded, whole in their stems, and with keys that a second reckoning confirms.

A second reckoning reads the numbers from the stem alone, so it also shows that the stem holds all that is needed.
"""

import re
from collections import Counter
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
import yaml
from oracle import explored
from sampled import sampled
from scipy import stats
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, minimize_scalar

from painloop.explorers import PainLoop, PatientOnLdn, StressTest, TippingPoint, VirtualTrial
from painloop.models import patient_on_ldn
from publish.classroom.items import ITEMS, graded
from publish.classroom.question import ChoiceQuestion, NumberQuestion, public
from publish.site import BOOK, ROOT

FEW, SEEDS = range(5), range(20)
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?")
CHAPTERS = [
    each["file"].removeprefix("book/")
    for part in yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))["parts"][:4]
    for each in part["chapters"]
]


@pytest.fixture(scope="module", params=sampled([FEW, SEEDS], [FEW]), ids=str)
def sets(request):
    return [graded(seed) for seed in request.param]


def shown(explorer):
    """What the page makes of an explorer's state."""
    return explored(explorer.declaration, explorer.state)


def numbers(text: str) -> list[float]:
    return [float(found) for found in NUMBER.findall(text.replace("−", "-"))]


def everything(item: NumberQuestion | ChoiceQuestion) -> str:
    """All that a student reads before answering."""
    return " ".join([item.stem, *(choice.text for choice in getattr(item, "choices", ()))])


def named(sets, identifier):
    return [item for items in sets for item in items if item.identifier == identifier]


class Recorder(np.random.Generator):
    """A generator that remembers what it chose."""

    def __init__(self, *entropy: int):
        super().__init__(np.random.PCG64(entropy))
        self.chosen: list[float | str] = []

    def choice(self, *options, **how):
        found = super().choice(*options, **how)
        self.chosen += np.ravel(np.asarray(found)).tolist()
        return found


# --- the set ---


def test_the_same_seed_gives_the_same_items():
    assert graded(5) == graded(5)


def test_most_answers_differ_between_two_seeds(sets):
    for one, other in pairwise(sets):
        pairs = [pair for pair in zip(one, other, strict=True) if isinstance(pair[0], NumberQuestion)]
        assert np.mean([a.answer != b.answer for a, b in pairs]) > 0.7


def test_every_item_changes_with_the_seed(sets):
    for same in zip(*sets, strict=True):
        assert len({everything(item) for item in same}) > 2, same[0].identifier


def test_the_items_come_in_the_order_of_the_book(sets):
    assert list(dict.fromkeys(item.chapter for item in sets[0])) == CHAPTERS


def test_every_chapter_has_at_least_two_items(sets):
    assert min(Counter(item.chapter for item in sets[0]).values()) >= 2


def test_most_items_ask_for_a_number(sets):
    assert sum(isinstance(item, NumberQuestion) for item in sets[0]) > len(sets[0]) / 2


def test_identifiers_are_stable_and_used_once(sets):
    identifiers = [item.identifier for item in sets[0]]
    assert all([item.identifier for item in items] == identifiers for items in sets)
    taken = [*identifiers, *(question.identifier for question in public())]
    assert len(taken) == len(set(taken))
    assert all(re.fullmatch(rf"{item.chapter}-[a-z-]+", item.identifier) for item in sets[0])


@pytest.mark.parametrize("index", range(len(ITEMS)), ids=[item.__name__ for item in ITEMS])
def test_a_student_sees_every_number_and_name_that_was_drawn(index):
    for seed in (1, 2):
        rng = Recorder(seed, index)
        seen = everything(ITEMS[index](rng))
        shown = {abs(number) for number in numbers(seen)}
        assert rng.chosen
        for drawn in rng.chosen:
            assert drawn in seen if isinstance(drawn, str) else abs(drawn) in shown, drawn


# --- the words ---


def test_no_word_is_used_that_misleads(sets):
    avoided = yaml.safe_load((BOOK / "words-we-avoid.yml").read_text("utf-8"))
    for item in (item for items in sets for item in items):
        told = [item.feedback] if isinstance(item, NumberQuestion) else [choice.feedback for choice in item.choices]
        text = " ".join([everything(item), item.objective, *told])
        for entry in avoided:  # in quotation marks a word may stand, as in the book
            assert not re.search(rf"(?<![“\w])(?:{entry['pattern']})", text, re.IGNORECASE), (item.identifier, entry)


def test_a_made_up_trial_says_so(sets):
    real = re.compile(r"FINAL|INNOVA|invented|in the model|virtual trial", re.IGNORECASE)
    for item in (item for items in sets for item in items if item.chapter in CHAPTERS[-4:-2]):
        assert real.search(item.stem), item.identifier


def test_what_a_person_may_take_is_a_matter_of_choices_and_no_dose_is_asked(sets):
    for item in (item for items in sets for item in items if isinstance(item, NumberQuestion)):
        assert "mg" not in item.unit
        assert item.chapter != "safety-and-conversations" or "invented" in item.stem


# --- choices ---


def test_exactly_one_choice_is_right_and_no_two_are_alike(sets):
    for item in (item for items in sets for item in items if isinstance(item, ChoiceQuestion)):
        assert sum(choice.correct for choice in item.choices) == 1, item.identifier
        assert len({choice.text for choice in item.choices}) == len(item.choices) == 4, item.identifier
        assert all(choice.feedback for choice in item.choices)


def test_the_right_choice_stands_in_every_place(sets):
    places = Counter(
        [choice.correct for choice in item.choices].index(True)
        for items in sets
        for item in items
        if isinstance(item, ChoiceQuestion)
    )
    assert min(places[place] for place in range(4)) > 0.15 * places.total()


def right(item: ChoiceQuestion) -> str:
    return next(choice.text for choice in item.choices if choice.correct)


def test_the_excluded_difference_alone_lies_further_than_1_96_standard_errors(sets):
    for item in named(sets, "the-trials-what-is-excluded"):
        effect, error, _ = numbers(item.stem)
        far = [abs(numbers(choice.text)[0] - effect) > 1.96 * error for choice in item.choices]
        assert far == [choice.correct for choice in item.choices]


def test_two_results_of_one_truth_are_judged_by_the_normal_law(sets):
    for item in named(sets, "why-trials-disagree-one-truth-two-results"):
        truth, sd, n, one, other, _ = numbers(item.stem)
        inside = [each for each in (one, other) if abs(each - truth) < 1.96 * sd * sqrt(2 / n)]
        expected = {0: "Neither is", 2: "Both are"}.get(len(inside)) or f"Only {inside[0]:g} is".replace("-", "−")
        assert right(item) == expected


def test_a_course_lasts_from_the_night_that_the_chapter_prints(sets):
    for item in named(sets, "turning-down-the-loop-end-of-a-course"):
        nights = numbers(item.stem)[1]
        assert right(item) == ("Near 0.5" if nights >= 55 else "Near 5.9")


def test_a_test_decides_only_where_two_positions_differ(sets):
    keys = {preset.name: preset.key for preset in patient_on_ldn.PRESETS}
    item = named(sets, "break-the-model-deciding-finding")[0]
    one, other = (shown(StressTest(position=keys[name]))["holds_told"] for name in re.findall("“(.+?)”", item.stem))
    begins = ("Two l", "Tone p", "Tone a", "50 mg is", "3 or", "4.5", "50 mg does")
    for choice in item.choices:
        at = next(n for n, begin in enumerate(begins) if choice.text.startswith(begin))
        assert (one[at] != other[at]) == choice.correct


# --- a second reckoning of the numbers, from the stem alone ---


def drive_minus_glia(S, w):
    return S / (1 - S) - w * S**4 / (0.5**4 + S**4)


def loop_rates(_, y, w, N_0):
    S, G = y
    return [(1 - S) * (N_0 + w * G) - S, (S**4 / (0.5**4 + S**4) - G) / 10]


def let_go(w):
    return minimize_scalar(drive_minus_glia, args=(w,), bounds=(0.42, 0.7), method="bounded").fun


def coupling_at(S, N_0):
    return (S / (1 - S) - N_0) * (0.5**4 + S**4) / S**4


def days_below(per_cent):
    fold = minimize_scalar(coupling_at, args=(0.05,), bounds=(0.3, 0.8), method="bounded").fun
    S = brentq(lambda S: drive_minus_glia(S, 2.1) - 0.05, 0.5, 0.8)
    start = [S, S**4 / (0.5**4 + S**4)]
    run = solve_ivp(
        loop_rates, (0, 2000), start, "LSODA", [*range(2001)], args=(fold * (1 - per_cent / 100), 0.05), rtol=1e-9
    )
    return run.t[np.argmax(run.y[0] < 0.26)]


def share(C, needed):
    return 100 * C / (C + needed)


def pooled(a, s, b, t):
    return (a / s**2 + b / t**2) / (1 / s**2 + 1 / t**2)


def significant(effect, sd, n):
    z = effect / (sd * sqrt(2 / n))
    critical = stats.t.ppf(0.975, 2 * n - 2)
    return 100 * (1 - np.diff(stats.nct.cdf([-critical, critical], 2 * n - 2, z))[0])


SECOND = {
    "why-pain-persists-rise-of-a-press": lambda old, gain, top, new, s: min(top, gain * (s - new)) - gain * (s - old),
    "why-pain-persists-between-two-definitions": lambda year, wide, strict, people: people * (wide - strict) / 100,
    "the-pain-loop-upper-resting-place": lambda w, N_0: 10 * brentq(lambda S: drive_minus_glia(S, w) - N_0, 0.5, 0.9),
    "tipping-points-where-it-lets-go": let_go,
    "tipping-points-coupling-that-lets-go": lambda N_0, _: minimize_scalar(
        coupling_at, args=(N_0,), bounds=(0.3, 0.8), method="bounded"
    ).fun,
    "tipping-points-slow-near-the-edge": lambda known, days, per_cent: days_below(per_cent),
    "phantom-limb-pain-needed-to-treat": lambda a, n, b, m: 1 / (a / n - b / m),
    "phantom-limb-pain-people": lambda year, percent, people: percent * people / 100,
    "opioid-receptors-dose-ratio": lambda K, B: 1 + B / K,
    "opioid-receptors-effect-left": lambda A, much, middling, little, held: share(
        10 * A / 10 / (1 + A / 10 + held / (100 - held)), 1
    ),
    "opioid-receptors-partial-agonist-hinders": lambda full, K, partial: K * partial / (full - partial),
    "naltrexone-in-the-body-occupancy-by-plasma": lambda c, free, mass, K: share(free * 1000 * c / mass, K),
    "naltrexone-in-the-body-longer-block": lambda half, times: half * np.log(times) / np.log(2),
    "naltrexone-in-the-body-occupancy-later": lambda x, half, hours: share(x / 2 ** (hours / half), 1),
    "low-and-standard-doses-best-share": lambda one, two, u: 100 * minimize_scalar(
        lambda B: -(1 + u * B) * (1 - B), bounds=(0, 1), method="bounded"
    ).x,
    "low-and-standard-doses-short-strong-block": lambda one, two, percent, hours, day, u: (
        100 * (1 + u * percent / 100 * hours / day) * (1 - percent / 100 * hours / day)
    ),
    "glia-and-the-potency-gap-share-of-effect": lambda level, dose, needed: share(level, needed),
    "glia-and-the-potency-gap-fold-gap": lambda micromolar, level, dose: micromolar / level * 1000,
    "turning-down-the-loop-mean-of-a-clinic": lambda near, n, fall, rest: fall * near / n + rest * (n - near) / n,
    "the-trials-two-trials-as-one": pooled,
    "the-trials-two-trials-by-student": lambda a, b, *_: (a + b) / 2 - np.tan(0.475 * np.pi) * abs(a - b) / 2,
    "the-trials-fall-and-effect": lambda drug, placebo, sd: drug / sd - placebo / sd,
    "why-trials-disagree-expected-z": lambda effect, sd, n: effect / sqrt(sd**2 / n + sd**2 / n),
    "why-trials-disagree-power-of-a-trial": significant,
    "why-trials-disagree-asked-again": lambda mean, sd, within, seen: mean + (seen - mean) / (1 + (within / sd) ** 2),
    "reading-the-headline-life-of-a-caveat": lambda keep, _, times: 100 * np.exp(times * np.log(keep / 100)),
    "safety-and-conversations-people-from-a-ratio": lambda ratio, anyway, *_: ratio * anyway - anyway,
}  # fmt: skip


@pytest.mark.parametrize("identifier", SECOND)
def test_a_second_reckoning_from_the_stem_gives_the_answer(sets, identifier):
    chosen = named(sets, identifier)[: 4 if "slow" in identifier else None]
    for item in chosen:
        again = SECOND[identifier](*numbers(item.stem))
        # the integrated time is seen every five days; shares of six digits otherwise
        assert item.answer == pytest.approx(again, rel=2e-5, abs=5 if "slow" in identifier else 1e-4), item.stem


def test_a_twentieth_more_than_the_answer_tips_the_loop_and_a_twentieth_less_does_not(sets):
    for item in named(sets, "the-pain-loop-strength-that-tips")[:4]:
        w, N_0, days = numbers(item.stem)
        ends = []
        for factor in (0.95, 1.05):
            begin = [0.047777, 0.000083]
            hurt = solve_ivp(loop_rates, (0, days), begin, args=(w, N_0 + factor * item.answer), rtol=1e-8).y[:, -1]
            ends.append(solve_ivp(loop_rates, (0, 800), hurt, args=(w, N_0), rtol=1e-8).y[0, -1])
        assert ends == pytest.approx([0.048, 0.589], abs=0.01)


def test_an_entry_rule_makes_the_mean_fall_by_itself_as_the_item_says(sets):
    item = named(sets, "why-trials-disagree-asked-again")[0]
    mean, sd, within, seen = numbers(item.stem)
    rng = np.random.default_rng(2013)
    usual = rng.normal(mean, sd, 400_000)
    first, later = usual + rng.normal(0, within, (2, usual.size))
    admitted = first >= brentq(lambda entry: first[first >= entry].mean() - seen, 0, 9.5, xtol=1e-3)
    assert later[admitted].mean() == pytest.approx(item.answer, abs=0.03)


# --- the explorers show the same ---


def test_the_explorers_show_the_answers(sets):
    """The wide limit is the explorer's coarser day; it lies well within the tolerance."""
    for items in sets[:4]:
        item = {item.identifier: item for item in items}
        rests = item["the-pain-loop-upper-resting-place"]
        assert shown(PainLoop(w=numbers(rests.stem)[0])).facts["sensitised"] == pytest.approx(rests.answer, rel=1e-5)
        lets_go = item["tipping-points-where-it-lets-go"]
        assert shown(TippingPoint(w=numbers(lets_go.stem)[0])).facts["down"] == pytest.approx(lets_go.answer, rel=1e-5)
        coupling = item["tipping-points-coupling-that-lets-go"]
        found = shown(TippingPoint(moved="w", w=4.0, N_0=numbers(coupling.stem)[0])).facts
        assert found["tipped"]
        assert found["down"] == pytest.approx(coupling.answer, rel=1e-5)
        edge = item["turning-down-the-loop-edge-with-the-drug"]
        _, u, dose = numbers(edge.stem)
        assert shown(PatientOnLdn(dose=dose, u=u)).facts["fold_now"] == pytest.approx(edge.answer, abs=0.01)
        power = item["why-trials-disagree-power-of-a-trial"]
        effect, _, n = numbers(power.stem)
        assert shown(VirtualTrial(effect=-effect, patients=n)).facts["power"] == pytest.approx(power.answer, abs=0.3)


# --- tolerances ---

WRONG = {  # what is answered by somebody who
    "why-pain-persists-rise-of-a-press": lambda old, gain, top, new, s: min(top, gain * (s - new)),  # forgets before
    "why-pain-persists-between-two-definitions": lambda year, wide, strict, people: people * wide / 100,  # same
    "tipping-points-where-it-lets-go": lambda w: -minimize_scalar(  # thinks that the way out is the way in
        lambda S: -drive_minus_glia(S, w), bounds=(0.05, 0.42), method="bounded"
    ).fun,
    "tipping-points-slow-near-the-edge": lambda known, days, per_cent: days * known / per_cent,  # forgets the root
    "phantom-limb-pain-needed-to-treat": lambda a, n, b, m: n / a,  # forgets who improved anyway
    "opioid-receptors-dose-ratio": lambda K, B: B / K,  # forgets the one
    "opioid-receptors-effect-left": lambda A, much, middling, little, held: share(A, 1) * (100 - held) / 100,  # halves
    "naltrexone-in-the-body-occupancy-by-plasma": lambda c, free, mass, K: share(free * c, K),  # forgets to convert
    "naltrexone-in-the-body-longer-block": lambda half, times: half * times,  # thinks time is in proportion
    "naltrexone-in-the-body-occupancy-later": lambda x, half, hours: share(x, 1) / 2 ** (hours / half),  # halves
    "low-and-standard-doses-best-share": lambda one, two, u: 100 * (u - 1) / u,  # takes where the gain ends
    "low-and-standard-doses-short-strong-block": lambda one, two, percent, hours, day, u: (  # forgets the free hours
        100 * (1 + u * percent / 100) * (1 - percent / 100)
    ),
    "glia-and-the-potency-gap-fold-gap": lambda micromolar, level, dose: micromolar / level,  # forgets the unit
    "turning-down-the-loop-mean-of-a-clinic": lambda near, n, fall, rest: (fall + rest) / 2,  # forgets the weights
    "the-trials-two-trials-as-one": lambda a, s, b, t: (a + b) / 2,  # same
    "the-trials-two-trials-by-student": lambda a, b, *_: (a + b) / 2 - 1.96 * abs(a - b) / 2,  # takes normal theory
    "the-trials-fall-and-effect": lambda drug, placebo, sd: drug / sd,  # takes the fall for the effect
    "the-trials-extra-responders": lambda year, on_drug, n, *_: 100 * on_drug / n,  # same
    "why-trials-disagree-expected-z": lambda effect, sd, n: effect / (sd / sqrt(n)),  # forgets the second arm
    "why-trials-disagree-asked-again": lambda mean, sd, within, seen: seen,  # forgets that they came on a bad day
    "reading-the-headline-life-of-a-caveat": lambda keep, _, times: 100 - times * (100 - keep),  # subtracts
    "safety-and-conversations-people-from-a-ratio": lambda ratio, anyway, *_: ratio * anyway,  # forgets before
}  # fmt: skip


@pytest.mark.parametrize("identifier", WRONG)
def test_the_tolerance_does_not_reach_to_the_typical_mistake(sets, identifier):
    for item in named(sets, identifier):
        assert abs(WRONG[identifier](*numbers(item.stem)) - item.answer) > item.tolerance, item.stem


def test_tolerances_are_above_nought_and_well_below_the_answers(sets):
    for item in (item for items in sets for item in items if isinstance(item, NumberQuestion)):
        assert item.tolerance > 0
        assert item.answer == 0 or item.tolerance < 0.6 * abs(item.answer), item.identifier


@pytest.mark.parametrize("identifier", ["the-trials-extra-responders", "safety-and-conversations-excess-over-placebo"])
def test_the_intervals_of_which_it_is_said_hold_nought(sets, identifier):
    for item in named(sets, identifier):
        a, n, b, m = numbers(item.stem)[1:5]
        p, q = a / n, b / m
        assert abs(p - q) < 1.96 * sqrt(p * (1 - p) / n + q * (1 - q) / m)  # Wald's, which is not the book's interval


def test_the_two_methods_give_the_verdicts_that_the_item_calls_right(sets):
    """By hand for two trials: the older error by normal theory, the modified one by the quantile of t, 12.7."""
    for item in named(sets, "the-trials-method-and-verdict"):
        a, s, b, t = numbers(item.stem)[:4]
        mean, error = pooled(a, s, b, t), (1 / s**2 + 1 / t**2) ** -0.5
        assert (a - b) ** 2 < s**2 + t**2  # no more than chance, so that no spread is added
        assert mean + 1.96 * error < 0 < mean + 12.7 * error
        assert next(choice.text for choice in item.choices if choice.correct).startswith("The older interval leaves")
