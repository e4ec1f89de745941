"""Hours and days after one dose, or during nightly doses."""

from dataclasses import dataclass

from painloop.explorers.declaration import Axis, Source

HOURS = Axis("time", "time", "h", "clock")


@dataclass(frozen=True, kw_only=True)
class Regimen(Source):
    """A course of time, and the controls that say how much is taken, whether once or `nightly`, for how many days.

    Measures are read in the day after the last dose.
    """

    amount: str
    schedule: str
    days: str
    every: float = 24.0
    nodes: int = 64  # points drawn in each day, denser after the dose
    axis: Axis = HOURS
    read: str = "In the 24 hours after the last dose"
    kind: str = "regimen"
