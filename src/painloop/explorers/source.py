"""Where the curves of an explorer come from: what every source in `sources/` has."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Axis:
    """What runs along the bottom of a chart.

    Attributes:
        key: the name of its column.
        label: what a reader calls it; may be a template.
        unit: written behind the label.
        scale: linear, log, or clock: hours, written as days where they are many.
        low: where the axis begins: a number, or the name of one in the state; without it, where the column begins.
        high: where it ends, in the same way.
    """

    key: str
    label: str
    unit: str
    scale: str = "linear"
    low: float | str | None = None
    high: float | str | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where curves come from; the script of its `kind` in `web/sources/` computes them for a state of the controls.

    Attributes:
        axis: what the curves run along.
        read: the caption of the table of measures.
        elsewhere: for Python, what to call where `explorer.trajectory()` has nothing to run in time.
    """

    elsewhere: ClassVar[str] = ""
    axis: Axis
    read: str = "Read off the curves"
    kind: str = ""
