"""Writes `offline-worker.js`, by which a reader's browser keeps the book; it names every file and the edition."""

import hashlib
import json
from pathlib import Path

from sphinx.application import Sphinx

WORKER = "offline-worker.js"
NOT_READ = {".buildinfo", "objects.inv", WORKER}  # no page asks for them


def files(site: Path) -> list[str]:
    """Return every file that a page may ask for, relative to the site."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in NOT_READ)


def edition(site: Path, names: list[str]) -> str:
    """Return a short hash of the files, so that browsers notice a new edition."""
    found = hashlib.sha256()
    for name in names:
        found.update(name.encode() + (site / name).read_bytes())
    return found.hexdigest()[:12]


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the worker at the root of the site, because a worker serves only what lies below it."""
    if error is None and app.builder.format == "html":
        site = Path(app.outdir)
        names = files(site)
        head = f"const FILES = {json.dumps(names)};\nconst EDITION = {json.dumps(edition(site, names))};\n"
        (site / WORKER).write_text(head + Path(__file__).with_name(WORKER).read_text("utf-8"), "utf-8")


def setup(app: Sphinx) -> None:
    """Write it after everything else."""
    app.connect("build-finished", write, priority=950)
