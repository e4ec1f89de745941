"""A number of the pain loop is turned up and back down: the way there, the way back, and where the loop could rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input
from painloop.explorers.declaration import Axis, Curves, Declaration, Source, Value
from painloop.explorers.sources.plane import at_rest
from painloop.quantity import Array
from painloop.simulate import Change, simulate

DAYS = Axis("time", "days", "d")
BRANCHES = ("healthy", "threshold", "sensitised")


@dataclass(frozen=True, kw_only=True)
class Turning(Source):
    """The coupling w or the input N_0 goes from its low end up to where its control stands and back, in even steps.

    Controls: `moved` (w or N_0), `w`, `N_0`, `pace` (days each way) and `day`, in per cent of the whole way. Curves
    are drawn up to that day.

    Attributes:
        low: where each begins, and the picture with it.
        high: where the picture ends.
        names: of w and N_0, for the reader.
        turns: how often it moves on, each way.
        steps: of the run, in a day.
        levels: points of the curve on which the loop can rest.
    """

    axis: Axis = DAYS
    low: Mapping[str, float]
    high: Mapping[str, float]
    names: Mapping[str, str]
    turns: int = 120
    steps: int = 2
    levels: int = 400
    kind: str = "turning"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The curves of a state."""
        moved, loop = str(state["moved"]), Loop(w=float(state["w"]), N_0=float(state["N_0"]))
        times, values = self._way(float(state["pace"]), self.low[moved], float(state[moved]))
        rating = self._follow(declaration, loop, moved, times, values)
        now = round(float(state["day"]) / 100 * (len(times) - 1))
        past = np.arange(len(times)) > now
        columns = {
            "pain_rating": np.where(past, np.nan, rating), "turned": np.where(past, np.nan, values),
            "way_rating": np.where(past, np.nan, rating),
            "now_turned": values[now : now + 1], "now_rating": rating[now : now + 1],
            **self._rest(loop, moved),
        }  # fmt: skip
        facts: dict[str, Value] = {
            "far": float(state[moved]), "start": float(rating[0]), "top": float(rating[self.turns]),
            "end": float(rating[-1]), "moved_name": self.names[moved], "left": self.low[moved],
            "right": self.high[moved],
        }  # fmt: skip
        return Curves(times, columns, {**facts, **self._folds(loop, moved, rating)})

    def _way(self, pace: float, low: float, high: float) -> tuple[Array, Array]:
        """Times, and where the number stands from each of them on."""
        steps = np.arange(2 * self.turns + 1.0)
        share = 1 - np.abs(steps - self.turns) / self.turns
        return pace / self.turns * steps, low + (high - low) * share

    def _follow(self, declaration: Declaration, loop: Loop, moved: str, times: Array, values: Array) -> Array:
        """The rating on the way, from the lowest resting state of where it begins."""
        begin: dict[str, Any] = {"w": loop.w, "N_0": loop.N_0, moved: float(values[0])}
        first = equilibria(Loop(**begin))[0]
        changes = [Change(float(t), {moved: float(v)}) for t, v in zip(times[1:], values[1:], strict=True)]
        run = simulate(
            declaration.model_of({}), times, changes=changes, start={"S": first.S, "G": first.G}, steps=self.steps,
            keep=["pain_rating"], **begin,
        )  # fmt: skip
        return run["pain_rating"]

    def _rest(self, loop: Loop, moved: str) -> dict[str, Array]:
        """Where the loop can rest: for each S the number that holds it there, as three branches between the folds."""
        level = np.arange(1, self.levels) / self.levels
        curve = np.asarray(at_rest(loop, level)["coupling" if moved == "w" else "input"])
        rises = np.diff(curve) > 0
        turns = np.flatnonzero(np.diff(rises)) + 1
        ends = [0, *turns, len(level) - 1] if len(turns) == 2 else [0, len(level) - 1, len(level) - 1, len(level) - 1]
        parts = {}
        for name, (first, last) in zip(BRANCHES, pairwise(ends), strict=True):
            parts[f"rest_{name}"] = 10 * level[first : last + 1]
            parts[f"turned_{name}"] = curve[first : last + 1]
        return parts

    def _folds(self, loop: Loop, moved: str, rating: Array) -> dict[str, Value]:
        """Where the way up and the way down tip; nan where the curve does not turn."""
        folds = folds_in_coupling(loop) if moved == "w" else folds_in_input(loop)
        curve = loop.coupling if moved == "w" else loop.input
        up, down = (float(curve(S)) for S in folds) if len(folds) == 2 else (np.nan, np.nan)
        tipped = len(folds) == 2 and bool(rating.max() > 10 * folds[1])
        return {"up": up, "down": down, "folds": len(folds), "tipped": tipped}
