"""A model followed in time, through doses and changes: for one patient, or for many at once."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from painloop.equations.model import Mesh, Model
from painloop.equations.printers import to_numpy
from painloop.equations.quantity import Array, Component, Components
from painloop.runs.integrate import nodes, rk4_step, steps_needed
from painloop.runs.trajectory import (
    Part,
    Report,
    Trajectory,
    checked_keep,
    checked_times,
    fill,
    patients,
    taken,
    trajectory,
)

CHUNK = 16384  # patients at a time: their numbers fit the processor's cache
OVERHEAD = 2000  # a step takes as long for no patients as it takes longer for this many more


@dataclass(frozen=True)
class Dose:
    """An amount that enters at a time, in the model's units (mg for naltrexone, and the model's unit of time).

    The amount may be an array with one number for each patient.

    Raises:
        ValueError: if the amount is negative or either number is not finite.
    """

    time: float
    amount: Component

    def __post_init__(self) -> None:
        if not np.isfinite(self.time) or not np.isfinite(self.amount).all() or np.less(self.amount, 0).any():
            raise ValueError(f"a dose needs a finite time and an amount of 0 or more, not {self}")


@dataclass(frozen=True)
class Change:
    """From a time on, some parameters have other values: an injury ends, a coupling weakens."""

    time: float
    values: Mapping[str, float]


def nightly(model: Model, amount: Component, nights: int, start: float = 0.0) -> tuple[Dose, ...]:
    """One dose a night, every 24 hours in the model's unit of time, the first at `start`."""
    return tuple(Dose(start + model.mesh.period * night, amount) for night in range(nights))


def evaluate(model: Model, state: Mapping[str, Component] | None = None, **values: Component) -> dict[str, Component]:
    """The readouts of a model that stands still: at its start, or in the state given.

    Raises:
        ValueError: if a name is unknown or a value is outside its range.
    """
    equations = to_numpy(model)
    known = equations.complete(model.values(**values))
    shown = equations.readouts(model.begin(**(state or {})), known)
    return dict(zip((readout.key for readout in model.readouts), shown, strict=True))


def simulate(
    model: Model,
    times: ArrayLike,
    *,
    doses: Sequence[Dose] = (),
    changes: Sequence[Change] = (),
    start: Mapping[str, Component] | None = None,
    steps: int | None = None,
    keep: Sequence[str] | None = None,
    **values: Component,
) -> Trajectory:
    """Run a model.

    Args:
        model: what to run.
        times: increasing times at which to report, shape (times,); the run starts at the first.
        doses: what enters, and when; the step never crosses a dose. One at the very first time is included.
        changes: parameters that take other values on the way; the step never crosses a change.
        start: states that begin elsewhere than the model says.
        steps: steps in a period of the mesh; the model's own number if not given.
        keep: the columns to keep; all if not given.
        **values: parameters that differ from their defaults, each a number or an array of shape (patients,).

    Raises:
        ValueError: if times do not increase, an event lies before the first time, a name is unknown, a value is outside
            its range, or there is less than one step.
        IntegrationError: if the run leaves the finite numbers.
    """
    reported = checked_times(times)
    stretches = _stretches(reported, doses, changes)
    if steps is not None and steps < 1:
        raise ValueError(f"a period takes 1 step or more, not {steps}")
    mesh = model.mesh if steps is None else replace(model.mesh, steps=steps)
    begin, parameters = model.begin(**(start or {})), model.values(**values)
    shape = patients(*begin, *parameters, *(dose.amount for dose in doses))
    columns = {key: np.empty((len(reported), *shape)) for key in checked_keep(model, keep, model.states)}

    def reports(part: Part) -> Iterator[Report]:
        due = [replace(stretch, amount=taken([stretch.amount], part)[0]) for stretch in stretches]
        return _reports(model, due, taken(begin, part), taken(parameters, part), mesh, set(columns))

    fill(columns, _parts(model, mesh, parameters, shape), reports)
    return trajectory(model, reported, columns)


@dataclass(frozen=True)
class _Stretch:
    """From one event to the next: what happens at its beginning, and when to report, counted from there."""

    length: float
    amount: Component
    changes: Mapping[str, float]
    first: int  # index of the first reported time that is not before the beginning
    reported: Array


def _stretches(times: Array, doses: Sequence[Dose], changes: Sequence[Change]) -> list[_Stretch]:
    """The run cut at every dose and change; what happens at one time happens together."""
    moments = [*(dose.time for dose in doses), *(change.time for change in changes)]
    if any(moment < times[0] for moment in moments):
        raise ValueError(f"a dose or change lies before the first time, {times[0]}; start the times earlier")
    amounts: dict[float, Component] = {}
    altered: dict[float, dict[str, float]] = {}
    for dose in doses:
        amounts[dose.time] = amounts.get(dose.time, 0.0) + dose.amount
    for change in changes:
        altered.setdefault(change.time, {}).update(change.values)
    starts = [time for time in sorted({times[0], *amounts, *altered}) if time <= times[-1]]
    firsts = np.searchsorted(times, starts)
    return [
        _Stretch(
            end - begin,
            amounts.get(begin, 0.0),
            altered.get(begin, {}),
            first,
            times[first:][times[first:] <= end] - begin,
        )
        for begin, end, first in zip(starts, [*starts[1:], times[-1]], firsts, strict=True)
    ]


