"""Claims and how they stand beside the sources: those that are chosen, counted by verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from painloop.explorers.source import Source

ALL, OMITTED = "all", "omitted"


@dataclass(frozen=True)
class Claim:
    """A statement, how it stands beside the sources, and the ids of these in the reference list."""

    number: int
    topic: str
    verdict: str
    claim: str
    finding: str
    better: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Claims(Source):
    """The claims that the controls `topic` and `verdict` choose; while `opened` is on, with their details.

    Attributes:
        rows: all claims.
        phrases: by verdict, what is said of one claim and of several; verdicts are counted in this order.
        topics: their names, by key.
        cited: the names of the sources, by id.
        every: the value of both controls that chooses all claims.
        omitted: the verdict of what the article does not say.
    """

    elsewhere: ClassVar[str] = "painloop.data.load('claims')"
    rows: tuple[Claim, ...]
    phrases: Mapping[str, tuple[str, str]]
    topics: Mapping[str, str]
    cited: Mapping[str, str]
    every: str = ALL
    omitted: str = OMITTED
    kind: str = "claims"
