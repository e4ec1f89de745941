"""Trials pooled: those that are switched on, by the method that is chosen; beside them what reviews printed."""

from dataclasses import dataclass

from painloop.explorers.declaration import Source


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
        near: points of 0 to 10; an interval that ends nearer to 0 says nothing of its side if an error is in doubt.
    """

    rows: tuple[Row, ...]
    reviews: tuple[Row, ...] = ()
    lists: tuple[Listed, ...] = ()
    near: float = 0.05
    kind: str = "pooled"
