"""What an explorer is, said once: its model, controls, views, measures and sentences.

A declaration is plain data. Python reads it to make a widget and a still figure; the browser reads the same data,
as JSON, to make the live page. What computes is its source, one of `sources`, whose twin in the browser has the same
name.

Templates are Python format strings over the *state*: the controls' values, the measures and the source's facts. A
sentence is used when all its conditions hold; a condition is (name, comparison, number or text).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from painloop.model import Model
from painloop.quantity import Array

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
    round numbers, not recommendations. A `whole` slider takes whole numbers only. A `molar` one holds the negative
    logarithm of a concentration in mol/L, and says the concentration. `grade` says how firmly its number stands.
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
    molar: bool = False
    grade: str = ""
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
    """What runs along the bottom of a chart: a name for the column, for the reader, and its unit.

    `scale` is linear, log, or clock: hours, written as days where they are many. Without ends, the column's are used. A
    label may be a template, and an end the name of a number of the state.
    """

    key: str
    label: str
    unit: str
    scale: str = "linear"
    low: float | str | None = None
    high: float | str | None = None


@dataclass(frozen=True)
class Curves:
    """What is drawn and said of a state.

    Attributes:
        along: points along the source's axis.
        columns: what is drawn, by key. A column is drawn over `along`, with which it then shares its length, or over
            another column, named in its series.
        facts: numbers and words for sentences and marks.
        names: of the points along the axis, where they have names.
    """

    along: Array
    columns: Mapping[str, Array]
    facts: Mapping[str, Value] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def __getitem__(self, key: str) -> Array:
        return self.columns[key]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where curves come from: numbers for a state of the controls. Its twin in `web/sources.js` is found by `kind`.

    Attributes:
        axis: what the curves run along.
        read: what the measures are read off.
    """

    axis: Axis
    read: str = "Read off the curves"
    kind: str = ""

    def run(self, declaration: "Declaration", state: Mapping[str, Value]) -> Curves:
        """The curves of a state."""
        raise NotImplementedError

    def window(self, state: Mapping[str, Value], along: Array) -> slice:
        """The points off which measures are read."""
        return slice(None)

    def listing(self) -> str:
        """What stands below the figure besides its numbers, as HTML, where nothing can be chosen."""
        return ""

    def few(self, declaration: "Declaration", state: Mapping[str, Value], curves: Curves) -> Curves:
        """The same curves at so few points that they fit on paper."""
        if curves.names:
            return curves
        return Curves(_some(curves.along), {key: _some(column) for key, column in curves.columns.items()}, curves.facts)


def _some(column: Array, most: int = 11) -> Array:
    step = max(1, -(-(len(column) - 1) // (most - 1)))
    return column[::step]


def concentration(p: float) -> str:
    """In words, the concentration of which `p` is the negative logarithm in mol/L; `web/controls.js` has the same."""
    nM = 10 ** (9 - p)
    return f"{nM:.3g}\u00a0nM" if nM < 1000 else f"{nM / 1000:.4g}\u00a0µM"


@dataclass(frozen=True)
class Setting:
    """A control that sets a parameter: a slider times a factor, a molar one in nM, or each option of a radio."""

    control: str
    factor: float = 1.0
    options: Mapping[str, float] = field(default_factory=dict)
    molar: bool = False

    def value(self, state: Mapping[str, Value]) -> float:
        """What the parameter is in a state."""
        chosen = state[self.control]
        if self.options:
            return self.options[str(chosen)]
        return float(10 ** (9 - float(chosen))) if self.molar else float(chosen) * self.factor


@dataclass(frozen=True)
class Series:
    """A column of the source as a curve, or as dots; `form` is line, dot or ring.

    It is shown while the control named as its stroke, if there is one, is on, or above 0. Without `over`, the column of
    which it is a function, it runs along the source's axis. Its name stands at its end, or, with `named_at`, beside the
    point at that share of it.
    """

    key: str
    label: str
    stroke: str
    over: str = ""
    form: str = "line"
    named_at: float | None = None


@dataclass(frozen=True)
class Band:
    """A stretch of the axis with a name: from and to are numbers, or names of the state."""

    label: str
    start: float | str
    end: float | str


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
    """A chart; values are multiplied by `factor` to reach `unit`.

    `kind` is lines, or one of the others of `web/views.js`. A view `beside` stands to the right of the one before it
    where there is room; without `ticks` its height means nothing. A threshold is a number, or the name of one in the
    state. `across` is its own horizontal axis.
    """

    key: str
    title: str
    unit: str
    series: tuple[Series, ...]
    finding: tuple[Choice, ...]
    kind: str = "lines"
    factor: float = 1.0
    format: str = ".4f"
    bottom: float = 0.0
    top: float | None = None
    height: int = 180
    ticks: bool = True
    beside: bool = False
    across: Axis | None = None
    bands: tuple[Band, ...] = ()
    threshold: float | str | None = None
    threshold_label: str = ""
    second_unit: str = ""
    second_factor: float = 1.0
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A number read off every series of a view.

    `how` is peak, peak_at (where along the axis), lowest, lowest_at, end (at the last point read), hours_above (the
    threshold), or reaches: where along the axis the threshold is first reached, infinite if nowhere. `format` prints
    it, `unit` follows. In the state its name is `{key}_{stroke}`; with a `column`, which nothing draws, it is `{key}`
    alone and only sentences use it.
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
class Prediction:
    """A question to answer before anything is moved.

    Whoever commits to one of the options is told how it is, and is shown it: the controls move to `values`.
    """

    question: str
    options: tuple[str, ...]
    right: int
    reply: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Play:
    """A control that time can move from end to end, in so many seconds."""

    control: str
    label: str
    seconds: float = 8.0


@dataclass(frozen=True)
class Declaration:
    """An explorer; controls beyond the first `visible` are folded away. One that only shows data has no model."""

    name: str
    title: str
    model: Model | None
    controls: tuple[Control, ...]
    source: Source
    views: tuple[View, ...]
    measures: tuple[Measure, ...]
    summary: tuple[Choice, ...]
    presets: tuple[Preset, ...]
    prediction: Prediction | None = None
    play: Play | None = None
    visible: int = 6
    nearby: float = 1.0  # measurements are shown when the dose lies within this factor of theirs
    caution: str = "Illustrative model, not for treatment decisions."
    rivals: Mapping[str, Model] = field(default_factory=dict)
    chosen_by: str = ""  # the radio whose options are the rivals' keys

    @property
    def defaults(self) -> dict[str, Value]:
        """The controls' values before anybody touches them."""
        return {control.key: control.default for control in self.controls}

    def model_of(self, state: Mapping[str, Value]) -> Model:
        """The model that a state asks: the one there is, or the rival that is chosen.

        Raises:
            ValueError: if the explorer has no model.
        """
        model = self.rivals.get(str(state.get(self.chosen_by)), self.model)
        if model is None:
            raise ValueError(f"{self.name} has no model")
        return model

    def shown(self, view: View, state: Mapping[str, Value]) -> list[Series]:
        """The series of a view that are on."""
        return [series for series in view.series if state.get(series.stroke, True)]
