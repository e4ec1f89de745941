"""The pain loop at rest and at its edges: equilibria, folds, nullclines, separatrix, the injury that tips it.

Drug action enters as two frozen numbers: `factor`, on the drive (b), and `inhibition`, of the glia (T). Then the loop
is planar and cooperative, its eigenvalues are real, and the bifurcation curves are explicit in S: choose S, and a line
of algebra gives the coupling, or the input, of which it is an equilibrium. Source: ours.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import inf, log
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from painloop.models import pain_loop
from painloop.quantity import Array
from painloop.simulate import Change, simulate

GRID = np.linspace(1e-6, 1 - 1e-6, 4001)
MODEL = pain_loop.MODEL.widened()


@dataclass(frozen=True)
class Loop:
    """The numbers of a loop, with the drug's action frozen."""

    w: float = pain_loop.W.default
    n: float = pain_loop.N_STEEP.default
    theta: float = pain_loop.THETA.default
    N_0: float = pain_loop.N_0.default
    tau_S: float = pain_loop.TAU_S.default
    tau_G: float = pain_loop.TAU_G.default
    factor: float = 1.0
    inhibition: float = 0.0

    def recruitment(self, S: ArrayLike) -> Array:
        """Glial activation at rest, for sensitisation S: the nullcline of G."""
        power = np.asarray(S, dtype=float) ** self.n
        return np.asarray((1 - self.inhibition) * power / (self.theta**self.n + power))

    def slope(self, S: ArrayLike) -> Array:
        """How steeply glial activation rises with S."""
        power = np.asarray(S, dtype=float) ** self.n
        half = self.theta**self.n
        return np.asarray((1 - self.inhibition) * self.n * half * power / (np.asarray(S) * (half + power) ** 2))

    def needed(self, S: ArrayLike) -> Array:
        """Input, everyday and glial together, that holds sensitisation at S."""
        level = np.asarray(S, dtype=float)
        return level / ((1 - level) * self.factor)

    def nullcline(self, S: ArrayLike) -> Array:
        """The glial activation at which S stands still."""
        return (self.needed(S) - self.N_0) / self.w

    def coupling(self, S: ArrayLike) -> Array:
        """The coupling w of which S is an equilibrium."""
        return (self.needed(S) - self.N_0) / self.recruitment(S)

    def input(self, S: ArrayLike) -> Array:
        """The everyday input of which S is an equilibrium; below 0 it has no meaning."""
        return self.needed(S) - self.w * self.recruitment(S)


@dataclass(frozen=True)
class Equilibrium:
    """A state that stays, with the eigenvalues of the motion around it in 1/d, the faster first."""

    S: float
    G: float
    eigenvalues: tuple[float, float]

    @property
    def stable(self) -> bool:
        """Whether a small push dies away."""
        return bool(max(self.eigenvalues) < 0)


def equilibria(loop: Loop) -> tuple[Equilibrium, ...]:
    """All states that stay, from healthy to sensitised: one, two at a fold, or three."""
    inside = [at for at in folds_in_input(loop) if 0 < at < 1]
    edges = [0.0, *inside, 1 - 1e-12]
    found = [_root(loop, low, high) for low, high in pairwise(edges)]
    return tuple(_described(loop, S) for S in sorted({S for S in found if S is not None}))


def _root(loop: Loop, low: float, high: float) -> float | None:
    """Where the input curve, monotone between two folds, passes the everyday input."""

    def missing(S: float) -> float:
        return float(loop.input(S)) - loop.N_0

    if missing(low) * missing(high) > 0:
        return None
    return float(brentq(missing, low, high, xtol=1e-16, rtol=1e-15))


def _described(loop: Loop, S: float) -> Equilibrium:
    G = float(loop.recruitment(S))
    drive = (loop.N_0 + loop.w * G) * loop.factor
    own = -(1 + drive) / loop.tau_S, -1 / loop.tau_G
    cross = (1 - S) * loop.w * loop.factor / loop.tau_S * float(loop.slope(max(S, 1e-300))) / loop.tau_G
    middle, root = sum(own) / 2, np.sqrt((own[0] - own[1]) ** 2 / 4 + cross)
    return Equilibrium(S, G, (float(middle - root), float(middle + root)))


def folds_in_input(loop: Loop) -> tuple[float, ...]:
    """The values of S at which the input curve turns: dN/dS = 0, lower first. Between them the loop is unstable."""
    turning = 1 / ((1 - GRID) ** 2 * loop.factor) - loop.w * loop.slope(GRID)
    return _zeros(turning, lambda S: 1 / ((1 - S) ** 2 * loop.factor) - loop.w * float(loop.slope(S)))


def folds_in_coupling(loop: Loop) -> tuple[float, ...]:
    """The values of S at which the coupling curve turns: dw/dS = 0, lower first."""

    def turning(S: ArrayLike) -> Array:
        level = np.asarray(S, dtype=float)
        rise = loop.recruitment(level) / ((1 - level) ** 2 * loop.factor)
        return rise - (loop.needed(level) - loop.N_0) * loop.slope(level)

    return _zeros(turning(GRID), lambda S: float(turning(S)))


def _zeros(values: Array, function: Callable[[float], float]) -> tuple[float, ...]:
    changes = np.flatnonzero(np.diff(np.sign(values)) != 0)
    return tuple(float(brentq(function, GRID[i], GRID[i + 1], xtol=1e-15)) for i in changes)


