"""Trials pooled: those that are switched on, by the method that is chosen; beside them what reviews printed."""

from dataclasses import dataclass
from typing import ClassVar

from painloop.explorers.source import Source


@dataclass(frozen=True)
class Row:
    """A trial or a review: a difference with its interval as printed, or None where no usable number was seen.

    Attributes:
        key: of the switch that lets the trial into the pool; empty for what cannot enter it.
        doubtful: the design favours one side and the standard error is derived, so no verdict may rest on it.
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
    """A trial or a review in words; `source` is a key of the reference list."""

    name: str
    source: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class FoldedList:
    """A list in words, folded away under its heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class MetaAnalysis(Source):
    """Trials as rows, and below them the pool of those that are switched on.

    It reads a switch for each trial, and the controls `method` and `reviews`.

    Attributes:
        rows: the trials.
        reviews: pooled results that others printed in the same unit, drawn below while `reviews` says so.
        lists: what is told in words under the picture.
        near: points of 0 to 10; while a doubtful trial is in the pool and an end of the pool's interval lies nearer to
            0 than this, readers are told to read nothing into its side.
    """

    elsewhere: ClassVar[str] = "painloop.analysis.pooling.pool"
    rows: tuple[Row, ...]
    reviews: tuple[Row, ...] = ()
    lists: tuple[FoldedList, ...] = ()
    near: float = 0.05
    kind: str = "meta_analysis"
