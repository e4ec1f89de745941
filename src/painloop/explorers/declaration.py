"""What an explorer is, said once: its model, controls, views, measures and sentences.

A declaration is plain data. Python reads it to make a widget and a still figure; the browser reads the same data,
as JSON, to make the live page. Nothing in it is code, so nothing has to be kept in step.

Templates are Python format strings over the *state*: the controls' values and the measures. A sentence is used when
all its conditions hold; a condition is (name, comparison, number or text).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from painloop.model import Model

Value = float | str | bool
Condition = tuple[str, str, Value]


@dataclass(frozen=True)
class Sentence:
    """A template and when to use it."""

    text: str
    when: tuple[Condition, ...] = ()


Choice = tuple[Sentence, ...]  # of which the first that fits is used


@dataclass(frozen=True)
class Slider:
    """A number to drag or type.

    A drag and the arrow keys move by `step`, Shift and an arrow by `typed_step`. `jumps` are values one press away:
    round numbers, not recommendations. A `whole` slider takes whole numbers only.
    """

    key: str
    label: str
    unit: str
    default: float
    low: float
    high: float
    step: float
    typed_step: float
    help: str
    jumps: tuple[float, ...] = ()
    whole: bool = False
    kind: str = "slider"


@dataclass(frozen=True)
class Radio:
    """One of a few options, by key and label."""

    key: str
    label: str
    default: str
    options: Mapping[str, str]
    help: str
    kind: str = "radio"


@dataclass(frozen=True)
class Switch:
    """Something shown or hidden; switches of the same group stand together."""

    key: str
    label: str
    group: str
    default: bool = True
    kind: str = "switch"


Control = Slider | Radio | Switch


@dataclass(frozen=True)
class Axis:
    """What runs along the bottom of the charts: a name for the column, for the reader, and its unit."""

    key: str
    label: str
    unit: str


@dataclass(frozen=True)
class Regimen:
    """A course of time, and the controls that say how much is taken, whether once or `nightly`, for how many days.

    Measures are read in the day after the last dose.
    """

    amount: str
    schedule: str
    days: str
    every: float = 24.0
    nodes: int = 64  # points drawn in each day, denser after the dose
    axis: Axis = Axis("time", "time", "h")
    read: str = "In the 24 hours after the last dose"
    kind: str = "regimen"


@dataclass(frozen=True)
class Setting:
    """A control that sets a parameter: a slider times a factor, or each option of a radio to a value."""

    control: str
    factor: float = 1.0
    options: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Sweep:
    """A model that stands still, asked along one of its parameters, the axis, on even steps of its logarithm.

    Attributes:
        axis: the parameter that runs, by key.
        low: where it begins, above 0.
        high: where it ends.
        settings: what the controls set, by parameter.
        beside: parameters held at other values, by the suffix of the columns they give: drawn for comparison.
        points: how many are drawn.
        read: what the measures are read off.
    """

    axis: Axis
    low: float
    high: float
    settings: Mapping[str, Setting]
    beside: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    points: int = 161
    read: str = "Read off the curves"
    kind: str = "sweep"


@dataclass(frozen=True)
class Settled(Sweep):
    """A sweep of the nightly dose where it has settled: the model's means over a day.

    Attributes:
        days: after which all has settled, in steps of `step` days of the day-averaged model.
        step: see `days`.
    """

    points: int = 61
    days: float = 120.0
    step: float = 30.0
    kind: str = "settled"


Source = Regimen | Sweep


@dataclass(frozen=True)
class Series:
    """A readout of the model as a curve; shown while the control named as its stroke, if any, is on, or above 0."""

    key: str
    label: str
    stroke: str


@dataclass(frozen=True)
class Point:
    """A measurement: dose, schedule, hours after the first (None: not stated), value and limits in the unit drawn."""

    dose: float
    schedule: str
    time: float
    value: float | None
    low: float | None
    high: float | None
    relative: bool
    study: str
    drawn_as: str


@dataclass(frozen=True)
class View:
    """A chart; values are multiplied by `factor` to reach `unit`."""

    key: str
    title: str
    unit: str
    series: tuple[Series, ...]
    finding: tuple[Choice, ...]
    factor: float = 1.0
    top: float | None = None
    height: int = 180
    threshold: float | None = None
    threshold_label: str = ""
    second_unit: str = ""
    second_factor: float = 1.0
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A number read off every series of a view.

    `how` is peak, peak_at (where along the axis), end (at the last point read), hours_above (the threshold), or
    reaches: where along the axis the threshold is first reached, infinite if nowhere. `format` prints it, `unit`
    follows. In the state its name is `{key}_{stroke}`; with a `column`, which nothing draws, it is `{key}` alone and
    only sentences use it.
    """

    key: str
    label: str
    view: str
    how: str
    format: str
    unit: str = ""
    factor: float = 1.0
    column: str = ""


@dataclass(frozen=True)
class Preset:
    """A named state, one press away."""

    id: str
    label: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Declaration:
    """An explorer."""

    name: str
    title: str
    model: Model
    controls: tuple[Control, ...]
    source: Source
    views: tuple[View, ...]
    measures: tuple[Measure, ...]
    summary: tuple[Choice, ...]
    presets: tuple[Preset, ...]
    nearby: float = 1.0  # measurements are shown when the dose lies within this factor of theirs
    caution: str = "Illustrative model, not for treatment decisions."
    rivals: Mapping[str, Model] = field(default_factory=dict)
    chosen_by: str = ""  # the radio whose options are the rivals' keys

    @property
    def defaults(self) -> dict[str, Value]:
        """The controls' values before anybody touches them."""
        return {control.key: control.default for control in self.controls}

    def model_of(self, state: Mapping[str, Value]) -> Model:
        """The model that a state asks: the one there is, or the rival that is chosen."""
        return self.rivals.get(str(state.get(self.chosen_by)), self.model)

    def shown(self, view: View, state: Mapping[str, Value]) -> list[Series]:
        """The series of a view that are on."""
        return [series for series in view.series if state.get(series.stroke, True)]
