"""A model asked along one of its parameters, or along the nightly dose at steady state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from painloop.explorers.controls import Setting
from painloop.explorers.source import Source


@dataclass(frozen=True, kw_only=True)
class Sweep(Source):
    """A model without time, asked along one of its parameters, on even steps of the parameter's logarithm.

    Beside its readouts it has `seat_` columns: who holds which share of all receptors, free and lost ones among them.

    Attributes:
        axis: the parameter that runs, by key, and its ends, both above 0.
        settings: what the controls set, by parameter.
        beside: curves to compare with: by the suffix of their columns, the parameters that are held at other values.
        points: how many are drawn.
        pins: single values to draw beside the curves, in rows from below: numbers, or names of parameters or peaks.
        peaks: doses in mg, by the name of a fact: the highest concentration in plasma after one of them, in nM, and
            in µM under the name with `_uM`. Along a dose there are then the columns `plasma_nM`, that concentration
            after each dose; `plasma_p`, the negative logarithm of it in mol/L; and `tenfolds`, how many times ten
            it is short of the one that half-acts at TLR4.
        said: facts that a control decides, by name.
    """

    elsewhere: ClassVar[str] = "painloop.evaluate"
    settings: Mapping[str, Setting]
    beside: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    points: int = 161
    pins: Mapping[str, float | str] = field(default_factory=dict)
    peaks: Mapping[str, float] = field(default_factory=dict)
    said: Mapping[str, Setting] = field(default_factory=dict)
    kind: str = "sweep"


@dataclass(frozen=True, kw_only=True)
class SteadyState(Sweep):
    """The same along the nightly dose, at steady state: the model's means over a day.

    A model with both arms also has the column `gain`: the mean factor on the drive times the share of glia that is
    not held back; and `gain_alone`, as if none were ever held back. `U` is the capacity of the opioid system; of four
    times the normal, the most that can be added to it, `new_free`, `new_blocked` and `new_waiting` are the shares that
    are added and carry tone, are blocked, or are left without opioid.
    """

    elsewhere: ClassVar[str] = "painloop.analysis.dose.dose_response, or painloop.runs.average.simulate_average"
    points: int = 61
    kind: str = "steady_state"
