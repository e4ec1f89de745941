"""What an explorer is, said once: its model, controls, source of curves, views, measures and sentences.

A declaration is plain data. Python makes a widget of it and writes it into the page as JSON; the scripts in `web/`
compute and draw it: in the page and in Jupyter while a reader moves the controls, and as a still picture while the
book is built.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from painloop.equations.model import Model
from painloop.explorers.controls import Control, Value
from painloop.explorers.sentences import Choice, Condition
from painloop.explorers.source import Source
from painloop.explorers.views import View


@dataclass(frozen=True)
class Measure:
    """A number read off every series of a view.

    Attributes:
        key: its name in the state is `{key}_{stroke}`, or `{key}` alone where it has a column.
        label: the head of its column in the table of measures.
        view: the key of the view.
        how: peak, lowest, end (at the last point read), peak_at or lowest_at (where along the axis), hours_above the
            threshold, or reaches (where along the axis the threshold is first reached, infinite if nowhere).
        format: how the number is printed.
        unit: written behind it.
        factor: by which a peak, lowest or end is multiplied.
        column: a column to read that nothing draws; such a measure is for sentences only.
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
class Guess:
    """A question to answer before anything is moved.

    Whoever chooses an answer is told which is right and is shown it.

    Attributes:
        question: the question.
        options: the answers offered.
        right: the place of the right one, from 0.
        reply: what is said after the answer; a template over the state then shown.
        values: where the controls then move.
        view: the key of the chart on which an answer has a place, if one has.
        places: of each answer, where along that chart and how high it lies; there it is flagged.
    """

    question: str
    options: tuple[str, ...]
    right: int
    reply: str
    values: Mapping[str, Value]
    view: str = ""
    places: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class TryIt:
    """A step of the chapter's list "Try it": what to do and what to see. It is done once its conditions hold."""

    text: str
    when: tuple[Condition, ...]


@dataclass(frozen=True)
class Challenge:
    """A state to find. None asks for a dose, or how far a block can be overcome: those are matters of safety."""

    text: str
    when: tuple[Condition, ...]


@dataclass(frozen=True)
class Play:
    """A button that moves a control from end to end, in so many seconds."""

    control: str
    label: str
    seconds: float = 8.0


@dataclass(frozen=True)
class Sound:
    """What is heard while something moves, on request: a tone for the rating, and a click at the border.

    Attributes:
        rating: the name in the state of the rating, from 0 to 10.
        border: the name of the rating that parts the two resting states.
    """

    rating: str
    border: str


@dataclass(frozen=True)
class Scene:
    """The picture of the thing itself, driven by the model's state: `web/scenes/NAME.svg`, of the explorer's name.

    Attributes:
        finding: what it shows, in words, for those who do not see it.
        caption: what stands for what.
    """

    finding: tuple[Choice, ...]
    caption: str


@dataclass(frozen=True)
class Declaration:
    """An explorer.

    Attributes:
        name: its name in links, such as dose-clock.
        title: its heading.
        model: what its source computes with; None where it only shows data.
        controls: what a reader can move.
        source: where its curves come from.
        views: the charts, top to bottom.
        measures: what is read off the curves.
        summary: what is said of a state, below the charts.
        answer: the same in at most twenty words, said aloud after each change.
        presets: states one press away.
        prediction: the question that is asked first.
        play: the control that can move by itself.
        sound: what is heard of it.
        scene: the picture of the thing itself.
        probe: the key of the slider that says where along the axis the reader looks; sentences and the scene may then
            speak of `at_COLUMN`, the value of each curve there, of `at_AXIS`, which is within the curves, and of
            `probe_text`, the same in words.
        visible: how many controls are in sight; the others are folded away.
        caution: what it is not, at its foot.
        rivals: models of which one is chosen, by key.
        chosen_by: the radio whose options are the rivals' keys.
        steps: what its chapter says to try, in the chapter's order.
        challenges: states to find, none of them a press away.
    """

    name: str
    title: str
    model: Model | None
    controls: tuple[Control, ...]
    source: Source
    views: tuple[View, ...]
    measures: tuple[Measure, ...]
    summary: tuple[Choice, ...]
    presets: tuple[Preset, ...]
    answer: tuple[Choice, ...] = ()
    prediction: Guess | None = None
    play: Play | None = None
    sound: Sound | None = None
    scene: Scene | None = None
    probe: str = ""
    visible: int = 6
    caution: str = "Illustrative model, not for treatment decisions."
    rivals: Mapping[str, Model] = field(default_factory=dict)
    chosen_by: str = ""
    steps: tuple[TryIt, ...] = ()
    challenges: tuple[Challenge, ...] = ()

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
