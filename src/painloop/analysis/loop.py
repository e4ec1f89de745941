"""The pain loop at rest and at its edges: equilibria, folds, nullclines, separatrix, the injury that tips it.

Drug action enters as two frozen numbers: `factor`, on the drive (b), and `inhibition`, of the glia (T). Then the loop
is planar and cooperative, its eigenvalues are real, and the bifurcation curves are explicit in S: choose S, and a line
of algebra gives the coupling, or the input, of which it is an equilibrium. Every formula is that of the models
`loop_at_rest` and `loop_in_motion`, which derive them from `pain_loop`. Source: ours.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import pairwise
from math import inf, log
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from painloop.model import NEVER
from painloop.models import loop_at_rest, loop_in_motion, pain_loop
from painloop.printers import Compiled, Components, renamed, to_numpy
from painloop.quantity import Array
from painloop.simulate import Change, simulate

GRID = np.linspace(1e-6, 1 - 1e-6, 4001)
MODEL = pain_loop.MODEL.widened()
MOTION = loop_in_motion.MODEL


@dataclass(frozen=True)
class Loop:
    """The numbers of a loop, with the drug's action frozen."""

    w: float = pain_loop.W.default
    n: float = pain_loop.N_STEEP.default
    theta: float = pain_loop.THETA.default
    N_0: float = pain_loop.N_0.default
    tau_S: float = pain_loop.TAU_S.default
    tau_G: float = pain_loop.TAU_G.default
    factor: float = loop_at_rest.FACTOR.default
    inhibition: float = loop_at_rest.INHIBITION.default

    def curve(self, key: str) -> Callable[[ArrayLike], Array]:
        """A readout of `loop_at_rest` as a function of sensitisation S."""
        equations = _of_sensitisation(key)
        known = equations.complete([getattr(self, each) for each in AT_REST])
        return lambda S: np.asarray(equations.readouts([np.asarray(S, dtype=float)], known)[0])

    def recruitment(self, S: ArrayLike) -> Array:
        """Glial activation at rest, for sensitisation S: the nullcline of G."""
        return self.curve("recruitment")(S)

    def slope(self, S: ArrayLike) -> Array:
        """How steeply glial activation rises with S."""
        return self.curve("recruitment_slope")(S)

    def needed(self, S: ArrayLike) -> Array:
        """Input, everyday and glial together, that holds sensitisation at S."""
        return self.curve("needed")(S)

    def nullcline(self, S: ArrayLike) -> Array:
        """The glial activation at which S stands still."""
        return self.curve("nullcline")(S)

    def coupling(self, S: ArrayLike) -> Array:
        """The coupling w of which S is an equilibrium."""
        return self.curve("coupling")(S)

    def input(self, S: ArrayLike) -> Array:
        """The everyday input of which S is an equilibrium; below 0 it has no meaning."""
        return self.curve("input")(S)

    def near(self, S: float, G: float) -> dict[str, float]:
        """The readouts of `loop_in_motion` in a state; its direction has no value where glia do not act on S."""
        with np.errstate(divide="ignore", invalid="ignore"):
            shown = to_numpy(MOTION).readouts([np.float64(S), np.float64(G)], self.in_motion)
        return {readout.key: float(value) for readout, value in zip(MOTION.readouts, shown, strict=True)}

    @property
    def in_motion(self) -> Components:
        """What the functions of `loop_in_motion` have to know; a loop has no injury, so that is nought."""
        return to_numpy(MOTION).complete([getattr(self, each.key, 0.0) for each in MOTION.parameters])


NUMBERS = tuple(quantity for quantity in loop_at_rest.MODEL.parameters if quantity != loop_at_rest.LEVEL)
AT_REST = tuple(quantity.key for quantity in NUMBERS)


