"""Months of nightly doses in one patient, read in two ways at once, and where each reading lets the loop rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from painloop.explorers.controls import Setting
from painloop.explorers.source import Axis, Source

DAYS = Axis("time", "time since the first dose", "d")


@dataclass(frozen=True, kw_only=True)
class Months(Source):
    """A patient in the sensitised state who takes a dose every night, in the reading set and in a second one.

    It reads the controls `dose`, `nights`, `w`, `N_0` and `day`, and those of its settings.

    Attributes:
        settings: what the controls set, by parameter.
        beside: the parameters that have other values in the second reading.
        account: the account of blockade of the second reading; the drug's other numbers are that account's defaults.
        watched: days.
        levels: points of each curve on which the loop can rest.
    """

    axis: Axis = DAYS
    settings: Mapping[str, Setting]
    beside: Mapping[str, float] = field(default_factory=dict)
    account: str
    watched: int = 300
    levels: int = 160
    kind: str = "months"
