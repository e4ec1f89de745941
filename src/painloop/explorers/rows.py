"""Statements, one a row, each of which holds or falls, on paper; `web/views/rows.js` draws the same in the page."""

from typing import TYPE_CHECKING

from painloop import figures
from painloop.explorers.declaration import Series, View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from painloop.explorers.still import Scene

MARKS = {True: "\N{CHECK MARK}", False: "\N{BALLOT X}"}


def draw_rows(ax: "Axes", view: View, scene: "Scene") -> None:
    """A mark for now, a mark for before anything was changed, and the statement."""
    now, told = view.series
    curves = scene.curves
    ax.set(xlim=(0, 1), ylim=(len(curves.names), -1))
    ax.axis("off")
    for at, series in ((0.02, now), (0.09, told)):
        ax.annotate(series.label, (at, -0.8), ha="center", fontsize=9)
        for i, holds in enumerate(curves[series.key]):
            _mark(ax, at, i, series, holds == 1)
    for i, name in enumerate(curves.names):
        ax.annotate(name if curves[now.key][i] == 1 else f"Falls: {name}", (0.14, i), va="center")


def _mark(ax: "Axes", at: float, row: int, series: Series, holds: bool) -> None:
    color = figures.stroke(series.stroke)["color"]
    ax.annotate(MARKS[holds], (at, row), ha="center", va="center", color=color, fontfamily="DejaVu Sans")
