"""A position in the argument with its numbers changed by up to a half: which of its conclusions still hold?

`analysis.sensitivity` asks the same of thousands of sets at once; tests hold the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from painloop.explorers.declaration import Axis, Source

CONCLUSION = Axis("conclusion", "conclusion", "")


@dataclass(frozen=True)
class Position:
    """A position: its account, and all values that the explorer varies."""

    account: str
    values: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Stressed(Source):
    """The conclusions of the `position` chosen, each parameter at so many per cent of its value there.

    Attributes:
        positions: by key of the control `position`.
        conclusions: by key, for the reader.
        low: the lowest dose drawn, in mg.
        high: the highest.
        points: how many doses are drawn.
        days: within which a patient must escape.
    """

    axis: Axis = CONCLUSION
    positions: Mapping[str, Position]
    conclusions: Mapping[str, str]
    low: float = 0.1
    high: float = 50.0
    points: int = 49
    days: int = 180
    read: str = ""
    kind: str = "stressed"
