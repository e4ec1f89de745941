"""On a phone a table of sentences becomes a list of cards; each cell then says which column it comes from."""

from docutils import nodes
from sphinx.application import Sphinx

from painloop.pages.printed import WORDY


def name_cells(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the heading of its column before each cell of such a table; the style sheet shows it on a phone only."""
    for table in doctree.findall(lambda node: isinstance(node, nodes.table) and WORDY in node["classes"]):
        heads = [entry.astext() for entry in next(table.findall(nodes.thead)).findall(nodes.entry)]
        for row in next(table.findall(nodes.tbody)).findall(nodes.row):
            for head, cell in zip(heads, row.findall(nodes.entry), strict=True):
                cell.insert(0, nodes.paragraph("", head, classes=["cell-head"]))


def setup(app: Sphinx) -> None:
    """Name the cells once links are resolved, in the built pages only; a notebook keeps its table."""
    app.connect("doctree-resolved", name_cells)
