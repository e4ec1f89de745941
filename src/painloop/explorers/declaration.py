"""What an explorer is, said once: its model, controls, views, measures and sentences.

A declaration is plain data. Python reads it to make a widget and a still figure; the browser reads the same data,
as JSON, to make the live page. Nothing in it is code, so nothing has to be kept in step.

Templates are Python format strings over the *state*: the controls' values and the measures. A sentence is used when
all its conditions hold; a condition is (name, comparison, number or text).
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
class Regimen:
    """The controls that say how much is taken, whether once or `nightly`, and for how many days."""

    amount: str
    schedule: str
    days: str
    every: float = 24.0
    nodes: int = 64  # points drawn in each day, denser after the dose


@dataclass(frozen=True)
class Series:
    """A readout of the model as a curve; shown while the switch of the same name as its stroke, if any, is on."""

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
    """A chart over time; values are multiplied by `factor` to reach `unit`."""

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
    """A number read off every series of a view in the day after the last dose.

    `how` is peak, end (the last instant of that day) or hours_above (the threshold). `format` prints it, `unit`
    follows. In the state its name is `{key}_{stroke}`.
    """

    key: str
    label: str
    view: str
    how: str
    format: str
    unit: str = ""
    factor: float = 1.0


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
    regimen: Regimen
    views: tuple[View, ...]
    measures: tuple[Measure, ...]
    summary: tuple[Choice, ...]
    presets: tuple[Preset, ...]
    nearby: float  # measurements are shown when the dose lies within this factor of theirs
    caution: str = "Illustrative model, not for treatment decisions."

    @property
    def defaults(self) -> dict[str, Value]:
        """The controls' values before anybody touches them."""
        return {control.key: control.default for control in self.controls}

    def shown(self, view: View, state: Mapping[str, Value]) -> list[Series]:
        """The series of a view that are switched on."""
        return [series for series in view.series if state.get(series.stroke, True)]
