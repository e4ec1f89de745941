"""One estimate from several trials by inverse-variance weights: one true effect, or true effects that vary.

The book's method is "hksj": restricted maximum likelihood for tau squared, and the interval of Hartung, Knapp, Sidik
and Jonkman, by Student's t with one degree of freedom fewer than there are trials. If the trials happen to agree more
closely than chance, that interval is too short, and of no width at all if they are equal; "modified" lets it be no
shorter than the older method's error allows. "random" is the older method, DerSimonian and Laird with normal theory,
which takes tau squared for known; with few trials it promises too much.

Sources: Rover, Knapp and Friede 2015 for both forms of the interval, DerSimonian and Laird 1986 for the older tau
squared, Higgins and Thompson 2002 for I squared, Higgins, Thompson and Spiegelhalter 2009 for the prediction interval.
"""

from dataclasses import dataclass
from math import inf, nan, sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.stats import chi2, norm, t

from painloop.equations.quantity import Array

LOOKS = 400  # values of tau at which the likelihood is compared before its maximum is sought
Method = Literal["fixed", "random", "hksj", "modified"]
BY_STUDENT = ("hksj", "modified")


@dataclass(frozen=True)
class Pooled:
    """What several trials show together, in the unit of their estimates.

    Attributes:
        estimate: the weighted mean.
        low: lower end of its 95 % interval, by normal theory or, for "hksj" and "modified", by Student's t.
        high: upper end of it.
        p: two-sided, of no difference, by the same theory.
        weights: share of each trial in the estimate; they sum to 1.
        tau2: variance between the trials' true effects, in the unit squared; by restricted maximum likelihood for
            "hksj" and "modified", else by the method of moments; given for "fixed", too, which does not use it.
        q: Cochran's Q, the squared distances from the fixed-effect estimate in standard errors.
        q_p: chance of a Q as large or larger if all trials had one true effect; nan for one trial.
        i2: share of the variation between estimates that is more than chance, from 0 to 1.
        prediction: where 95 % of true effects of further trials lie, as (low, high); nan for "fixed", which knows only
            one true effect, and for fewer than 3 trials. By Student's t with 2 degrees of freedom fewer than there are
            trials, with the method's own error of the mean.
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


def pool(estimates: ArrayLike, standard_errors: ArrayLike, method: Method = "hksj") -> Pooled:
    """The trials as one.

    Args:
        estimates: one of each trial, of shape (trials,), all in one unit.
        standard_errors: theirs, of the same shape and unit.
        method: "fixed" if all trials have one true effect; if true effects vary about a mean, "hksj", its more careful
            form "modified", or the older "random".

    Raises:
        ValueError: if there is no trial, or only one for a method by Student's t, the lengths differ, an estimate is
            not finite, a standard error is not finite or not above 0, or the method is unknown.
    """
    effects, errors = _checked(estimates, standard_errors, method)
    variances, freedom = errors**2, len(effects) - 1
    moments, q, i2 = _between(effects, variances)
    tau2 = likeliest_tau2(effects, variances) if method in BY_STUDENT else moments
    weights = 1 / (variances + (0 if method == "fixed" else tau2))
    estimate, error = _mean(effects, weights, method)
    law = t(freedom) if method in BY_STUDENT else norm
    half = float(law.isf(0.025)) * error
    return Pooled(
        estimate=estimate,
        low=estimate - half,
        high=estimate + half,
        p=2 * float(law.sf(_distance(estimate, error))),
        weights=weights / weights.sum(),
        tau2=tau2,
        q=q,
        q_p=float(chi2.sf(q, freedom)) if freedom else nan,
        i2=i2,
        prediction=(nan, nan) if method == "fixed" else _prediction(estimate, error, tau2, len(effects)),
    )


def likeliest_tau2(effects: Array, variances: Array) -> float:
    """Tau squared by restricted maximum likelihood.

    The likelihood can have two maxima, one of them at 0. So it is compared at many values first, and its maximum, where
    the slope is 0, is then sought beside the best of them.
    """

    def likelihood(tau2: float) -> float:
        weights = 1 / (variances + tau2)
        squares = (effects - np.average(effects, weights=weights)) ** 2
        return float(np.log(weights).sum() - np.log(weights.sum()) - (weights * squares).sum()) / 2

    def slope(tau2: float) -> float:
        weights = 1 / (variances + tau2)
        squares = (effects - np.average(effects, weights=weights)) ** 2
        return float((weights**2).sum() / weights.sum() - weights.sum() + (weights**2 * squares).sum())

    looks = np.linspace(0, np.ptp(effects), LOOKS) ** 2  # above the largest difference no tau is likelier
    best = int(np.argmax([likelihood(tau2) for tau2 in looks]))
    if best == 0 and slope(0.0) <= 0:
        return 0.0
    return float(brentq(slope, looks[max(best - 1, 0)], looks[best + 1], xtol=1e-15))


def _mean(effects: Array, weights: Array, method: str) -> tuple[float, float]:
    """The weighted mean and its standard error."""
    mean, variance = float(np.average(effects, weights=weights)), 1 / float(weights.sum())
    if method in BY_STUDENT:
        observed = float((weights * (effects - mean) ** 2).sum()) / (len(effects) - 1)
        variance *= max(1.0, observed) if method == "modified" else observed
    return mean, sqrt(variance)


def _distance(estimate: float, error: float) -> float:
    """The size of an estimate in standard errors; for "hksj" the error is 0 where all trials are equal."""
    if error:
        return abs(estimate) / error
    return inf if estimate else nan


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
    if method in BY_STUDENT and effects.size == 1:
        raise ValueError(f"{method!r} measures how trials differ, so it needs two; for one trial use 'fixed'")
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
    """Where the true effect of a further trial lies: by Student's t with 2 degrees of freedom fewer than trials."""
    if trials < 3:
        return nan, nan
    half = float(t.isf(0.025, trials - 2)) * sqrt(tau2 + error**2)
    return estimate - half, estimate + half
