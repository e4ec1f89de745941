"""Matplotlib, drawn from trajectories in the book's one style."""

from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from os import environ
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np

from painloop.palette import STROKES
from painloop.trajectory import Trajectory

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BUILDING = "PAINLOOP_BUILDING_BOOK"  # set by the build, where no kernel outlives the page


def use_style() -> None:
    """Use the book's style for every figure from here on."""
    with as_file(files("painloop") / "painloop.mplstyle") as path:
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
    """Write a curve's name beside it at x, in its colour, which spares the eye a legend; offset in points.

    Raises:
        ValueError: if no line of that label is drawn.
    """
    line = next((line for line in ax.lines if line.get_label() == label), None)
    if line is None:
        raise ValueError(f"no curve is labelled {label!r}")
    y = float(np.interp(x, np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)))
    ax.annotate(label, (x, y), xytext=offset, textcoords="offset points", color=line.get_color(), weight="bold")


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

    display(interactive(draw, **controls))  # type: ignore[no-untyped-call]
