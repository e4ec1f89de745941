"""One estimate from few trials by Bayes's rule, with a weak prior on how much trials differ.

The mean effect has a flat prior. Tau, the spread between the trials' true effects, has a half-normal prior, which
Rover, Knapp and Friede 2015 name as the way out where two or three trials cannot measure it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.stats import norm

from painloop.equations.quantity import Array

NODES = leggauss(400)
REACH = 8  # in scales of the prior: less than 1e-14 of it lies farther out


@dataclass(frozen=True)
class Posterior:
    """The posterior distribution of the mean effect: a mixture of normal distributions, one for each tau.

    Attributes:
        weights: posterior probability of each tau; they sum to 1.
        means: mean of the mean effect, if that tau were true.
        errors: its standard deviation, if that tau were true.
    """

    weights: Array
    means: Array
    errors: Array

    def below(self, value: float) -> float:
        """The probability that the mean effect lies below this value."""
        return float(self.weights @ norm.cdf(value, self.means, self.errors))

    def quantile(self, share: float) -> float:
        """The value with this probability below it."""
        far = 40 * float(self.errors.max())
        ends = float(self.means.min()) - far, float(self.means.max()) + far
        return float(brentq(lambda value: self.below(value) - share, *ends))


def posterior(estimates: ArrayLike, standard_errors: ArrayLike, tau_scale: float = 0.5) -> Posterior:
    """The posterior distribution of the mean effect.

    Args:
        estimates: one of each trial, of shape (trials,), all in one unit.
        standard_errors: theirs, of the same shape and unit, above 0.
        tau_scale: scale of the half-normal prior of tau, in the same unit; it puts about two thirds of tau below.

    Raises:
        ValueError: if there is no trial, the lengths differ, or an error or the scale is not above 0.
    """
    effects, errors = np.asarray(estimates, dtype=float), np.asarray(standard_errors, dtype=float)
    if effects.ndim != 1 or effects.shape != errors.shape or not effects.size:
        raise ValueError(f"one standard error for each estimate; there are {errors.size} for {effects.size}")
    if not (np.isfinite(effects).all() and np.isfinite(errors).all() and (errors > 0).all() and tau_scale > 0):
        raise ValueError("an estimate must be a number; a standard error and the scale of tau, numbers above 0")
    at, width = NODES
    tau = (at + 1) * REACH * tau_scale / 2
    precision = 1 / (errors**2 + tau[:, None] ** 2)
    total = precision.sum(axis=1)
    means = (precision * effects).sum(axis=1) / total
    squares = (precision * (effects - means[:, None]) ** 2).sum(axis=1)
    log = (np.log(precision).sum(axis=1) - np.log(total) - squares - (tau / tau_scale) ** 2) / 2
    weights = width * np.exp(log - log.max())
    return Posterior(weights / weights.sum(), means, total**-0.5)
