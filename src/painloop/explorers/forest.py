"""Trials as rows, for paper; `web/views/forest.js` draws the same on the page.

The series of the view are, in this order, the estimate, the ends of its interval and, where there is one, its weight.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from painloop.figures import stroke
from painloop.quantity import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from painloop.explorers.declaration import View
    from painloop.explorers.still import Scene

SOFT, INK = "#55555f", "#22222a"
NAMED = 16  # rows; of more, every fifth has its name


def draw_forest(ax: "Axes", view: "View", scene: "Scene") -> None:
    """Intervals and estimates of the trials, a diamond for what is pooled, no difference and the truth."""
    value, low, high, *weight = (view.factor * scene.curves[series.key] for series in view.series)
    rows, facts = np.arange(len(value)), scene.curves.facts
    pooled, printed = (rows >= len(rows) - int(facts.get(key, 0)) for key in ("pooled_rows", "printed_rows"))
    inside = np.isfinite(weight[0]) if weight else np.full(len(rows), True)
    significant, marker = ((low > 0) | (high < 0)) & inside, "s" if weight else "o"
    size = _sizes(weight[0] if weight else np.full(len(rows), np.nan))
    for name, mark, chosen in (
        ("not_significant", marker, inside & ~significant),
        ("significant", marker, significant),
        ("not_significant", "o", ~inside),
    ):
        few = chosen & ~pooled
        _draw_rows(ax, rows[few], (value[few], low[few], high[few]), size[few], name, mark)
    _draw_pooled(ax, (value, low, high), pooled, printed)
    _draw_verticals(ax, float(facts.get("truth", np.nan)))
    _name_rows(ax, scene.curves.names, np.isfinite(value))


def _sizes(weight: Array) -> Array:
    """Of squares by their weights, and of dots where there is none."""
    dots = np.full(len(weight), np.clip(150 / len(weight), 1.0, 5.0))
    known = np.isfinite(weight)
    if known.any():
        dots[known] = 11 * np.sqrt(weight[known] / weight[known].max())
    return dots


def _draw_pooled(ax: "Axes", found: tuple[Array, ...], pooled: NDArray[np.bool_], printed: NDArray[np.bool_]) -> None:
    """Diamonds, hollow for what others printed, each kind below a rule."""
    for row in np.flatnonzero(pooled):
        value, low, high = (float(column[row]) for column in found)
        fill, wide = ("white", 1.0) if printed[row] else (INK, 0.0)
        x, y = (low, value, high, value), (row, row - 0.35, row, row + 0.35)
        ax.fill(x, y, facecolor=fill, edgecolor=INK, linewidth=wide, zorder=2.5)  # above the grid
    for kind in (pooled, printed):
        if kind.any() and not kind.all():
            ax.axhline(float(np.argmax(kind)) - 0.5, color=SOFT, linewidth=0.6)


def _draw_rows(
    ax: "Axes", rows: NDArray[np.int_], found: tuple[Array, ...], size: Array, name: str, marker: str
) -> None:
    color, filled = stroke(name)["color"], name == "significant"
    ax.hlines(rows, found[1], found[2], color=color, linewidth=1.8 if filled else 1.0)
    ax.scatter(
        found[0], rows, s=size**2, marker=marker, color=color if filled else "white",
        edgecolors=color, zorder=3, linewidths=float(np.clip(30 / (len(rows) + 1), 0.4, 1.2)),
    )  # fmt: skip


def _draw_verticals(ax: "Axes", truth: float) -> None:
    ax.axvline(0, color=SOFT, linewidth=1, linestyle=":")
    if np.isfinite(truth):
        ax.axvline(truth, linewidth=1.4, **stroke("truth"))
        ax.annotate(
            "truth", (truth, 1), xycoords=("data", "axes fraction"), xytext=(-3 if truth <= 0 else 3, 1),
            textcoords="offset points", ha="right" if truth <= 0 else "left", fontsize=9,
            color=stroke("truth")["color"],
        )  # fmt: skip
    for side, text, at in ((0, "← favours drug", "left"), (1, "favours placebo →", "right")):
        ax.annotate(
            text, (side, 0), xycoords="axes fraction", xytext=(0, -32), textcoords="offset points", ha=at, fontsize=9,
            color=SOFT,
        )  # fmt: skip


def _name_rows(ax: "Axes", names: tuple[str, ...], usable: Array) -> None:
    rows = range(len(usable))
    every = 1 if len(rows) <= NAMED else max(5, 5 * (len(rows) // 100))
    shown = [row for row in rows if names and (row + 1) % every == 0]
    ax.set(ylim=(len(rows) - 0.5, -0.5), yticks=shown, yticklabels=[names[row] for row in shown])
    for row in rows:
        if not usable[row]:
            ax.annotate(
                "no usable number", (0.01, row), xycoords=("axes fraction", "data"), fontsize=9, color=SOFT, va="center"
            )
