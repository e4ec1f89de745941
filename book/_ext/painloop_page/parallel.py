"""Chapters are read, and so run, side by side, one on each processor; `jupyter-book build` has no switch for it."""

from os import cpu_count

from sphinx.application import Sphinx


def begin(app: Sphinx, *_: object) -> None:
    """Read on all processors."""
    app.parallel = cpu_count() or 1
    # Jupyter Book loads it unasked; it numbers sections when all is read, but does not say that it can wait.
    if "sphinx_multitoc_numbering" in app.extensions:
        app.extensions["sphinx_multitoc_numbering"].parallel_read_safe = True


def end(app: Sphinx, *_: object) -> None:
    """Write on one: all formulas are drawn by one process."""
    app.parallel = 1


def setup(app: Sphinx) -> None:
    """Around the reading."""
    app.connect("env-before-read-docs", begin)
    app.connect("env-updated", end)
