"""A still view of bars, one for each name along the axis; `web/views/bars.js` draws the same."""

from typing import TYPE_CHECKING

from painloop import figures
from painloop.explorers.declaration import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from painloop.explorers.still import Scene

SOFT = "#8a8a99"


def draw_bars(ax: "Axes", view: View, scene: "Scene") -> None:
    """The first series as outlines, the last as what is chosen of them, with its number at the end."""
    names, places = scene.curves.names, scene.curves.along
    every, chosen = (view.factor * scene.curves[series.key] for series in view.series)
    colours = [figures.stroke(name)["color"] for name in names]
    ax.barh(places, chosen, height=0.66, color=colours)
    ax.barh(places, every, height=0.66, facecolor="none", edgecolor=SOFT)
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.tick_params(length=0)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    ax.xaxis.set_visible(False)
    for place, shown, there in zip(places, chosen, every, strict=True):
        text = f"{shown:g}" if shown == there else f"{shown:g} of {there:g}"
        ax.annotate(text, (there, place), (4, 0), textcoords="offset points", va="center", annotation_clip=False)
