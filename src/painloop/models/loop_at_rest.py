"""Where the pain loop can come to rest, and where it tips: the algebra behind its pictures.

The idea. A loop is at rest where nerve cells and glia both hold still. Choose a sensitisation S; one line of algebra
then says which coupling, or which everyday input, would hold it there. Drawn for every S, that line is the curve on
which the resting loop lives. Where it turns back, the loop tips.

In words: glia at rest are recruited by S; the drive needed to hold S is S/((1 - S) b); what the glia do not supply of
it must come from input. The curve turns where its slope in S is nought; between two turns no state lasts.

Assumptions. Those of `pain_loop`. The drug, where there is one, enters as two frozen numbers: the factor b on the drive
and the share T of glia held back. This is exact for a drug that acts evenly, and close for one taken every night.

Left out. Time: how the loop gets to rest is the business of `pain_loop`.

Sources. Ours, by setting the rates of `pain_loop` to nought. Every number is chosen to teach.
"""

from sympy import Symbol, evaluate

from painloop.model import Model, Readout
from painloop.models import pain_loop
from painloop.models.pain_loop import n, n_0, s, theta, w
from painloop.quantity import illustrative

LEVEL = illustrative("S", "level", "sensitisation at which the loop rests", "1", 0.5, 0.0, 1.0)
FACTOR = illustrative("b", "factor", "factor on the drive, 1 without drug", "1", 1.0, 0.1, 3.0)
INHIBITION = illustrative("T", "inhibition", "share of the glia held back, 0 without drug", "1", 0.0, 0.0, 1.0)

b, held = FACTOR.symbol, INHIBITION.symbol
recruited, steepness, needed = Symbol("R"), Symbol("R'"), Symbol("Q")
steeper = Symbol("Q'")

with evaluate(False):
    READOUTS = (
        Readout(recruited, "recruitment", "glial activation at rest", "1", (1 - held) * s**n / (theta**n + s**n)),
        Readout(
            steepness, "recruitment_slope", "how steeply it rises with S", "1",
            (1 - held) * n * theta**n * s ** (n - 1) / (theta**n + s**n) ** 2,
        ),
        Readout(needed, "needed", "drive that holds S, before the factor b", "1", s / ((1 - s) * b)),
        Readout(steeper, "needed_slope", "how steeply that rises with S", "1", 1 / ((1 - s) ** 2 * b)),
        Readout(Symbol("G_S"), "nullcline", "glial activation at which S holds still", "1", (needed - n_0) / w),
        Readout(Symbol("w_S"), "coupling", "coupling at which S is at rest", "1", (needed - n_0) / recruited),
        Readout(
            Symbol("w_S'"), "coupling_slope", "its slope in S, times the recruitment", "1",
            steeper - (needed - n_0) * steepness / recruited,
        ),
        Readout(Symbol("N_S"), "input", "everyday input at which S is at rest", "1", needed - w * recruited),
        Readout(Symbol("N_S'"), "input_slope", "its slope in S", "1", steeper - w * steepness),
        Readout(Symbol(r"\mathit{NRS}"), "pain_rating", "pain rating from 0 to 10", "points", 10 * s),
    )  # fmt: skip

MODEL = Model(
    name="loop_at_rest",
    title="The pain loop at rest",
    time_unit="d",
    parameters=(LEVEL, pain_loop.W, pain_loop.N_STEEP, pain_loop.THETA, pain_loop.N_0, FACTOR, INHIBITION),
    readouts=READOUTS,
)
