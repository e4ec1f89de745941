"""Hours and days after one dose, or during nightly doses."""

from dataclasses import dataclass

from painloop.explorers.source import Axis, Source

HOURS = Axis("time", "time", "h", "clock")


@dataclass(frozen=True, kw_only=True)
class Regimen(Source):
    """A course of one dose or of nightly doses; measures are read in the day after the last dose.

    Attributes:
        amount: the control that says how much is taken.
        schedule: the control that says whether once or nightly.
        days: the control that says for how many days.
        every: hours between two doses.
        nodes: points drawn in each day, denser after the dose.
        nearby: measurements in people are drawn where the dose lies within this factor of theirs.
        hour: the control that says at which hour the reader looks. Facts are then its `day` and the hour of that day,
            `clock`, both from nought, and whether a dose is `taken` just then.
        filling: a column that is also given as a share of its peak, under the name `of_peak`.
    """

    amount: str
    schedule: str
    days: str
    every: float = 24.0
    nodes: int = 64
    nearby: float = 1.0
    hour: str = ""
    filling: str = ""
    axis: Axis = HOURS
    read: str = "In the 24 hours after the last dose"
    kind: str = "regimen"
