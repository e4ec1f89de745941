"""What an explorer is, said once: its model, controls, views, measures and sentences.

A declaration is plain data. Python makes a widget of it and writes it into the page as JSON; the scripts in `web/`
compute and draw it, alive in the page and in Jupyter, and still while the book is built. Where curves come from is a
source, one of `sources`, which the script of the same kind computes.

Templates are format strings over the *state*: the controls' values, the measures and the source's facts. A
sentence is used when all its conditions hold; a condition is (name, comparison, number or text).
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

    A drag and the arrow keys move by `step`, Shift and an arrow, or an arrow in the box, by `typed_step`, which is
    never the coarser. `jumps` are values one press away: round numbers, not recommendations. A `whole` slider takes
    whole numbers only. A `molar` one holds the negative logarithm of a concentration in mol/L, and says the
    concentration. `grade` says how firmly its number stands.
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

    def __post_init__(self) -> None:
        """Refuse steps that do not do what readers are told of them."""
        if not 0 < self.typed_step <= self.step:
            raise ValueError(f"{self.key}: the step with Shift, {self.typed_step}, is not finer than {self.step}")
        if self.whole and any(step % 1 for step in (self.step, self.typed_step)):
            raise ValueError(f"{self.key} takes whole numbers, so its steps are whole")


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


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where curves come from; the script of its `kind` in `web/sources/` gives them for a state of the controls.

    Attributes:
        axis: what the curves run along.
        read: what the measures are read off.
    """

    axis: Axis
    read: str = "Read off the curves"
    kind: str = ""


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

    Whoever commits to one of the options is told how it is, and is shown it: the controls move to `values`, and `reply`
    is a template over the state that is then shown.
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
