"""Which scripts a page loads.

The explorers' script and style, built with the package, are loaded only where there is an explorer or a question.
Widget state, which myst-nb writes for a kernel that no reader has, is dropped.
"""

import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx_exercise import copy_asset_files

INTERACTIVE = re.compile(r'class="(?:[^"]* )?(?:explorer|self-check)(?: [^"]*)?"')
NAMES = ("painloop.js", "painloop.css")


def asset(name: str) -> Path:
    """Return a built file of the package."""
    path = Path(str(files("painloop") / "assets" / name))
    if not path.exists():
        raise ExtensionError(f"{path} is missing: the package's scripts are not built. Run: make book")
    return path


def copy_assets(app: Sphinx) -> None:
    """Copy the package's script and style beside the theme's.

    sphinx-exercise copies its style after the pages that name it by its checksum; a first build would name none.
    """
    target = Path(app.outdir) / "_static"
    target.mkdir(parents=True, exist_ok=True)
    copy_asset_files(app, None)
    for name in NAMES:
        shutil.copyfile(asset(name), target / name)


def load_explorers(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Load the script on pages that have something for it to do."""
    if INTERACTIVE.search(context.get("body", "")):
        app.add_js_file("painloop.js", loading_method="defer", priority=100)  # before all others
        app.add_css_file("painloop.css", priority=900)  # after the site's own style


def idle(attributes: dict[str, str]) -> bool:
    """Whether a script has nothing to do on our pages."""
    return "widget" in (attributes.get("type") or "") or ".pagename = " in (attributes.get("body") or "")


def drop(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Drop the state of ipywidgets, which has random ids, and myst-nb's 2000 lines of terminal colours.

    And the name of the page, which the theme tells its list of versions; we have none, and the script would hold up
    the page.
    """
    scripts, styles = context.get("script_files", []), context.get("css_files", [])
    scripts[:] = [each for each in scripts if not idle(getattr(each, "attributes", {}))]
    styles[:] = [each for each in styles if "mystnb." not in str(getattr(each, "filename", ""))]


def setup(app: Sphinx) -> None:
    """Register both."""
    app.connect("builder-inited", copy_assets)
    app.connect("html-page-context", load_explorers)
    app.connect("html-page-context", drop, priority=900)
