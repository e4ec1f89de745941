"""Takes out of the style sheets of others the rules for classes that nothing in the site names.

Nine tenths of the theme's largest sheet are a whole framework's: 28 kB compressed, of which no page has anything. A
rule stays if each class that one of its selectors asks for is a word somewhere in a page or a script.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from sphinx.application import Sphinx
from tinycss2.ast import AtRule, Node, QualifiedRule

from .paper import CONDITIONS

SHEETS = ("styles/*.css", "basic.css", "katex/*.css")  # not our own: our script puts names of classes together
WORD = re.compile(r"[\w-]+")
CLASS = re.compile(r"\.([\w-]+)(?![\w\\-])")  # one with an escape counts as used
AMONG = re.compile(r":(?:not|is|where|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")  # what stands there need not be


def words(site: Path) -> set[str]:
    """Return every word of the pages and scripts."""
    sources = [*site.rglob("*.html"), *site.rglob("*.js")]
    return {word for path in sources for word in WORD.findall(path.read_text("utf-8"))}


def used(nodes: list[Node], named: set[str]) -> Iterator[str]:
    """Yield each rule of a style sheet that may hold for something."""
    for node in nodes:
        if isinstance(node, AtRule) and node.content and node.lower_at_keyword in CONDITIONS:
            inside = "".join(used(tinycss2.parse_rule_list(node.content), named))
            if inside.strip():
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inside}}}"
        elif not isinstance(node, QualifiedRule) or may_hold(tinycss2.serialize(node.prelude), named):
            yield node.serialize()


def may_hold(selectors: str, named: set[str]) -> bool:
    """Whether all classes of one of these selectors are named somewhere."""
    return any(named.issuperset(CLASS.findall(each)) for each in AMONG.sub("", selectors).split(","))


def prune(app: Sphinx, error: Exception | None) -> None:
    """Prune at the end of the build: Sphinx and the formulas copy their sheets anew in each."""
    if error or app.builder.format != "html":
        return
    site = Path(app.outdir)
    named = words(site)
    for path in [path for pattern in SHEETS for path in (site / "_static").glob(pattern)]:
        css = "".join(used(tinycss2.parse_stylesheet(path.read_text("utf-8")), named))
        path.write_text(css, "utf-8")


def setup(app: Sphinx) -> None:
    """Prune what is left."""
    app.connect("build-finished", prune, priority=700)  # after all pages, before `paper` reads the sheets
