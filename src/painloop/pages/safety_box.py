"""The safety box: every page that shows a dose has it, from one file."""

from pathlib import Path

from painloop.pages import book_files
from painloop.pages.printed import Printed, as_text

TITLE = "Before you read about doses"


def safety(path: str | Path = "_safety.md") -> Printed:
    """The box, with the text of a file beside the chapter."""
    inside = as_text(book_files.text(path).strip())
    myst = f"::::{{admonition}} {TITLE}\n:class: safety-box\n\n{inside.myst}\n::::"
    return Printed(myst, f'<div class="safety-box"><p><strong>{TITLE}</strong></p>{inside.html}</div>')