def sensitised(
    w: ArrayLike, n: float = Loop.n, theta: float = Loop.theta, N_0: float = Loop.N_0, factor: float = 1.0,
    inhibition: float = 0.0,
) -> Array:  # fmt: skip
    """Sensitisation S of the sensitised equilibrium for many couplings at once, nan where there is none.

    With an input so strong that only one state is left (no upper fold), it is that state.

    Args:
        w: couplings, of any shape, which is the result's too.
        n: steepness, as the next ones one for all.
        theta: half-point.
        N_0: everyday input.
        factor: on the drive.
        inhibition: of the glia.
    """
    loop = Loop(n=n, theta=theta, N_0=N_0, factor=factor, inhibition=inhibition)
    couplings = np.asarray(w, dtype=float)
    turns = folds_in_coupling(loop)
    fold = turns[-1] if turns else 1e-9
    low, high = np.full(couplings.shape, fold), np.full(couplings.shape, 1 - 1e-12)
    for _ in range(60):  # bisection: the curve rises from the fold on
        middle = (low + high) / 2
        below = loop.coupling(middle) < couplings
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.where(couplings >= loop.coupling(fold), (low + high) / 2, np.nan)


def separatrix(loop: Loop, points: int = 400) -> tuple[Array, Array]:
    """The border between the two basins, as S and G of points on it, from S = 0 to S = 1.

    It is the stable manifold of the threshold state, followed backwards in time out of the box.

    Raises:
        ValueError: if the loop has no threshold.
    """
    saddle = _three(loop)[1]
    slope = _stable_slope(loop, saddle)
    left, right = (_backwards(loop, saddle, slope, side) for side in (-1, 1))
    S, G = np.concatenate([left[:, ::-1], [[saddle.S], [saddle.G]], right], axis=1)
    even = np.linspace(max(S[0], 0.0), 1.0, points)
    return even, np.interp(even, S, G)


def _three(loop: Loop) -> tuple[Equilibrium, ...]:
    states = equilibria(loop)
    if len(states) != 3:
        raise ValueError("this loop has one lasting state, so nothing separates two; choose another w or N_0")
    return states


def _stable_slope(loop: Loop, saddle: Equilibrium) -> float:
    """dG/dS along the direction in which the threshold state attracts."""
    drive = (loop.N_0 + loop.w * saddle.G) * loop.factor
    return (saddle.eigenvalues[0] + (1 + drive) / loop.tau_S) * loop.tau_S / ((1 - saddle.S) * loop.w * loop.factor)


def _backwards(loop: Loop, saddle: Equilibrium, slope: float, side: int) -> Array:
    """Points from the threshold state to the edge of the box, in S from nought to one."""

    def motion(S: float, G: Array) -> Array:
        dS = ((1 - S) * (loop.N_0 + loop.w * G[0]) * loop.factor - S) / loop.tau_S
        return np.array([(float(loop.recruitment(S)) - G[0]) / loop.tau_G / dS])

    begin = saddle.S + side * 1e-5
    end = 0.0 if side < 0 else 1.0
    nodes = np.linspace(begin, end, 2000)
    run = solve_ivp(motion, (begin, end), [saddle.G + side * 1e-5 * slope], "DOP853", nodes, rtol=1e-10, atol=1e-12)
    return np.vstack([run.t, run.y[0]])


def shortest_injury(loop: Loop) -> float:
    """Days below which no injury tips the loop, however strong: even S = 1 must have time to charge the glia."""
    edge, healthy = _edge_at_one(loop), equilibria(loop)[0].G
    full = float(loop.recruitment(1.0))
    return inf if edge >= full else loop.tau_G * log((full - healthy) / (full - edge))


def rheobase(loop: Loop) -> float:
    """The weakest injury that tips the loop if it lasts for ever: up to the fold in the input.

    Raises:
        ValueError: if the loop has no threshold.
    """
    _three(loop)
    return float(loop.input(folds_in_input(loop)[0])) - loop.N_0


def injury_threshold(loop: Loop, days: float) -> float:
    """The strength of a square injury, above everyday input, that just tips the loop; infinite if none does.

    Raises:
        ValueError: if the loop has no threshold.
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
    """S and G at the end of a square injury that met the healthy state."""
    healthy = equilibria(loop)[0]
    run = simulate(MODEL, [0.0, days], start={"S": healthy.S, "G": healthy.G}, injury=strength, **_values(loop))
    return float(run["S"][-1]), float(run["G"][-1])


def tips(loop: Loop, strength: float, days: float, wait: float = 1000.0) -> bool:
    """Whether the loop, left alone after a square injury for `wait` days, is nearer the sensitised state.

    Raises:
        ValueError: if the loop has no threshold.
    """
    healthy, threshold, _ = _three(loop)
    run = simulate(
        MODEL, [0.0, days + wait], changes=[Change(days, {"injury": 0.0})], start={"S": healthy.S, "G": healthy.G},
        injury=strength, **_values(loop),
    )  # fmt: skip
    return bool(run["S"][-1] > threshold.S)


def _values(loop: Loop) -> dict[str, Any]:
    """The loop's numbers as parameters of the model, where no drug acts."""
    if (loop.factor, loop.inhibition) != (1.0, 0.0):
        raise ValueError("an injury is computed without drug; leave factor at 1 and inhibition at 0")
    return {key: value for key, value in asdict(loop).items() if key not in ("factor", "inhibition")}


def _edge_at_one(loop: Loop) -> float:
    S, G = separatrix(loop)
    return float(np.interp(1.0, S, G))
