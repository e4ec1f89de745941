"""The numbers of the chapter on glia and the potency gap."""

import numpy as np
from oracle import explored, full
from prose_numbers import about, given, rests, says, sets

from painloop import data
from painloop.analysis.dose import dose_response
from painloop.explorers import PotencyGap
from painloop.models import glial_arm, oral_naltrexone, patient_on_ldn

DECLARATION = PotencyGap.declaration
SET = {preset.id: full(DECLARATION, **preset.values) for preset in DECLARATION.presets}
STORY = explored(DECLARATION, SET["story"]).measures


def dish(substance: str, source: str):
    """What a dish needed: the row of one substance in one paper."""
    table = data.load("tlr4_potency")
    [row] = table[table.substance.str.startswith(substance) & (table.source == source)].itertuples()
    return row


def held_back(dose: float, potency: np.ndarray) -> np.ndarray:
    """The day's mean of the glial arm for concentrations that half-act, in per cent of its ceiling."""
    found = dose_response(patient_on_ldn.MODEL, np.full_like(potency, dose), EC50_TLR4=potency)
    return 100 * found["glial_inhibition"] / glial_arm.T_MAX.default


def half_acts(dose: float) -> float:
    """The concentration at which a dose reaches half of the ceiling."""
    potency = np.geomspace(0.5, 50, 25)
    return float(np.exp(np.interp(-50, -held_back(dose, potency), np.log(potency))))


MICROGLIA = dish("(+)-naltrexone", "wang2016").value  # µM
OTHER_MOLECULE = dish("(+)-β-naltrexol", "selfridge2015").value
OTHER_CELLS = dish("(+)-naltrexone", "hutchinson2008").value
BLOOD = dish("naltrexone", "cant2017")
NALOXONE_ELSEWHERE = dish("naloxone", "wangq2012").value
NALOXONE_IN_GLIA = dish("naloxone", "gabr2021")
[SERUM] = data.load("plasma_facts").query("quantity == 'level'").itertuples()  # ng/mL
LOW, HIGH = (1000 * level / oral_naltrexone.MOLAR_MASS.default for level in (SERUM.low, SERUM.high))  # nM

NEEDED = glial_arm.EC50_TLR4.default  # nM
PEAK_LOW, PEAK_HIGH = STORY["peak_low"], STORY["peak_high"]
GAP = about(5000, 1000 * MICROGLIA / PEAK_LOW)
MEASURED_GAP = about(1000, 1000 * MICROGLIA / HIGH), about(1000, 1000 * MICROGLIA / LOW)
GAP_OF_STORY = about(10_000, 1000 * MICROGLIA / NEEDED)
WEAKEST = STORY["best_gain"], STORY["low_gain"]
GONE = 10 ** (6 - DECLARATION.prediction.values["pEC50"])  # µM
REST = np.ceil(2 * held_back(50.0, np.array([1000 * GONE]))[0]) / 2  # the next half per cent above

NORMAL = "normal, by definition"
EXERCISE = "of the exercise"
OFFERED = "a wrong answer that is offered"
AXIS = "the axis of the figure"

NUMBERS = [
    given("with 100 per cent for no drug", NORMAL),
    given("that is not held back, 1-T", "the model as it is written"),
    says("Half an effect at {:.2f} billionths of a mole in a litre, {:.2f} nM", NEEDED, NEEDED),
    says("what the story needs, {:.2f} nM", NEEDED),
    says("The story needs {:.2f} nM, a dish of mouse glia needed {:g} µM", NEEDED, MICROGLIA),
    says("act at glia at {:.2f} nM", NEEDED),
    says("the loop weakest at {:.1f} mg, at {:.0f} per cent", *WEAKEST),
    says("the loop is weakest at {:.1f} mg, at {:.0f} per cent", *WEAKEST),
    sets("about a millionth of a mole, {:g} µM", GONE),
    sets("At {:g} µM, still a hundred times kinder", GONE),
    says("the receptor was blocked at {:g} µM", OTHER_CELLS),
    says("TLR4 blocked in cells at {:g} µM", OTHER_CELLS),
    says("the dish is {:,.0f} times away", GAP_OF_STORY),
    says("dish was {:g} µM, {:,.0f} times as much", MICROGLIA, GAP_OF_STORY),
    rests("three regions of 28", "mueller_dpa714"),
    *(given(words, EXERCISE) for words in ("an enzyme of inflammation at 20 µM", "the spice at 20 µM")),
    *(given(words, EXERCISE) for words in ("after a teaspoon were 0.02 µM", "At 0.02 µM there is")),
    given("for 1.5, 4.5, 6 and 50 mg", EXERCISE),
    given("from 0.1 nanomole to a millimole", AXIS),
    says("after 4.5 mg, about {:.1f} nM", PEAK_LOW),
    says("after 50 mg, about {:.0f} nM", PEAK_HIGH),
    says("a bar from {:.1f} to {:.0f} nM for the serum", LOW, HIGH),
    says("A bar from {:g} nM to {:g} µM for naloxone", 1000 * NALOXONE_IN_GLIA.low, NALOXONE_IN_GLIA.high),
    says("Naloxone at another target {:g} µM", about(0.1, NALOXONE_ELSEWHERE)),
    says("A bar from {:g} to {:g} µM marked no effect", BLOOD.low, BLOOD.high),
    says("The dish of mouse glia, {:g} µM, and another such molecule, {:.0f} µM", MICROGLIA, OTHER_MOLECULE),
    given("from 0.1 nM to 100 µM, falling from near 100 to 0 per cent", "the axes of the figure"),
    says("4.5 mg passes a half near {:.1f} nM, that for 50 mg near {:.0f} nM", half_acts(4.5), half_acts(50.0)),
    says("Both are below {:g} per cent from {:g} µM on", REST, GONE),
    says("half an effect took {:g} millionths of a mole", MICROGLIA),
    says("plasma holds {:.1f} nM after 4.5 mg, and the dish needed {:g} µM", PEAK_LOW, MICROGLIA),
    says("by calculation, {:.1f} nM at its highest, and that the dish of glia needed {:g} µM", PEAK_LOW, MICROGLIA),
    says("{:,.0f} nM over {:.1f} nM", 1000 * MICROGLIA, PEAK_LOW),
    says("about {:,.0f} times", GAP),
    says("About {:,.0f} times", GAP),
    says("{:,.0f} to {:,.0f} times", *MEASURED_GAP),
    *(given(f"About {factor} times", OFFERED) for factor in ("30", "300", "30 million")),
    says("found {:g} to {:g} ng/mL of naltrexone in serum", SERUM.low, SERUM.high),
    says("{:g} ng/mL is {:.0f} nM", SERUM.high, HIGH),
    says("The dish needed {:,.0f}.", 1000 * MICROGLIA),
    given("At 0 blockade does nothing", "the lower end of a control"),
    sets("Glia alone (α = {:g})", SET["glia-only"]["alpha"]),
    says("measured {:.0f} to {:.0f} nM at 4.5 mg", LOW, HIGH),
    says("In a dish of mouse glia {:g} µM was needed", MICROGLIA),
    says("measured at 4.5 mg was {:.2f} µM", HIGH / 1000),
    says("the dish ({:g} µM) and the other cells ({:g} µM) needed", MICROGLIA, OTHER_CELLS),
]  # fmt: skip
