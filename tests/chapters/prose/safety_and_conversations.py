"""The numbers of the chapter on safety and on talking to a clinician."""

import re
from itertools import starmap

from prose_numbers import about, given, rests, says, sets

from painloop import data
from painloop.analysis.statistics import risk_difference

HARMS = data.load("harms")
TRIALS = data.load("trials").set_index("study")


def row(study: str, outcome: str):
    """What a trial or a review found of a side effect."""
    [found] = HARMS.query("study == @study and outcome == @outcome").itertuples()
    return found


def counts(study: str, outcome: str) -> tuple[int, int, int, int]:
    """People with a side effect and all people, on the drug and on placebo."""
    found = row(study, outcome)
    return int(found.on_drug), int(found.n_drug), int(found.on_placebo), int(found.n_placebo)


def per_cent(on_drug: int, n_drug: int, on_placebo: int, n_placebo: int) -> tuple[float, float]:
    """The same as shares, on the drug and on placebo."""
    return 100 * on_drug / n_drug, 100 * on_placebo / n_placebo


FINAL, INNOVA = counts("FINAL 2024", "any side effect"), counts("INNOVA 2026", "any side effect")
STOPPED = counts("FINAL 2024", "stopped because of a side effect")
IN_FINAL, IN_INNOVA, WHO_STOPPED = starmap(per_cent, (FINAL, INNOVA, STOPPED))
MORE_STOPPED = risk_difference(*STOPPED)
BOTH = tuple(one + other for one, other in zip(FINAL, INNOVA, strict=True))
MISSED, MISSED_INNOVA, MISSED_BOTH = (100 * risk_difference(*each).high for each in (FINAL, INNOVA, BOTH))
A_GROUP = about(10, (FINAL[1] + FINAL[3]) / 2)

DREAMS, HEADACHE = (
    (found.on_drug, found.on_placebo)
    for found in (row("Younger 2013", "vivid dreams"), row("Younger 2013", "headache"))
)
ANYWAY = DREAMS[1]
RATIO = row("Ann Med Surg 2025", "vivid dreams")
ON_DRUG = ANYWAY * RATIO.value
BECAUSE = ON_DRUG - ANYWAY
DOUBLED = 2 * ANYWAY
WEEKS_ON_PLACEBO = re.search(r"placebo for (\d+)", row("Younger 2013", "vivid dreams").who)[1]
THIRD_SCAN = data.load("pet_occupancy").query("study == 'Lee 1988'").iloc[2]

