"""Prepares the ground before the chapters run."""

import os
from pathlib import Path

from sphinx.application import Sphinx


def announce(app: Sphinx) -> None:
    """Tell the chapters that they are printed, not played: a lab then draws its figure instead of dead sliders."""
    os.environ["PAINLOOP_BUILDING_BOOK"] = "1"  # painloop.pages.figures.BUILDING


def isolate(app: Sphinx) -> None:
    """Give the kernels an IPython folder of their own.

    A builder's start-up files and choice of Matplotlib's backend stay out of the book, and the kernel's remark about
    encryption, which does not matter on one machine, stays out of the log. (`setup/run.py` shuts out the rest.)
    """
    os.environ.pop("MPLBACKEND", None)
    profile = Path(app.doctreedir) / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("get_config().IPKernelApp.log_level = 'ERROR'\n", "utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)


def find_fonts(app: Sphinx) -> None:
    """Fill Matplotlib's cache of fonts.

    On a new machine it says on stderr that it is looking for them, and a cell that writes to stderr stops the build.
    So would a lock that was left by a build which was killed while it filled the cache: Matplotlib never removes it.
    """
    import matplotlib

    for lock in Path(matplotlib.get_cachedir()).glob("*.matplotlib-lock"):
        lock.unlink(missing_ok=True)
    import matplotlib.font_manager  # the import is what fills it


def setup(app: Sphinx) -> None:
    """Before any page is read."""
    app.connect("builder-inited", announce)
    app.connect("builder-inited", isolate)
    app.connect("builder-inited", find_fonts)
