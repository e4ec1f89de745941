"""The plane of S and G for the page: curves of rest, and the border between the basins, on steps that a page can take.

`web/loop.js` is the same. What Python can have more exactly is in `analysis.loop`; tests compare.
"""

from dataclasses import asdict

import numpy as np

from painloop.analysis.loop import Equilibrium, Loop
from painloop.integrate import rk4_step
from painloop.models import loop_at_rest, pain_loop
from painloop.printers import to_numpy
from painloop.quantity import Array, Component
from painloop.simulate import evaluate

BACK = -0.05  # days in a step back along the separatrix
AWAY = 1e-4  # from the threshold state, where that begins
STEPS_BACK = 400
REST, PAIN_LOOP = loop_at_rest.MODEL.widened(), pain_loop.MODEL.widened()


def at_rest(loop: Loop, level: Component) -> dict[str, Component]:
    """Everything the loop at rest says of S."""
    keys = {parameter.key for parameter in REST.parameters}
    return evaluate(REST, None, level=level, **{key: value for key, value in asdict(loop).items() if key in keys})


def border(loop: Loop, threshold: Equilibrium) -> tuple[Array, Array]:
    """The border between the basins through the threshold state, as S and G of points with S rising."""
    drive = (loop.N_0 + loop.w * threshold.G) * loop.factor
    own = -(1 + drive) / loop.tau_S
    slope = (threshold.eigenvalues[0] - own) * loop.tau_S / ((1 - threshold.S) * loop.w * loop.factor)
    left, right = (_backwards(loop, threshold, slope, side) for side in (-1, 1))
    points = np.array([*left[::-1], (threshold.S, threshold.G), *right])
    return points[:, 0], points[:, 1]


def _backwards(loop: Loop, threshold: Equilibrium, slope: float, side: int) -> list[tuple[float, float]]:
    """Points from beside the threshold state back in time, until they leave the box; the last lies outside."""
    equations = to_numpy(PAIN_LOOP)
    values = {key: value for key, value in asdict(loop).items() if key not in ("factor", "inhibition")}
    known = equations.complete(PAIN_LOOP.values(**values))
    state: list[Component] = [threshold.S + side * AWAY, threshold.G + side * AWAY * slope, 0.0]
    points = []
    for _ in range(STEPS_BACK):
        points.append((float(state[0]), float(state[1])))
        if not (0 < state[0] < 1 and 0 < state[1] < 1):
            break
        drive = equations.drive([], known)
        state = rk4_step(equations.rates, state, [drive, drive, drive], known, BACK)
    return points


def beyond(curve: tuple[Array, Array], S: float, G: float) -> bool:
    """Whether a state lies above the border, on the side of the sensitised state."""
    return bool(np.interp(S, *curve) < G)