def _parts(model: Model, mesh: Mesh, parameters: Sequence[Component], shape: tuple[int, ...]) -> list[Part]:
    """Which patients are run together: those that need about as many steps, because the fastest of a part sets them."""
    if not shape:
        return [()]
    equations = to_numpy(model)
    fastest = np.broadcast_to(equations.fastest(equations.complete(parameters))[0], shape)
    order = np.argsort(fastest, kind="stable")
    return [
        (part,)
        for begin, end in _alike(steps_needed(mesh, fastest[order]), 0, len(order))
        for part in np.array_split(order[begin:end], math.ceil((end - begin) / CHUNK))
    ]


def _alike(steps: Array, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of the patients, who stand in the order of the steps they need, as (begin, end); cut wherever it pays."""
    cuts = np.arange(begin + 1, end)
    parts = steps[cuts - 1] * (OVERHEAD + cuts - begin) + steps[end - 1] * (OVERHEAD + end - cuts)
    if not len(cuts) or parts.min() >= steps[end - 1] * (OVERHEAD + end - begin):
        yield begin, end
        return
    cut = int(cuts[parts.argmin()])
    yield from _alike(steps, begin, cut)
    yield from _alike(steps, cut, end)


class _Step(NamedTuple):
    """A step, whether the state after it is reported, and what half a step leaves of each decaying state."""

    length: float
    halves: Components
    reports: bool


def _reports(
    model: Model, stretches: list[_Stretch], state: Components, parameters: Components, mesh: Mesh, keep: set[str]
) -> Iterator[Report]:
    """The run from event to event: at every reported time its index and what is kept."""
    known = to_numpy(model).complete(parameters)
    planned: dict[Any, list[_Step]] = {}  # steps by length and reported times: nights that are alike share them
    for stretch in stretches:
        if stretch.changes:
            parameters, planned = model.changed(parameters, stretch.changes), {}
            known = to_numpy(model).complete(parameters)
        state = _after_dose(model, stretch.amount, state, known)
        index = itertools.count(stretch.first)
        if len(stretch.reported) and stretch.reported[0] == 0:
            yield next(index), _kept(model, state, known, keep)
        plan = stretch.length, stretch.reported.tobytes()
        if plan not in planned:
            planned[plan] = _steps(model, stretch, known, mesh)
        course = _followed(model, planned[plan], state, known)
        for step, state in course:
            if step.reports:
                yield next(index), _kept(model, state, known, keep)


def _after_dose(model: Model, amount: Component, state: Components, known: Components) -> Components:
    if not np.any(amount):
        return state
    return [y + amount * jump for y, jump in zip(state, to_numpy(model).doses(known), strict=True)]


def _followed(
    model: Model, steps: list[_Step], state: Components, known: Components
) -> Iterator[tuple[_Step, Components]]:
    """Each step with the state after it: what decays is advanced exactly, what flows by the Runge-Kutta rule."""
    equations, count = to_numpy(model), len(model.flowing)
    flowing, decaying = state[:count], state[count:]
    drive = equations.drive(decaying, known)
    for step in steps:
        middle = [value * left for value, left in zip(decaying, step.halves, strict=True)]
        decaying = [value * left for value, left in zip(middle, step.halves, strict=True)]
        drives = drive, equations.drive(middle, known), equations.drive(decaying, known)
        flowing, drive = rk4_step(equations.rates, flowing, drives, known, step.length), drives[2]
        yield step, [*flowing, *decaying]


def _steps(model: Model, stretch: _Stretch, known: Components, mesh: Mesh) -> list[_Step]:
    """The steps of a stretch: those of the mesh, cut where something is reported."""
    equations = to_numpy(model)
    fastest = float(np.max(equations.fastest(known)[0]))
    at = np.union1d(nodes(stretch.length, mesh, fastest), stretch.reported)
    decays = equations.decays(known)
    return [
        _Step(h, [_exp(-rate * h / 2) for rate in decays], bool(reports))
        for h, reports in zip(np.diff(at).tolist(), np.isin(at[1:], stretch.reported), strict=True)
    ]


def _exp(value: Component) -> Component:
    return np.exp(value) if np.ndim(value) else math.exp(value)


def _kept(model: Model, state: Components, known: Components, keep: set[str]) -> dict[str, Component]:
    """The states by key, and the readouts too if one of them is to be kept."""
    values = dict(zip((each.key for each in model.ordered), state, strict=True))
    if not keep <= set(values):
        readouts = to_numpy(model).readouts(state, known)
        values |= zip((readout.key for readout in model.readouts), readouts, strict=True)
    return values
