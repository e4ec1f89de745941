"""An injury meets the pain loop: what it leaves behind, in time and in the plane of nerve cells and glia."""

from dataclasses import dataclass

from painloop.explorers.declaration import Axis, Source

DAYS = Axis("time", "days since the injury began", "d")


@dataclass(frozen=True, kw_only=True)
class Injury(Source):
    """A square injury from day 0, and what follows; controls `strength`, `days`, `w`, `N_0`, `relief` and `day`.

    Curves are drawn up to the day shown. With `relief` all everyday input ends on day `relief_day`.
    """

    axis: Axis = DAYS
    before: float = 10.0
    after: float = 240.0
    every: float = 0.5
    steps: int = 4  # a day, and more for strong input
    relief_day: float = 120.0
    levels: int = 200  # points of a curve of rest
    kind: str = "injury"
