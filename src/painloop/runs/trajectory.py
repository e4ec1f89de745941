"""The result of a run, and what every run checks before it begins."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from painloop.equations.model import Model, State
from painloop.equations.quantity import Array, Component, Components
from painloop.runs.integrate import IntegrationError

if TYPE_CHECKING:
    import pandas as pd

Part = tuple[Any, ...]  # an index of patients
Report = tuple[int, Mapping[str, Component]]  # the index of a reported time, and the columns' values there
LEFT = "the run left the finite numbers; use less extreme parameters or a start nearer to the model's own"


@dataclass(frozen=True)
class Trajectory:
    """Times, of shape (times,), and named read-only columns of shape (times,) or (times, patients).

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
        """The same as a pandas table, with time first.

        Raises:
            ValueError: if there is more than one patient.
        """
        import pandas as pd

        if any(column.ndim > 1 for column in self.columns.values()):
            raise ValueError("a table holds one patient; take columns instead: run['S'][:, 0]")
        return pd.DataFrame({f"time_{self.model.time_unit}": self.times, **self.columns})


def checked_times(times: ArrayLike) -> Array:
    """Times as an array.

    Raises:
        ValueError: if they are not one-dimensional, finite and strictly increasing.
    """
    reported = np.array(times, dtype=float)
    if reported.ndim != 1 or len(reported) < 1 or not np.isfinite(reported).all() or (np.diff(reported) <= 0).any():
        raise ValueError("times must be a one-dimensional, finite, strictly increasing array")
    return reported


def checked_keep(model: Model, keep: Sequence[str] | None, states: Sequence[State]) -> tuple[str, ...]:
    """The keys of the columns to keep: those in `keep`, or of all these states and all readouts.

    Raises:
        ValueError: if there is no such column.
    """
    keys = [*(state.key for state in states), *(readout.key for readout in model.readouts)]
    unknown = set(keep or ()) - set(keys)
    if unknown:
        raise ValueError(f"{model.name} has no {', '.join(sorted(unknown))}; it has {', '.join(keys)}")
    return tuple(keys if keep is None else keep)


def patients(*values: Component) -> tuple[int, ...]:
    """The shape of one run: () for a single patient, (patients,) for many.

    Raises:
        ValueError: if the arrays differ in length, have more than one axis, or are empty.
    """
    shapes = {np.shape(value) for value in values} - {()}
    if len(shapes) > 1 or any(len(shape) > 1 for shape in shapes):
        raise ValueError(f"values must be numbers or arrays of one shape (patients,), not of {sorted(shapes)}")
    if (0,) in shapes:
        raise ValueError("an empty array stands for no patient; give one value or more")
    return shapes.pop() if shapes else ()


def taken(values: Sequence[Component], part: Part) -> Components:
    """The values of a part of the patients; a value that is one number for all stays a number."""
    return [np.asarray(value)[part] if np.ndim(value) else float(value) for value in values]


def fill(columns: Mapping[str, Array], parts: Iterable[Part], reports: Callable[[Part], Iterable[Report]]) -> None:
    """Write into the columns what is reported of each part of the patients, time by time.

    Threads do not help: NumPy's calls are too short between two turns of the interpreter.

    Raises:
        IntegrationError: if a run left the finite numbers.
    """
    try:
        for part in parts:
            for index, values in reports(part):
                for key, column in columns.items():
                    column[(index, *part)] = values[key]
    except OverflowError as error:  # a float overflows with an error, an array with inf
        raise IntegrationError(LEFT) from error


def trajectory(model: Model, times: Array, columns: dict[str, Array]) -> Trajectory:
    """The result of a run, which nobody can change.

    Raises:
        IntegrationError: if the run left the finite numbers.
    """
    if not all(np.isfinite(column).all() for column in columns.values()):
        raise IntegrationError(LEFT)
    for array in (times, *columns.values()):
        array.flags.writeable = False
    return Trajectory(model, times, MappingProxyType(columns))
