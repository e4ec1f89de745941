"""How to cite the book and a chapter of it, from `CITATION.cff`: in words, as BibTeX, as CSL data, and for Zenodo."""

import os
from pathlib import Path
from typing import Any

import yaml
from pybtex.database import BibliographyData, Entry

from painloop.data import locate

SITE = "BOOK_SITE"  # the variable that holds the address of the published book, such as https://example.org/pain-loop


def read() -> dict[str, Any]:
    """The citation file, as it stands."""
    cited: dict[str, Any] = yaml.safe_load(locate("CITATION.cff").read_text("utf-8"))
    return cited


def address(page: str) -> str:
    """Where a page of this edition is published, if that is known; else nothing.

    Raises:
        ValueError: if the variable BOOK_SITE is no address.
    """
    site = os.environ.get(SITE, "").rstrip("/")
    if site and not site.startswith(("https://", "http://")):
        raise ValueError(f"{SITE} is {site!r}; give an address such as https://example.org/pain-loop")
    return f"{site}/{page}" if site else ""


def in_words(chapter: str, page: str) -> str:
    """One line of text."""
    book = read()
    where = address(page)
    line = f"{_authors(book)} ({_year(book)}). {_sentence(chapter)} In: {book['title']} (version {book['version']})."
    return f"{line} {where}".rstrip()


def bibtex(chapter: str, page: str) -> str:
    """An entry for BibTeX."""
    book = read()
    fields = {
        "author": f"{{{_authors(book)}}}",
        "title": f"{{{chapter}}}",
        "booktitle": f"{{{book['title']}}}",
        "edition": book["version"],
        "year": _year(book),
        "url": address(page),
    }
    entry = Entry("incollection", fields=[(name, value) for name, value in fields.items() if value])
    return str(BibliographyData({f"painloop-{Path(page).stem}": entry}).to_string("bibtex"))


def csl(chapter: str, page: str) -> dict[str, Any]:
    """An item for reference managers, in the schema of the Citation Style Language."""
    book = read()
    year, month, day = (int(part) for part in book["date-released"].split("-"))
    item = {
        "id": f"painloop-{Path(page).stem}",
        "type": "chapter",
        "author": [{"literal": author["name"]} for author in book["authors"]],
        "title": chapter,
        "container-title": book["title"],
        "version": book["version"],
        "issued": {"date-parts": [[year, month, day]]},
        "language": "en-GB",
        "URL": address(page),
    }
    return {name: value for name, value in item.items() if value}


def zenodo() -> dict[str, Any]:
    """What Zenodo asks of a deposit. It takes one licence: that of the text; the code's is named in words."""
    book = read()
    return {
        "title": book["title"],
        "description": f"{book['abstract'].strip()} Text, figures and data: CC BY 4.0. Code: MIT licence.",
        "upload_type": book["type"],
        "creators": [{"name": author["name"]} for author in book["authors"]],
        "version": book["version"],
        "publication_date": book["date-released"],
        "license": "CC-BY-4.0",
        "access_right": "open",
        "language": "eng",
        "keywords": book["keywords"],
    }


def _authors(book: dict[str, Any]) -> str:
    return " and ".join(author["name"] for author in book["authors"])


def _year(book: dict[str, Any]) -> str:
    return str(book["date-released"][:4])


def _sentence(title: str) -> str:
    return title if title.endswith(("?", ".", "!")) else f"{title}."
