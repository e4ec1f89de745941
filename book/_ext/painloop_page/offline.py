"""Writes `offline-worker.js` at the root of the site, because a worker serves only what lies below it."""

from pathlib import Path

from sphinx.application import Sphinx

from painloop.web.offline import WORKER, worker


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the worker for all files of the site."""
    if error is None and app.builder.format == "html":
        site = Path(app.outdir)
        (site / WORKER).write_text(worker(site), "utf-8")


def setup(app: Sphinx) -> None:
    """Write it after everything else."""
    app.connect("build-finished", write, priority=950)
