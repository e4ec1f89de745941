"""From a dose of naltrexone to blocked mu-opioid receptors: three rival accounts of the same scans.

The idea. Nobody disputes how an antagonist fills a receptor: at signal x, the share x/(1+x) is occupied. The
accounts differ in what x follows. *Plasma-driven*: the unbound drug in plasma, measured against the affinity found
in the dish. *Two-phase*: a fast part and a slow part with the half-lives printed on the label, scaled to the dose
that half-occupies in PET. *Brain retention*: a compartment that fills from plasma and empties slowly, its half-life
fitted to PET.

In words: occupancy = x/(1+x), with x = f_u C/K_i, or a weighted sum of fast and slow over ED50, or C_e/EC50.

Assumptions. Binding is fast beside everything else (in the dish half of the naltrexone leaves the receptor in about
two minutes). Brain mu-opioid receptors only. The slow part of the two-phase account stands for slow washout. Its 13
hours are borrowed from the metabolite, which is not in the signal: up to 20 mg of it into a vein changed neither
morphine's pain relief nor its effect on the pupil (yanceywrona2011).

Left out. Kappa and delta receptors, the spinal cord, receptor reserve, inverse agonism, changes of receptor number,
differences between people, and any effect on pain: occupancy is not effect.

What the scans say. Two days after 50 mg, scans find most receptors still blocked (lee1988). Brain retention was fitted
to that and gives 79 %; two-phase, the default of the other models, gives 34 %, and plasma-driven less than 1 %. Later
than 8 hours after a low dose no scan was found, so there all three extrapolate.

Sources. Affinities: wentland2009, cassel2005. Half-lives: swissmonograph, meyer1984. ED50 and scans: rabiner2011 as
tabulated in trostheim2023, lee1988. The fit of brain retention is ours, to those scans.
"""

import numpy as np
from numpy.typing import ArrayLike
from sympy import Integer, Symbol, evaluate, exp, log

from painloop.equations.model import Definition, Model, Readout, State
from painloop.equations.quantity import OURS, Array, Grade, Quantity
from painloop.models import oral_naltrexone as plasma

OUR_FIT = f"{OURS}, rabiner2011, lee1988"  # made by `fitted` in tests/chapters/prose/naltrexone_in_the_body.py

F_U = Quantity(
    Symbol(r"f_\mathrm{u}"), "f_u", "share of plasma naltrexone that is unbound", "1", 0.79, 0.79, 0.79, Grade.MEASURED,
    "swissmonograph",
)  # fmt: skip
K_I = Quantity(
    Symbol(r"K_\mathrm{i}"), "K_i", "affinity for the mu-opioid receptor in the dish", "nM", 0.47, 0.11, 1.1,
    Grade.ESTIMATED, "wentland2009, cassel2005",
)  # fmt: skip
T_HALF_BRAIN = Quantity(
    Symbol(r"t_{1/2,\mathrm{e}}"), "t_half_brain", "half-life of the effect compartment", "h", 29.5, 25.0, 35.0,
    Grade.ESTIMATED, OUR_FIT,
)  # fmt: skip
EC50 = Quantity(
    Symbol(r"\mathrm{EC}_{50}"), "EC50", "concentration that half-occupies, brain retention", "ng/mL", 0.0555, 0.043,
    0.072, Grade.ESTIMATED, OUR_FIT,
)  # fmt: skip
T_HALF_A = Quantity(
    Symbol(r"t_{1/2,\mathrm{a}}"), "t_half_a", "half-life of absorption, two-phase", "h", 0.46, 0.3, 1.0,
    Grade.ESTIMATED, OURS,
)  # fmt: skip
T_HALF_P = Quantity(  # ends short of the slow one's range: with equal rates the closed form has no value
    Symbol(r"t_{1/2,\mathrm{P}}"), "t_half_P", "half-life of the fast component", "h", 4.0, 3.0, 8.9, Grade.MEASURED,
    "swissmonograph, meyer1984",
)  # fmt: skip
T_HALF_M = Quantity(
    Symbol(r"t_{1/2,\mathrm{M}}"), "t_half_M", "half-life of the slow component", "h", 13.0, 9.0, 18.0,
    Grade.ILLUSTRATIVE, "ours, swissmonograph, meyer1984",
)  # fmt: skip
FRACTION = Quantity(
    Symbol("F"), "F", "share of the dose that starts as the fast component", "1", 0.20, 0.05, 0.40, Grade.ILLUSTRATIVE,
    "ours, naltrexonelabel, meyer1984",
)  # fmt: skip
MU = Quantity(
    Symbol(r"\mu"), "mu", "share of the signal in the slow component at 4 h", "1", 0.50, 0.1, 0.9, Grade.ILLUSTRATIVE,
    OURS,
)  # fmt: skip
ED50 = Quantity(
    Symbol(r"\mathrm{ED}_{50}"), "ED50", "dose that half-occupies at 4 h, two-phase", "mg", 5.59, 3.0, 9.0,
    Grade.ESTIMATED, "rabiner2011, trostheim2023",
)  # fmt: skip
T_REF = Quantity(
    Symbol(r"t_\mathrm{ref}"), "t_ref", "time of the scans that set ED50", "h", 4.0, 1.0, 8.0, Grade.ILLUSTRATIVE,
    OURS,
)  # fmt: skip

