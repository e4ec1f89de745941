"""Printed things, and the plain ones among them: text, tables, diagrams.

Everything has two faces. The book takes `text/markdown`, which it parses as MyST, so that labels, links and tables
are real. JupyterLab takes `text/html`, where MyST would stay raw. Both are printed from the same value.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from painloop.data import references as sources
from painloop.equations.quantity import OURS
from painloop.pages import book_files

if TYPE_CHECKING:
    import pandas as pd

WORDY = "table-words"  # the class of a table of sentences; on a phone the page lays it out as cards


@dataclass(frozen=True)
class Printed:
    """Something to show, as MyST for the book and as HTML for Jupyter."""

    myst: str
    html: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/markdown": self.myst, "text/html": self.html}


def as_text(markdown: str) -> Printed:
    """Running text; in Jupyter a link to a label of the book leads nowhere and is only text."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    renderer.add_render_rule("link_open", lambda *_: "<cite>")
    renderer.add_render_rule("link_close", lambda *_: "</cite>")
    return Printed(markdown, str(renderer.render(markdown)))


def joined(*parts: Printed) -> Printed:
    """One after the other."""
    return Printed("\n\n".join(part.myst for part in parts), "\n".join(part.html for part in parts))


def folded(title: str, inside: Printed) -> Printed:
    """Something that opens on demand."""
    myst = f"::::::{{admonition}} {title}\n:class: dropdown\n\n{inside.myst}\n::::::"
    return Printed(myst, f"<details><summary>{escape(title)}</summary>{inside.html}</details>")


def cite(key: str) -> str:
    """A citation as a Markdown link, author and year, to the entry in the reference list; what is ours has none."""
    return "our own" if key == OURS else f"[{sources.author_year(key)}](#{key})"


def table(frame: "pd.DataFrame", caption: str, name: str, answer: str = "") -> Printed:
    """A data table; a `source` column becomes links, other underscores in headings become spaces.

    A long one has an `answer`, a sentence that says what its rows come to: it is read first, and opens the table.
    """
    shown = frame.copy().astype(object).where(frame.notna(), "–")
    if "source" in shown:
        shown["source"] = shown["source"].map(lambda keys: "; ".join(cite(key.strip()) for key in keys.split(",")))
    heads = [column[0].upper() + column[1:].replace("_", " ") for column in shown.columns]
    rows = [
        [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in shown.itertuples(index=False)
    ]
    printed = rows_as_table(heads, rows, caption, name, kind=WORDY if _wordy(frame) else "")
    return folded(f"{answer} Table, {len(rows)} rows", printed) if answer else printed


def _wordy(frame: "pd.DataFrame") -> bool:
    """Whether a table holds sentences, which stand on end in the narrow columns of a phone."""
    texts = frame.drop(columns="source", errors="ignore").select_dtypes(exclude="number")
    return bool(texts.map(lambda cell: len(str(cell)) > 40).to_numpy().any())


def rows_as_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str, name: str, kind: str = ""
) -> Printed:
    """A table of Markdown cells; `name` is its label and `kind` a class of its own, such as `WORDY`."""
    body = "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))
    myst = f":::{{table}} {caption}\n:name: {name}\n:class: table-data {kind}\n\n{body}\n:::"
    return Printed(myst, f"<p><strong>{escape(caption)}</strong></p>{as_text(body).html}")


def diagram(path: str | Path, name: str, caption: str) -> Printed:
    """A drawing in the page itself, so that it takes the page's colours; its title and description are its alt text.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: if the file has no <title> and <desc>.
    """
    svg = book_files.text(path)
    words = [re.search(rf"<{tag}>\s*(.+?)\s*</{tag}>\s*", svg, re.DOTALL) for tag in ("title", "desc")]
    if not all(words):
        raise ValueError(f"{path}: a diagram needs a <title> and a <desc>, for those who do not see it")
    alt = " ".join(" ".join(found[1].split()) for found in words if found)
    for found in words:
        svg = svg.replace(found[0] if found else "", "")
    return drawing(svg, alt, name, caption)


def drawing(svg: str, alt: str, name: str, caption: str) -> Printed:
    """An SVG in the page itself, with its alt text and its caption."""
    named = svg.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"', 1).strip()
    myst = f"({name})=\n::::{{container}} diagram\n```{{raw}} html\n{named}\n```\n\n{caption}\n::::"
    below = f"<figcaption>{as_text(caption).html}</figcaption>"
    return Printed(myst, f'<figure class="diagram">{named}{below}</figure>')
