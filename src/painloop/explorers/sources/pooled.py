"""Trials pooled: those that are switched on, by the method that is chosen; beside them what reviews printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import nan
from typing import cast

import numpy as np

from painloop.analysis import pooling
from painloop.explorers.declaration import Curves, Declaration, Source, Value
from painloop.quantity import Array

NEAR = 0.05  # points: where an interval ends nearer to 0 than this, the side says nothing if an error is in doubt
ASKED = ("estimate", "low", "high", "p", "i2", "tau2", "q", "prediction_low", "prediction_high")


@dataclass(frozen=True)
class Row:
    """A line of the picture: a difference with its interval as printed, or None where no usable number was seen.

    Attributes:
        key: of the switch that lets the trial into the pool; empty for what cannot enter it.
        doubtful: the design favours one side and the standard error is derived, so no verdict may hang on it.
    """

    name: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    key: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of a list in words; `source` is a key of the reference list."""

    name: str
    source: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A list in words, folded away under its heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Pooled(Source):
    """Trials as rows, and below them the pool of those that are on.

    Attributes:
        rows: the trials.
        reviews: pooled results of others in the same unit, drawn below while the control `reviews` says so.
        lists: what is told in words under the picture.
    """

    rows: tuple[Row, ...]
    reviews: tuple[Row, ...] = ()
    lists: tuple[Listed, ...] = ()
    kind: str = "pooled"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The rows, the pool if there is one, and the reviews if they are wanted."""
        inside = [row for row in self.rows if state.get(row.key)]
        facts, weights = _pool(inside, cast(pooling.Method, state["method"]))
        estimate, low, high = (float(facts[key]) for key in ("estimate", "low", "high"))
        own = Row(f"Our pool ({state['method']})", estimate, low, high)
        below = [*([own] if inside else []), *(self.reviews if state["reviews"] == "shown" else ())]
        drawn = [*self.rows, *below]
        columns = {key: _column(drawn, key) for key in ("estimate", "low", "high")}
        shares = dict(zip(inside, weights, strict=True))
        columns["weight"] = np.array([shares.get(row, nan) for row in drawn])
        facts |= {"left": _listed([row.name for row in self.rows if row.key and row not in inside])}
        facts |= {"pooled_rows": float(len(below)), "printed_rows": float(len(below) - bool(inside))}
        return Curves(np.arange(len(drawn), dtype=float), columns, facts, tuple(row.name for row in drawn))

    def listing(self) -> str:
        """The lists in words; `web/reviews.js` builds the same."""
        return "".join(map(_folded, self.lists))


def _pool(inside: Sequence[Row], method: pooling.Method) -> tuple[dict[str, Value], Array]:
    """What is said of the trials as one, and the share of each."""
    facts: dict[str, Value] = {"k": float(len(inside)), "members": _listed([row.name for row in inside])}
    facts["doubtful"] = any(row.doubtful for row in inside)
    if not inside:
        others = dict.fromkeys(("other_estimate", "other_low", "other_high"), nan)
        return {**facts, "brink": False, **dict.fromkeys(ASKED, nan), **others}, np.array([])
    both = {
        each: pooling.pool(_column(inside, "estimate"), _column(inside, "se"), each) for each in ("fixed", "random")
    }
    found, other = both[method], both["fixed" if method == "random" else "random"]
    facts["brink"] = facts["doubtful"] and min(abs(found.low), abs(found.high)) < NEAR
    low, high = found.prediction
    told = (found.estimate, found.low, found.high, found.p, 100 * found.i2, found.tau2, found.q, low, high)
    facts |= {"other_estimate": other.estimate, "other_low": other.low, "other_high": other.high}
    return {**facts, **dict(zip(ASKED, told, strict=True))}, found.weights


def _column(rows: Sequence[Row], key: str) -> Array:
    return np.array([nan if getattr(row, key) is None else getattr(row, key) for row in rows], dtype=float)


def _listed(names: Sequence[str]) -> str:
    """Names as one reads them out: A, B and C."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _folded(listed: Listed) -> str:
    items = "".join(map(_item, listed.entries))
    return f'<details class="explorer-listed"><summary>{escape(listed.heading)}</summary><ul>{items}</ul></details>'


def _item(entry: Entry) -> str:
    words = "".join(f"<span>{escape(part)}</span>" for part in entry.words)
    anchor = entry.source.replace("_", "-")  # as Sphinx writes it
    return f'<li><a href="references.html#{anchor}">{escape(entry.name)}</a>{words}</li>'
