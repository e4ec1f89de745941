"""Prepares the ground before the chapters run."""

import os

from sphinx.application import Sphinx


def announce(app: Sphinx) -> None:
    """Tell the chapters that they are printed, not played: a lab then draws its figure instead of dead sliders."""
    os.environ["PAINLOOP_BUILDING_BOOK"] = "1"  # painloop.figures.BUILDING


def find_fonts(app: Sphinx) -> None:
    """Fill Matplotlib's cache of fonts.

    On a new machine it says on stderr that it is looking for them, and a cell that writes to stderr stops the build.
    """
    import matplotlib.font_manager  # noqa: F401  the import is what fills it


def setup(app: Sphinx) -> None:
    """Before any page is read."""
    app.connect("builder-inited", announce)
    app.connect("builder-inited", find_fonts)
