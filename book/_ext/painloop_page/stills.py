"""The still face of each explorer: its own charts, words and numbers stand in the page before its script runs.

A cell prints a note for viewers that are not the book, and the explorer's mount. Here the note goes, and the mount is
filled with what the page's own scripts make of the state: for readers without scripts, for paper, for the moment before
they run.
"""

import json
import re
from html import escape, unescape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from painloop_page.node import NODE

LOGGER = logging.getLogger(__name__)
NOTE = '<div class="explorer-elsewhere">'
MOUNT = re.compile(
    r'data-start="(?P<start>[^"]*)">\s*<script type="application/json" class="explorer-spec">(?P<spec>.*?)</script>',
    re.DOTALL,
)


def put_in(app: Sphinx, doctree: nodes.document, name: str) -> None:
    """Draw every explorer of a page in the state in which it begins."""
    if app.builder.format != "html":
        return
    for raw in list(doctree.findall(nodes.raw)):
        text = raw.astext()
        if text.startswith(NOTE):
            raw.parent.remove(raw)
        elif found := MOUNT.search(text):
            raw.children = [nodes.Text(text[: found.end()] + drawn(found, raw) + text[found.end() :])]


def drawn(found: re.Match[str], raw: nodes.raw) -> str:
    """Return the still face; one that cannot be drawn is a warning with its place, so `-W` stops the build."""
    spec = json.loads(found["spec"])
    answer = NODE.ask({"ask": "still", "spec": spec, "state": json.loads(unescape(found["start"]))})
    if "error" in answer:
        LOGGER.warning("explorer: %s", answer["error"], location=raw, type="painloop", subtype="still")
    return (
        f'\n<figcaption class="explorer-title">{escape(spec["title"])}</figcaption>\n<div class="explorer-fallback">\n'
        f"{answer.get('html', '')}\n<p>{escape(spec['caution'])}</p>\n</div>"
    )


def setup(app: Sphinx) -> None:
    """Before each page is written."""
    app.connect("doctree-resolved", put_in)
