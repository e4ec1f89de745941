"""A list of claims, counted by verdict; nothing is computed but what is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from painloop.explorers.declaration import Source

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
class Listed(Source):
    """The rows that the controls `topic` and `verdict` choose; `opened` shows their details.

    Attributes:
        rows: all there are.
        phrases: what is said of one claim of a verdict, and of several; the verdicts are counted in this order.
        topics: their names, by key.
        cited: the names of the sources, by id.
        every: what the controls say when all are wanted.
        omitted: the verdict of what the article does not say.
    """

    rows: tuple[Claim, ...]
    phrases: Mapping[str, tuple[str, str]]
    topics: Mapping[str, str]
    cited: Mapping[str, str]
    every: str = ALL
    omitted: str = OMITTED
    kind: str = "listed"
