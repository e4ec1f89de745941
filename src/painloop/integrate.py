"""One fixed-step method, the classical Runge-Kutta of fourth order; `web/integrate.js` is the same, line for line."""

import numpy as np

from painloop.printers import Equations
from painloop.quantity import Array


class IntegrationError(ArithmeticError):
    """A trajectory left the finite numbers."""


def rk4_step(rates: Equations, state: Array, parameters: Array, h: float) -> Array:
    """The state one step of length h later; shape (states, ...)."""
    k1 = rates(state, parameters)
    k2 = rates(state + h / 2 * k1, parameters)
    k3 = rates(state + h / 2 * k2, parameters)
    k4 = rates(state + h * k3, parameters)
    return state + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def integrate(rates: Equations, start: Array, times: Array, parameters: Array, step: float) -> Array:
    """States at increasing times, shape (states, times), from equal steps no longer than `step` in every interval.

    Raises:
        IntegrationError: if a state stops being a finite number.
    """
    result = np.empty((len(start), len(times)))
    state = result[:, 0] = start
    for i, length in enumerate(np.diff(times)):
        steps = max(1, int(np.ceil(length / step - 1e-9)))
        for _ in range(steps):
            state = rk4_step(rates, state, parameters, length / steps)
        result[:, i + 1] = state
    if not np.isfinite(result).all():
        raise IntegrationError("the run left the finite numbers; use a smaller step or less extreme parameters")
    return result
