"""What an injury does to the healthy loop: the separatrix, the injuries that cross it, and those that never can.

An injury adds a constant input for some days. If the loop is beyond the separatrix when it ends, the loop goes on to
the sensitised state, else it heals. No drug acts here. Source: ours.
"""

from dataclasses import asdict
from math import inf, log
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from painloop.analysis.loop import MOTION, Equilibrium, Loop, equilibria, folds_in_input
from painloop.equations.printers import to_numpy
from painloop.equations.quantity import Array
from painloop.models import pain_loop
from painloop.runs.simulate import Change, simulate

MODEL = pain_loop.MODEL.widened()


def separatrix(loop: Loop, points: int = 400) -> tuple[Array, Array]:
    """The curve that separates the states that heal from those that do not, from S = 0 to S = 1.

    It is the stable manifold of the threshold state: the two courses that end in it, followed back to where they begin.

    Returns:
        S and G of points on it, each of shape (points,), at even steps of S.

    Raises:
        ValueError: if the loop has no threshold.
    """
    threshold = _three_states(loop)[1]
    left, right = (_course_into(loop, threshold, side) for side in (-1, 1))
    S, G = np.concatenate([left[:, ::-1], [[threshold.S], [threshold.G]], right], axis=1)
    even = np.linspace(max(S[0], 0.0), 1.0, points)
    return even, np.interp(even, S, G)


def _three_states(loop: Loop) -> tuple[Equilibrium, ...]:
    """The healthy state, the threshold and the sensitised state."""
    states = equilibria(loop)
    if len(states) != 3:
        raise ValueError("this loop has one lasting state, so nothing separates two; choose another w or N_0")
    return states


def _course_into(loop: Loop, threshold: Equilibrium, side: int) -> Array:
    """S and G along the course that ends in the threshold state, coming from S = 0 (side -1) or from S = 1 (side 1)."""
    equations, known = to_numpy(MOTION), loop.in_motion
    drive = equations.drive([], known)

    def slope(S: float, G: Array) -> Array:
        dS, dG = equations.rates([S, G[0]], drive, known)
        return np.array([dG / dS])

    near = side * 1e-5  # at the threshold itself nothing moves, so the course has no slope there
    begin, end = threshold.S + near, (0.0 if side < 0 else 1.0)
    start = threshold.G + near * loop.near(threshold.S, threshold.G)["direction"]
    nodes = np.linspace(begin, end, 2000)
    found = solve_ivp(slope, (begin, end), [start], "DOP853", nodes, rtol=1e-10, atol=1e-12)
    return np.vstack([found.t, found.y[0]])


def shortest_injury(loop: Loop) -> float:
    """Days below which no injury tips the loop, however strong; infinite if none ever does.

    The strongest injury holds S at 1. Glial activation then climbs from its healthy value towards its value at rest for
    S = 1, exponentially, and has to reach the separatrix.

    Raises:
        ValueError: if the loop has no threshold.
    """
    S, G = separatrix(loop)
    reached, healthy = float(np.interp(1.0, S, G)), equilibria(loop)[0].G
    highest = float(loop.recruitment(1.0))
    if reached >= highest:
        return inf
    return log((highest - reached) / (highest - healthy)) / loop.near(1.0, highest)["G_on_G"]


def rheobase(loop: Loop) -> float:
    """The weakest injury that tips the loop if it lasts for ever: it lifts the input to the fold.

    Raises:
        ValueError: if the loop has no threshold.
    """
    _three_states(loop)
    return float(loop.input(folds_in_input(loop)[0])) - loop.N_0


def injury_threshold(loop: Loop, days: float) -> float:
    """The strength at which an injury of so many days just tips the loop; infinite if none does.

    An injury is an input of constant strength, on top of everyday input.

    Raises:
        ValueError: if the loop has no threshold, or a drug acts on it.
    """
    S, G = separatrix(loop)
    if days <= shortest_injury(loop):
        return inf

    def beyond(logarithm: float) -> float:
        end_S, end_G = after_injury(loop, np.exp(logarithm), days)
        return end_G - float(np.interp(end_S, S, G))

    low, high = log(rheobase(loop)), log(rheobase(loop)) + 0.5
    while beyond(high) < 0:
        high += 1.0
    return float(np.exp(brentq(beyond, low, high, xtol=1e-6)))


def after_injury(loop: Loop, strength: float, days: float) -> tuple[float, float]:
    """S and G at the end of an injury of constant strength that began in the healthy state.

    Raises:
        ValueError: if a drug acts on the loop.
    """
    healthy = equilibria(loop)[0]
    run = simulate(MODEL, [0.0, days], start={"S": healthy.S, "G": healthy.G}, injury=strength, **_parameters(loop))
    return float(run["S"][-1]), float(run["G"][-1])


def tips(loop: Loop, strength: float, days: float, wait: float = 1000.0) -> bool:
    """Whether the loop is above its threshold when it has been left alone for `wait` days after an injury.

    Raises:
        ValueError: if the loop has no threshold, or a drug acts on it.
    """
    healthy, threshold, _ = _three_states(loop)
    run = simulate(
        MODEL, [0.0, days + wait], changes=[Change(days, {"injury": 0.0})], start={"S": healthy.S, "G": healthy.G},
        injury=strength, **_parameters(loop),
    )  # fmt: skip
    return bool(run["S"][-1] > threshold.S)


def _parameters(loop: Loop) -> dict[str, Any]:
    """The loop's numbers as parameters of `pain_loop`, which has no drug."""
    if (loop.factor, loop.inhibition) != (1.0, 0.0):
        raise ValueError("an injury is computed without drug; leave factor at 1 and inhibition at 0")
    return {key: value for key, value in asdict(loop).items() if key not in ("factor", "inhibition")}