EFFECT = State(Symbol(r"C_\mathrm{e}"), "C_e", "naltrexone in the effect compartment", "ng/mL")
GUT = State(Symbol("g"), "gut_two_phase", "dose not yet absorbed, two-phase", "mg")
FAST = State(Symbol("P"), "P", "fast component", "mg")
SLOW = State(Symbol("M"), "M", "slow component", "mg")

ln2 = log(2)
f_u, k_i, t_brain, ec50 = (quantity.symbol for quantity in (F_U, K_I, T_HALF_BRAIN, EC50))
t_a, t_p, t_m, f, mu, ed50, t_ref = (q.symbol for q in (T_HALF_A, T_HALF_P, T_HALF_M, FRACTION, MU, ED50, T_REF))
c_e, g, p, m = (state.symbol for state in (EFFECT, GUT, FAST, SLOW))
k_e0, k_g, k_p, k_m = (Symbol(rf"k_\mathrm{{{name}}}") for name in ("e0", "g", "P", "M"))
c_p, m_g, m_p = (Symbol(name) for name in (r"c_\mathrm{P}", r"m_\mathrm{g}", r"m_\mathrm{P}"))
p_ref, m_ref = Symbol(r"P_\mathrm{ref}"), Symbol(r"M_\mathrm{ref}")

with evaluate(False):  # keeps the terms in the order in which they are written
    DEFINITIONS = (
        Definition(k_e0, ln2 / t_brain),
        Definition(k_g, ln2 / t_a),
        Definition(k_p, ln2 / t_p),
        Definition(k_m, ln2 / t_m),
        # what 1 mg leaves at t_ref, in closed form
        Definition(c_p, f * k_g / (k_g - k_p)),
        Definition(m_g, ((1 - f) * k_g - k_p * c_p) / (k_m - k_g)),
        Definition(m_p, k_p * c_p / (k_m - k_p)),
        Definition(p_ref, c_p * (exp(-k_p * t_ref) - exp(-k_g * t_ref))),
        Definition(m_ref, m_g * exp(-k_g * t_ref) + m_p * exp(-k_p * t_ref) - (m_g + m_p) * exp(-k_m * t_ref)),
    )
    RATES = {
        "C_e": k_e0 * (plasma.PLASMA.symbol - c_e),
        "gut_two_phase": -k_g * g,
        "P": f * k_g * g - k_p * p,
        "M": (1 - f) * k_g * g + k_p * p - k_m * m,
    }
    SIGNALS = {
        "plasma_driven": f_u * plasma.PLASMA_MOLAR.symbol / k_i,
        "two_phase": ((1 - mu) * p / p_ref + mu * m / m_ref) / ed50,
        "brain_retention": c_e / ec50,
    }

ACCOUNTS = {"plasma_driven": "plasma-driven", "two_phase": "two-phase", "brain_retention": "brain retention"}


def _readouts(account: str) -> tuple[Readout, Readout]:
    """The antagonist signal of an account, and the share of receptors it occupies."""
    name, index = ACCOUNTS[account], rf"\text{{{ACCOUNTS[account].split()[0]}}}"
    x = Symbol(f"x_{index}")
    with evaluate(False):
        share = x / (1 + x)
    return (
        Readout(x, f"x_{account}", f"antagonist signal, {name}", "1", SIGNALS[account]),
        Readout(Symbol(f"p_{index}"), f"occupancy_{account}", f"mu-receptor occupancy, {name}", "1", share),
    )


MODEL = Model(
    name="receptor_blockade",
    title="Mu-opioid receptors blocked by naltrexone: three accounts",
    time_unit="h",
    mesh=plasma.MODEL.mesh,
    fastest=plasma.k_a + (plasma.cl + plasma.q) / plasma.v_1 + plasma.q / plasma.v_2 + k_p + k_m,
    states=(plasma.GUT, plasma.BLOOD, plasma.TISSUE, EFFECT, GUT, FAST, SLOW),
    parameters=(
        *(plasma.K_A, plasma.CL, plasma.V_1, plasma.Q, plasma.V_2, plasma.MOLAR_MASS),
        *(F_U, K_I, T_HALF_BRAIN, EC50, T_HALF_A, T_HALF_P, T_HALF_M, FRACTION, MU, ED50, T_REF),
    ),
    rates={**plasma.NALTREXONE_RATES, **RATES},
    readouts=(
        plasma.PLASMA,
        plasma.PLASMA_MOLAR,
        *(readout for account in ACCOUNTS for readout in _readouts(account)),
    ),
    definitions=DEFINITIONS,
    dose_into={"gut": Integer(1), "gut_two_phase": Integer(1)},
)


def effect_compartment(times: ArrayLike, dose: float = 1.0, **values: float) -> Array:
    """Effect-compartment naltrexone in ng/mL at times in h after one dose in mg; shape of times.

    Each exponential of plasma, passed through a compartment with rate k_e0, gives two.
    """
    chosen = MODEL.by_key(**values)
    coefficients, rates = plasma.exponentials(*(chosen[key] for key in ("k_a", "CL", "V_1", "Q", "V_2")))
    k = np.log(2) / chosen["t_half_brain"]
    t = np.asarray(times, float)[..., None]
    shape: Array = (np.exp(-k * t) - np.exp(-rates * t)) * k / (rates - k)
    return dose * shape @ coefficients
