"""Doses in, trajectory out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from painloop.integrate import integrate
from painloop.model import Model
from painloop.printers import to_numpy
from painloop.quantity import Array

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Dose:
    """An amount that enters at a time, in the model's units (h and mg for naltrexone).

    Raises:
        ValueError: if the amount is negative or either number is not finite.
    """

    time: float
    amount: float

    def __post_init__(self) -> None:
        if not np.isfinite([self.time, self.amount]).all() or self.amount < 0:
            raise ValueError(f"a dose needs a finite time and an amount of 0 or more, not {self}")


@dataclass(frozen=True)
class Trajectory:
    """Times and named columns, all of shape (times,) and read-only.

    States and readouts are reached by key: `trajectory["plasma_naltrexone"]`.
    """

    model: Model
    times: Array
    columns: Mapping[str, Array]

    def __getitem__(self, key: str) -> Array:
        if key not in self.columns:
            raise KeyError(f"no column {key!r}; there are {', '.join(self.columns)}")
        return self.columns[key]

    def frame(self) -> "pd.DataFrame":
        """The same as a pandas table, with time first."""
        import pandas as pd

        return pd.DataFrame({f"time_{self.model.time_unit}": self.times, **self.columns})


def simulate(
    model: Model, times: ArrayLike, *, doses: Sequence[Dose] = (), step: float | None = None, **values: float
) -> Trajectory:
    """Run a model.

    Args:
        model: what to run.
        times: increasing times at which to report, shape (times,); the run starts at the first.
        doses: what enters, and when; the step never crosses a dose. One at the very first time is included.
        step: longest integration step; the model's own if not given.
        **values: parameters that differ from their defaults.

    Raises:
        ValueError: if times do not increase, a dose lies before the first time, or a value is outside its range.
        IntegrationError: if the run leaves the finite numbers.
    """
    reported = _checked_times(times)
    parameters = np.array(model.values(**values))
    if any(dose.time < reported[0] for dose in doses):
        raise ValueError(f"a dose lies before the first time, {reported[0]}; start the times earlier")
    equations = to_numpy(model)
    states = np.empty((len(model.states), len(reported)))
    state = np.array([s.start for s in model.states])
    for nodes, amount in _segments(reported, doses):
        state = state + amount * np.array([s.key in model.dose_into for s in model.states])
        run = integrate(equations.rates, state, nodes, parameters, step or model.step)
        at = np.searchsorted(reported, nodes)
        wanted = reported[np.minimum(at, len(reported) - 1)] == nodes
        states[:, at[wanted]] = run[:, wanted]
        state = run[:, -1]
    return _trajectory(model, reported, states, equations.readouts(states, parameters))


def _checked_times(times: ArrayLike) -> Array:
    reported = np.array(times, dtype=float)
    if reported.ndim != 1 or len(reported) < 1 or not np.isfinite(reported).all() or (np.diff(reported) <= 0).any():
        raise ValueError("times must be a one-dimensional, finite, strictly increasing array")
    return reported


def _segments(times: Array, doses: Sequence[Dose]) -> Iterator[tuple[Array, float]]:
    """The stretches between doses: their nodes, both ends included, and the amount that enters at their beginning."""
    inside = [dose for dose in doses if dose.time <= times[-1]]
    starts = sorted({times[0], *(dose.time for dose in inside)})
    for start, end in zip(starts, [*starts[1:], times[-1]], strict=True):
        between = times[(times > start) & (times < end)]
        amount = sum(dose.amount for dose in inside if dose.time == start)
        yield np.unique([start, *between, end]), amount


def _trajectory(model: Model, times: Array, states: Array, readouts: Array) -> Trajectory:
    keys = [*(state.key for state in model.states), *(readout.key for readout in model.readouts)]
    columns = dict(zip(keys, [*states, *readouts], strict=True))
    for array in (times, *columns.values()):
        array.flags.writeable = False
    return Trajectory(model, times, MappingProxyType(columns))
