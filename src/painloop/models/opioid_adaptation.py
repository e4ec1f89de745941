"""Block the opioid receptors and the body makes more opioid: enough to help, or not?

The idea. Receptors that are blocked call forth more receptors and more endogenous opioid. If the blockade then leaves
while the extra capacity stays, tone is above normal for a while. Whether there is a net gain depends on how strong the
answer is: one that only restores what was lost gains nothing at any dose.

In words: the capacity U follows the blocked share B towards 1 + u B; opioid tone A is what capacity and free receptors
give together; when tone falls, the nociceptive drive is multiplied by b = (1 + alpha)/(1 + alpha A).

Assumptions. Binding is fast and competitive with the resting ligand (Gaddum); response is proportional to occupancy,
so there is no receptor reserve. The answer is driven by blockade and never sees its own result: an open loop. With
`closed_loop` at 1 it senses tone instead, and can then never hold the mean tone above normal.

Left out. Kappa and delta receptors, constitutive activity, the difference between receptor number and ligand (all of U
acts as ligand), tolerance of the answer itself. In mice, the smallest dose tested blocked morphine without a
significant gain in sensitivity (yoburn1989assessment). If that holds, the answer is less than proportional at low
doses, h is above 1, and from h = 1.5 on there is no gain at any dose.

Sources. u: receptors in mice, more by a third (yoburn1989sensitivity), a half (yoburn1989assessment), four fifths
(lesscher2003) or a little above (yoburn1995), times beta-endorphin in the plasma of people on full doses (kosten1986),
which says little about the brain; the product is ours. It gives u from about 1 to 2, less by the sum or with the
evening's hormone, and the default of 2 is the top of that. alpha: contested. One dose of 50 mg left pain
sensitivity as it was in a small trial (younger2009plos) and weakened one kind of pain inhibition in another study
(king2013cpm); such results fit a small alpha, or none. The default of 1 is generous to the story. The rest is chosen
to teach.
"""

from functools import cache

from sympy import Expr, Symbol, evaluate

from painloop.equations.model import Mesh, Model, Readout, State
from painloop.equations.quantity import OURS, Grade, Quantity
from painloop.models.antagonist_signal import X, of_account
from painloop.models.receptor_blockade import ACCOUNTS

ALPHA = Quantity(
    Symbol(r"\alpha"), "alpha", "brake authority: without tone, drive is multiplied by 1 + α", "1", 1.0, 0.0, 1.5,
    Grade.ILLUSTRATIVE, OURS,
)  # fmt: skip
ADAPTATION_GAIN = Quantity(
    Symbol("u"), "u", "adaptation gain: under full block, capacity becomes 1 + u", "1", 2.0, 0.0, 4.0,
    Grade.HYPOTHESIS, "ours, yoburn1989sensitivity, yoburn1989assessment, yoburn1995, lesscher2003, kosten1986",
)  # fmt: skip
EXPONENT = Quantity(
    Symbol("h"), "h", "adaptation exponent", "1", 1.0, 1.0, 2.0, Grade.ILLUSTRATIVE, OURS,
)  # fmt: skip
TAU_U = Quantity(
    Symbol(r"\tau_U"), "tau_U", "time constant of adaptation", "d", 5.0, 2.0, 10.0, Grade.ILLUSTRATIVE,
    "ours, yoburn1995",
)  # fmt: skip
LIGAND = Quantity(
    Symbol(r"\lambda"), "resting_ligand", "resting opioid ligand over its dissociation constant", "1", 0.05, 0.0, 0.5,
    Grade.ILLUSTRATIVE, OURS,
)  # fmt: skip
CLOSED = Quantity(
    Symbol("c"), "closed_loop", "share of the adaptation that senses tone: 0 open loop, 1 closed loop", "1", 0.0, 0.0,
    1.0, Grade.HYPOTHESIS, OURS, given=True,
)  # fmt: skip
CLOSED_GAIN = Quantity(
    Symbol("g"), "closed_gain", "gain of the closed loop", "1", 5.0, 0.0, 10.0, Grade.ILLUSTRATIVE, OURS,
)  # fmt: skip
PARAMETERS = (ALPHA, ADAPTATION_GAIN, EXPONENT, TAU_U, LIGAND, CLOSED, CLOSED_GAIN)

alpha, u, h, tau_u, lam, closed, g = (quantity.symbol for quantity in PARAMETERS)
x, capacity, blocked, tone = X.symbol, Symbol("U"), Symbol("B"), Symbol("A")

CAPACITY = State(capacity, "U", "capacity of the opioid system", "1", 1.0)


free = Symbol("f")


def rates() -> dict[str, Expr]:
    """The rate of change of the capacity, which follows the blockade or, as far as the loop is closed, the tone."""
    with evaluate(False):  # tone is written as U f: so the solver sees that U holds itself back, and does not overshoot
        # (B^2)^(h/2) is B^h, and real also where rounding leaves B just below zero, at the moment of a dose
        target = 1 + (1 - closed) * u * (blocked**2) ** (h / 2) + closed * g * (1 - capacity * free)
        return {"U": (target - capacity) / tau_u}


with evaluate(False):
    READOUTS = (
        Readout(Symbol("B_0"), "occupancy", "mu-receptor occupancy at resting tone", "1", x / (1 + x)),
        Readout(
            free, "free", "free mu receptors, relative to rest", "1", (1 + lam) / (1 + lam * capacity + (1 + lam) * x)
        ),
        Readout(blocked, "blocked", "share of mu receptors blocked, in competition", "1", x * free),
        Readout(tone, "tone", "endogenous opioid tone, relative to normal", "1", capacity * free),
    )
    DISINHIBITION = Readout(
        Symbol("b"), "disinhibition", "factor on the drive from lost or gained tone", "1",
        (1 + alpha) / (1 + alpha * tone),
    )  # fmt: skip


@cache
def with_account(account: str) -> Model:
    """The model with x(t) of one account of blockade.

    Raises:
        ValueError: if there is no account of that name.
    """
    signal = of_account(account)
    return Model(
        name=named("opioid_adaptation", account),
        title=f"Adaptation to blockade ({ACCOUNTS[account]})",
        time_unit="d",
        mesh=Mesh(period=1.0, steps=16, grading=3.0),
        states=(CAPACITY, *signal.states),
        parameters=(*PARAMETERS, *signal.parameters),
        rates={**rates(), **signal.rates},
        readouts=(signal.readout, *READOUTS, DISINHIBITION),
        definitions=signal.definitions,
        dose_into=signal.dose_into,
        fastest=(1 + closed * g) / tau_u,
    )


def named(name: str, account: str) -> str:
    """A model's name with an account other than the default."""
    return name if account == "two_phase" else f"{name}_{account}"


MODEL = with_account("two_phase")
