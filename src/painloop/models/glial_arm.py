"""The other half of the story: naltrexone at the TLR4 of glia, and how much of it that would take.

The idea. Naltrexone is said to calm glia through a receptor that is no opioid receptor, TLR4. Potency decides. By the
reading kindest to the story, plasma that half-blocks mu receptors holds 2.6 billionths of a mole in a litre; by the
others, 0.2 to 0.6. In mouse glia, half an effect took 105.5 millionths, and that was (+)-naltrexone, the mirror image
of the drug that patients take.

In words: the share of glial activation held back is T = T_max x/(x + kappa); kappa is the concentration that half-acts
at TLR4 over the one that half-blocks the mu receptor, both in the same unit.

Assumptions. The concentration in the dish counts as total plasma naltrexone. kappa depends on the account of blockade,
because what half-blocks the mu receptor does; the molar value is what stays.

Left out. Tolerance, the (+)-isomer, uptake into the brain, any other target. In human blood cells naltrexone changed
no cytokine after TLR4 was stimulated (cant2017).

Sources. 105.5 µM: (+)-naltrexone, nitric oxide from mouse microglia, not binding to TLR4 itself (wang2016). The
default of 0.65 nM is what the story needs: about 160 000 times more potent than that. No source supports it, and none
supports T_max. The 2.6 nM of the two-phase account is the most lenient of several readings.
"""

from functools import cache

from sympy import Expr, Symbol, evaluate

from painloop.equations.model import Definition, Mesh, Model, Readout
from painloop.equations.quantity import OURS, Grade, Quantity
from painloop.models.antagonist_signal import X, of_account
from painloop.models.opioid_adaptation import named
from painloop.models.receptor_blockade import ACCOUNTS

MEASURED_NM = 105_500.0  # wang2016: 105.5 µM, (+)-naltrexone, nitric oxide from BV-2 microglia
T_MAX = Quantity(
    Symbol(r"T_\mathrm{max}"), "T_max", "ceiling of glial inhibition", "1", 0.25, 0.0, 0.6, Grade.HYPOTHESIS, OURS,
)  # fmt: skip
EC50_TLR4 = Quantity(
    Symbol(r"\mathrm{EC}_{50,\mathrm{TLR4}}"), "EC50_TLR4", "naltrexone that half-acts at TLR4", "nM", 0.65, 0.03,
    150_000.0, Grade.HYPOTHESIS, OURS,
)  # fmt: skip
PARAMETERS = (T_MAX, EC50_TLR4)

t_max, ec50_tlr4 = (quantity.symbol for quantity in PARAMETERS)
kappa = Symbol(r"\kappa")
with evaluate(False):
    INHIBITION = Readout(
        Symbol("T"), "glial_inhibition", "share of glial activation held back", "1",
        t_max * X.symbol / (X.symbol + kappa),
    )  # fmt: skip


def potency_ratio(potency: Expr) -> Definition:
    """kappa: the concentration that half-acts at TLR4 over the one that half-blocks the mu receptor, both in nM."""
    with evaluate(False):
        return Definition(kappa, ec50_tlr4 / potency)


@cache
def with_account(account: str) -> Model:
    """The model with x(t) of one account of blockade.

    Raises:
        ValueError: if there is no account of that name.
    """
    signal = of_account(account)
    return Model(
        name=named("glial_arm", account),
        title=f"Naltrexone at TLR4 ({ACCOUNTS[account]})",
        time_unit="d",
        mesh=Mesh(period=1.0, steps=16, grading=3.0),
        states=signal.states,
        parameters=(*PARAMETERS, *signal.parameters),
        rates=signal.rates,
        readouts=(signal.readout, INHIBITION),
        definitions=(*signal.definitions, potency_ratio(signal.potency_nM)),
        dose_into=signal.dose_into,
    )


MODEL = with_account("two_phase")
