"""The charts of an explorer, one class for each kind; the script of that kind in `web/views/` draws it."""

from dataclasses import dataclass

from painloop.explorers.sentences import Choice
from painloop.explorers.source import Axis


@dataclass(frozen=True)
class Series:
    """A column of the source, drawn as a curve, as dots or as rings.

    It is shown while the control named as its stroke, if there is one, is on, or above 0.

    Attributes:
        key: the column.
        label: its name.
        stroke: the colour and dashes, by name in the palette.
        over: the column of which it is a function; without it, it runs along the source's axis.
        form: line, dot or ring.
        named_at: the share of the curve beside which its name stands; without it, the name stands at the curve's end.
    """

    key: str
    label: str
    stroke: str
    over: str = ""
    form: str = "line"
    named_at: float | None = None


@dataclass(frozen=True)
class Band:
    """A stretch of the axis with a name; start and end are numbers, or names of numbers in the state."""

    label: str
    start: float | str
    end: float | str


@dataclass(frozen=True)
class Point:
    """A measurement in people, beside the curves.

    Attributes:
        dose: in mg.
        schedule: once, or nightly.
        time: hours after the first dose; None where it is not stated.
        value: in the unit drawn; None where only a range is known.
        low: the lower limit.
        high: the upper limit.
        relative: the value is in per cent of the study's own first scan.
        study: its name.
        drawn_as: what the mark stands for.
    """

    dose: float
    schedule: str
    time: float | None
    value: float | None
    low: float | None
    high: float | None
    relative: bool
    study: str
    drawn_as: str


@dataclass(frozen=True, kw_only=True)
class View:
    """What every chart has.

    Attributes:
        key: its name for measures.
        title: written above it.
        unit: of what is drawn, behind the title.
        series: what is drawn.
        finding: what it shows, in words.
        factor: by which columns are multiplied to reach the unit.
        format: of the numbers in the table.
        beside: it stands to the right of the scene, where there is room.
        tab: its name where one picture is shown at a time.
    """

    key: str
    title: str
    unit: str
    series: tuple[Series, ...]
    finding: tuple[Choice, ...]
    factor: float = 1.0
    format: str = ".4f"
    beside: bool = False
    tab: str = "Curve"


@dataclass(frozen=True, kw_only=True)
class LineChart(View):
    """Curves over an axis.

    Attributes:
        bottom: where the vertical axis begins; above 0 on a logarithmic one.
        top: where it ends; without it, at a round number above all curves.
        scale: of the vertical axis: linear or log.
        height: px.
        ticks: whether the vertical axis has numbers; without them, how high a mark stands says nothing.
        across: the view's own horizontal axis; without it, the source's.
        bands: named stretches of the horizontal axis.
        threshold: a level to draw: a number, or the name of one in the state.
        threshold_label: its name.
        second_unit: of a second vertical axis at the right.
        second_factor: by which the unit's numbers are multiplied for it.
        points: measurements, of which the source chooses those that fit the state.
    """

    bottom: float = 0.0
    top: float | None = None
    scale: str = "linear"
    height: int = 180
    ticks: bool = True
    across: Axis | None = None
    bands: tuple[Band, ...] = ()
    threshold: float | str | None = None
    threshold_label: str = ""
    second_unit: str = ""
    second_factor: float = 1.0
    points: tuple[Point, ...] = ()
    kind: str = "lines"


@dataclass(frozen=True, kw_only=True)
class ForestPlot(View):
    """Trials as rows. Its series are the estimate, the two ends of its interval and, where there is one, its weight.

    Attributes:
        bottom: how far to the left the axis goes at most for the interval of a pool.
        top: how far to the right; without it, both go as far as the pools' intervals.
        height: px; where names stand above their rows, the least.
    """

    bottom: float = 0.0
    top: float | None = None
    height: int
    kind: str = "forest"


@dataclass(frozen=True, kw_only=True)
class BarChart(View):
    """A bar for each name along the axis. Its two series are all there are, as outlines, and those that are chosen.

    Attributes:
        height: px.
    """

    height: int
    kind: str = "bars"


@dataclass(frozen=True, kw_only=True)
class Checklist(View):
    """Statements, one a row. Its two series say which hold now (1) or not (0), and which did before any change."""

    kind: str = "rows"
