"""The numbers behind a picture as one set of columns; `web/table.js` is the same, function for function."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import numpy as np

from painloop.explorers.declaration import Axis, Curves, Declaration, Value
from painloop.quantity import Array


@dataclass(frozen=True)
class Column:
    """Something drawn, in the unit in which it is drawn."""

    key: str
    label: str
    unit: str
    values: Array
    format: str
    names: tuple[str, ...] = ()


def columns(declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> list[Column]:
    """The axis and every curve on show; a curve over another column comes after that column."""
    found = [_axis(declaration.source.axis, curves.along, curves.names)]
    for view in declaration.views:
        for series in declaration.shown(view, state):
            if series.over and view.across and series.over not in {column.key for column in found}:
                across = view.across.label.format(**{**state, **curves.facts})
                label = f"{across}, {series.label}" if series.label else across
                found.append(Column(series.over, label, view.across.unit, curves[series.over], ".4f"))
            values = view.factor * curves[series.key]
            found.append(Column(series.key, series.label or view.title, view.unit, values, view.format))
    return found


def _axis(axis: Axis, along: Array, names: tuple[str, ...]) -> Column:
    return Column(axis.key, axis.label, axis.unit, along, ".3g" if axis.scale == "log" else ".2f", names)


def html(found: list[Column]) -> str:
    """A table that is folded away, of rounded numbers that carry the full ones."""
    head = "".join(f'<th scope="col" data-column="{c.key}">{escape(headed(c))}</th>' for c in found)
    rows = "".join(f"<tr>{_row(found, i)}</tr>" for i in range(max(len(column.values) for column in found)))
    return (
        '<details class="explorer-data"><summary>Table of what is drawn</summary><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def headed(column: Column) -> str:
    """A column's name with its unit, if it has one."""
    return f"{column.label} ({column.unit})" if column.unit else column.label


def _row(found: list[Column], i: int) -> str:
    return "".join(_cell(column, i) for column in found)


def _cell(column: Column, i: int) -> str:
    if i >= len(column.values) or np.isnan(column.values[i]):
        return "<td></td>"
    value = float(column.values[i])
    text = column.names[i] if column.names else format(value, column.format)
    return f'<td data-value="{value!r}">{escape(text)}</td>'
