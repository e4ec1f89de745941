"""Builds every page again when anything behind the pages has changed, or when the last build was not whole.

Sphinx looks at a chapter's own text only: after a number changed in the package, the page would keep the old one, and
after a colour changed in the style, the old colour. It also forgets: a page that once gave a warning is silent about it
in the next build, and a picture that was deleted stays away. So a build that ends without a warning writes down what it
made; without that list, or with one of its files gone, all is made again.

`make chapter` asks for one page alone. The others are then still as old as they were, and the next build knows it.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

BEHIND = (
    "CITATION.cff",
    "_config.yml",
    "package-lock.json",  # which KaTeX, and which d3, draw
    "src/painloop/**/*.*",
    "book/*.bib",
    "book/*.csv",
    "book/_*.md",
    "book/questions/*.yml",
    "book/lessons/*.yml",
    "book/_ext/**/*.*",
    "book/_static/*.*",
    "book/_templates/**/*.*",
)
LIST = "whole.json"
ALONE = "PAINLOOP_ONE_PAGE"  # publish/chapter.py sets it to the page that it wants


def fingerprint(top: Path) -> str:
    """Return a hash of every file behind the pages."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in BEHIND for path in top.glob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(path.relative_to(top).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def begin(app: Sphinx) -> None:
    """Look whether the last build was whole, and take its list away: an interrupted build leaves none."""
    made = Path(app.doctreedir) / LIST
    names = listed(made)
    whole = bool(names) and all((Path(app.outdir) / name).is_file() for name in names)
    app.painloop_whole = whole  # type: ignore[attr-defined]  # an extension may keep its own there
    made.unlink(missing_ok=True)


def listed(made: Path) -> list[str]:
    """Return what a list names; nothing if there is none, or only a part of it."""
    try:
        names: list[str] = json.loads(made.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return names


def outdated(
    app: Sphinx, environment: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Return every page if the last build was not whole or had another fingerprint, none otherwise.

    Where one page is asked for, return that one. The pages are then of two states, which is no fingerprint: the next
    build makes them all, also when what was changed has been undone.
    """
    whole = getattr(app, "painloop_whole", False)
    alone = os.environ.get(ALONE) if whole else None
    now = "" if alone else fingerprint(Path(app.srcdir))
    before = getattr(environment, "painloop_fingerprint", now)
    environment.painloop_fingerprint = now  # type: ignore[attr-defined]  # same; Sphinx pickles it
    if alone:
        return {alone}
    return set() if whole and now == before else environment.found_docs - added - removed


def end(app: Sphinx, error: Exception | None) -> None:
    """Write down what was made, if nothing was wrong with it."""
    if error is None and app._warncount == 0 and app.builder.format == "html":
        site = Path(app.outdir)
        names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        (Path(app.doctreedir) / LIST).write_text(json.dumps(names), "utf-8")


def setup(app: Sphinx) -> None:
    """Before and after each build."""
    app.connect("builder-inited", begin)
    app.connect("env-get-outdated", outdated)
    app.connect("build-finished", end, priority=990)
