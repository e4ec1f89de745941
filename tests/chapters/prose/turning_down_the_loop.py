"""The numbers of the chapter on turning down the loop."""

import numpy as np
from loose_sets import SETS, escape_survives
from oracle import explored, full
from prose_numbers import about, given, says, sets

from painloop import data
from painloop.analysis.course import Course, take
from painloop.explorers import PatientOnLdn
from painloop.models import patient_on_ldn

DECLARATION = PatientOnLdn.declaration
SET = {preset.id: full(DECLARATION, **preset.values) for preset in DECLARATION.presets}
FACTS = {preset: state.facts for preset, state in zip(SET, explored(DECLARATION, *SET.values()), strict=True)}
STORY, EARLY, DRIVEN = FACTS["story"], FACTS["stopped-early"], FACTS["ongoing-driver"]
NIGHTS, FEW = SET["story"]["nights"], SET["stopped-early"]["nights"]
WATCHED = DECLARATION.source.watched
STORYS_MODEL = patient_on_ldn.with_account("two_phase").widened()


def edge() -> tuple[int, Course]:
    """The fewest nights that last, and the courses around it: of 42, one less, just as many, and 84 nights."""
    nights = np.arange(FEW + 8, FEW + 18)
    courses = take(STORYS_MODEL, np.full(len(nights), 4.5), WATCHED + 100, nights)
    shortest = int(nights[(courses.ratings[-1] < courses.threshold).argmax()])
    return shortest, take(STORYS_MODEL, np.full(4, 4.5), 240, np.array([FEW, shortest - 1, shortest, NIGHTS]))


def fall(mean_w: float, spread: float) -> tuple[float, bool]:
    """How far the lab's forty patients fall on average, and whether anybody has let go, as the lab reckons it."""
    w = np.maximum(mean_w * np.exp(spread * np.random.default_rng(3).standard_normal(40)), 1.9)
    before = take(STORYS_MODEL, np.zeros(40), 2, w=w).ratings[-1]
    course = take(STORYS_MODEL, np.full(40, 4.5), NIGHTS, w=w)
    return float((before - course.ratings[-1]).mean()), bool(np.isfinite(course.escape).any())


def after(dose: float, nights: int) -> np.ndarray:
    """Ratings of loops of different strength, as in the figure."""
    return take(STORYS_MODEL, np.full(len(COUPLINGS), dose), nights, w=COUPLINGS).ratings[-1]


SHORTEST, COURSES = edge()
SHORT, ONE_LESS, JUST, LONG = COURSES.ratings.T
MEAN_FALL, _ = fall(2.4, 0.25)
SMALL_FALL, ANYBODY = fall(3.0, 0.1)
assert not ANYBODY, "the chapter says that nobody of these has let go"
COUPLINGS = np.linspace(1.92, 3.0, 28)
UNTREATED, TREATED = after(0.0, 2), after(4.5, 180)
DOWN = np.flatnonzero(1.1 * TREATED[0] > TREATED)  # the loops that rest low
BEYOND = np.flatnonzero(STORY["fold_now"] < COUPLINGS)  # and those that the drug leaves sensitised
FINAL, INNOVA = (data.load("trials").set_index("study").loc[study] for study in ("FINAL 2024", "INNOVA 2026"))

