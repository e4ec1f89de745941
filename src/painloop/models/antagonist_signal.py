"""The antagonist signal x(t) of the three accounts of blockade, as sums of exponentials.

The idea. Each account of `receptor_blockade` is a chain of compartments that empty in proportion to what they hold.
What one dose leaves behind is then a sum of exponentials, and what many doses leave is the same few numbers, each
decaying at its own rate and raised at each dose. No history is needed, and no small steps.

In words: a dose of D mg raises every part by D, and each part falls at its own rate; x is a weighted sum of the
differences between parts. A dose raises all parts alike, so x does not jump: a tablet just swallowed blocks nothing
yet, beyond what earlier ones still do.

Assumptions, sources, what is left out: as in `receptor_blockade`, of which this is the closed form (a test compares).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Expr, Integer, Symbol, evaluate, sqrt

from painloop.equations.model import Definition, Readout, State
from painloop.equations.quantity import Grade, Quantity
from painloop.models import oral_naltrexone as plasma
from painloop.models import receptor_blockade as blockade

HOURS_PER_DAY = Quantity(
    Symbol(r"h_\mathrm{d}"), "hours_per_day", "hours in a day", "h/d", 24.0, 24.0, 24.0, Grade.MEASURED, "ours",
)  # fmt: skip
EC50_MU = Quantity(
    Symbol(r"\mathrm{EC}_{50,\mu}"), "EC50_mu", "plasma naltrexone that half-occupies mu receptors, two-phase", "nM",
    2.6, 0.3, 2.6, Grade.ILLUSTRATIVE, "ours, swissmonograph, trostheim2023",
)  # fmt: skip
X = Readout(Symbol("x"), "x", "antagonist signal", "1", Integer(0))  # each account gives its own expression


@dataclass(frozen=True)
class Signal:
    """One account's part of a model whose time runs in days: everything about the drug."""

    parameters: tuple[Quantity, ...]
    definitions: tuple[Definition, ...]
    states: tuple[State, ...]
    rates: Mapping[str, Expr]
    readout: Readout
    potency_nM: Expr

    @property
    def dose_into(self) -> dict[str, Expr]:
        """A dose raises every part by its amount."""
        return {state.key: Integer(1) for state in self.states}


def _part(index: str) -> State:
    """What is left of all doses if they decay at one rate."""
    return State(Symbol(rf"a_\mathrm{{{index}}}"), f"a_{index}", f"doses, decaying at rate {index}", "mg")


def _signal(
    decays: Mapping[State, Expr],
    x: Expr,
    parameters: tuple[Quantity, ...],
    definitions: tuple[Definition, ...],
    potency: Expr,
) -> Signal:
    """An account from its parts, each with its rate constant in 1/h, and x as an expression of them."""
    with evaluate(False):
        rates = {part.key: -(HOURS_PER_DAY.symbol * rate) * part.symbol for part, rate in decays.items()}
    return Signal(
        parameters=(*parameters, HOURS_PER_DAY),
        definitions=definitions,
        states=tuple(decays),
        rates=rates,
        readout=Readout(X.symbol, X.key, X.name, X.unit, x),
        potency_nM=potency,
    )


PARTS = {index: _part(index) for index in ("g", "P", "M", "1", "2", "a", "e")}
a_g, a_p, a_m, a_1, a_2, a_a, a_e = (part.symbol for part in PARTS.values())


def _two_phase() -> Signal:
    b = blockade
    fast, slow_g, slow_p = Symbol(r"r_\mathrm{P}"), Symbol(r"r_\mathrm{g}"), Symbol(r"r_\mathrm{M}")
    with evaluate(False):
        scaled = (  # of x, for each mg; written so that every one of the three is positive
            Definition(fast, (1 - b.mu) * b.c_p / (b.p_ref * b.ed50)),
            Definition(slow_g, -b.mu * b.m_g / (b.m_ref * b.ed50)),
            Definition(slow_p, -b.mu * b.m_p / (b.m_ref * b.ed50)),
        )
        x = fast * (a_p - a_g) + slow_g * (a_m - a_g) + slow_p * (a_m - a_p)
    decays = {PARTS["g"]: b.k_g, PARTS["P"]: b.k_p, PARTS["M"]: b.k_m}
    parameters = (b.T_HALF_A, b.T_HALF_P, b.T_HALF_M, b.FRACTION, b.MU, b.ED50, b.T_REF, EC50_MU)
    return _signal(decays, x, parameters, (*b.DEFINITIONS[1:], *scaled), EC50_MU.symbol)


