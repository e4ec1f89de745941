"""Lists of pages become cards: each says how long its pages take to read, and a chapter shows its explorer's scene.

In the source they are plain lists, in a container of the class `doors` or `chapter-cards`.
"""

from pathlib import Path
from urllib.parse import urldefrag

from docutils import nodes
from sphinx.application import Sphinx

from painloop import explorers
from painloop.explorers.widget import as_json
from painloop.pages import chapter
from painloop_page.node import NODE

DOORS, CHAPTERS = "doors", "chapter-cards"


def lay_out(app: Sphinx, doctree: nodes.document, name: str) -> None:
    """Fill in every card of a page."""
    if app.builder.format != "html":
        return
    folder = Path(app.srcdir, name).parent
    for box in doctree.findall(nodes.container):
        if {DOORS, CHAPTERS} & set(box["classes"]):
            for card in box.findall(nodes.list_item):
                fill(card, folder, CHAPTERS in box["classes"])


def fill(card: nodes.list_item, folder: Path, with_scene: bool) -> None:
    """Put the minutes below the words of a card, and a scene above them."""
    files = [folder / f"{Path(urldefrag(link['refuri'])[0]).stem}.md" for link in card.findall(nodes.reference)]
    minutes = sum(chapter.minutes(file) for file in files)
    in_all = " in all" if len(files) > 1 else ""
    card += nodes.paragraph("", f"about {minutes} minutes{in_all}", classes=["card__minutes"])
    if with_scene and (shown := chapter.read(files[0]).explorers):
        card.insert(0, nodes.raw("", scene(shown[0]), format="html"))


def scene(explorer: str) -> str:
    """Return the scene of an explorer as it begins.

    Raises:
        RuntimeError: if it cannot be drawn.
    """
    declaration = getattr(explorers, explorer).declaration
    answer = NODE.ask({"ask": "scene", "spec": as_json(declaration), "state": declaration.defaults})
    if "error" in answer:
        raise RuntimeError(f"the scene of {explorer}: {answer['error']}")
    return f'<div class="card__scene">{answer["html"]}</div>'


def setup(app: Sphinx) -> None:
    """Before each page is written."""
    app.connect("doctree-resolved", lay_out)