NUMBERS = [
    says("both begin at {:.1f}", STORY["start"]),
    says("It begins at {:.1f}", STORY["start"]),
    says("passes the tipping point on day {:.0f}, and rests at {:.1f}", STORY["escape_now"], STORY["end_now"]),
    says("passes the tipping point on day {:.0f} and rests at {:.1f}", STORY["escape_now"], STORY["end_now"]),
    says(
        f"the same {NIGHTS} tablets take it to {{:.1f}}, and it comes back to {{:.1f}}",
        STORY["last_anchored"], STORY["end_anchored"],
    ),
    says(
        f"the same {NIGHTS} tablets take it from {{:.1f}} to {{:.1f}}, and it comes back to {{:.1f}}",
        STORY["start"], STORY["last_anchored"], STORY["end_anchored"],
    ),
    says("the rating ends at {:.1f}, data-anchored it comes back to {:.1f}", STORY["end_now"], STORY["end_anchored"]),
    says("the end of both lines, {:.1f} and {:.1f}", STORY["end_now"], STORY["end_anchored"]),
    *(sets(words, FEW) for words in ("Stopped after {} nights", "stops after {} nights", "on night {}")),
    *(sets(words, FEW) for words in ("the course of {} nights", "Would {} nights do half")),
    *(sets(words, NIGHTS) for words in ("the same low dose for {} nights", "better after {} nights of anything")),
    *(sets(words, NIGHTS) for words in ("after {} nights of 4.5 mg", "{} nights of 4.5 mg end")),
    sets("{} nights of a drug end", NIGHTS),
    sets("expect after {} nights and after {}", FEW, NIGHTS),
    says("rating fall to {:.1f} on the last night, to {:.1f} soon after", EARLY["last_now"], SHORT.min()),
    says(f"After {FEW} nights the story's rating has fallen to {{:.1f}}", EARLY["last_now"]),
    says("compare {:.1f} and its way back", EARLY["last_now"]),
    says(f"see {{:.1f}} after {NIGHTS} nights and no escape", FACTS["glia-arm-off"]["last_now"]),
    says(
        "see {:.1f} become {:.1f}, and {:.1f} again after the last tablet",
        DRIVEN["start"], DRIVEN["last_now"], DRIVEN["end_now"],
    ),
    *(given(words, "the dose that is asked about") for words in ("set the dose to 50", "Set the dose to 50")),
    says("it is a fall of {:.1f} points", MEAN_FALL),
    says("with a mean coupling of 3.0 and a spread of 0.1 the lab's fall is {:.1f} points", SMALL_FALL),
    says("from placebo runs from {:.2f} to {:.2f} points", FINAL.low_points, FINAL.high_points),
    says("has {:.2f} to {:.2f} at three months", INNOVA.low_points, INNOVA.high_points),
    says("shortest course that lasts is {:.0f} nights", SHORTEST),
    says("With {:.0f} it relapses", SHORTEST - 1),
    says("between {:.0f} and {:.0f} nights is sharp", SHORTEST - 1, SHORTEST),
    says("After {:.0f} nights the rating dips below the tipping point", SHORTEST - 1),
    says("the escape survives in {:.0f} of 100 sets, of {:,.0f} drawn", escape_survives(), SETS),
    says("the edge is at {:.2f}", STORY["fold_none"]),
    says("the edge moves from {:.2f} up to {:.2f} at 4.5 mg", STORY["fold_none"], STORY["fold_now"]),
    says("the edge moves from {:.2f} to {:.2f}", STORY["fold_none"], STORY["fold_now"]),
    *(given(words, "the length of the figure's courses") for words in ("Rating after 180", "Ratings after 180")),
    given("coupling of the patient's loop, 1.92 to 3.0", "the axis of the figure"),
    says("Without drug the rating rises from {:.1f} to {:.1f}", UNTREATED[0], UNTREATED[-1]),
    says(
        "near {:.1f} up to a coupling of {:.1f}, then jumps to about {:.0f} and rises to {:.1f}",
        TREATED[DOWN].mean(), COUPLINGS[DOWN[-1]], TREATED[BEYOND[0]], TREATED[-1],
    ),
    given("Ratings over 240 days", "the axis of the figure"),
    given("over 240 days", "the axis of the figure"),
    says(
        "after {:.0f}, {:.0f}, {:.0f} and {:.0f} nights of 4.5 mg, as the story is told",
        FEW, SHORTEST - 1, SHORTEST, NIGHTS,
    ),
    says("All rise to {:.1f} at first", COURSES.ratings.max()),
    says(f"After {FEW} nights the rating climbs back from {{:.1f}}", SHORT.min()),
    says(
        "After {:.0f} it dips below {:.0f}, lingers, and climbs back to {:.1f}",
        SHORTEST - 1, about(1, ONE_LESS.min() + 0.5), ONE_LESS[-1],
    ),
    says("After {:.0f} it dips likewise, lingers and falls to {:.1f}", SHORTEST, JUST[-1]),
    says(
        f"After {NIGHTS} it is {{:.1f}} on day 110 and {{:.1f}} from about day {{:.0f}} on",
        LONG[109], LONG[-1], about(10, 1 + (np.round(LONG, 1) == round(LONG[-1], 1)).argmax()),
    ),
    given("a coupling of 2.1 go and one with 2.7 not", "on either side of the edge, which is computed beside it"),
    sets("The story needs {}", STORY["potency"]),
    sets("a dish of mouse glia needed {}", FACTS["data-anchored"]["potency"]),
    given("At 0 blockade does nothing", "the end of the slider"),
    sets("{} in the data-anchored one", patient_on_ldn.DATA_ANCHORED["u"]),
    sets("on day {}", WATCHED),
]  # fmt: skip
