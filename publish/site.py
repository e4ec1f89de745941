"""The book and what was built from it, as whatever is handed out finds them."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
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


NOTES = ".buildinfo"  # Sphinx's own notes; they differ between two checkouts of one commit


def files(folder: Path) -> list[Path]:
    """Every file of a site, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NOTES)


def copy(site: Path, into: Path) -> None:
    """Copy the files of a site."""
    shutil.copytree(site, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(NOTES))
