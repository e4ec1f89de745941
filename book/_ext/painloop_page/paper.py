"""Paper is light, whatever scheme the reader chose: in every style sheet of the site, the theme's included.

A rule for the dark scheme holds on screens only, and on paper a dark page follows the rules for the light one. So no
colour is written twice, no script need run before printing, and a new rule cannot be forgotten.
"""

from collections.abc import Iterator
from pathlib import Path

import tinycss2
from sphinx.application import Sphinx
from tinycss2.ast import AtRule, Node, QualifiedRule

MARK = "\n/* Made fit for paper. */\n"
DARK = ("[data-theme=dark]", '[data-theme="dark"]')
LIGHT = ("[data-theme=light]", '[data-theme="light"]')
CONDITIONS = ("media", "supports", "container")  # rules that hold other rules


def rewritten(css: str) -> str:
    """Return a style sheet under which a dark page is light on paper; one that is already so stays as it is."""
    if css.endswith(MARK) or not any(scheme in css for scheme in (*DARK, *LIGHT)):
        return css
    return "".join(rules(tinycss2.parse_stylesheet(css))) + MARK


def rules(nodes: list[Node]) -> Iterator[str]:
    """Yield each rule of a style sheet as it is to be."""
    for node in nodes:
        if isinstance(node, AtRule) and node.content and node.lower_at_keyword in CONDITIONS:
            inside = "".join(rules(tinycss2.parse_rule_list(node.content)))
            yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inside}}}"
        elif isinstance(node, QualifiedRule):
            yield from on_paper(node)
        else:
            yield node.serialize()


def on_paper(rule: QualifiedRule) -> Iterator[str]:
    """Yield a rule for screens only if it is for the dark scheme, and once more for paper if for the light one."""
    text, selectors = rule.serialize(), tinycss2.serialize(rule.prelude)
    if not any(scheme in selectors for scheme in LIGHT):
        dark = any(scheme in selectors for scheme in DARK)
        yield f"@media not print{{{text}}}" if dark else text
        return
    yield text
    if not any(scheme in selectors for scheme in DARK):
        yield f"@media print{{{text.replace(LIGHT[0], DARK[0]).replace(LIGHT[1], DARK[1])}}}"


def rewrite(app: Sphinx, error: Exception | None) -> None:
    """Rewrite every style sheet of the site."""
    if error or app.builder.format != "html":
        return
    for path in (Path(app.outdir) / "_static").rglob("*.css"):
        path.write_text(rewritten(path.read_text("utf-8")), "utf-8")


def setup(app: Sphinx) -> None:
    """Rewrite at the end of the build."""
    app.connect("build-finished", rewrite, priority=800)  # the theme writes the colours of code late
