"""A model asked along one of its parameters, or along the nightly dose where it has settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from painloop.explorers.declaration import Setting, Source


@dataclass(frozen=True, kw_only=True)
class Sweep(Source):
    """A model that stands still, asked along one of its parameters, the axis, on even steps of its logarithm.

    Attributes:
        axis: the parameter that runs, by key, and its ends, both above 0.
        settings: what the controls set, by parameter.
        beside: parameters held at other values, by the suffix of the columns they give: drawn for comparison.
        points: how many are drawn.
        pins: single values to draw beside the curves, in rows from below: numbers, or names of parameters or peaks.
        peaks: doses in mg, by the name of a fact: the highest concentration in plasma after one of them, in nM, and
            in µM under the name with `_uM`.
    """

    settings: Mapping[str, Setting]
    beside: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    points: int = 161
    pins: Mapping[str, float | str] = field(default_factory=dict)
    peaks: Mapping[str, float] = field(default_factory=dict)
    kind: str = "sweep"


@dataclass(frozen=True, kw_only=True)
class Settled(Sweep):
    """A sweep of the nightly dose where it has settled: the model's means over a day.

    A model with both arms also has `gain`: the mean factor on the drive times the share of glia that is not held back.
    """

    points: int = 61
    kind: str = "settled"
