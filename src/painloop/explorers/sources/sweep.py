"""A model asked along one of its parameters, or along the nightly dose where it has settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from painloop.average import simulate_average
from painloop.explorers.declaration import Curves, Declaration, Setting, Source, Value, concentration
from painloop.model import Model
from painloop.quantity import Array, Component
from painloop.simulate import evaluate


@dataclass(frozen=True, kw_only=True)
class Sweep(Source):
    """A model that stands still, asked along one of its parameters, the axis, on even steps of its logarithm.

    Attributes:
        axis: the parameter that runs, by key, and its ends, both above 0.
        settings: what the controls set, by parameter.
        beside: parameters held at other values, by the suffix of the columns they give: drawn for comparison.
        points: how many are drawn.
        pins: single values to draw beside the curves, in rows from below: numbers, or names of parameters.
    """

    settings: Mapping[str, Setting]
    beside: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    points: int = 161
    pins: Mapping[str, float | str] = field(default_factory=dict)
    kind: str = "sweep"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The readouts along the axis, and beside them those with some parameters held at other values."""
        model = declaration.model_of(state)
        low, high = float(self.axis.low or 1.0), float(self.axis.high or 1.0)
        along = low * (high / low) ** (np.arange(self.points) / (self.points - 1))
        chosen = {key: setting.value(state) for key, setting in self.settings.items()}
        columns = {}
        for suffix, held in {"": {}, **self.beside}.items():
            for key, column in self.answer(model, along, {**chosen, **held}).items():
                columns[f"{key}_{suffix}" if suffix else key] = np.broadcast_to(column, along.shape)
        for row, (key, value) in enumerate(self.pins.items(), 1):
            columns[f"pin_{key}"] = np.array([chosen[value] if isinstance(value, str) else value])
            columns[f"row_{key}"] = np.array([float(row)])
        said = {key: concentration(float(state[s.control])) for key, s in self.settings.items() if s.molar}
        return Curves(along, columns, {f"{key}_text": text for key, text in said.items()})

    def answer(self, model: Model, along: Array, values: dict[str, Any]) -> dict[str, Component]:
        """The readouts at every point."""
        return evaluate(model, None, **{**values, self.axis.key: along})

    def few(self, declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> Curves:
        """The curves at ten points."""
        return replace(self, points=10).run(declaration, state)


@dataclass(frozen=True, kw_only=True)
class Settled(Sweep):
    """A sweep of the nightly dose where it has settled: the model's means over a day.

    A model with both arms also has `gain`: the mean factor on the drive times the share of glia that is not held back.

    Attributes:
        days: after which all has settled, in steps of `step` days of the day-averaged model.
        step: see `days`.
    """

    points: int = 61
    days: float = 120.0
    step: float = 30.0
    kind: str = "settled"

    def answer(self, model: Model, along: Array, values: dict[str, Any]) -> dict[str, Component]:
        """The readouts at every dose."""
        return day_means(model, along, self.days, self.step, values)


def day_means(
    model: Model, doses: Component, days: float, step: float, values: Mapping[str, Any]
) -> dict[str, Component]:
    """The means over a settled day, and the gain of the loop where the model has both arms."""
    keys = [readout.key for readout in model.readouts]
    run = simulate_average(model, [0.0, days], dose=doses, step=step, keep=keys, **values)
    means = {key: run[key][-1] for key in keys}
    if "glial_inhibition" in means and "disinhibition" in means:
        means["gain"] = means["disinhibition"] * (1 - means["glial_inhibition"])
    return means
