"""Matplotlib, drawn from trajectories in the book's one style."""

from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from os import environ
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from painloop.runs.trajectory import Trajectory
from painloop.web.palette import STROKES

if TYPE_CHECKING:
    import pandas as pd
    from IPython.display import HTML
    from matplotlib.axes import Axes

HALO = [withStroke(linewidth=3, foreground="white")]  # so that no line runs through a name
BUILDING = "PAINLOOP_BUILDING_BOOK"  # set by the build, where no kernel outlives the page


def use_style() -> None:
    """Use the book's style for every figure from here on."""
    with as_file(files("painloop.pages") / "painloop.mplstyle") as path:
        plt.style.use(path)


def stroke(name: str) -> dict[str, Any]:
    """Matplotlib's colour and line style of a series; a plain dark line for one that has none of its own."""
    chosen = STROKES.get(name.removeprefix("occupancy_"), STROKES["plasma"])
    return {"color": chosen.light, "linestyle": (0, chosen.dash) if chosen.dash else "solid"}


def plot_trajectory(ax: "Axes", trajectory: Trajectory, names: Sequence[str]) -> None:
    """Draw readouts over time, each with its name at its end; shares of 1 are drawn in per cent.

    Raises:
        ValueError: if the model has no such readout.
    """
    for name in names:
        readout = trajectory.model.readout(name)
        factor = 100 if readout.unit == "1" else 1
        ax.plot(trajectory.times, factor * trajectory[name], **stroke(name))
        label = readout.name.split(", ")[-1]
        ax.annotate(
            label, (trajectory.times[-1], factor * trajectory[name][-1]), xytext=(4, 0), textcoords="offset points",
            va="center", color=stroke(name)["color"], annotation_clip=False,
        )  # fmt: skip
    unit = "%" if readout.unit == "1" else readout.unit
    ax.set(
        xlabel=f"time ({trajectory.model.time_unit})", ylabel=f"{readout.name.split(', ')[0]} ({unit})", ylim=(0, None)
    )


def name_curve(ax: "Axes", label: str, x: float, offset: tuple[float, float] = (6, 6)) -> None:
    """Write a curve's name beside it at x, in its colour and with a halo, instead of a legend; offset in points.

    Raises:
        ValueError: if no line of that label is drawn.
    """
    line = next((line for line in ax.lines if line.get_label() == label), None)
    if line is None:
        raise ValueError(f"no curve is labelled {label!r}")
    y = float(np.interp(x, np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)))
    ax.annotate(
        label, (x, y), xytext=offset, textcoords="offset points", color=line.get_color(), weight="bold",
        path_effects=HALO,
    )  # fmt: skip


def data(name: str, shown: "Figure | pd.DataFrame") -> "HTML":
    """A link that saves what a chapter's figure shows, as CSV.

    Args:
        name: the figure's label without its "fig-"; it names the file.
        shown: the figure, of which the labelled lines are taken, or the table it was drawn from.

    Raises:
        ValueError: if it is a figure without a labelled line.
    """
    from IPython.display import HTML

    rows = drawn(shown) if isinstance(shown, Figure) else shown
    table = rows.to_csv(index=False, float_format="%.5g", lineterminator="\n")
    text = quote(table.encode("utf-8-sig"), safe=",")  # marked, for Excel; zips better than base64
    link = f'<a download="{name}.csv" href="data:text/csv;charset=utf-8,{text}">Data behind this figure (CSV)</a>'
    return HTML(f'<p class="figure-data">{link}</p>')


def drawn(figure: Figure) -> "pd.DataFrame":
    """The labelled lines of a figure, one row a point: curve, then the two axes under their own labels.

    Raises:
        ValueError: if no line has a label, for then nobody could tell the curves apart.
    """
    import pandas as pd

    named = [(axes, line) for axes in figure.axes for line in axes.lines if not str(line.get_label()).startswith("_")]
    if not named:
        raise ValueError("no line of the figure has a label; give the lines labels, or give data() a table")
    return pd.concat(
        pd.DataFrame(
            {"curve": line.get_label(), axes.get_xlabel(): line.get_xdata(), axes.get_ylabel(): line.get_ydata()}
        )
        for axes, line in named
    )


def lab(draw: Callable[..., Any], **controls: Any) -> None:
    """Sliders that redraw in a live notebook; in the built book only the figure of their first state.

    A slider in a page without a kernel moves and does nothing, which is worse than none.

    Args:
        draw: draws with Matplotlib and returns nothing; its arguments' defaults are the first state.
        **controls: what ipywidgets.interact takes: (low, high, step), a list of options, or a widget.
    """
    if environ.get(BUILDING):
        draw()
        plt.show()
        return
    from IPython.display import display
    from ipywidgets import interactive

    display(interactive(draw, **controls))
