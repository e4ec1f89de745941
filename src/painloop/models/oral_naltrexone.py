"""Naltrexone and its metabolite in plasma after tablets.

The idea. A swallowed dose leaves the gut, most of it is changed by the liver before it ever circulates, and what
remains is shared between the blood and the tissues while it is cleared. Two compartments are the fewest that can
have the high, early peak, the small total exposure and the 4-hour half-life that are on record; one compartment with
that half-life misses the peak or the exposure more than threefold.

In words: gut -> blood at rate k_a; blood <-> tissue at rate Q; blood -> out at rate CL. The main metabolite,
6beta-naltrexol, is made on the first pass and has the same form with its own four numbers.

Assumptions. First-order throughout, so doubling the dose doubles every curve. Volumes and clearances are
*apparent*: they are divided by the unknown fraction that reaches the blood, which is why they are so large and why
the whole dose may be counted as arriving.

Left out. Differences between people (large), food, liver disease, slow-release tablets, a possible 96-hour terminal
phase.

Sources. The numbers of each substance are a shape fitted to its peak, total exposure and half-life (swissmonograph,
meyer1984, licko1981). The peak of naltrexone comes at 0.6 h, where the text prints 1 h. No population fit of tablets
was found.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from sympy import Integer, Symbol, evaluate

from painloop.equations.model import Mesh, Model, Readout, State
from painloop.equations.quantity import OURS, Array, Grade, Quantity

NG_PER_ML = 1000  # 1 mg/L is 1000 ng/mL
SHAPE_FIT = f"{OURS}, swissmonograph, meyer1984"


def _shape(symbol: str, key: str, name: str, unit: str, default: float) -> Quantity:
    """A shape-fit parameter; the range is the default halved and doubled, ours, to play with."""
    return Quantity(Symbol(symbol), key, name, unit, default, default / 2, 2 * default, Grade.ESTIMATED, SHAPE_FIT)


K_A = _shape(r"k_\mathrm{a}", "k_a", "absorption rate constant", "1/h", 1.5)
CL = _shape(r"\mathit{CL}", "CL", "apparent clearance", "L/h", 1890.0)
V_1 = _shape("V_1", "V_1", "apparent volume of the blood compartment", "L", 1230.0)
Q = _shape("Q", "Q", "apparent exchange between blood and tissue", "L/h", 515.0)
V_2 = _shape("V_2", "V_2", "apparent volume of the tissue compartment", "L", 2280.0)
CL_M = _shape(r"\mathit{CL}_\mathrm{M}", "CL_M", "apparent clearance, 6β-naltrexol", "L/h", 68.0)
V_1M = _shape(r"V_\mathrm{1M}", "V_1M", "apparent blood volume, 6β-naltrexol", "L", 248.0)
Q_M = _shape(r"Q_\mathrm{M}", "Q_M", "apparent exchange, 6β-naltrexol", "L/h", 91.7)
V_2M = _shape(r"V_\mathrm{2M}", "V_2M", "apparent tissue volume, 6β-naltrexol", "L", 643.0)
MOLAR_MASS = Quantity(  # the label gives 377.86 for the hydrochloride; HCl is 36.46
    Symbol(r"m_\mathrm{mol}"), "molar_mass", "molar mass of naltrexone", "g/mol", 341.4, 341.4, 341.4, Grade.MEASURED,
    "naltrexonelabel",
)  # fmt: skip

GUT = State(Symbol(r"A_\mathrm{gut}"), "gut", "drug in the gut", "mg")
BLOOD = State(Symbol("A_1"), "A_1", "naltrexone in the blood compartment, apparent", "mg")
TISSUE = State(Symbol("A_2"), "A_2", "naltrexone in the tissue compartment, apparent", "mg")
BLOOD_M = State(Symbol("M_1"), "M_1", "6β-naltrexol in the blood compartment, apparent", "mg")
TISSUE_M = State(Symbol("M_2"), "M_2", "6β-naltrexol in the tissue compartment, apparent", "mg")

k_a, cl, v_1, q, v_2 = (quantity.symbol for quantity in (K_A, CL, V_1, Q, V_2))
cl_m, v_1m, q_m, v_2m, molar_mass = (quantity.symbol for quantity in (CL_M, V_1M, Q_M, V_2M, MOLAR_MASS))
gut, a_1, a_2, m_1, m_2 = (state.symbol for state in (GUT, BLOOD, TISSUE, BLOOD_M, TISSUE_M))

with evaluate(False):  # keeps the terms in the order in which they are written
    NALTREXONE_RATES = {
        "gut": -k_a * gut,
        "A_1": k_a * gut - (cl + q) / v_1 * a_1 + q / v_2 * a_2,
        "A_2": q / v_1 * a_1 - q / v_2 * a_2,
    }
    METABOLITE_RATES = {
        "M_1": k_a * gut - (cl_m + q_m) / v_1m * m_1 + q_m / v_2m * m_2,
        "M_2": q_m / v_1m * m_1 - q_m / v_2m * m_2,
    }
    PLASMA = Readout(Symbol("C"), "plasma_naltrexone", "naltrexone in plasma", "ng/mL", NG_PER_ML * a_1 / v_1)
    PLASMA_MOLAR = Readout(  # ng/mL over g/mol is µM
        Symbol(r"C_\text{nM}"), "plasma_naltrexone_nM", "naltrexone in plasma", "nM", 1000 * PLASMA.symbol / molar_mass
    )
    PLASMA_METABOLITE = Readout(
        Symbol(r"C_\mathrm{M}"), "plasma_naltrexol", "6β-naltrexol in plasma", "ng/mL", NG_PER_ML * m_1 / v_1m
    )

MODEL = Model(
    name="oral_naltrexone",
    title="Naltrexone by mouth",
    time_unit="h",
    mesh=Mesh(period=24.0, steps=240),
    fastest=k_a + (cl + q) / v_1 + q / v_2 + (cl_m + q_m) / v_1m + q_m / v_2m,
    states=(GUT, BLOOD, TISSUE, BLOOD_M, TISSUE_M),
    parameters=(K_A, CL, V_1, Q, V_2, CL_M, V_1M, Q_M, V_2M, MOLAR_MASS),
    rates={**NALTREXONE_RATES, **METABOLITE_RATES},
    readouts=(PLASMA, PLASMA_MOLAR, PLASMA_METABOLITE),
    dose_into={"gut": Integer(1)},
)


def exponentials(k_a: Any, CL: Any, V_1: Any, Q: Any, V_2: Any) -> tuple[Array, Array]:
    """Plasma after 1 mg as a sum of three exponentials.

    Returns:
        The coefficients in ng/mL and the rate constants in 1/h, each of shape (3,).

    Raises:
        ValueError: if two rate constants coincide, where the sum has no such form.

    Source: the textbook solution of two compartments with first-order input.
    """
    k_10, k_12, k_21 = CL / V_1, Q / V_1, Q / V_2
    total = k_10 + k_12 + k_21
    root = np.sqrt(total * total - 4 * k_10 * k_21)
    fast, slow = (total + root) / 2, (total - root) / 2
    if min(abs(k_a - fast), abs(k_a - slow)) < 1e-9:
        raise ValueError("k_a equals a disposition rate; change it by one part in a million")
    first = k_a * (k_21 - fast) / ((k_a - fast) * (slow - fast))
    second = k_a * (k_21 - slow) / ((k_a - slow) * (fast - slow))
    return NG_PER_ML / V_1 * np.array([first, second, -first - second]), np.array([fast, slow, k_a])


def closed_form(times: ArrayLike, dose: float = 1.0, **values: float) -> Array:
    """Plasma naltrexone in ng/mL at times in h after one dose in mg; shape of times."""
    chosen = MODEL.by_key(**values)
    coefficients, rates = exponentials(*(chosen[key] for key in ("k_a", "CL", "V_1", "Q", "V_2")))
    shape: Array = np.exp(-np.multiply.outer(np.asarray(times, float), rates))
    return dose * shape @ coefficients