@cache
def _of_sensitisation(key: str) -> Compiled:
    """One readout of the loop at rest, written out and with S as a state, so that nothing else is computed."""
    model = loop_at_rest.MODEL
    readout = model.readout(key)
    expression = readout.expression
    for earlier in reversed(model.readouts[: model.readouts.index(readout)]):
        expression = renamed(expression, {earlier.symbol: earlier.expression})
    own = replace(readout, expression=expression)
    still = {pain_loop.SENSITISATION.key: NEVER}
    return to_numpy(replace(model, states=(pain_loop.SENSITISATION,), rates=still, parameters=NUMBERS, readouts=(own,)))


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
    curve = loop.curve("input")

    def missing(S: float) -> float:
        return float(curve(S)) - loop.N_0

    if missing(low) * missing(high) > 0:
        return None
    return float(brentq(missing, low, high, xtol=1e-16, rtol=1e-15))


def _described(loop: Loop, S: float) -> Equilibrium:
    G = float(loop.recruitment(S))
    near = loop.near(S, G)
    return Equilibrium(S, G, (near["faster"], near["slower"]))


def folds_in_input(loop: Loop) -> tuple[float, ...]:
    """The values of S at which the input curve turns: dN/dS = 0, lower first. Between them the loop is unstable."""
    return _zeros(loop.curve("input_slope"))


def folds_in_coupling(loop: Loop) -> tuple[float, ...]:
    """The values of S at which the coupling curve turns: dw/dS = 0, lower first."""
    return _zeros(loop.curve("coupling_slope"))


def _zeros(function: Callable[[ArrayLike], Array]) -> tuple[float, ...]:
    changes = np.flatnonzero(np.diff(np.sign(function(GRID))) != 0)
    return tuple(float(brentq(function, GRID[i], GRID[i + 1], xtol=1e-15)) for i in changes)


def sensitised(
    w: ArrayLike, n: float = Loop.n, theta: float = Loop.theta, N_0: float = Loop.N_0,
    factor: float = 1.0, inhibition: float = 0.0,
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
    coupling = loop.curve("coupling")
    for _ in range(60):  # bisection: the curve rises from the fold on
        middle = (low + high) / 2
        below = coupling(middle) < couplings
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.where(couplings >= coupling(fold), (low + high) / 2, np.nan)


def separatrix(loop: Loop, points: int = 400) -> tuple[Array, Array]:
    """The border between the two basins, as S and G of points on it, from S = 0 to S = 1.

    It is the stable manifold of the threshold state, followed backwards in time out of the box.

    Raises:
        ValueError: if the loop has no threshold.
    """
    saddle = _three(loop)[1]
    slope = loop.near(saddle.S, saddle.G)["direction"]  # in which the threshold state attracts
    left, right = (_backwards(loop, saddle, slope, side) for side in (-1, 1))
    S, G = np.concatenate([left[:, ::-1], [[saddle.S], [saddle.G]], right], axis=1)
    even = np.linspace(max(S[0], 0.0), 1.0, points)
    return even, np.interp(even, S, G)


def _three(loop: Loop) -> tuple[Equilibrium, ...]:
    states = equilibria(loop)
    if len(states) != 3:
        raise ValueError("this loop has one lasting state, so nothing separates two; choose another w or N_0")
    return states


def _backwards(loop: Loop, saddle: Equilibrium, slope: float, side: int) -> Array:
    """Points from the threshold state to the edge of the box, in S from nought to one."""
    equations, known = to_numpy(MOTION), loop.in_motion
    drive = equations.drive([], known)

    def motion(S: float, G: Array) -> Array:
        dS, dG = equations.rates([S, G[0]], drive, known)
        return np.array([dG / dS])

    begin = saddle.S + side * 1e-5
    end = 0.0 if side < 0 else 1.0
    nodes = np.linspace(begin, end, 2000)
    run = solve_ivp(motion, (begin, end), [saddle.G + side * 1e-5 * slope], "DOP853", nodes, rtol=1e-10, atol=1e-12)
    return np.vstack([run.t, run.y[0]])


def shortest_injury(loop: Loop) -> float:
    """Days below which no injury tips the loop, however strong: even S = 1 must have time to charge the glia."""
    edge, healthy = _edge_at_one(loop), equilibria(loop)[0].G
    full = float(loop.recruitment(1.0))
    return inf if edge >= full else log((full - edge) / (full - healthy)) / loop.near(1.0, full)["G_on_G"]


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
