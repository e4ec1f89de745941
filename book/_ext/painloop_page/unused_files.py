"""Removes from the built book what no page asks for, and what earlier builds left: pages, pictures, words to find."""

import json
import re
from pathlib import Path

from sphinx.application import Sphinx

UNUSED = (
    "_static/scripts/bootstrap.js*",  # tooltips and menus: ours are native, see _templates/static/webpack-macros.html
    "_static/scripts/fontawesome.js*",  # 1.5 MB; the icons are in the pages, see icons.py
    "_static/vendor",  # and so their fonts are not needed
    "_static/mystnb.*.css",  # see page_assets.drop
    "_static/styles/theme.css",  # names one other sheet, which the pages name themselves
    "_static/**/*.map",
    "_static/**/*.LICENSE.txt",
    "_static/locales",
    "_static/images/logo_*",
    "_static/sbt-webpack-macros.html",
    "_static/webpack-macros.html",
    "_static/check-solid.svg",
    "_static/play-solid.svg",
    "_static/copy-button.svg",
    "_static/copybutton_funcs.js",
    "_static/plus.png",
    "_static/minus.png",
)
SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")


WITHOUT_SOURCE = ("index.html", "search.html")


def left_behind(app: Sphinx) -> list[Path]:
    """Return the pages and pictures that this book does not have."""
    site = Path(app.outdir)
    pages = {site / app.builder.get_target_uri(name) for name in app.env.found_docs}
    pages |= {site / name for name in WITHOUT_SOURCE}
    pictures = {site / "_images" / name for _, name in app.env.images.values()}
    pictures |= {site / "_downloads" / name for _, name in app.env.dlfiles.values()}
    there = [*site.rglob("*.html"), *site.glob("_images/*"), *site.glob("_downloads/*/*")]
    return [path for path in there if path not in pages | pictures and "_static" not in path.parts]


def remove(path: Path) -> None:
    """Remove a file or a folder."""
    for child in path.iterdir() if path.is_dir() else ():
        remove(child)
    path.rmdir() if path.is_dir() else path.unlink()


def forget_words(index: Path) -> None:
    """Take out of the search index the words that no page has any more; Sphinx keeps them, leading nowhere."""
    head, tail = "Search.setIndex(", ")"
    found = json.loads(index.read_text("utf-8").removeprefix(head).removesuffix(tail))
    for kind in ("terms", "titleterms"):
        found[kind] = {word: pages for word, pages in found[kind].items() if pages != []}
    index.write_text(f"{head}{json.dumps(found, sort_keys=True)}{tail}", "utf-8")


def tidy(app: Sphinx, error: Exception | None) -> None:
    """Remove the unused files, what was left behind, and the pointers to source maps, which would lead nowhere."""
    if error or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for pattern in UNUSED:
        for path in list(site.glob(pattern)):
            remove(path)
    for path in left_behind(app):
        remove(path)
    forget_words(site / "searchindex.js")
    for path in [*site.glob("_static/scripts/*.js"), *site.glob("_static/styles/*.css")]:
        path.write_text(SOURCE_MAP.sub("\n", path.read_text("utf-8")), "utf-8")


def setup(app: Sphinx) -> None:
    """Tidy at the end of the build."""
    app.connect("build-finished", tidy)
