r"""Formulas, drawn by KaTeX while the book is built: the reader's browser runs no script for them.

sphinxcontrib-katex does the same but leaves a Node process behind, hides errors and links to a CDN; asking the one
Node process of the build is shorter than mending that.
"""

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from painloop_page.node import NODE

LOGGER = logging.getLogger(__name__)
STYLE = "katex/katex.min.css"
OTHER_FONT_FORMATS = re.compile(r',url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)')


@cache
def draw(latex: str, display: bool) -> dict[str, str]:
    """Draw each different formula once: return `{"html": …}` or `{"error": …}`."""
    answer: dict[str, str] = NODE.ask({"ask": "formula", "latex": latex, "displayMode": display})
    return answer


def html(formula: nodes.math | nodes.math_block, display: bool) -> str:
    """Return the formula as HTML; a formula KaTeX cannot draw is a warning with its place, so `-W` stops the build."""
    answer = draw(formula.astext().strip(), display)
    if "error" in answer:
        LOGGER.warning("formula: %s", answer["error"], location=formula, type="painloop", subtype="formula")
    return answer.get("html", "")


def visit_math(self: HTML5Translator, formula: nodes.math) -> None:
    """Write a formula within a sentence."""
    self.body.append(self.starttag(formula, "span", "", CLASS="math", translate="no"))
    self.body.append(html(formula, False) + "</span>")
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, formula: nodes.math_block) -> None:
    """Write a formula that stands alone, with its number, in a box that scrolls and that a keyboard can reach."""
    number = get_node_equation_number(self, formula) if formula["number"] else ""
    label = f"Equation {number}" if number else "Equation"
    scrolling = f'<span class="katex-display" tabindex="0" role="group" aria-label="{label}">'
    self.body.append(self.starttag(formula, "div", CLASS="math", translate="no"))
    self.body.append(html(formula, True).replace('<span class="katex-display">', scrolling, 1))
    if number:
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(formula, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def find_katex(app: Sphinx) -> Path:
    """Return the folder where npm put KaTeX."""
    katex = Path(app.srcdir) / "node_modules" / "katex" / "dist"
    if not katex.exists():
        raise ExtensionError(f"{katex} is missing. Run: make book")
    return katex


def copy_style(app: Sphinx, *_: object) -> None:
    """Copy KaTeX's style with the one font format that every browser of the last eight years reads."""
    target = Path(app.outdir) / "_static" / STYLE
    target.parent.mkdir(parents=True, exist_ok=True)
    katex = find_katex(app)
    style = (katex / "katex.min.css").read_text("utf-8")
    target.write_text(OTHER_FONT_FORMATS.sub("", style), "utf-8")
    fonts = katex / "fonts"
    shutil.copytree(
        fonts, target.parent / "fonts", ignore=shutil.ignore_patterns("*.woff", "*.ttf"), dirs_exist_ok=True
    )


def link_style(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Load the style, and what copies a formula once, on pages with formulas."""
    if 'class="katex"' in context.get("body", ""):
        app.add_css_file(STYLE)
        app.add_js_file("formulas.js", loading_method="defer")


def forget(app: Sphinx, error: Exception | None) -> None:
    """Forget the formulas of this build."""
    draw.cache_clear()


def setup(app: Sphinx) -> None:
    """Register KaTeX as Sphinx's math renderer."""
    app.add_html_math_renderer("katex", (visit_math, None), (visit_math_block, None))
    app.connect("builder-inited", copy_style, priority=600)
    app.connect("html-page-context", link_style)
    app.connect("build-finished", forget)
