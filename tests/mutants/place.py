"""Where in a script a mistake is made."""

import re
from pathlib import Path

WEB = Path(__file__).parents[2] / "src" / "painloop" / "web"
CAST = re.compile(r"/\*\* @type \{.*?\} \*/\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


def without_casts(script: str) -> str:
    """A script without what only says of which type an expression is."""
    return CAST.sub(r"\1", script)


def wherever_lines_break(text: str) -> str:
    """A pattern for a text that a formatter may have broken into lines, with a comma behind the last of a list."""
    return r",?\s*".join(re.escape(letter) for letter in text if not letter.isspace())


def places(script: str, text: str) -> list[str]:
    """Each place of a script where a text of it stands, as it is written there."""
    return re.findall(wherever_lines_break(text), script)
