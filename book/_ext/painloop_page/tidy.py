"""Removes from the built book what no page asks for."""

import re
from pathlib import Path

from sphinx.application import Sphinx

UNUSED = (
    "_static/scripts/bootstrap.js*",  # tooltips and menus: ours are native, see _templates/static/webpack-macros.html
    "_static/scripts/fontawesome.js*",  # 543 kB; the icons come from the font
    "_static/mystnb.*.css",  # see scripts.drop
    "_static/**/*.map",
    "_static/**/*.LICENSE.txt",
    "_static/locales",
    "_static/images/logo_*",
    "_static/sbt-webpack-macros.html",
    "_static/webpack-macros.html",
    "_static/check-solid.svg",
    "_static/play-solid.svg",
    "_static/copy-button.svg",
    "_static/plus.png",
    "_static/minus.png",
)
SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")


def remove(path: Path) -> None:
    """Remove a file or a folder."""
    for child in path.iterdir() if path.is_dir() else ():
        remove(child)
    path.rmdir() if path.is_dir() else path.unlink()


def tidy(app: Sphinx, error: Exception | None) -> None:
    """Remove the unused files, and the pointers to source maps, which would lead nowhere."""
    if error or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for pattern in UNUSED:
        for path in list(site.glob(pattern)):
            remove(path)
    for path in [*site.glob("_static/scripts/*.js"), *site.glob("_static/styles/*.css")]:
        path.write_text(SOURCE_MAP.sub("\n", path.read_text("utf-8")), "utf-8")


def setup(app: Sphinx) -> None:
    """Tidy at the end of the build."""
    app.connect("build-finished", tidy)