K_10, K_12, K_21, K_SUM, ROOT, FAST, SLOW, C_1, C_2 = (
    Symbol(name) for name in ("k_{10}", "k_{12}", "k_{21}", r"k_\Sigma", "q", r"\lambda_1", r"\lambda_2", "c_1", "c_2")
)
with evaluate(False):
    PLASMA = (  # two compartments with first-order input, the textbook solution; c in ng/mL for each mg
        Definition(K_10, plasma.cl / plasma.v_1),
        Definition(K_12, plasma.q / plasma.v_1),
        Definition(K_21, plasma.q / plasma.v_2),
        Definition(K_SUM, K_10 + K_12 + K_21),
        Definition(ROOT, sqrt(K_SUM**2 - 4 * K_10 * K_21)),
        Definition(FAST, (K_SUM + ROOT) / 2),
        Definition(SLOW, (K_SUM - ROOT) / 2),
        Definition(C_1, 1000 * plasma.k_a * (FAST - K_21) / (plasma.v_1 * ROOT * (plasma.k_a - FAST))),
        Definition(C_2, 1000 * plasma.k_a * (K_21 - SLOW) / (plasma.v_1 * ROOT * (plasma.k_a - SLOW))),
    )
PLASMA_PARAMETERS = (plasma.K_A, plasma.CL, plasma.V_1, plasma.Q, plasma.V_2, plasma.MOLAR_MASS)
PLASMA_DECAYS = {PARTS["1"]: FAST, PARTS["2"]: SLOW, PARTS["a"]: plasma.k_a}


def _plasma_driven() -> Signal:
    r_1, r_2 = Symbol("r_1"), Symbol("r_2")
    with evaluate(False):
        per_ng = 1000 * blockade.f_u / (plasma.molar_mass * blockade.k_i)
        definitions = (*PLASMA, Definition(r_1, per_ng * C_1), Definition(r_2, per_ng * C_2))
        x = r_1 * (a_1 - a_a) + r_2 * (a_2 - a_a)
        potency = blockade.k_i / blockade.f_u
    return _signal(PLASMA_DECAYS, x, (*PLASMA_PARAMETERS, blockade.F_U, blockade.K_I), definitions, potency)


def _brain_retention() -> Signal:
    k_e0, ec50 = blockade.k_e0, blockade.ec50
    r_1, r_2, r_a = Symbol("r_1"), Symbol("r_2"), Symbol(r"r_\mathrm{a}")
    with evaluate(False):
        definitions = (
            *PLASMA,
            blockade.DEFINITIONS[0],
            Definition(r_1, C_1 * k_e0 / ((FAST - k_e0) * ec50)),
            Definition(r_2, C_2 * k_e0 / ((SLOW - k_e0) * ec50)),
            Definition(r_a, -(C_1 + C_2) * k_e0 / ((plasma.k_a - k_e0) * ec50)),
        )
        x = r_1 * (a_e - a_1) + r_2 * (a_e - a_2) + r_a * (a_e - a_a)
        potency = 1000 * ec50 / plasma.molar_mass
    parameters = (*PLASMA_PARAMETERS, blockade.T_HALF_BRAIN, blockade.EC50)
    return _signal({**PLASMA_DECAYS, PARTS["e"]: k_e0}, x, parameters, definitions, potency)


SIGNALS: Mapping[str, Signal] = {
    "two_phase": _two_phase(),
    "plasma_driven": _plasma_driven(),
    "brain_retention": _brain_retention(),
}


def of_account(account: str) -> Signal:
    """The signal of an account.

    Raises:
        ValueError: if there is no account of that name.
    """
    if account not in SIGNALS:
        raise ValueError(f"no account {account!r}; there are {', '.join(SIGNALS)}")
    return SIGNALS[account]
