"""The numbers of the chapter on opioid receptors."""

import numpy as np
from oracle import explored, full
from prose_numbers import follows, given, says, sets
from scipy.optimize import brentq

from painloop import evaluate
from painloop.explorers import ReceptorCompetition
from painloop.models import receptor_competition
from painloop.models.receptor_competition import K_A, K_B, equieffective_concentration, schild_regression

DECLARATION = ReceptorCompetition.declaration
MODEL = receptor_competition.MODEL.widened()
SET = {preset.id: full(DECLARATION, **preset.values) for preset in DECLARATION.presets}
ALONE, BLOCKED, LOST = (
    state.measures
    for state in explored(DECLARATION, *(SET[preset] for preset in ("agonist-alone", "antagonist", "receptors-lost")))
)
NALTREXONE, PARTIAL = SET["antagonist"]["antagonist"], SET["partial-agonist"]["partial"]


def effect(A: float, P: float = 0.0, B: float = 0.0) -> float:
    """The effect, in per cent, of the full agonist and what else is there, in nanomoles in a litre."""
    return float(evaluate(MODEL, None, A=A, P=P, B=B)["effect"])


def left(A: float) -> list[float]:
    """The effect left where naltrexone would hold none, a half and nine in ten of the receptors alone."""
    return [effect(A, B=K_B.default * held / (1 - held)) for held in (0.0, 0.5, 0.9)]


MUCH, MIDDLING, LITTLE = (left(A) for A in (100.0, 10.0, 1.0))
NO_DIFFERENCE = brentq(lambda A: effect(A, P=PARTIAL) - effect(A), 0.01, 1000)
CROSSING = effect(NO_DIFFERENCE)
HALF_OF_OWN = float(evaluate(MODEL)["EC50"])
CONCENTRATIONS = np.geomspace(0.1, 100, 7)
WITHOUT, WITH = (equieffective_concentration(50.0, P=0.0, B=B) for B in (0.0, CONCENTRATIONS))
SLOPE, PA2 = schild_regression(WITH / WITHOUT, CONCENTRATIONS)

NUMBERS = [
    given("20 seats stand for all receptors", "as the picture is drawn, whose test counts them"),
    says("its {:.1f} nM is a little more than this EC, {:.2f}", ALONE["half_alone"], HALF_OF_OWN),
    says("half of the effect at {:.1f} nM", ALONE["half_alone"]),
    sets("{:g} nM naltrexone", NALTREXONE),
    sets("{:g} nM of an antagonist", NALTREXONE),
    says("takes {:.1f} times as much agonist", BLOCKED["ratio"]),
    says("by a factor of {:.1f}", BLOCKED["ratio"]),
    says("The shift is {:.1f}-fold", BLOCKED["ratio"]),
    given("what 0.5 and 50 nM do", "to be set"),
    says("cross at {:.0f} per cent", CROSSING),
    says("come down, to {:.0f} from {:.0f} per cent", LOST["top_now"], LOST["top_alone"]),
    says("the top falls from {:.0f} to {:.0f}", LOST["top_alone"], LOST["top_now"]),
    follows("an agonist needs {:.1f} times its concentration", 1 / (1 - 0.6)),
    given("from 0 to 99 per cent", "the axis of the figure"),
    given("Near 99 all", "the end of the axis"),
    says("stays near {:.0f} up to a half and is still {:.0f} at nine in ten", MUCH[0], MUCH[2]),
    says("middling amount it falls from {:.0f} to {:.0f} at a half and to {:.0f} at nine in ten", *MIDDLING),
    says("With little it falls from {:.0f} to {:.0f} at a half and to {:.0f} at nine in ten", *LITTLE),
    says(
        "falls from {:.0f} to {:.0f} where there is little agonist, and from {:.0f} to {:.0f} where there is much",
        LITTLE[0], LITTLE[2], MUCH[0], MUCH[2],
    ),
    given("With 10 nM of the partial agonist about, compare the effect of 0, 1, 10 and 100 nM", "of the exercise"),
    says("From about {:.1f} nM on, where both curves stand at {:.0f} per cent", NO_DIFFERENCE, CROSSING),
    says(
        "straight line of slope {:.0f} against the logarithm of the antagonist's concentration from 0.1 to 100 nM,"
        " and crosses nought at {:.2f} nM",
        SLOPE, 10 ** (9 - PA2),
    ),
    says("At {:.2f} nM it would hold half", K_B.default),
    says("it takes {:g} nM: the tissue has receptors to spare", K_A.default),
]  # fmt: skip
