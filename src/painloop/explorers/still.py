"""The still face of an explorer: the same state as a figure, for print and for pages without script."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

import matplotlib as mpl
from matplotlib.figure import Figure

from painloop import figures
from painloop.explorers.declaration import Declaration, Value, View
from painloop.explorers.state import points
from painloop.trajectory import Trajectory

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(declaration: Declaration, state: Mapping[str, Value], trajectory: Trajectory) -> Figure:
    """All views of a state on one time axis."""
    figures.use_style()
    heights = [view.height for view in declaration.views]
    figure = Figure(figsize=(7.2, sum(heights) / 62), layout="constrained")
    axes = figure.subplots(len(heights), sharex=True, height_ratios=heights, squeeze=False)[:, 0]
    for ax, view in zip(axes, declaration.views, strict=True):
        _draw_view(ax, declaration, view, state, trajectory)
    axes[-1].set_xlabel(f"time after the first dose ({declaration.model.time_unit})")
    return figure


def _draw_view(
    ax: "Axes", declaration: Declaration, view: View, state: Mapping[str, Value], trajectory: Trajectory
) -> None:
    ax.set_title(f"{view.title} ({view.unit})")
    ax.set(xlim=(0, trajectory.times[-1]), ylim=(0, view.top))
    for series in declaration.shown(view, state):
        values = view.factor * trajectory[series.key]
        style = figures.stroke(series.stroke)
        ax.plot(trajectory.times, values, **style)
        ax.annotate(f" {series.label}", (trajectory.times[-1], values[-1]), color=style["color"], va="center",
                    annotation_clip=False)  # fmt: skip
    if view.threshold is not None:
        ax.axhline(view.threshold, color="#55555f", linewidth=1, linestyle=":")
        ax.annotate(view.threshold_label, (trajectory.times[-1], view.threshold), ha="right", va="bottom", fontsize=9)
    _draw_points(ax, declaration, view, state, trajectory)


def _draw_points(
    ax: "Axes", declaration: Declaration, view: View, state: Mapping[str, Value], trajectory: Trajectory
) -> None:
    for point in points(declaration, view, state):
        if point.low is not None and point.high is not None:
            ax.vlines(point.time, point.low, point.high, color="#22222a", linewidth=1.4)
        if point.value is not None:
            ax.plot(point.time, point.value, "D" if point.relative else "o", color="#22222a", markersize=5.5)


def as_svg(figure: Figure) -> str:
    """A figure as SVG text, the same for the same figure on every machine and day."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "painloop", "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=False)
    return buffer.getvalue()


def data_url(svg: str) -> str:
    """An SVG as the address of an image."""
    return "data:image/svg+xml," + quote(svg[svg.index("<svg") :], safe="<>=:/;,.()#-' \n".replace("#", ""))
