"""The still face of an explorer: the same state as a figure, for print and for pages without script."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

import matplotlib as mpl
from matplotlib.figure import Figure

from painloop import figures
from painloop.explorers.declaration import Declaration, Regimen, Value, View
from painloop.explorers.state import Curves, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> Figure:
    """All views of a state on one axis."""
    figures.use_style()
    heights = [view.height for view in declaration.views]
    figure = Figure(figsize=(7.2, sum(heights) / 62), layout="constrained")
    axes = figure.subplots(len(heights), sharex=True, height_ratios=heights, squeeze=False)[:, 0]
    for ax, view in zip(axes, declaration.views, strict=True):
        _draw_view(ax, declaration, view, state, curves)
    axis, after = declaration.source.axis, " after the first dose" if declaration.source.kind == "regimen" else ""
    axes[-1].set_xlabel(f"{axis.label}{after} ({axis.unit})")
    return figure


def _draw_view(ax: "Axes", declaration: Declaration, view: View, state: Mapping[str, Value], curves: Curves) -> None:
    ax.set_title(f"{view.title} ({view.unit})")
    sweep, end = not isinstance(declaration.source, Regimen), curves.along[-1]
    ax.set(xscale="log" if sweep else "linear", xlim=(curves.along[0], end), ylim=(0, view.top))
    for series in declaration.shown(view, state):
        values = view.factor * curves[series.key]
        style = figures.stroke(series.stroke)
        ax.plot(curves.along, values, **style)
        ax.annotate(f" {series.label}", (end, values[-1]), color=style["color"], va="center",
                    annotation_clip=False)  # fmt: skip
    if view.threshold is not None:
        ax.axhline(view.threshold, color="#55555f", linewidth=1, linestyle=":")
        ax.annotate(view.threshold_label, (end, view.threshold), ha="right", va="bottom", fontsize=9)
    _draw_points(ax, declaration, view, state)


def _draw_points(ax: "Axes", declaration: Declaration, view: View, state: Mapping[str, Value]) -> None:
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
