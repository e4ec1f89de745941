"""Months of nightly doses in one patient, read in two ways at once, and where each reading lets the loop rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from painloop.analysis.loop import Equilibrium, Loop, equilibria, folds_in_coupling
from painloop.explorers.declaration import Axis, Curves, Declaration, Setting, Source, Value, concentration
from painloop.explorers.sources.plane import at_rest
from painloop.explorers.sources.sweep import day_means
from painloop.model import Model
from painloop.quantity import Array
from painloop.simulate import nightly, simulate

DAYS = Axis("time", "days since the first dose", "d")


@dataclass(frozen=True, kw_only=True)
class Months(Source):
    """A course of `nights` doses from the sensitised state; controls also `dose`, `w`, `N_0` and the `day` shown.

    Attributes:
        settings: what the controls set, by parameter.
        beside: what the other reading sets instead, and its account of blockade.
        account: that account.
        watched: days.
        levels: points of a curve of rest.
    """

    axis: Axis = DAYS
    settings: Mapping[str, Setting]
    beside: Mapping[str, float] = field(default_factory=dict)
    account: str
    watched: int = 300
    levels: int = 160
    kind: str = "months"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The curves of a state."""
        chosen = {key: setting.value(state) for key, setting in self.settings.items()}
        loop = Loop(w=chosen["w"], N_0=chosen["N_0"])
        found = equilibria(loop)
        days, now = np.arange(self.watched + 1.0), int(float(state["day"]))
        columns: dict[str, Array] = {"untreated": np.full(len(days), 10 * found[-1].S), **self._rest("none", loop)}
        facts = self._patient(state, loop, found)
        readings = {"now": (declaration.model_of(state), chosen), "anchored": self._other(declaration, chosen)}
        for name, (model, values) in readings.items():
            rating = day_ratings(model, self.watched, float(state["dose"]), int(state["nights"]), found[-1], values)
            action = day_means(model, float(state["dose"]), 120.0, 30.0, values)
            treated = Loop(
                w=loop.w, N_0=loop.N_0, factor=float(action["disinhibition"]),
                inhibition=float(action["glial_inhibition"]),
            )  # fmt: skip
            columns |= {f"rating_{name}": np.where(days > now, np.nan, rating), **self._rest(name, treated)}
            columns |= {f"dot_{name}": rating[now : now + 1], f"coupling_{name}": np.array([loop.w])}
            facts |= self._outcome(name, rating, state, found, treated)
        return Curves(days, columns, facts)

    def _other(self, declaration: Declaration, chosen: Mapping[str, float]) -> tuple[Model, dict[str, float]]:
        """The other reading of the same patient, in which the values of the drug's own account are its defaults."""
        return declaration.rivals[self.account], {**chosen, **self.beside}

    def _rest(self, name: str, loop: Loop) -> dict[str, Array]:
        """Where the loop rests with the drug's day means frozen: rating over coupling."""
        level = np.arange(1, self.levels) / self.levels
        return {f"rest_{name}": 10 * level, f"held_{name}": np.asarray(at_rest(loop, level)["coupling"])}

    def _patient(self, state: Mapping[str, Value], loop: Loop, found: tuple[Equilibrium, ...]) -> dict[str, Value]:
        return {
            "count": len(found),
            "start": 10 * found[-1].S,
            "threshold": 10 * found[1].S if len(found) == 3 else np.nan,
            "fold_none": _fold(loop),
            "nights_end": float(state["nights"]) if float(state["dose"]) > 0 else 0.0,
            "potency": concentration(float(state["pEC50"])),
        }

    def _outcome(
        self, name: str, rating: Array, state: Mapping[str, Value], found: tuple[Equilibrium, ...], treated: Loop
    ) -> dict[str, Value]:
        threshold = 10 * found[1].S if len(found) == 3 else -1.0
        below = rating < threshold
        return {
            f"escapes_{name}": bool(below.any()),
            f"escape_{name}": float(below.argmax()) if below.any() else np.nan,
            f"lasts_{name}": bool(below[-1]),
            f"last_{name}": float(rating[int(state["nights"])]),
            f"first_{name}": float(rating[1]),
            f"end_{name}": float(rating[-1]),
            f"fold_{name}": _fold(treated),
        }


def day_ratings(
    model: Model, days: int, dose: float, nights: int, begin: Equilibrium, values: Mapping[str, Any]
) -> Array:
    """The rating of every day, the mean of its 24 hours; that of day 0 is the start."""
    run = simulate(
        model, np.arange(days + 1.0), doses=nightly(model, dose, nights), start={"S": begin.S, "G": begin.G},
        keep=["S_total"], **values,
    )  # fmt: skip
    return np.concatenate([[10 * begin.S], 10 * np.diff(run["S_total"])])


def _fold(loop: Loop) -> float:
    """The coupling below which the sensitised state is gone; nan where there is none."""
    folds = folds_in_coupling(loop)
    return float(loop.coupling(folds[-1])) if folds else np.nan
