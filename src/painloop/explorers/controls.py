"""What a reader can move: sliders, radio buttons and switches, and which parameter of a model a control sets.

The script that draws them is `web/controls/controls.js`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from painloop.equations.quantity import Quantity

Value = float | str | bool
UNGRADED = ""  # what a reader sets freely, such as a dose, claims nothing that could be graded


@dataclass(frozen=True)
class Slider:
    """A number to drag or type.

    Attributes:
        key: its name in the state and in links.
        label: what a reader calls it.
        unit: written behind the number.
        default: where it stands at first.
        low: the smallest number it takes.
        high: the largest.
        step: how far a drag and the arrow keys move it.
        typed_step: how far Shift and an arrow move it, or an arrow in the box; at most `step`.
        help: a sentence below it.
        jumps: values one press away: round numbers, not recommendations.
        whole: it takes whole numbers only.
        molar: it holds the negative logarithm of a concentration in mol/L, and says the concentration.
        stretch: its track is even up to about this value, and goes with the logarithm beyond, so that low values have
            room; 0 for a track that is even throughout. The value itself is never stretched.
        decade: so many steps of the arrow keys take it ten times as far; 0 where all are of one length.
        grade: how firmly its number stands; a Grade, or UNGRADED.

    Raises:
        ValueError: if `typed_step` is not above 0 and at most `step`, or a whole slider has a step that is not whole.
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
    stretch: float = 0.0
    decade: int = 0
    grade: str = UNGRADED
    kind: str = "slider"

    def __post_init__(self) -> None:
        if not 0 < self.typed_step <= self.step:
            raise ValueError(f"{self.key}: the step with Shift, {self.typed_step}, is not finer than {self.step}")
        if self.whole and any(step % 1 for step in (self.step, self.typed_step)):
            raise ValueError(f"{self.key} takes whole numbers, so its steps are whole")

    @classmethod
    def of(cls, quantity: Quantity, label: str, step: float, typed_step: float, help: str, **differing: Any) -> Self:
        """The slider of a model's quantity, with its key, unit, default, range and grade.

        Args:
            quantity: what the slider sets, in the quantity's own unit.
            label: what a reader calls it.
            step: how far a drag and the arrow keys move it.
            typed_step: how far Shift and an arrow move it.
            help: a sentence below it.
            **differing: attributes that differ from the quantity's, and those that a quantity does not have.

        Raises:
            ValueError: if the slider's range goes beyond the quantity's.
        """
        slider = cls(label=label, step=step, typed_step=typed_step, help=help, **{**_attributes(quantity), **differing})
        if slider.low < quantity.low or slider.high > quantity.high:
            raise ValueError(
                f"the slider {slider.key} runs from {slider.low} to {slider.high}, but its model takes "
                f"{quantity.key} from {quantity.low} to {quantity.high}; narrow the slider"
            )
        return slider


def _attributes(quantity: Quantity) -> dict[str, Any]:
    """What a slider takes from its quantity; a pure number has no unit to write."""
    unit = "" if quantity.unit == "1" else quantity.unit
    own = {name: getattr(quantity, name) for name in ("key", "default", "low", "high")}
    return {**own, "unit": unit, "grade": quantity.grade}


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
class Setting:
    """A control that sets a parameter: a slider times a factor, a molar slider in nM, or a value for each option."""

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
