"""How the pain loop moves with a drug held still, and whether a small push dies away.

The idea. Push a resting loop a little. Near its place of rest every motion is a sum of two that grow or fade at a
steady pace. The two paces say whether the state lasts, and the direction of the faster one is that of the border
between the two basins where it passes the threshold.

In words: J holds how each rate changes with S and with G; the paces are its eigenvalues, half its trace less and more a
root; along the faster one G changes m times as much as S.

Assumptions. Those of `pain_loop`. The drug enters as two frozen numbers, as in `loop_at_rest`: the factor b on the
drive and the share T of glia held back. S and G each help the other on, so the root is that of a positive number.

Left out. What is far from a place of rest: there the paces say nothing, and the loop has to be followed.

Sources. Ours, by differentiating the rates of `pain_loop`. Every number is chosen to teach.
"""

from sympy import Expr, Symbol, evaluate, sqrt

from painloop.equations.algebra import readable, slope_of
from painloop.equations.model import Model, Readout
from painloop.models import pain_loop
from painloop.models.loop_at_rest import FACTOR, INHIBITION
from painloop.models.pain_loop import GLIA, SENSITISATION

STATES = (SENSITISATION, GLIA)
RATES = {key: rate for key, rate in pain_loop.rates(INHIBITION.symbol).items() if key in {s.key for s in STATES}}
DRIVE, RATING = pain_loop.readouts(FACTOR.symbol)
j_ss, j_sg, j_gs, j_gg = (Symbol(f"J_{{{row}{column}}}") for row in "SG" for column in "SG")
faster, slower = Symbol(r"\lambda_1"), Symbol(r"\lambda_2")


def jacobian(row: str, column: Symbol) -> Expr:
    """The derivative of one state's rate with respect to another state."""
    return readable(slope_of(RATES[row], column, {DRIVE.symbol: slope_of(DRIVE.expression, column)}))


with evaluate(False):
    middle, apart = (j_ss + j_gg) / 2, sqrt(((j_ss - j_gg) / 2) ** 2 + j_sg * j_gs)
    PACES = (
        Readout(faster, "faster", "eigenvalue of the faster motion", "1/d", middle - apart),
        Readout(slower, "slower", "eigenvalue of the slower motion", "1/d", middle + apart),
        Readout(
            Symbol("m"), "direction", "change of G for that of S in the faster motion", "1", (faster - j_ss) / j_sg
        ),
    )

MODEL = Model(
    name="loop_in_motion",
    title="The pain loop in motion",
    time_unit="d",
    mesh=pain_loop.MODEL.mesh,
    states=STATES,
    parameters=(*pain_loop.PARAMETERS, FACTOR, INHIBITION),
    rates=RATES,
    readouts=(
        DRIVE,
        RATING,
        Readout(j_ss, "S_on_S", "rate of S, its slope in S", "1/d", jacobian("S", pain_loop.s)),
        Readout(j_sg, "G_on_S", "rate of S, its slope in G", "1/d", jacobian("S", pain_loop.glia)),
        Readout(j_gs, "S_on_G", "rate of G, its slope in S", "1/d", jacobian("G", pain_loop.s)),
        Readout(j_gg, "G_on_G", "rate of G, its slope in G", "1/d", jacobian("G", pain_loop.glia)),
        *PACES,
    ),
    fastest=pain_loop.fastest(FACTOR.symbol),
)
