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

from sympy import Expr, Symbol

from painloop.equations.algebra import readable, slope_of, zero_of
from painloop.equations.model import Model, Readout
from painloop.equations.quantity import illustrative
from painloop.models import pain_loop
from painloop.models.pain_loop import n_0, s, w

LEVEL = illustrative("S", "level", "sensitisation at which the loop rests", "1", 0.5, 0.0, 1.0, given=True)
FACTOR = illustrative("b", "factor", "factor on the drive, 1 without drug", "1", 1.0, 0.1, 3.0, given=True)
INHIBITION = illustrative(
    "T", "inhibition", "share of the glia held back, 0 without drug", "1", 0.0, 0.0, 1.0, given=True
)

b, held = FACTOR.symbol, INHIBITION.symbol
recruited, recruited_slope, holding, holding_slope = (Symbol(name) for name in ("R", "R'", "Q", "Q'"))
SLOPES = {recruited: recruited_slope, holding: holding_slope}


def rest() -> dict[str, Expr]:
    """What follows where the rates of `pain_loop` are zero, without injury; by the key of the readout.

    R, the glial activation at rest, and Q, the drive that holds S, stay symbols in what follows from them.
    """
    rates, (drive, _), (treated, _) = pain_loop.rates(held), pain_loop.readouts(), pain_loop.readouts(b)
    recruitment = zero_of(rates["G"], pain_loop.glia)
    holding_drive = zero_of(rates["S"], drive.symbol) / (treated.expression / drive.expression).simplify()
    excess = drive.expression.subs(pain_loop.injury, 0) - holding  # of the drive over what holds S
    at_rest = excess.subs(pain_loop.glia, recruited)
    coupling, input_ = zero_of(at_rest, w), zero_of(at_rest, n_0)
    return {
        "recruitment": recruitment,
        "recruitment_slope": slope_of(recruitment, s),
        "needed": holding_drive,
        "needed_slope": slope_of(holding_drive, s),
        "nullcline": zero_of(excess, pain_loop.glia),
        "coupling": coupling,
        "coupling_slope": (slope_of(coupling, s, SLOPES) * recruited).expand(deep=False),
        "input": input_,
        "input_slope": slope_of(input_, s, SLOPES),
    }


WORDS = {
    "recruitment": (recruited, "glial activation at rest"),
    "recruitment_slope": (recruited_slope, "how steeply it rises with S"),
    "needed": (holding, "drive that holds S, before the factor b"),
    "needed_slope": (holding_slope, "how steeply that rises with S"),
    "nullcline": (Symbol("G_S"), "glial activation at which S holds still"),
    "coupling": (Symbol("w_S"), "coupling at which S is at rest"),
    "coupling_slope": (Symbol("w_S'"), "its slope in S, times the recruitment"),
    "input": (Symbol("N_S"), "everyday input at which S is at rest"),
    "input_slope": (Symbol("N_S'"), "its slope in S"),
}
DERIVED = rest()
RATING = pain_loop.readouts()[-1]
READOUTS = (*(Readout(symbol, key, name, "1", readable(DERIVED[key])) for key, (symbol, name) in WORDS.items()), RATING)

MODEL = Model(
    name="loop_at_rest",
    title="The pain loop at rest",
    time_unit="d",
    parameters=(LEVEL, pain_loop.W, pain_loop.N_STEEP, pain_loop.THETA, pain_loop.N_0, FACTOR, INHIBITION),
    readouts=READOUTS,
)