NUMBERS = [
    given("112 in the European Union, 911 in North America, 999 in Britain", "the numbers to call"),
    says("see {:.0f} in 100 shrink to no excess at all: {:.0f} in 100 reported", *IN_FINAL),
    says("over a year, it was {:.0f} and {:.0f}", *IN_INNOVA),
    says("{} of {} on naltrexone and {} of {} on placebo", *map(str, STOPPED)),
    says(
        "difference is {:.0f} in 100, and its interval runs from {:.0f} fewer to {:.0f} more",
        100 * MORE_STOPPED.difference, -100 * MORE_STOPPED.low, 100 * MORE_STOPPED.high,
    ),
    says("should see {:.0f} against {:.0f} in 100", *DREAMS),
    says("gives {:.2f} times the risk, {:.2f} to {:.2f}", RATIO.value, RATIO.low, RATIO.high),
    rests("found 89 trials of swallowed naltrexone at any dose, with 11,194 people", "bolton2019safety"),
    rests("Only 26 of them, with 4,960 people", "bolton2019safety"),
    rests("of the 89 trials used", "bolton2019safety"),
    rests("A review of 89 trials", "bolton2019safety"),
    rests("these 89 trials", "bolton2019safety"),
    rests("Doses from 3 to 250 mg", "bolton2019safety"),
    says("Lee's {:.0f} per cent", THIRD_SCAN.occupancy_percent),
    says(
        "scans still found {:.0f} % of the first block at {:.0f} hours",
        THIRD_SCAN.occupancy_percent, THIRD_SCAN.time_h,
    ),
    given("affects 1 person in 10,000", "of the exercise"),
    given("people more, of 10,000", "of the exercise"),
    given("One more of 10,000", "of the exercise: twice one less one"),
    says("affects {:.0f} of 100 would mean {:.0f} more of 100", ANYWAY, DOUBLED - ANYWAY),
    says("an excess of up to {:.0f} (FINAL) or {:.0f} (INNOVA)", MISSED, MISSED_INNOVA),
    says("missed an excess of {:.0f} to {:.0f} in 100", MISSED, MISSED_INNOVA),
    says("narrows that a little, to {:.0f}", MISSED_BOTH),
    rests("at least 7 to 10 days", "revialabel2013"),
    rests("the 7 to 10 days", "revialabel2013"),
    says("took naltrexone for {:.0f} weeks", TRIALS.weeks["Younger 2013"]),
    sets("and placebo for {}", WEEKS_ON_PLACEBO),
    says("Any side effect, FINAL, {:.0f} per cent on naltrexone and {:.0f} on placebo", *IN_FINAL),
    says("Any side effect, INNOVA, {:.0f} and {:.0f}", *IN_INNOVA),
    says("Stopped because of one, FINAL, {:.0f} and {:.0f}", *WHO_STOPPED),
    says("Vivid dreams, Younger 2013, {:.0f} and {:.0f}", *DREAMS),
    says("Headache, Younger 2013, {:.0f} and {:.0f}", *HEADACHE),
    says(
        "If {:.0f} of 100 people have vivid dreams anyway and the drug multiplies that by {:.2f}, then {:.0f} have"
        " them, {:.0f} because of the drug",
        ANYWAY, RATIO.value, ON_DRUG, BECAUSE,
    ),
    says(
        "{:.0f} of 100 on low-dose naltrexone reported at least one side effect in {:.0f} weeks",
        IN_FINAL[0], TRIALS.weeks["FINAL 2024"],
    ),
    given("of 100 people on the dummy tablet", "of the question"),
    *(given(words, "a guess to choose from") for words in ("About 10", "About 40", "About 65")),
    says("About {:.0f}", about(5, IN_FINAL[1])),
    says("In FINAL, {:.0f} % of people on naltrexone and {:.0f} % on placebo", *IN_FINAL),
    says("causes side effects in {:.0f} % of people", IN_FINAL[0]),
    says("With about {:.0f} people a group, an excess of some {:.0f} in 100", A_GROUP, MISSED),
    says("With about {:.0f} people a group an excess of some {:.0f} in 100", A_GROUP, MISSED),
    says("since {:.0f} and {:.0f} people were enough", FINAL[1], FINAL[3]),
    rests("with 306 such people", "krupitsky2016mood"),
    rests("All 13 guidelines in one review", "goel2024perioperative"),
    says("is {:.2f} times as frequent on a drug", RATIO.value),
    says("On placebo {:.0f} of 100 people", ANYWAY),
    says("{:.0f} of 100", 100 * RATIO.value),
    says("A ratio of {:.2f} multiplies the {:.0f}", RATIO.value, ANYWAY),
    says("{:.0f} of 100", ON_DRUG),
    given("2 or 3 of 100", "a wrong answer"),
    says("first: {:.0f} times {:.2f}", ANYWAY, RATIO.value),
    says("{:.0f} of 100", BECAUSE),
    says("About {:.0f} have it on the drug, and {:.0f} would have had it anyway", ON_DRUG, ANYWAY),
    says("{:.0f} of 100 on the drug reported a side effect", IN_FINAL[0]),
    says("It was {:.0f} of 100", IN_FINAL[1]),
    says("in the early trial: {:.0f} and {:.0f} of 100", *DREAMS),
]  # fmt: skip
