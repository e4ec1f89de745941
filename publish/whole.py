"""Builds the book, and says where it is when it is whole: every page, and every file that a page asks for.

python -m publish.whole        (make book)

Both in one command, so that no other build is at work in this checkout between the building and the looking.
"""

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from publish.contents import stems
from publish.site import PAGES, ROOT

BUILD = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", ".")
STRICT = ("-W", "-n", "--keep-going")  # a warning is an error; all of them are shown
POINTS = {"src", "href", "data", "poster"}


def build(*options: str) -> bool:
    """Whether the book could be built; Jupyter Book says what it does, and what is wrong."""
    try:
        return subprocess.call([*BUILD, *STRICT, *options], cwd=ROOT) == 0
    except KeyboardInterrupt:
        sys.exit(130)


class Pointers(HTMLParser):
    """Collects the addresses that a page names."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what points somewhere."""
        self.found += [value for name, value in attrs if name in POINTS and value]


def pointed_at(page: Path) -> Iterator[Path]:
    """Yield the files of this site that a page names."""
    pointers = Pointers()
    pointers.feed(page.read_text("utf-8"))
    for address in pointers.found:
        target = urlsplit(urljoin(page.as_uri(), address))
        if target.scheme == "file":
            yield Path(unquote(target.path))


def missing(site: Path) -> list[str]:
    """What is not there, one line each: pages of the contents, files that pages name."""
    pages = [site / f"{stem}.html" for stem in (*stems(), "index", "search")]
    lines = [f"{page.relative_to(site)} was not made" for page in pages if not page.is_file()]
    for page in filter(Path.is_file, pages):
        absent = sorted({path for path in pointed_at(page) if not path.exists()})
        lines += [f"{page.relative_to(site)} asks for {path}, which is not there" for path in absent]
    return lines


def main() -> str | None:
    """Build it and say where it is, or return what is wrong or missing."""
    if not build():
        return "The book was not built; the reason stands above."
    if lines := missing(PAGES):
        return "\n".join(["The book is not whole:", *lines, "Run: make clean book"])
    print(f"The book: {PAGES / 'index.html'}")
    return None


if __name__ == "__main__":
    sys.exit(main())
