"""From the controls' values to what is drawn and said; `web/state.js` is the same, function for function."""

import operator
from collections.abc import Iterable, Mapping

import numpy as np

from painloop.explorers.declaration import Choice, Curves, Declaration, Measure, Point, Value, View
from painloop.explorers.sources.regimen import Regimen
from painloop.quantity import Array

State = dict[str, Value]

COMPARISONS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def run(declaration: Declaration, state: Mapping[str, Value]) -> Curves:
    """The curves of a state."""
    return declaration.source.run(declaration, state)


def measured(declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> State:
    """The state with every fact and measure added: what sentences may speak of."""
    window = declaration.source.window(state, curves.along)
    result = {**state, **curves.facts}
    for measure in declaration.measures:
        view = next(view for view in declaration.views if view.key == measure.view)
        if measure.column:
            result[measure.key] = _measure(measure, view, curves.along[window], curves[measure.column][window])
            continue
        for series in view.series:
            value = _measure(measure, view, curves.along[window], curves[series.key][window])
            result[f"{measure.key}_{series.stroke}"] = value
    return result


def _measure(measure: Measure, view: View, along: Array, y: Array) -> float:
    threshold = view.threshold if isinstance(view.threshold, float) else 0.0
    if measure.how == "hours_above":
        return hours_above(along, y * view.factor, threshold)
    if measure.how == "reaches":
        return reaches(along, y * view.factor, threshold)
    if measure.how in ("peak_at", "lowest_at"):
        return float(along[y.argmax() if measure.how == "peak_at" else y.argmin()])
    return float({"peak": y.max(), "lowest": y.min(), "end": y[-1]}[measure.how]) * measure.factor


def number_of(value: Value, state: Mapping[str, Value]) -> float:
    """A number, or the one of that name in the state."""
    return float(state[value] if isinstance(value, str) else value)


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
