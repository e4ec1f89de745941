"""Two rules for one step, and where the steps lie; `web/computing/integrate.js` is the same, function for function.

The classical Runge-Kutta rule of fourth order follows a run from dose to dose. It keeps every state within its bounds
as long as the rate of relaxation times the step is at most `REACH` (its weights are then all positive), so a mesh is
made finer until that holds. The exponential midpoint rule takes each state to relax exponentially, at the rate and
towards the value that hold at the middle of the step: of second order only, but bounded for a step of any length.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from painloop.equations.model import Mesh
from painloop.equations.printers import Rates
from painloop.equations.quantity import Array, Component, Components

REACH = 1.29  # the last stage weighs the state by 1 - z + z²/2 - z³/4, which is above 0 up to z = 1.2956


class IntegrationError(ArithmeticError):
    """A state or a readout became infinite or not a number."""


def rk4_step(
    rates: Rates, state: Components, drives: Sequence[Components], known: Sequence[Component], h: float
) -> Components:
    """The flowing states one step of length h later; `drives` are those at its beginning, middle and end."""
    half, sixth = h / 2, h / 6
    k1 = rates(state, drives[0], known)
    k2 = rates([y + half * k for y, k in zip(state, k1, strict=True)], drives[1], known)
    k3 = rates([y + half * k for y, k in zip(state, k2, strict=True)], drives[1], known)
    k4 = rates([y + h * k for y, k in zip(state, k3, strict=True)], drives[2], known)
    return [y + sixth * (a + 2 * (b + c) + d) for y, a, b, c, d in zip(state, k1, k2, k3, k4, strict=True)]


def exponential_midpoint_step(
    relaxations: Callable[[Components], Components], state: Components, h: float
) -> Components:
    """The flowing states one step of length h later, each relaxing with the source and the rate of the midpoint."""
    middle = _relaxed(state, relaxations(state), h / 2)
    return _relaxed(state, relaxations(middle), h)


def _relaxed(state: Components, relaxations: Components, h: float) -> Components:
    sources, rates = relaxations[: len(state)], relaxations[len(state) :]
    return [y + (s - r * y) * _effective_time(r, h) for y, s, r in zip(state, sources, rates, strict=True)]


def _effective_time(rate: Component, h: float) -> Component:
    """(1 - exp(-rate h)) / rate, which is h where nothing relaxes."""
    if isinstance(rate, np.ndarray):
        return np.asarray(np.divide(-np.expm1(-rate * h), rate, out=np.full(rate.shape, h), where=rate > 0))
    return -math.expm1(-rate * h) / rate if rate > 0 else h


def nodes(length: float, mesh: Mesh, fastest: float = 0.0) -> Array:
    """Times from 0 to `length` at which steps begin and end: those of the mesh, finer if a state relaxes too fast."""
    if length == 0:
        return np.zeros(1)
    steps = int(steps_needed(mesh, fastest))
    day = mesh.period * (np.arange(steps) / steps) ** mesh.grading
    periods = mesh.period * np.arange(np.ceil(length / mesh.period))
    inside = np.add.outer(periods, day).ravel()
    return np.append(inside[inside < length], length)


def steps_needed(mesh: Mesh, fastest: Component) -> Array:
    """Steps in a period: those of the mesh, or as many more as keep the longest, the last of them, within REACH."""
    share = np.minimum(REACH / np.maximum(mesh.period * np.asarray(fastest), REACH), 1.0)
    return np.maximum(mesh.steps, np.ceil(1 / (1 - (1 - share) ** (1 / mesh.grading))))
