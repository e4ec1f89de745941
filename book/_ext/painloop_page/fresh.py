"""Builds every page again when anything behind the pages has changed.

Sphinx looks at a chapter's own text only: after a number changed in the package, the page would keep the old one, and
after a colour changed in the style, the old colour.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

BEHIND = (
    "CITATION.cff",
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


def fingerprint(top: Path) -> str:
    """Return a hash of every file behind the pages."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in BEHIND for path in top.glob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(path.relative_to(top).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def outdated(
    app: Sphinx, environment: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Return every page if the fingerprint differs from that of the last build, none otherwise."""
    now = fingerprint(Path(app.srcdir))
    before = getattr(environment, "painloop_fingerprint", now)
    environment.painloop_fingerprint = now
    return set() if now == before else environment.found_docs - added - removed


def setup(app: Sphinx) -> None:
    """Ask before each build."""
    app.connect("env-get-outdated", outdated)
