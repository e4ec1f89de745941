"""The claims of an article as a list, for paper and for pages without script; `web/claims.js` makes the same list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape


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


def html(claims: Iterable[Claim], cited: Mapping[str, str]) -> str:
    """One claim under the other, each folded; `cited` gives the names of sources by id."""
    items = "".join(_item(claim, cited) for claim in claims)
    return f'<ol class="explorer-claims" role="list" aria-label="Claims">{items}</ol>'


def _item(row: Claim, cited: Mapping[str, str]) -> str:
    """A claim; a part that is empty is left out."""
    links = ", ".join(_link(key, cited[key]) for key in row.sources)
    parts = (
        _part("What the sources say", escape(row.finding)),
        _part("More carefully put", escape(row.better)),
        _part("Sources", links),
        _part("Note", escape(row.note)),
    )
    return (
        f'<li data-claim="{row.number}" style="--own: var(--stroke-{escape(row.verdict)})">'
        f"<details><summary>{row.number} "
        f'<span class="claim-verdict">{escape(row.verdict)}</span> {escape(row.claim)}</summary>'
        f"{''.join(parts)}</details></li>"
    )


def _link(key: str, text: str) -> str:
    return f'<a href="references.html#{escape(key)}">{escape(text)}</a>'


def _part(name: str, content: str) -> str:
    return f"<p><strong>{name}:</strong> {content}</p>" if content else ""
