"""An injury meets the pain loop: what it leaves behind, in time and in the plane of nerve cells and glia."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from painloop.analysis.loop import Loop, equilibria
from painloop.explorers.declaration import Axis, Curves, Declaration, Source, Value
from painloop.explorers.sources.plane import at_rest, beyond, border
from painloop.quantity import Array
from painloop.simulate import Change, simulate
from painloop.trajectory import Trajectory

DAYS = Axis("time", "days since the injury began", "d")


@dataclass(frozen=True, kw_only=True)
class Injury(Source):
    """A square injury from day 0, and what follows; controls `strength`, `days`, `w`, `N_0`, `relief` and `day`.

    Curves are drawn up to the day shown. With `relief` all everyday input ends on day `relief_day`.
    """

    axis: Axis = DAYS
    before: float = 10.0
    after: float = 240.0
    every: float = 0.5
    steps: int = 4  # a day, and more for strong input
    relief_day: float = 120.0
    levels: int = 200  # points of a curve of rest
    kind: str = "injury"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The curves of a state."""
        loop = Loop(w=float(state["w"]), N_0=float(state["N_0"]))
        found = equilibria(loop)
        course = self._course(declaration, state, found[0].S, found[0].G)
        rating, glia, times = course["pain_rating"], 100 * course["G"], course.times
        past = times > float(state["day"])
        now = int(np.flatnonzero(~past)[-1])
        columns = {
            "pain_rating": np.where(past, np.nan, rating), "glia": np.where(past, np.nan, glia),
            "now_rating": rating[now : now + 1], "now_glia": glia[now : now + 1],
            **self._plane(loop),
        }  # fmt: skip
        stable = [each for each in found if each.stable]
        columns["rest_rating"] = 10 * np.array([each.S for each in stable])
        columns["rest_glia"] = 100 * np.array([each.G for each in stable])
        facts = self._facts(state, course, [each.S for each in found])
        curve = border(loop, found[1]) if len(found) == 3 else (np.empty(0), np.empty(0))
        columns["border_rating"], columns["border_glia"] = 10 * curve[0], 100 * curve[1]
        end = int(np.searchsorted(times, float(state["days"])))
        crossed = len(found) == 3 and beyond(curve, float(course["S"][end]), float(course["G"][end]))
        return Curves(times, columns, {**facts, "crossed": crossed})

    def _course(self, declaration: Declaration, state: Mapping[str, Value], S: float, G: float) -> Trajectory:
        count = round((self.before + self.after) / self.every)
        days = float(state["days"])
        changes = [Change(0.0, {"injury": float(state["strength"])}), Change(days, {"injury": 0.0})]
        if state["relief"]:
            changes.append(Change(self.relief_day, {"N_0": 0.0}))
        times = self.every * np.arange(count + 1) - self.before
        return simulate(
            declaration.model_of({}), times, changes=changes[0 if days else 2 :], start={"S": S, "G": G},
            steps=self.steps, w=float(state["w"]), N_0=float(state["N_0"]),
        )  # fmt: skip

    def _plane(self, loop: Loop) -> dict[str, Array]:
        """The two curves on which nerve cells, or glia, hold still."""
        level = np.arange(1, self.levels) / self.levels
        rest = at_rest(loop, level)
        still = 100 * np.asarray(rest["nullcline"])
        inside = (still >= 0) & (still <= 100)
        return {
            "level": 10 * level, "glia_still": 100 * np.asarray(rest["recruitment"]),
            "nerves_still": np.where(inside, still, np.nan),
        }  # fmt: skip

    def _facts(self, state: Mapping[str, Value], course: Trajectory, S: list[float]) -> dict[str, Value]:
        rating = course["pain_rating"]
        return {
            "count": len(S),
            "healthy": 10 * S[0],
            "threshold_rating": 10 * S[1] if len(S) == 3 else np.nan,
            "sensitised": 10 * S[-1],
            "peak": float(rating[course.times <= max(0.0, float(state["days"]))].max()),
            "end": float(rating[-1]),
            "days_end": float(state["days"]),
            "relief_from": self.relief_day if state["relief"] else np.nan,
        }
