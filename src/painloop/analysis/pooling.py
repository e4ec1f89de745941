"""One estimate from several trials by inverse-variance weights: a fixed effect, or DerSimonian-Laird random effects.

Sources: DerSimonian and Laird 1986 for tau squared, Higgins and Thompson 2002 for I squared, Higgins, Thompson and
Spiegelhalter 2009 for the prediction interval.
"""

from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, norm, t

from painloop.quantity import Array

Method = Literal["fixed", "random"]


@dataclass(frozen=True)
class Pooled:
    """What several trials show together, in the unit of their estimates.

    Attributes:
        estimate: the weighted mean.
        low: lower end of its 95 % interval, by normal theory.
        high: upper end of it.
        p: two-sided, of no difference, by normal theory.
        weights: share of each trial in the estimate; they sum to 1.
        tau2: variance between the trials' true effects, in the unit squared; given for either method, used by "random".
        q: Cochran's Q, the squared distances from the fixed-effect estimate in standard errors.
        q_p: chance of a Q as large or larger if all trials had one true effect; nan for one trial.
        i2: share of the variation between estimates that is more than chance, from 0 to 1.
        prediction: where 95 % of true effects of further trials lie, as (low, high); nan for "fixed", which knows only
            one true effect, and for fewer than 3 trials.
    """

    estimate: float
    low: float
    high: float
    p: float
    weights: Array
    tau2: float
    q: float
    q_p: float
    i2: float
    prediction: tuple[float, float]


def pool(estimates: ArrayLike, standard_errors: ArrayLike, method: Method = "random") -> Pooled:
    """The trials as one.

    Args:
        estimates: one of each trial, of shape (trials,), all in one unit.
        standard_errors: theirs, of the same shape and unit.
        method: "fixed" if all trials have one true effect, "random" if their true effects vary about a mean.

    Raises:
        ValueError: if there is no trial, the lengths differ, an estimate is not finite, a standard error is not finite
            or not above 0, or the method is unknown.
    """
    effects, errors = _checked(estimates, standard_errors, method)
    variances = errors**2
    tau2, q, i2 = _between(effects, variances)
    weights = 1 / (variances + (tau2 if method == "random" else 0))
    estimate = float((weights * effects).sum() / weights.sum())
    error = 1 / sqrt(float(weights.sum()))
    half = float(norm.isf(0.025)) * error
    return Pooled(
        estimate=estimate,
        low=estimate - half,
        high=estimate + half,
        p=2 * float(norm.sf(abs(estimate) / error)),
        weights=weights / weights.sum(),
        tau2=tau2,
        q=q,
        q_p=float(chi2.sf(q, len(effects) - 1)) if len(effects) > 1 else nan,
        i2=i2,
        prediction=_prediction(estimate, error, tau2, len(effects)) if method == "random" else (nan, nan),
    )


def _checked(estimates: ArrayLike, standard_errors: ArrayLike, method: str) -> tuple[Array, Array]:
    effects, errors = np.asarray(estimates, dtype=float), np.asarray(standard_errors, dtype=float)
    if effects.ndim != 1 or effects.shape != errors.shape:
        raise ValueError(f"one standard error for each estimate; there are {errors.size} for {effects.size}")
    if not effects.size:
        raise ValueError("there is nothing to pool: give at least one trial")
    if not np.isfinite(effects).all() or not ((errors > 0) & np.isfinite(errors)).all():
        raise ValueError("an estimate must be a number and a standard error a number above 0; leave other trials out")
    if method not in get_args(Method):
        raise ValueError(f"no method {method!r}; there are {', '.join(get_args(Method))}")
    return effects, errors


def _between(effects: Array, variances: Array) -> tuple[float, float, float]:
    """How the trials differ: tau squared by the method of moments, cut off at 0; Cochran's Q; I squared."""
    weights = 1 / variances
    total, freedom = float(weights.sum()), len(effects) - 1
    if freedom == 0:  # one trial, which differs from itself only by rounding
        return 0.0, 0.0, 0.0
    mean = float((weights * effects).sum()) / total
    q = float((weights * (effects - mean) ** 2).sum())
    if q <= freedom:  # no more than chance
        return 0.0, q, 0.0
    return (q - freedom) / (total - float((weights**2).sum()) / total), q, (q - freedom) / q


def _prediction(estimate: float, error: float, tau2: float, trials: int) -> tuple[float, float]:
    """Of the true effect of a further trial: by Student's t with 2 degrees of freedom fewer than there are trials."""
    if trials < 3:
        return nan, nan
    half = float(t.isf(0.025, trials - 2)) * sqrt(tau2 + error**2)
    return estimate - half, estimate + half
