"""From the controls' values to what is drawn and said; `web/state.js` is the same, function for function."""

import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from painloop.average import simulate_average
from painloop.explorers.declaration import (
    Choice,
    Declaration,
    Measure,
    Point,
    Regimen,
    Setting,
    Settled,
    Source,
    Sweep,
    Value,
    View,
)
from painloop.model import Model
from painloop.quantity import Array, Component
from painloop.simulate import Dose, evaluate, simulate
from painloop.trajectory import Trajectory

State = dict[str, Value]

COMPARISONS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Curves:
    """What is drawn: points along the axis, and columns over them by key, all of shape (points,)."""

    along: Array
    columns: Mapping[str, Array]

    def __getitem__(self, key: str) -> Array:
        return self.columns[key]


def doses(regimen: Regimen, state: Mapping[str, Value]) -> list[Dose]:
    """One dose at time 0, or one at the start of each day."""
    count = int(state[regimen.days]) if state[regimen.schedule] == "nightly" else 1
    return [Dose(day * regimen.every, float(state[regimen.amount])) for day in range(count)]


def times(regimen: Regimen, state: Mapping[str, Value]) -> Array:
    """Times that lie denser after each dose: in every day, nodes at (k/K)^2 of it."""
    within = (np.arange(regimen.nodes) / regimen.nodes) ** 2
    days = int(state[regimen.days])
    return np.append(np.add.outer(np.arange(days), within).ravel(), days) * regimen.every


def run(declaration: Declaration, state: Mapping[str, Value]) -> Curves:
    """The curves of a state."""
    model, source = declaration.model_of(state), declaration.source
    if isinstance(source, Regimen):
        run = course(model, source, state)
        return Curves(run.times, run.columns)
    return asked(model, source, state)


def course(model: Model, regimen: Regimen, state: Mapping[str, Value]) -> Trajectory:
    """The model while the doses of the regimen come."""
    return simulate(model, times(regimen, state), doses=doses(regimen, state))


def asked(model: Model, source: Sweep, state: Mapping[str, Value]) -> Curves:
    """The readouts along the axis, and beside them those with some parameters held at other values."""
    along = source.low * (source.high / source.low) ** (np.arange(source.points) / (source.points - 1))
    chosen = {key: _set(setting, state) for key, setting in source.settings.items()}
    columns = {}
    for suffix, held in {"": {}, **source.beside}.items():
        for key, column in _answer(model, source, along, {**chosen, **held}).items():
            columns[f"{key}_{suffix}" if suffix else key] = np.broadcast_to(column, along.shape)
    return Curves(along, columns)


def _answer(model: Model, source: Sweep, along: Array, values: dict[str, Any]) -> dict[str, Component]:
    if not isinstance(source, Settled):
        return evaluate(model, None, **{**values, source.axis.key: along})
    keys = [readout.key for readout in model.readouts]
    run = simulate_average(model, [0.0, source.days], dose=along, step=source.step, keep=keys, **values)
    return {key: run[key][-1] for key in keys}


def _set(setting: Setting, state: Mapping[str, Value]) -> float:
    value = state[setting.control]
    return setting.options[str(value)] if setting.options else float(value) * setting.factor


def measured(declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> State:
    """The state with every measure added: what sentences may speak of."""
    window = read_from(declaration.source, state, curves.along)
    result = dict(state)
    for measure in declaration.measures:
        view = next(view for view in declaration.views if view.key == measure.view)
        if measure.column:
            result[measure.key] = _measure(measure, view, curves.along[window], curves[measure.column][window])
            continue
        for series in view.series:
            value = _measure(measure, view, curves.along[window], curves[series.key][window])
            result[f"{measure.key}_{series.stroke}"] = value
    return result


def read_from(source: Source, state: Mapping[str, Value], along: Array) -> slice:
    """The points off which measures are read."""
    if not isinstance(source, Regimen):
        return slice(None)
    last = doses(source, state)[-1].time
    return slice(int(np.argmax(along >= last)), int(np.searchsorted(along, last + source.every, side="right")))


def _measure(measure: Measure, view: View, along: Array, y: Array) -> float:
    threshold = view.threshold or 0.0
    if measure.how == "hours_above":
        return hours_above(along, y * view.factor, threshold)
    if measure.how == "reaches":
        return reaches(along, y * view.factor, threshold)
    if measure.how == "peak_at":
        return float(along[y.argmax()])
    return float(y.max() if measure.how == "peak" else y[-1]) * measure.factor


def hours_above(t: Array, y: Array, threshold: float) -> float:
    """How long the broken line through (t, y) runs above the threshold."""
    a, b = y[:-1] - threshold, y[1:] - threshold
    above = np.maximum(a, b) / np.where(a == b, 1.0, np.abs(a - b))
    share = np.where((a > 0) & (b > 0), 1.0, np.where((a > 0) | (b > 0), above, 0.0))
    return float((share * np.diff(t)).sum())


def reaches(along: Array, y: Array, threshold: float) -> float:
    """Where y first reaches the threshold, straight over the logarithm of the axis; infinite if it never does."""
    first = int(np.argmax(y >= threshold))
    if y[first] < threshold:
        return np.inf
    if first == 0:
        return float(along[0])
    share = (threshold - y[first - 1]) / (y[first] - y[first - 1])
    return float(along[first - 1] * (along[first] / along[first - 1]) ** share)


def say(choice: Choice, state: Mapping[str, Value]) -> str:
    """The first sentence that fits, filled in; nothing if none does."""
    for sentence in choice:
        if all(COMPARISONS[how](state[name], value) for name, how, value in sentence.when):
            return sentence.text.format(**state)
    return ""


def tell(choices: Iterable[Choice], state: Mapping[str, Value]) -> str:
    """One sentence from every choice that has one."""
    return " ".join(filter(None, (say(choice, state) for choice in choices)))


def points(declaration: Declaration, view: View, state: Mapping[str, Value]) -> list[Point]:
    """The measurements made on this schedule at the nearest dose studied, if that is near and within the days shown."""
    source = declaration.source
    if not isinstance(source, Regimen):
        return []
    dose, end = float(state[source.amount]), float(state[source.days]) * source.every
    near = [
        p for p in view.points
        if p.schedule == state[source.schedule] and dose > 0
        and max(dose / p.dose, p.dose / dose) <= declaration.nearby and p.time <= end
    ]  # fmt: skip
    nearest = min((abs(np.log(dose / p.dose)) for p in near), default=0.0)
    return [p for p in near if abs(np.log(dose / p.dose)) <= nearest]
