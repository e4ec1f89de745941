"""The reference list: every source with lasting links, and how far it was read."""

from html import escape

from pybtex.database import Entry

from painloop.data import references as sources
from painloop.pages.printed import Printed, as_text, joined


def references() -> Printed:
    """Every entry of the bibliography, sorted by author and year; its key is its label."""
    entries = sources.read().entries
    keys = sorted(entries, key=lambda key: sources.author_year(key).lower())
    return joined(*(_entry(key, entries[key]) for key in keys))


def _entry(key: str, entry: Entry) -> Printed:
    where = " ".join(f"[{text}]({address})" for text, address in sources.links(entry))
    access = f'<span class="reference-status">{escape(entry.fields["access"])}</span>'
    shown = as_text(f"{sources.describe(entry)} {where} {access} {sources.note(entry)}".rstrip())
    return Printed(f"({key})=\n{shown.myst}", shown.html)
