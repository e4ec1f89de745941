"""Three ligands and one receptor: who sits on it, and how much that does.

The idea. A receptor holds one molecule at a time. A full agonist switches it on, a partial agonist half-heartedly, a
competitive antagonist not at all: it only keeps the seat. Whoever is more numerous or binds more tightly sits there
more of the time, so enough agonist overcomes a competitive antagonist, and a partial agonist helps where nothing else
is bound and hinders where a full agonist was. Where there are more receptors than the greatest effect needs, occupancy
is not effect.

In words: a ligand's share of the receptors is the share left free times its concentration over its dissociation
constant (Gaddum); the stimulus Z adds up the occupied shares, each weighed by its ligand's efficacy tau, times the
share q of receptors that still work (Furchgott); the effect is E_max Z^n/(1 + Z^n) (Black and Leff).

Assumptions. Binding is at equilibrium, reversible and one to one; the ligands are not used up; agonist and partial
agonist pass on their stimulus through the same machinery. An irreversible block takes receptors away before the others
compete for the rest.

Left out. Time: an antagonist that leaves slowly can look irreversible. Constitutive activity and inverse agonism,
allosteric sites, biased signalling, desensitisation. The effect is a share of what the tissue can do, no pain rating.

Sources. The forms are textbook pharmacology (arunlakshana1959, black1983) in the symbols of neubig2003. The antagonist
is naltrexone, with its affinity from `receptor_blockade`. The two agonists are nobody in particular: their numbers are
chosen to teach, and the partial one stands for drugs such as buprenorphine without claiming its numbers.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from sympy import Expr, Symbol, evaluate, log

from painloop.equations.model import Model, Readout
from painloop.equations.quantity import Array, Component, illustrative
from painloop.models.receptor_blockade import K_I

A = illustrative(r"[\mathrm{A}]", "A", "concentration of the full agonist", "nM", 10.0, 0.0, 1e6, given=True)
P = illustrative(r"[\mathrm{P}]", "P", "concentration of the partial agonist", "nM", 0.0, 0.0, 1e4, given=True)
B = illustrative(r"[\mathrm{B}]", "B", "concentration of the antagonist", "nM", 0.0, 0.0, 1e3, given=True)
K_A = illustrative(r"K_\mathrm{A}", "K_A", "dissociation constant of the full agonist", "nM", 10.0, 1.0, 100.0)
K_P = illustrative(r"K_\mathrm{P}", "K_P", "dissociation constant of the partial agonist", "nM", 1.0, 0.1, 100.0)
K_B = replace(  # a K_i is the dissociation constant, measured by competition with a radioligand
    K_I, symbol=Symbol(r"K_\mathrm{B}"), key="K_B", name="dissociation constant of the antagonist, naltrexone"
)
# The efficacies do not overlap, so that the full agonist is never the weaker one.
TAU_A = illustrative(r"\tau_\mathrm{A}", "tau_A", "efficacy of the full agonist", "1", 10.0, 3.0, 100.0)
TAU_P = illustrative(r"\tau_\mathrm{P}", "tau_P", "efficacy of the partial agonist", "1", 1.0, 0.0, 3.0)
Q = illustrative("q", "q", "share of receptors that no irreversible block has taken", "1", 1.0, 0.0, 1.0)
N = illustrative("n", "n", "slope of the transducer", "1", 1.0, 0.5, 2.0)
E_MAX = illustrative(r"E_\mathrm{max}", "E_max", "greatest effect of the tissue", "%", 100.0, 100.0, 100.0)
PARAMETERS = (A, P, B, K_A, K_P, K_B, TAU_A, TAU_P, Q, N, E_MAX)

a, p, b, k_a, k_p, k_b, tau_a, tau_p, q, n, e_max = (quantity.symbol for quantity in PARAMETERS)
free, p_ar, p_pr, p_br = (Symbol(rf"p_\mathrm{{{name}}}") for name in ("R", "AR", "PR", "BR"))
z, p_50 = Symbol("Z"), Symbol("p_{50}")


def _effect(stimulus: Expr) -> Expr:
    return e_max * stimulus**n / (1 + stimulus**n)


with evaluate(False):  # keeps the terms in the order in which they are written
    OCCUPANCIES = (
        Readout(free, "p_R", "free receptors, as a share", "1", 1 / (1 + a / k_a + p / k_p + b / k_b)),
        Readout(p_ar, "p_AR", "receptors occupied by the full agonist, as a share", "1", free * (a / k_a)),
        Readout(p_pr, "p_PR", "receptors occupied by the partial agonist, as a share", "1", free * (p / k_p)),
        Readout(p_br, "p_BR", "receptors occupied by the antagonist, as a share", "1", free * (b / k_b)),
    )
    EFFECT = (
        Readout(z, "stimulus", "stimulus", "1", q * (tau_a * p_ar + tau_p * p_pr)),
        Readout(Symbol("E"), "effect", "effect", "%", _effect(z)),
    )
    ALONE = (  # closed forms of the above, for one ligand and no other
        Readout(Symbol(r"E_\mathrm{max,A}"), "E_max_A", "greatest effect of the full agonist", "%", _effect(q * tau_a)),
        Readout(
            Symbol(r"E_\mathrm{max,P}"), "E_max_P", "greatest effect of the partial agonist", "%", _effect(q * tau_p)
        ),
        Readout(
            p_50, "p_50", "occupancy by the full agonist at half its greatest effect", "1",
            1 / (2 + (q * tau_a) ** n) ** (1 / n),
        ),
        Readout(
            Symbol(r"\mathrm{EC}_{50}"), "EC50", "concentration of the full agonist at half its greatest effect", "nM",
            k_a * p_50 / (1 - p_50),
        ),
    )  # fmt: skip
    SCHILD = (  # for the full agonist and the antagonist
        Readout(Symbol("r"), "dose_ratio", "dose ratio: how many times more agonist it takes", "1", 1 + b / k_b),
        Readout(  # minus the log10 of K_B in mol/L
            Symbol(r"\mathrm{pA}_2"), "pA2", "pA₂ of the antagonist", "1", 9 - log(k_b) / log(10)
        ),
    )  # fmt: skip

MODEL = Model(
    name="receptor_competition",
    title="Agonist, partial agonist and antagonist at one receptor",
    time_unit="h",  # nothing here takes time
    parameters=PARAMETERS,
    readouts=(*OCCUPANCIES, *EFFECT, *ALONE, *SCHILD),
)


def equieffective_concentration(effect: ArrayLike, **values: Component) -> Array:
    """The concentration of full agonist that gives an effect, whatever else is bound: the model, solved for [A].

    Args:
        effect: in % of the greatest effect of the tissue; an array broadcasts with the values.
        **values: parameters that differ from their defaults, each a number or an array; A is not used.

    Returns:
        nM; infinite where no concentration is enough, 0 where the partial agonist alone has as much effect or more.

    Raises:
        ValueError: if an effect is below 0 or not below E_max, a name is unknown or a value is outside its range.
    """
    _, p, b, k_a, k_p, k_b, tau_a, tau_p, q, n, e_max = MODEL.values(**values)
    wanted = np.asarray(effect, dtype=float)
    if not ((wanted >= 0) & (wanted < e_max)).all():
        raise ValueError(f"an effect must be at least 0 and below E_max, {e_max} %, not {effect!r}")
    z = (wanted / (e_max - wanted)) ** (1 / n)
    missing = np.maximum(z * (1 + p / k_p + b / k_b) - q * tau_p * p / k_p, 0)
    spare = np.asarray(q * tau_a - z)
    never = np.where(k_a * missing + 0 * spare > 0, np.inf, 0.0)
    concentration: Array = np.divide(k_a * missing, spare, out=never, where=spare > 0)
    return concentration


def schild_regression(dose_ratios: ArrayLike, concentrations: ArrayLike) -> tuple[float, float]:
    """The straight line through log10(dose ratio - 1) against log10[B]: Schild's plot (arunlakshana1959).

    Args:
        dose_ratios: equieffective agonist concentrations with antagonist over without, shape (k,).
        concentrations: of the antagonist in nM, shape (k,).

    Returns:
        The slope, 1 for a simple competitive antagonist, and pA2, minus the log10 of the concentration in mol/L at
        which the dose ratio is 2; with slope 1 that concentration is K_B.

    Raises:
        ValueError: if there are not two different concentrations above 0, or a dose ratio is not finite and above 1.
    """
    ratios, nanomolar = np.asarray(dose_ratios, dtype=float), np.asarray(concentrations, dtype=float)
    if len(np.unique(nanomolar)) < 2 or not ((nanomolar > 0) & (ratios > 1) & np.isfinite(ratios)).all():
        raise ValueError(
            "a Schild plot needs two or more concentrations above 0, each with a finite dose ratio above 1"
        )
    slope, intercept = np.polyfit(np.log10(nanomolar) - 9, np.log10(ratios - 1), 1)  # -9: nM to mol/L
    return float(slope), float(intercept / slope)
