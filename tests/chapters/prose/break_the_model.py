"""The numbers of the chapter that pulls at the model's numbers."""

import re

import numpy as np
from loose_sets import COARSE, SETS, all_survive, escape_survives
from oracle import explored, full
from pages import text
from prose_numbers import about, given, rests, says, sets

from painloop import data
from painloop.analysis.sensitivity import CONCLUSIONS, OF_DRUG_AND_TIME, conclusions, hypercube, one_at_a_time
from painloop.explorers import StressTest
from painloop.explorers.controls import Slider
from painloop.models.glial_arm import MEASURED_NM
from painloop.models.patient_on_ldn import MODEL, VARIED
from painloop.models.receptor_blockade import T_REF

DECLARATION = StressTest.declaration
SLIDERS = {each.key: each for each in DECLARATION.controls if isinstance(each, Slider)}
STORY = MODEL.by_key()
PAGE = text("break-the-model")


def written(pattern: str, where: str) -> int:
    """A whole number that a text holds."""
    found = re.search(pattern, where)
    assert found, pattern
    return int(found[1])


def shares(held: dict[str, np.ndarray], drawn: slice) -> dict[str, float]:
    """In how many per cent of the sets drawn each conclusion holds."""
    return {key: 100 * float(each[drawn].mean()) for key, each in held.items()}


def standing(state: dict) -> set[int]:
    """The conclusions that hold in a state of the explorer, by their numbers in the list."""
    return {place + 1 for place in np.flatnonzero(explored(DECLARATION, state)["holds"]).tolist()}


def listed(numbers: set[int]) -> str:
    """Numbers as a sentence lists them."""
    *first, last = map(str, sorted(numbers))
    return f"{', '.join(first)} and {last}" if first else last


FIGURE = written(r"hypercube\((\d+), parameters\)", PAGE)
LAB = written(r"hypercube\((\d+), seed=seed\)", PAGE)
CUBES = [hypercube(FIGURE), hypercube(LAB), one_at_a_time()[1]]
HELD = conclusions(COARSE, {key: np.concatenate([cube[key] for cube in CUBES]) for key in VARIED})
IN_FIGURE, IN_LAB = shares(HELD, slice(FIGURE)), shares(HELD, slice(FIGURE, FIGURE + LAB))
ALWAYS = min(IN_FIGURE["tone_falls_at_50"], IN_FIGURE["low_dose_helps"])
SINGLE = HELD["all"][FIGURE + LAB :]
ESCAPE, ESCAPE_IF_THE_LOOP_IS_RIGHT, ALL_SEVEN = escape_survives(), escape_survives(OF_DRUG_AND_TIME), all_survive()

EVERY = set(range(1, len(CONCLUSIONS) + 1))
NUMBER_OF = {key: place + 1 for place, key in enumerate(CONCLUSIONS)}
AS_TOLD = standing(full(DECLARATION))
TLR4 = SLIDERS["EC50_TLR4"]
TLR4_AWRY = min(len(standing(full(DECLARATION, EC50_TLR4=per_cent))) for per_cent in (TLR4.low, TLR4.high))
DATA_ANCHORED = standing(full(DECLARATION, position="data-anchored"))
NO_EFFECT = standing(full(DECLARATION, position="no-effect"))
NO_HARM = standing(full(DECLARATION, position="blockade-does-not-matter"))
DISH = about(10_000, MEASURED_NM / STORY["EC50_TLR4"])
DAYS = DECLARATION.source.days
SCANS = data.load("pet_occupancy").query("study == 'Rabiner 2011'")["time_note"]
LATEST = written(r"less than (\d+) h", SCANS.iloc[0])

