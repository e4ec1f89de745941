"""A quantity is a number a reader can question: it has a symbol, a unit, a range, a source and a grade."""

from dataclasses import dataclass, replace
from enum import StrEnum
from keyword import iskeyword
from math import inf

import numpy as np
from numpy.typing import NDArray
from sympy import Symbol

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Component = float | Array  # one patient, or many
Components = list[Component]  # of several states, parameters or rates
OURS = "ours"


class Grade(StrEnum):
    """How firmly a number stands; shown to the reader as word and colour."""

    MEASURED = "measured"  # in people
    ESTIMATED = "estimated"  # fitted, or read second-hand
    HYPOTHESIS = "hypothesis"  # what the story needs; contested
    ILLUSTRATIVE = "illustrative"  # chosen to teach


@dataclass(frozen=True)
class Quantity:
    """A named, sourced number.

    Attributes:
        symbol: what the printed equation shows; its name is LaTeX.
        key: its name in Python, in JavaScript and in links; an identifier.
        name: what a reader calls it.
        unit: "1" for a pure number.
        default: the value unless someone says otherwise.
        low: smallest value allowed.
        high: largest value allowed.
        grade: how firmly the default stands.
        source: key of the reference list, or OURS for a choice or fit of our own; several are separated by commas.
        given: whether whoever runs the model sets it, such as an injury: its range is then no doubt about its value.

    Raises:
        ValueError: if the key is no identifier, a text is empty, or low <= default <= high does not hold.
    """

    symbol: Symbol
    key: str
    name: str
    unit: str
    default: float
    low: float
    high: float
    grade: Grade
    source: str
    given: bool = False

    def __post_init__(self) -> None:
        if not self.key.isidentifier() or iskeyword(self.key):
            raise ValueError(f"the key {self.key!r} must be an identifier such as 'k_a'")
        for field in ("name", "unit", "source"):
            if not getattr(self, field):
                raise ValueError(f"{self.key}: {field} is empty")
        if not self.low <= self.default <= self.high:
            raise ValueError(f"{self.key}: {self.default} lies outside {self.low} to {self.high}")

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all its sources."""
        return tuple(key.strip() for key in self.source.split(","))

    def widened(self) -> "Quantity":
        """The same without an upper end, and without a lower end above zero."""
        return replace(self, low=min(self.low, 0.0), high=inf)

    def check(self, value: Component) -> Component:
        """Return the value as a float, or as an array of floats.

        Raises:
            ValueError: if it is not finite, or not between low and high.
        """
        number = np.asarray(value, dtype=float)
        outside = ~np.isfinite(number) | (number < self.low) | (number > self.high)
        if outside.any():
            first = number[outside].flat[0] if number.ndim else value
            raise ValueError(f"{self.key} = {first} is outside {self.low} to {self.high} {self.unit} ({self.name})")
        return number if number.ndim else float(number)


def illustrative(
    symbol: str, key: str, name: str, unit: str, default: float, low: float, high: float, *, given: bool = False
) -> Quantity:
    """A number of our own, chosen to teach."""
    return Quantity(Symbol(symbol), key, name, unit, default, low, high, Grade.ILLUSTRATIVE, OURS, given)
