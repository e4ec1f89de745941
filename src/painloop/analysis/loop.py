"""Where the pain loop comes to rest, and where it tips: equilibria, folds, the sensitised states of many patients.

The drug's action enters as two frozen numbers: `factor`, which multiplies the drive (b in the equations), and
`inhibition`, the share of the glia held back (T). Then S and G are all that moves, each helps the other on, and the
eigenvalues are real. The curves of equilibria are explicit in S: choose S, and a line of algebra gives the coupling,
or the input, of which it is an equilibrium. The formulas are those of the models `loop_at_rest` and `loop_in_motion`,
which derive them from `pain_loop`. What an injury does to the loop is in `injuries`. Source: ours.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq

from painloop.equations.algebra import renamed
from painloop.equations.model import NEVER
from painloop.equations.printers import Compiled, to_numpy
from painloop.equations.quantity import Array, Components
from painloop.models import loop_at_rest, loop_in_motion, pain_loop

GRID = np.linspace(1e-6, 1 - 1e-6, 4001)  # of S, on which the turns of a curve are looked for
MOTION = loop_in_motion.MODEL
NUMBERS = tuple(quantity for quantity in loop_at_rest.MODEL.parameters if quantity != loop_at_rest.LEVEL)


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
        known = equations.complete([getattr(self, quantity.key) for quantity in NUMBERS])
        return lambda S: np.asarray(equations.readouts([np.asarray(S, dtype=float)], known)[0])

    def recruitment(self, S: ArrayLike) -> Array:
        """Glial activation at rest, for sensitisation S: the nullcline of G."""
        return self.curve("recruitment")(S)

    def nullcline(self, S: ArrayLike) -> Array:
        """The glial activation at which S does not change: the nullcline of S."""
        return self.curve("nullcline")(S)

    def coupling(self, S: ArrayLike) -> Array:
        """The coupling w of which S is an equilibrium."""
        return self.curve("coupling")(S)

    def input(self, S: ArrayLike) -> Array:
        """The everyday input of which S is an equilibrium; below 0 it has no meaning."""
        return self.curve("input")(S)

    def near(self, S: float, G: float) -> dict[str, float]:
        """The readouts of `loop_in_motion` in one state; `direction` is not finite where glia do not act on S."""
        with np.errstate(divide="ignore", invalid="ignore"):
            shown = to_numpy(MOTION).readouts([np.float64(S), np.float64(G)], self.in_motion)
        return {readout.key: float(value) for readout, value in zip(MOTION.readouts, shown, strict=True)}

    @property
    def in_motion(self) -> Components:
        """The parameters of `loop_in_motion` and what follows from them; `injury` is 0."""
        return to_numpy(MOTION).complete([getattr(self, each.key, 0.0) for each in MOTION.parameters])


@cache
def _of_sensitisation(key: str) -> Compiled:
    """One readout of `loop_at_rest` as a model of its own, with S as a state, so that no other readout is computed."""
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
    """A state in which the loop rests, with the eigenvalues of the motion around it in 1/d, the faster first."""

    S: float
    G: float
    eigenvalues: tuple[float, float]

    @property
    def stable(self) -> bool:
        """Whether a small push dies away."""
        return bool(max(self.eigenvalues) < 0)


def equilibria(loop: Loop) -> tuple[Equilibrium, ...]:
    """All states in which the loop rests, from healthy to sensitised: one, two at a fold, or three."""
    inside = [at for at in folds_in_input(loop) if 0 < at < 1]
    edges = [0.0, *inside, 1 - 1e-12]
    found = [_root(loop, low, high) for low, high in pairwise(edges)]
    return tuple(_equilibrium_at(loop, S) for S in sorted({S for S in found if S is not None}))


def _root(loop: Loop, low: float, high: float) -> float | None:
    """The S at which the input curve, monotone between two folds, passes the everyday input; None if it does not."""
    curve = loop.curve("input")

    def above_input(S: float) -> float:
        return float(curve(S)) - loop.N_0

    if above_input(low) * above_input(high) > 0:
        return None
    return float(brentq(above_input, low, high, xtol=1e-16, rtol=1e-15))


def _equilibrium_at(loop: Loop, S: float) -> Equilibrium:
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
    """Every S between 0 and 1 at which a function changes its sign."""
    changes = np.flatnonzero(np.diff(np.sign(function(GRID))) != 0)
    return tuple(float(brentq(function, GRID[i], GRID[i + 1], xtol=1e-15)) for i in changes)


def sensitised(
    w: ArrayLike, n: float = Loop.n, theta: float = Loop.theta, N_0: float = Loop.N_0,
    factor: float = 1.0, inhibition: float = 0.0,
) -> Array:  # fmt: skip
    """Sensitisation S of the sensitised equilibrium for many couplings at once, nan where there is none.

    Where the input is so strong that only one state is left (no upper fold), it is that state.

    Args:
        w: couplings, of any shape; the result has the same.
        n: steepness of glial recruitment; one number for all, as are the next ones.
        theta: sensitisation that half-recruits the glia.
        N_0: everyday input.
        factor: what multiplies the drive.
        inhibition: share of the glia held back.
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
