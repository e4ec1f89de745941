"""From the controls' values to what is drawn and said; `web/state.js` is the same, function for function."""

import operator
from collections.abc import Iterable, Mapping

import numpy as np

from painloop.explorers.declaration import Choice, Declaration, Measure, Point, Regimen, Value, View
from painloop.quantity import Array
from painloop.simulate import Dose, simulate
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


def doses(regimen: Regimen, state: Mapping[str, Value]) -> list[Dose]:
    """One dose at time 0, or one at the start of each day."""
    count = int(state[regimen.days]) if state[regimen.schedule] == "nightly" else 1
    return [Dose(day * regimen.every, float(state[regimen.amount])) for day in range(count)]


def times(regimen: Regimen, state: Mapping[str, Value]) -> Array:
    """Times that lie denser after each dose: in every day, nodes at (k/K)^2 of it."""
    within = (np.arange(regimen.nodes) / regimen.nodes) ** 2
    days = int(state[regimen.days])
    return np.append(np.add.outer(np.arange(days), within).ravel(), days) * regimen.every


def run(declaration: Declaration, state: Mapping[str, Value]) -> Trajectory:
    """The trajectory of a state."""
    regimen = declaration.regimen
    return simulate(declaration.model, times(regimen, state), doses=doses(regimen, state))


def measured(declaration: Declaration, state: Mapping[str, Value], trajectory: Trajectory) -> State:
    """The state with every measure added: what sentences may speak of."""
    regimen = declaration.regimen
    last = doses(regimen, state)[-1].time
    window = (trajectory.times >= last) & (trajectory.times <= last + regimen.every)
    result = dict(state)
    for measure in declaration.measures:
        view = next(view for view in declaration.views if view.key == measure.view)
        for series in view.series:
            values = trajectory[series.key][window]
            result[f"{measure.key}_{series.stroke}"] = _measure(measure, view, trajectory.times[window], values)
    return result


def _measure(measure: Measure, view: View, t: Array, y: Array) -> float:
    if measure.how == "hours_above":
        return hours_above(t, y * view.factor, view.threshold or 0.0)
    return float(y.max() if measure.how == "peak" else y[-1]) * measure.factor


def hours_above(t: Array, y: Array, threshold: float) -> float:
    """How long the broken line through (t, y) runs above the threshold."""
    a, b = y[:-1] - threshold, y[1:] - threshold
    above = np.maximum(a, b) / np.where(a == b, 1.0, np.abs(a - b))
    share = np.where((a > 0) & (b > 0), 1.0, np.where((a > 0) | (b > 0), above, 0.0))
    return float((share * np.diff(t)).sum())


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
    regimen = declaration.regimen
    dose, end = float(state[regimen.amount]), float(state[regimen.days]) * regimen.every
    near = [
        p for p in view.points
        if p.schedule == state[regimen.schedule] and dose > 0
        and max(dose / p.dose, p.dose / dose) <= declaration.nearby and p.time <= end
    ]  # fmt: skip
    nearest = min((abs(np.log(dose / p.dose)) for p in near), default=0.0)
    return [p for p in near if abs(np.log(dose / p.dose)) <= nearest]
