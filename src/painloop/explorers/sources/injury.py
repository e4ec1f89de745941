"""An injury meets the pain loop: what it leaves behind, in time and in the plane of nerve cells and glia."""

from dataclasses import dataclass

from painloop.explorers.source import Axis, Source

DAYS = Axis("time", "time since the injury began", "d")


@dataclass(frozen=True, kw_only=True)
class Injury(Source):
    """An injury of constant strength from day 0, and what follows, drawn up to the day shown.

    It reads the controls `strength`, `days`, `w`, `N_0`, `relief` and `day`.

    Attributes:
        before: how many days are drawn before the injury.
        after: how many days after it began.
        every: days between two points drawn.
        steps: of the run, in a day, at least.
        relief_day: the day on which all everyday input ends, where `relief` is on.
        levels: points of each curve on which nerve cells, or glia, are at rest.
    """

    axis: Axis = DAYS
    before: float = 10.0
    after: float = 240.0
    every: float = 0.5
    steps: int = 4
    relief_day: float = 120.0
    levels: int = 200
    kind: str = "injury"
