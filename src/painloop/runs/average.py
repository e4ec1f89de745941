"""The day-averaged model: months in a few hundred steps, for maps and trials; `web/computing/average.js` is the same.

What changes over weeks depends little on the hour of the day. So the drug is taken to be at steady state, the rates are
averaged over one day of it, and the states relax by the exponential midpoint rule towards where these means draw them.
Within 0.1 points of the full model's daily means from day 5 on, and bounded for a step of any length.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil, inf

import numpy as np
from numpy.typing import ArrayLike

from painloop.equations.model import Model
from painloop.equations.printers import Compiled, to_numpy
from painloop.equations.quantity import Array, Component, Components
from painloop.runs.integrate import exponential_midpoint_step
from painloop.runs.simulate import CHUNK
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

PHASES = 24  # moments of the day over which the rates are averaged


def simulate_average(
    model: Model,
    times: ArrayLike,
    *,
    dose: Component = 0.0,
    until: float = inf,
    start: Mapping[str, Component] | None = None,
    step: float = 0.25,
    keep: Sequence[str] | None = None,
    **values: Component,
) -> Trajectory:
    """Run the day-averaged model.

    Args:
        model: what to run.
        times: increasing times at which to report, shape (times,); the run starts at the first.
        dose: what is taken once in every period; the drug is at steady state from the first time on.
        until: the time at which doses end; the drug is gone at once.
        start: flowing states that begin elsewhere than the model says.
        step: longest step, in the model's unit of time.
        keep: the columns to keep; all flowing states and readouts if not given.
        **values: parameters that differ from their defaults, each a number or an array of shape (patients,).

    Raises:
        ValueError: if times do not increase, a name is unknown, a value is outside its range, or the dose or step is
            impossible.
        IntegrationError: if the run leaves the finite numbers.
    """
    reported = checked_times(times)
    if step <= 0:
        raise ValueError(f"the step must be above 0, not {step}")
    if not (np.isfinite(dose) & np.greater_equal(dose, 0)).all():
        raise ValueError(f"a dose is 0 or more, not {dose}")
    begin = model.begin(**(start or {}))[: len(model.flowing)]
    parameters = model.values(**values)
    shape = patients(dose, *begin, *parameters)
    columns = {key: np.empty((len(reported), *shape)) for key in checked_keep(model, keep, model.flowing)}

    def reports(part: Part) -> Iterator[Report]:
        own_dose, *own_begin = taken((dose, *begin), part)
        return _reports(model, reported, own_dose, until, own_begin, taken(parameters, part), step)

    fill(columns, _parts(shape), reports)
    return trajectory(model, reported, columns)


def _drug_at_steady_state(model: Model, dose: Component, known: Sequence[Component], many: bool) -> Components:
    """The decaying states through a day of nightly doses, each of shape (PHASES,), or (PHASES, patients or 1)."""
    equations, period = to_numpy(model), model.mesh.period
    phases = (np.arange(PHASES) + 0.5) / PHASES * period
    moments = phases[:, None] if many else phases
    jumps = equations.doses(known)[len(model.flowing) :]
    return [
        dose * jump * np.exp(-rate * moments) / -np.expm1(-rate * period)
        for rate, jump in zip(equations.decays(known), jumps, strict=True)
    ]


def _parts(shape: tuple[int, ...]) -> list[Part]:
    size = CHUNK // PHASES
    return [(slice(begin, begin + size),) for begin in range(0, shape[0], size)] if shape else [()]


def _reports(
    model: Model, times: Array, dose: Component, until: float, state: Components, parameters: Components, step: float
) -> Iterator[Report]:
    """The run from one reported time, or the end of the doses, to the next: at each its index and all values."""
    equations = to_numpy(model)
    known = equations.complete(parameters)
    many = any(np.ndim(value) for value in (dose, *state, *parameters))
    on, off = (_drug_at_steady_state(model, amount, known, many) for amount in (dose, 0.0))
    stops = np.union1d(times, [until]) if times[0] < until < times[-1] else times
    index = 0
    for begin, end in zip(stops, [*stops[1:], inf], strict=True):
        drug = on if begin < until else off
        if begin == times[index]:
            readouts = [_mean(value, many) for value in equations.readouts([*state, *drug], known)]
            yield index, _by_key(model, state, readouts)
            index += 1
        if end < inf:
            relaxations = _averaged(equations, drug, known, many)
            steps = max(1, ceil((end - begin) / step - 1e-9))
            for _ in range(steps):
                state = exponential_midpoint_step(relaxations, state, float(end - begin) / steps)


def _averaged(
    equations: Compiled, drug: Components, known: Components, many: bool
) -> Callable[[Components], Components]:
    """What gives the sources and the rates in a state, averaged over a day of the drug."""
    drive = equations.drive(drug, known)
    return lambda state: [_mean(value, many) for value in equations.relaxations(state, drive, known)]


def _by_key(model: Model, state: Components, readouts: Components) -> dict[str, Component]:
    keys = [*(each.key for each in model.flowing), *(readout.key for readout in model.readouts)]
    return dict(zip(keys, [*state, *readouts], strict=True))


def _mean(value: Component, many: bool) -> Component:
    """The mean over the phases of the day; a value that has no phases is returned as it is."""
    if np.ndim(value) <= many:
        return value
    mean = np.mean(value, axis=0)
    return mean if many else float(mean)
