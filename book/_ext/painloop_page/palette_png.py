"""Matplotlib's pictures with a palette of 256 colours: the same to the eye, a third of the bytes."""

from pathlib import Path

from PIL import Image
from sphinx.application import Sphinx


def shrink(path: Path) -> None:
    """Write a picture again with a palette, if it has none."""
    with Image.open(path) as picture:
        if picture.mode == "P":
            return
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def shrink_all(app: Sphinx, error: Exception | None) -> None:
    """Shrink what the chapters drew."""
    if error is None and app.builder.format == "html":
        for path in (Path(app.outdir) / "_images").glob("*.png"):
            shrink(path)


def setup(app: Sphinx) -> None:
    """Shrink at the end of the build."""
    app.connect("build-finished", shrink_all)
