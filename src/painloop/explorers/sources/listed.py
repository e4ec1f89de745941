"""A list of claims, counted by verdict; nothing is computed but what is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from painloop.explorers import claims
from painloop.explorers.claims import Claim
from painloop.explorers.declaration import Curves, Declaration, Source, Value
from painloop.quantity import Array

ALL, OMITTED = "all", "omitted"


@dataclass(frozen=True, kw_only=True)
class Listed(Source):
    """The rows that the controls `topic` and `verdict` choose; `opened` shows their details.

    Attributes:
        rows: all there are.
        phrases: what is said of one claim of a verdict, and of several; the verdicts are counted in this order.
        topics: their names, by key.
        cited: the names of the sources, by id.
    """

    rows: tuple[Claim, ...]
    phrases: Mapping[str, tuple[str, str]]
    topics: Mapping[str, str]
    cited: Mapping[str, str]
    kind: str = "listed"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """How many rows of each verdict are chosen, and how many there are."""
        along = np.arange(1.0, len(self.phrases) + 1)
        columns = {"claims": self.count(self.chosen(state)), "all_claims": self.count(self.rows)}
        return Curves(along, columns, self.facts(state), tuple(self.phrases))

    def chosen(self, state: Mapping[str, Value]) -> list[Claim]:
        """The rows under the topic and of the verdict."""
        return [
            row
            for row in self.rows
            if state["topic"] in (ALL, row.topic) and state["verdict"] in (ALL, row.verdict)
        ]  # fmt: skip

    def count(self, rows: Iterable[Claim]) -> Array:
        """How many rows there are of each verdict."""
        found = [row.verdict for row in rows]
        return np.array([float(found.count(verdict)) for verdict in self.phrases])

    def facts(self, state: Mapping[str, Value]) -> dict[str, Value]:
        """What sentences may say of the choice: `claims` are those under the topic, whatever their verdict."""
        chosen, topic = self.chosen(state), self.topics.get(str(state["topic"]))
        under = self.chosen({**state, "verdict": ALL})
        return {
            "shown": len(chosen),
            "claims": sum(row.verdict != OMITTED for row in under),
            "within": f" under “{topic}”" if topic else "",
            "balance": self.balance(chosen),
        }

    def balance(self, rows: Iterable[Claim]) -> str:
        """How many claims there are of each verdict, in words, and how many omissions."""
        counts = dict(zip(self.phrases, map(int, self.count(rows)), strict=True))
        said = {verdict: f"{n} {self.phrases[verdict][n != 1]}" for verdict, n in counts.items() if n}
        missing = said.pop(OMITTED, "")
        return "; ".join(filter(None, (_joined(list(said.values())), missing)))

    def listing(self) -> str:
        """All rows as HTML."""
        return claims.html(self.rows, self.cited)


def _joined(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
