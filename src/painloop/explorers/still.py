"""The still face of an explorer: the same state as a figure, for print and for pages without script."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from painloop import figures
from painloop.explorers.bars import draw_bars
from painloop.explorers.declaration import Axis, Curves, Declaration, Series, Value, View
from painloop.explorers.forest import draw_forest
from painloop.explorers.rows import draw_rows
from painloop.explorers.state import State, measured, number_of, points
from painloop.quantity import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SOFT, INK = "#55555f", "#22222a"
GROUND = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.6}  # lifts a name off what it stands on


@dataclass(frozen=True)
class Scene:
    """All that a view may draw from."""

    declaration: Declaration
    state: Mapping[str, Value]
    curves: Curves
    measures: State


def draw(declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> Figure:
    """All views of a state, one below the other."""
    figures.use_style()
    scene = Scene(declaration, state, curves, measured(declaration, state, curves))
    heights = [view.height for view in declaration.views]
    figure = Figure(figsize=(7.2, sum(heights) / 62), layout="constrained")
    axes = figure.subplots(len(heights), height_ratios=heights, squeeze=False)[:, 0]
    for i, (ax, view) in enumerate(zip(axes, declaration.views, strict=True)):
        ax.set_title(f"{view.title} ({view.unit})" if view.unit else view.title)
        KINDS[view.kind](ax, view, scene)
        last = all(later.across for later in declaration.views[i + 1 :])
        if view.kind == "lines" and (view.across or last):
            ax.set_xlabel(_axis_title(view.across or declaration.source.axis, scene.measures))
    return figure


def _axis_title(axis: Axis, measures: State) -> str:
    title = axis.label.format(**measures) + (" after the first dose" if axis.scale == "clock" else "")
    return f"{title} ({axis.unit})" if axis.unit else title


def _draw_lines(ax: "Axes", view: View, scene: Scene) -> None:
    axis = view.across or scene.declaration.source.axis
    along = scene.curves.along
    ends = tuple(
        float(edge) if end is None else number_of(end, scene.measures)
        for end, edge in ((axis.low, along[0]), (axis.high, along[-1]))
    )
    ax.set(xscale="log" if axis.scale == "log" else "linear", xlim=ends, ylim=(view.bottom, view.top))
    ax.yaxis.set_visible(view.ticks)
    for band in view.bands:
        _draw_band(ax, band.label, number_of(band.start, scene.measures), number_of(band.end, scene.measures))
    shown = scene.declaration.shown(view, scene.state)
    for series in shown:
        _draw_series(ax, view, series, scene.curves)
    _name_series(ax, view, shown, scene.curves)
    if view.threshold is not None and np.isfinite(level := number_of(view.threshold, scene.measures)):
        ax.axhline(level, color=SOFT, linewidth=1, linestyle=":")
        ax.annotate(view.threshold_label, (ends[1], level), ha="right", va="bottom", fontsize=9)
    _draw_points(ax, view, scene)


def _draw_band(ax: "Axes", label: str, start: float, end: float) -> None:
    if np.isfinite(start) and np.isfinite(end) and end > start:
        ax.axvspan(start, end, color="#8a8a99", alpha=0.18, linewidth=0)
        ax.annotate(label, (start, 1), xycoords=("data", "axes fraction"), va="top", fontsize=9, color=SOFT)


def _path(view: View, series: Series, curves: Curves) -> tuple[Array, Array]:
    return curves[series.over] if series.over else curves.along, view.factor * curves[series.key]


def _draw_series(ax: "Axes", view: View, series: Series, curves: Curves) -> None:
    (x, y), style = _path(view, series, curves), figures.stroke(series.stroke)
    if series.form == "line":
        ax.plot(x, y, **style)
    else:
        ax.plot(x, y, "o", color=style["color"], fillstyle="none" if series.form == "ring" else "full", markersize=7)


def _name_series(ax: "Axes", view: View, shown: Iterable[Series], curves: Curves) -> None:
    """Write each name beside its curve; names at the right end keep a line's distance from each other."""
    places = list(_places(ax, view, shown, curves))
    ends = sorted((place for place in places if place[0].named_at is None), key=lambda place: place[2])
    low, high = ax.get_ylim()
    steps = np.arange(len(ends)) * 16 / view.height * (high - low)
    heights = np.maximum.accumulate([y for _, _, y in ends] - steps) + steps
    apart = [(series, x, height) for (series, x, _), height in zip(ends, heights, strict=True)]
    for series, x, y in (*apart, *(place for place in places if place not in ends)):
        color = figures.stroke(series.stroke)["color"]
        ax.annotate(f" {series.label}", (x, y), color=color, va="center", annotation_clip=False, bbox=GROUND)


def _places(ax: "Axes", view: View, shown: Iterable[Series], curves: Curves) -> Iterator[tuple[Series, float, float]]:
    """Yield each series that can be seen with the point where its name begins."""
    for series in shown:
        x, y = _path(view, series, curves)
        inside = np.flatnonzero(np.logical_and(_within(x, ax.get_xlim()), _within(y, ax.get_ylim())))
        if series.label and len(inside):
            at = inside[-1 if series.named_at is None else round(series.named_at * (len(inside) - 1))]
            yield series, float(x[at]), float(y[at])


def _within(values: Array, ends: tuple[float, float]) -> Array:
    return np.asarray((values >= ends[0]) & (values <= ends[1]))


def _draw_points(ax: "Axes", view: View, scene: Scene) -> None:
    for point in points(scene.declaration, view, scene.state):
        if point.low is not None and point.high is not None:
            ax.vlines(point.time, point.low, point.high, color=INK, linewidth=1.4)
        if point.value is not None:
            ax.plot(point.time, point.value, "D" if point.relative else "o", color=INK, markersize=5.5)


KINDS: dict[str, Callable[["Axes", View, Scene], None]] = {
    "bars": draw_bars,
    "forest": draw_forest,
    "lines": _draw_lines,
    "rows": draw_rows,
}


def as_svg(figure: Figure) -> str:
    """A figure as SVG text, the same for the same figure on every machine and day."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "painloop", "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=False)
    return buffer.getvalue()


def data_url(svg: str) -> str:
    """An SVG as the address of an image."""
    return "data:image/svg+xml," + quote(svg[svg.index("<svg") :], safe="<>=:/;,.()#-' \n".replace("#", ""))
