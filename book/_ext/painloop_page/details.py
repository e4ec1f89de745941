"""Boxes with the class `dropdown` (solutions, mostly) become <details>.

They fold without a script, open with the keyboard, and a browser's own search finds the words inside.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator


class fold(nodes.General, nodes.Element):  # noqa: N801  docutils names its nodes so
    """A box that opens."""


class fold_title(nodes.TextElement):  # noqa: N801
    """The line that stays visible."""


class FoldBoxes(SphinxPostTransform):
    """Replaces `.dropdown` boxes, after sphinx-exercise has written their titles."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        """Replace every box of that class."""
        for box in list(self.document.findall(nodes.Element)):
            if isinstance(box, nodes.Admonition) and "dropdown" in box["classes"]:
                title, content = split(box)
                box.replace_self(fold("", title, *content, ids=box["ids"], classes=box["classes"]))


def split(box: nodes.Element) -> tuple[fold_title, list[nodes.Node]]:
    """Return the title of a box and what follows; a tip or a note has its kind as title.

    Of a link in the title only the words stay: pressing the line opens the box, it cannot also lead elsewhere.
    """
    if not isinstance(box[0], nodes.title):
        kind = admonitionlabels[box.tagname]
        return fold_title("", kind), box.children
    for link in list(box[0].findall(nodes.reference)):
        link.replace_self(link.children)
    return fold_title("", "", *box[0].children), box.children[1:]


def visit_fold(self: HTML5Translator, box: fold) -> None:
    """Open the box."""
    self.body.append(self.starttag(box, "details", CLASS="admonition"))


def depart_fold(self: HTML5Translator, box: fold) -> None:
    """Close the box."""
    self.body.append("</details>\n")


def visit_title(self: HTML5Translator, title: fold_title) -> None:
    """Open the title; the <p> is what the theme styles."""
    self.body.append('<summary><p class="admonition-title">')


def depart_title(self: HTML5Translator, title: fold_title) -> None:
    """Close the title."""
    self.body.append("</p></summary>\n")


def setup(app: Sphinx) -> None:
    """Register the boxes and the transform."""
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(fold_title, html=(visit_title, depart_title))
    app.add_post_transform(FoldBoxes)
