"""A position in the argument with its numbers changed by up to a half: which of its conclusions still hold?

`analysis.sensitivity` asks the same of thousands of sets at once; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from painloop.analysis.course import undrugged
from painloop.analysis.loop import Equilibrium, equilibria
from painloop.explorers.declaration import Axis, Curves, Declaration, Source, Value
from painloop.explorers.sources.months import day_ratings
from painloop.explorers.sources.sweep import day_means
from painloop.quantity import Array

ROUNDING = 1e-9  # so that "as good as nothing" is no matter of the last digit
CONCLUSION = Axis("conclusion", "conclusion", "")


@dataclass(frozen=True)
class Position:
    """A position: its account, and all values that the explorer varies."""

    account: str
    values: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Stressed(Source):
    """The conclusions of the `position` chosen, each parameter at so many per cent of its value there.

    Attributes:
        positions: by key of the control `position`.
        conclusions: by key, for the reader.
        low: the lowest dose drawn, in mg.
        high: the highest.
        points: how many doses are drawn.
        days: within which a patient must escape.
    """

    axis: Axis = CONCLUSION
    positions: Mapping[str, Position]
    conclusions: Mapping[str, str]
    low: float = 0.1
    high: float = 50.0
    points: int = 49
    days: int = 180
    read: str = ""
    kind: str = "stressed"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The curves of a state."""
        position = self.positions[str(state["position"])]
        model = declaration.rivals[position.account].widened()
        values = {key: value * float(state[key]) / 100 for key, value in position.values.items()}
        columns: dict[str, Array] = {}
        held: dict[str, dict[str, bool]] = {}
        for suffix, chosen in (("", values), ("_told", dict(position.values))):
            doses = self.low * (self.high / self.low) ** (np.arange(self.points) / (self.points - 1))
            means = day_means(model, doses, 120.0, 30.0, chosen)
            columns |= {f"tone{suffix}": np.asarray(means["tone"]), f"gain{suffix}": np.asarray(means["gain"])}
            found = equilibria(undrugged(**chosen))
            courses = {dose: day_ratings(model, self.days, dose, self.days, found[-1], chosen) for dose in (4.5, 50.0)}
            low = np.asarray(day_means(model, np.array([3.0, 4.5]), 120.0, 30.0, chosen)["gain"])
            columns[f"course{suffix}"] = courses[4.5]
            held[suffix] = _of_the_dose(doses, columns[f"tone{suffix}"], columns[f"gain{suffix}"], low)
            held[suffix] |= _of_the_loop(found, courses)
            columns[f"holds{suffix}"] = np.array([float(held[suffix][key]) for key in self.conclusions])
        columns |= {"dose": doses, "days": np.arange(self.days + 1.0)}
        changed = sum(float(state[key]) != 100 for key in position.values)
        fell = [self.conclusions[key] for key in self.conclusions if held["_told"][key] and not held[""][key]]
        facts: dict[str, Value] = {
            "changed": changed, "holding": int(columns["holds"].sum()), "told": int(columns["holds_told"].sum()),
            "fallen": len(fell), "fell": "; ".join(fell), "count": len(self.conclusions),
        }  # fmt: skip
        names = tuple(self.conclusions.values())
        return Curves(np.arange(1.0, len(names) + 1), columns, facts, names)


def _of_the_dose(doses: Array, tone: Array, gain: Array, low: Array) -> dict[str, bool]:
    """Which conclusions about doses hold; `low` is the gain at low ones."""
    best = doses[tone.argmax()]
    return {
        "inverted_u": bool(1 <= best <= 10 and tone.max() > 1.005),
        "tone_falls_at_50": bool(tone[-1] < 1 - ROUNDING),
        "no_gain_at_50": bool(gain[-1] >= 1 - ROUNDING),
        "low_dose_helps": bool((low < 1 - ROUNDING).any()),
    }


def _of_the_loop(found: tuple[Equilibrium, ...], courses: Mapping[float, Array]) -> dict[str, bool]:
    """Which conclusions about months hold; nobody escapes where there is no threshold to pass."""
    threshold = 10 * found[1].S if len(found) == 3 else -1.0
    return {
        "bistable": len(found) == 3,
        "escape_at_4_5": bool((courses[4.5] < threshold).any()),
        "no_escape_at_50": not (courses[50.0] < threshold).any(),
    }
