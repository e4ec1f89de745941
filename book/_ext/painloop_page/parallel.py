"""Chapters are read, and so run, side by side, one on each processor; `jupyter-book build` has no switch for it."""

import signal
from os import cpu_count, register_at_fork

from sphinx.application import Sphinx


def begin(app: Sphinx, *_: object) -> None:
    """Read on all processors."""
    app.parallel = cpu_count() or 1
    # Ctrl-C ends them at once: Sphinx would let each hand its result to a build that is gone, and wait for ever.
    register_at_fork(after_in_child=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
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
