"""Months of nightly doses in one patient, read in two ways at once, and where each reading lets the loop rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from painloop.explorers.declaration import Axis, Setting, Source

DAYS = Axis("time", "days since the first dose", "d")


@dataclass(frozen=True, kw_only=True)
class Months(Source):
    """A course of `nights` doses from the sensitised state; controls also `dose`, `w`, `N_0` and the `day` shown.

    Attributes:
        settings: what the controls set, by parameter.
        beside: what the other reading sets instead, and its account of blockade. The values of the drug's own account
            are that account's defaults.
        account: that account.
        watched: days.
        levels: points of a curve of rest.
    """

    axis: Axis = DAYS
    settings: Mapping[str, Setting]
    beside: Mapping[str, float] = field(default_factory=dict)
    account: str
    watched: int = 300
    levels: int = 160
    kind: str = "months"
