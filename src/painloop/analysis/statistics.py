"""The statistics of trials in closed form: what a trial can show, and what to say of what it showed.

Differences are first minus second, drug minus placebo; pain is better lower, so a negative difference favours the drug.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, exp, inf, sqrt, tau

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import chdtr
from scipy.stats import binomtest, nct, norm, t

from painloop.equations.quantity import Array, Component


def standard_error(sd: ArrayLike, n: ArrayLike, n_other: ArrayLike | None = None) -> Array:
    """Standard error of the difference of two means: arms of n (and perhaps another n) patients, with one SD."""
    first = np.asarray(n, dtype=float)
    return np.asarray(sd, dtype=float) * np.sqrt(1 / first + 1 / (first if n_other is None else np.asarray(n_other)))


def power(
    difference: ArrayLike, sd: ArrayLike, n: ArrayLike, n_other: ArrayLike | None = None, level: float = 0.05
) -> Array:
    """Chance that a two-sided two-sample t test is significant, by the non-central t distribution.

    Args:
        difference: the true difference, of any shape, as the next three.
        sd: SD of the change, the same in both arms.
        n: patients in the first arm, or in each.
        n_other: patients in the second arm.
        level: of significance.

    Raises:
        ValueError: if an SD is not above 0 or an arm has fewer than 2 patients.
    """
    first, second = np.asarray(n, dtype=float), np.asarray(n if n_other is None else n_other, dtype=float)
    if (np.asarray(sd) <= 0).any() or (first < 2).any() or (second < 2).any():
        raise ValueError("a t test needs an SD above 0 and at least 2 patients in each arm")
    shift = np.asarray(difference, dtype=float) / standard_error(sd, first, second)
    freedom = first + second - 2
    critical = t.isf(level / 2, freedom)
    return np.asarray(nct.sf(critical, freedom, shift) + nct.sf(critical, freedom, -shift))


def patients_per_arm(difference: float, sd: float, wanted: float = 0.8, level: float = 0.05) -> int:
    """The fewest patients in each of two equal arms that give the wanted power.

    Raises:
        ValueError: if there is no difference to find, or the wanted power does not lie between the level and 1.
    """
    if difference == 0 or not level < wanted < 1:
        raise ValueError(f"ask for a power between {level} and 1 and a difference other than 0")
    normal = 2 * ((norm.isf(level / 2) + norm.ppf(wanted)) * sd / difference) ** 2  # by normal theory, a little too few
    if power(difference, sd, 2, level=level) >= wanted:
        return 2
    found = brentq(lambda n: power(difference, sd, n, level=level) - wanted, 2, normal + 10, xtol=1e-6)
    return ceil(float(found))


@dataclass(frozen=True)
class Prospects:
    """What trials of one size show, over many repetitions.

    Attributes:
        power: share of them that is significant.
        low: 95 % of the observed differences lie above this, or between it and `high`, 2.5 % on each side.
        high: see `low`.
        wrong_sign: share whose difference points the wrong way.
        wrong_sign_if_significant: the same among the significant ones (the type S error).
        exaggeration: mean size of a significant difference over the true one (type M error); infinite if that is 0.
    """

    power: float
    low: float
    high: float
    wrong_sign: float
    wrong_sign_if_significant: float
    exaggeration: float


def prospects(difference: float, sd: float, n: float, n_other: float | None = None, level: float = 0.05) -> Prospects:
    """What trials of n patients an arm show if the truth is `difference`.

    The observed difference is normal and the observed SD independent of it, so the chance of significance given the
    difference is a chi-squared probability; one integral over the difference gives every share. Nothing is simulated.

    Raises:
        ValueError: if the SD is not above 0 or an arm has fewer than 2 patients.
    """
    found = float(power(difference, sd, n, n_other, level))
    error = float(standard_error(sd, n, n_other))
    freedom, shift = n + (n if n_other is None else n_other) - 2, abs(difference) / error
    critical = float(t.isf(level / 2, freedom))

    def density(z: float) -> float:
        """Probability density of a significant difference of z standard errors, positive in the true direction."""
        return exp(-((z - shift) ** 2) / 2) / sqrt(tau) * float(chdtr(freedom, freedom * (z / critical) ** 2))

    edges = (min(shift, 0.0) - 10, -critical, 0.0, critical, max(shift, critical) + 10)
    wrong = _integral(density, *edges[:3])
    size = _integral(lambda z: abs(z) * density(z), *edges)
    return Prospects(
        power=found,
        low=difference - float(norm.isf(0.025)) * error,
        high=difference + float(norm.isf(0.025)) * error,
        wrong_sign=float(norm.cdf(-shift)),
        wrong_sign_if_significant=wrong / found,
        exaggeration=size / found / shift if shift else inf,
    )


def _integral(function: Callable[[float], float], *edges: float) -> float:
    """The integral from the first to the last edge, in pieces from edge to edge, so that no kink spoils it."""
    return sum(float(quad(function, low, high)[0]) for low, high in pairwise(edges))


@dataclass(frozen=True)
class Summary:
    """Mean, SD and number of a sample, or, as arrays of one shape, of many samples."""

    mean: Component
    sd: Component
    n: Component


def summary(changes: ArrayLike) -> Summary:
    """Summary along the last axis; nan stands for a patient who dropped out.

    Raises:
        ValueError: if fewer than two are left in a sample.
    """
    values = np.asarray(changes, dtype=float)
    n = np.isfinite(values).sum(axis=-1)
    if (n < 2).any():
        raise ValueError("fewer than 2 patients are left, so there is no SD; take more patients or fewer drop-outs")
    return Summary(np.nanmean(values, axis=-1), np.nanstd(values, axis=-1, ddof=1), n)


@dataclass(frozen=True)
class Comparison:
    """An estimated difference, its 95 % confidence interval and p; arrays for many trials."""

    difference: Component
    low: Component
    high: Component
    p: Component


def welch(first: Summary, second: Summary) -> Comparison:
    """Welch's t test of two arms, which lets their SDs differ."""
    a, b = first.sd**2 / first.n, second.sd**2 / second.n
    freedom = (a + b) ** 2 / (a**2 / (first.n - 1) + b**2 / (second.n - 1))  # Welch and Satterthwaite
    return _t_test(first.mean - second.mean, np.sqrt(a + b), freedom)


