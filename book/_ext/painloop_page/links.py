"""Plain Markdown links that print numbers, as JupyterLab's MyST does.

`[](#fig-day)` becomes "Figure 1" (Sphinx alone prints the caption), `[](#tab-pet)` "Table 1",
`[](#exercise-tail)` "Exercise 1"; `[the law](#eq-law)` keeps its words (Sphinx alone prints "(1)").
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.math import MathDomain
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

NUMBERED = ("fig-", "tab-", "exercise-")


class NumberedLinks(SphinxPostTransform):
    """Turns the links that MyST would word in its own way."""

    default_priority = 8  # just before MyST resolves its links, at 9

    def run(self, **kwargs: object) -> None:
        """Look at every unresolved link of the page."""
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link["reftype"] != "myst" or link["refdomain"] == "doc":
                continue
            if link["refexplicit"]:
                self.keep_words_for_equation(link)
            elif link["reftarget"].startswith(NUMBERED):
                link["refdomain"], link["reftype"] = "std", "numref"

    def keep_words_for_equation(self, link: addnodes.pending_xref) -> None:
        """Replace a worded link to an equation by a reference with those words."""
        domain = self.env.get_domain("math")
        assert isinstance(domain, MathDomain)
        equation = domain.equations.get(link["reftarget"])
        if equation is None:
            return
        words = nodes.inline("", "", *link[0].children)
        target = f"equation-{link['reftarget']}"
        link.replace_self(make_refnode(self.app.builder, self.env.docname, equation[0], target, words))


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(NumberedLinks)
