"""A position in the argument with its numbers changed by up to a half: which of its conclusions still hold?

`analysis.sensitivity` asks the same of thousands of sets of numbers at once; tests compare the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from painloop.explorers.source import Axis, Source

CONCLUSION = Axis("conclusion", "conclusion", "")


@dataclass(frozen=True)
class Baseline:
    """The account and the values of a position before any of them is changed."""

    account: str
    values: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Robustness(Source):
    """Which conclusions hold in the position chosen, with each parameter at so many per cent of its value there.

    It reads the control `position`, and one in per cent for each parameter.

    Attributes:
        positions: by the option of `position`.
        conclusions: in words, by key.
        low: the lowest dose drawn, in mg.
        high: the highest.
        points: how many doses are drawn.
        days: within which a patient must escape from the sensitised state.
    """

    elsewhere: ClassVar[str] = "painloop.analysis.sensitivity.conclusions"
    axis: Axis = CONCLUSION
    positions: Mapping[str, Baseline]
    conclusions: Mapping[str, str]
    low: float = 0.1
    high: float = 50.0
    points: int = 49
    days: int = 180
    read: str = ""
    kind: str = "robustness"