def paired(differences: Summary) -> Comparison:
    """Paired t test, from the differences within patients, as in a crossover."""
    return _t_test(differences.mean, differences.sd / np.sqrt(differences.n), differences.n - 1)


def _t_test(difference: Component, error: Component, freedom: Component) -> Comparison:
    half = t.isf(0.025, freedom) * error
    return Comparison(difference, difference - half, difference + half, 2 * t.sf(np.abs(difference) / error, freedom))


@dataclass(frozen=True)
class RiskDifference:
    """Share of responders in the first group minus that in the second, with its 95 % interval.

    Positive is benefit. The number needed to treat (NNT) is one over it. The interval of the NNT runs from one over the
    one end to one over the other; where the interval of the difference holds 0 it passes through infinity, and has one
    end of benefit and one of harm.
    """

    difference: float
    low: float
    high: float

    @property
    def nnt(self) -> float:
        """Number needed to treat for one more responder; negative if the first group did worse, infinite if alike."""
        return _inverse(self.difference)

    @property
    def nnt_interval(self) -> tuple[float, float]:
        """One over the best and over the worst end of the difference; a negative one is a number needed to harm."""
        return _inverse(self.high), _inverse(self.low)

    @property
    def through_infinity(self) -> bool:
        """Whether the interval holds a difference of 0."""
        return self.low <= 0 <= self.high

    @property
    def sentence(self) -> str:
        """The NNT and its interval in words."""
        best, worst = self.nnt_interval
        through = " through infinity" if self.through_infinity and inf not in (best, worst) else ""
        return f"{_in_words(self.nnt)}; 95 % interval from {_in_words(best)}{through} to {_in_words(worst)}"


def _inverse(difference: float) -> float:
    return 1 / difference if difference else inf


def _in_words(nnt: float) -> str:
    if nnt == inf:
        return "NNT infinite (no difference)"
    return f"NNT {nnt:.1f} (benefit)" if nnt > 0 else f"NNT {-nnt:.1f} (harm)"


def risk_difference(responders: int, n: int, responders_other: int, n_other: int) -> RiskDifference:
    """Newcombe's hybrid of two Wilson intervals, his method 10, for the difference of two shares.

    Raises:
        ValueError: if a group is empty or has more responders than patients (from SciPy).
    """
    first, second = (binomtest(k, m) for k, m in ((responders, n), (responders_other, n_other)))
    p, q = first.statistic, second.statistic
    a, b = (test.proportion_ci(method="wilson") for test in (first, second))
    down, up = np.hypot(p - a.low, b.high - q), np.hypot(a.high - p, q - b.low)
    return RiskDifference(p - q, p - q - float(down), p - q + float(up))
