"""The built book, as whatever is handed out finds it."""

from pathlib import Path

from painloop.references import BOOK

ROOT = BOOK.parent
BUILT = ROOT / "_build"
PAGES = BUILT / "html"


def pages(site: Path = PAGES) -> Path:
    """The folder of the built pages.

    Raises:
        FileNotFoundError: if the book has not been built.
    """
    if not (site / "book" / "index.html").is_file():
        raise FileNotFoundError(f"no built book at {site}; run: make book")
    return site


def files(folder: Path) -> list[Path]:
    """Every file below a folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