NUMBERS = [
    sets("with {:.0f} of its numbers set loose", len(SLIDERS)),
    sets("leads to escape within {:.0f} days", DAYS),
    sets("at {:.0f} per cent of the story's own number", full(DECLARATION)["w"]),
    sets("to {:.0f} and to {:.0f} per cent", TLR4.low, TLR4.high),
    sets("between {:.0f} and {:.0f} per cent", TLR4.low, TLR4.high),
    says("see nothing happen, {:.0f} of {:.0f}", TLR4_AWRY, len(EVERY)),
    says("puts it {:,.0f} times away", DISH),
    says("wrong by a factor of {:,.0f}", DISH),
    says("You should see {:.0f} of {:.0f}", len(DATA_ANCHORED), len(EVERY)),
    says("{:.0f} of {:.0f} are left", len(DATA_ANCHORED), len(EVERY)),
    says("Of {:.0f} such changes, {:.0f} leave all seven", len(SINGLE), SINGLE.sum()),
    says("One number at a time, {:.0f} of {:.0f} changes break nothing", SINGLE.sum(), len(SINGLE)),
    says("Escape survives in {:.0f} of 100 of these sets", IN_FIGURE["escape_at_4_5"]),
    says("and in {:.0f} when {:,.0f} are drawn", ESCAPE, SETS),
    says("of the drug and of time are loosened, in about {:.0f}", ESCAPE_IF_THE_LOOP_IS_RIGHT),
    says("In {:,.0f} random sets of numbers it survives in {:.0f} of 100", SETS, ESCAPE),
    says("the figure's 400 show {:.0f}", IN_FIGURE["escape_at_4_5"]),
    says("escape survives in about {:.0f} of 100 sets, of {:,.0f} drawn", ESCAPE, SETS),
    says("survive in {:.0f} of 100 sets, of {:,.0f} drawn", ALL_SEVEN, SETS),
    sets("from {:.0f} sets, have a standard error", FIGURE),
    says(
        "with {:,.0f} sets escape survives in {:.0f} and all seven conclusions in {:.0f} of 100",
        SETS, ESCAPE, ALL_SEVEN,
    ),
    sets("Conclusion {:.0f} falls at once", NUMBER_OF["inverted_u"]),
    says("Conclusions {} fall, and with them", listed(AS_TOLD - NO_HARM)),
    says("Both hold conclusions {}", listed(AS_TOLD & NO_EFFECT)),
    says("differ, at conclusions {}", listed(AS_TOLD ^ NO_EFFECT)),
    sets("no scan later than {:.0f} hours", LATEST),
    sets("such as {:.0f} days", DAYS),
    sets("The cell draws {:.0f} sets of numbers", LAB),
    sets("Share of {:.0f} random sets of numbers", FIGURE),
    sets("when {:.0f} numbers are each wrong", len(SLIDERS)),
    says("Tone peaks at 1 to 10 mg, {:.0f}", IN_FIGURE["inverted_u"]),
    says("50 mg no better than nothing, {:.0f}", IN_FIGURE["no_gain_at_50"]),
    says("Two lasting states, {:.0f}", IN_FIGURE["bistable"]),
    says("Escape at 4.5 mg, {:.0f}", IN_FIGURE["escape_at_4_5"]),
    says("All seven, {:.0f}", IN_FIGURE["all"]),
    sets("{:.0f} sets of numbers for each width", LAB),
    given("from 0 to 50 per cent", "the axis of the figure"),
    says(
        "Escape at 4.5 mg falls from 100 to about {:.0f}, the peak of tone from 100 to about {:.0f},"
        " two lasting states from 100 to about {:.0f}; a low dose weakens the loop stays at {:.0f}",
        about(1, IN_LAB["escape_at_4_5"]), IN_LAB["inverted_u"], IN_LAB["bistable"], IN_LAB["low_dose_helps"],
    ),
    sets("A model with {:.0f} numbers", len(SLIDERS)),
    sets("All {:.0f} numbers may be wrong", len(SLIDERS)),
    given("all 100 sets", "the sets of the question"),
    given("so are all 100", "the sets of the question"),
    given("nearly 100 per cent", "a wrong answer"),
    rests("37 of them", "ldnfmrepo"),
    *(
        sets("{:.0f} is its value in the position: {:g} in the story", full(DECLARATION)[key], STORY[key])
        for key in SLIDERS
    ),
    says("half-occupies at {:g} h", T_REF.default),
    says("in the slow component at {:g} h", T_REF.default),
    sets("on 4.5 mg a night for {:.0f} days", DAYS),
    # The next three are computed, and stay where they are when every default is moved by a tenth.
    sets("Tone falls at 50 mg and a low dose weakens the loop, {:.0f} per cent", ALWAYS),
    sets("No escape at 50 mg, nearly {:.0f}", IN_FIGURE["no_escape_at_50"]),
    sets("survives in {:.0f} of 100 sets of numbers", IN_FIGURE["low_dose_helps"]),
]  # fmt: skip
