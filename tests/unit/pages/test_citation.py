"""The ways to cite the book, read back by a reference manager's own library (citation.js)."""

import json
import subprocess
from pathlib import Path

import pytest

import painloop
from painloop.pages import citation
from painloop.web.node import binary

ROOT = Path(__file__).parents[3]
TITLE, PAGE = "Does low-dose naltrexone relieve chronic pain?", "book/the-trials.html"
READER = """
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-cff"; import "@citation-js/plugin-bibtex"; import "@citation-js/plugin-csl";
let text = "";
for await (const chunk of process.stdin) text += chunk;
process.stdout.write(JSON.stringify((await Cite.async(text)).data));
"""


def read_back(text: str) -> dict:
    """The one item that citation.js finds in a text of whatever format."""
    command = [binary(), "--input-type=module", "--eval", READER]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    [item] = json.loads(done.stdout)
    return item


@pytest.mark.slow
def test_the_citation_file_is_read_as_this_version_of_the_book():
    item = read_back((ROOT / "CITATION.cff").read_text("utf-8"))
    assert item["title"].startswith("The Pain Loop")
    assert item["author"] == [{"literal": "The Pain Loop authors"}]
    assert item["version"] == painloop.__version__ == (ROOT / "VERSION").read_text("utf-8").strip()


@pytest.mark.slow
@pytest.mark.parametrize("written", ["bibtex", "csl"])
def test_a_chapter_is_read_back_with_its_title_book_author_year_and_address(written, monkeypatch):
    monkeypatch.setenv("BOOK_SITE", "https://example.org/pain-loop/")
    text = citation.bibtex(TITLE, PAGE) if written == "bibtex" else json.dumps([citation.csl(TITLE, PAGE)])
    item = read_back(text)
    assert (item["type"], item["title"]) == ("chapter", TITLE)
    assert item["container-title"] == citation.read()["title"]
    assert [list(author.values()) for author in item["author"]] == [["The Pain Loop authors"]]
    assert item["issued"]["date-parts"][0][0] == 2026
    assert item["URL"] == "https://example.org/pain-loop/book/the-trials.html"


def test_without_a_published_address_none_is_printed(monkeypatch):
    monkeypatch.delenv("BOOK_SITE", raising=False)
    assert "http" not in citation.in_words(TITLE, PAGE) + citation.bibtex(TITLE, PAGE)
    assert "URL" not in citation.csl(TITLE, PAGE)


def test_an_address_that_is_none_says_what_to_give(monkeypatch):
    monkeypatch.setenv("BOOK_SITE", "example.org")
    with pytest.raises(ValueError, match=r"give an address such as https://"):
        citation.address(PAGE)


def test_zenodo_is_told_what_the_citation_file_says():
    assert json.loads((ROOT / ".zenodo.json").read_text("utf-8")) == citation.zenodo(), "run: make release"


def test_zenodo_is_told_what_it_requires_in_its_own_words():
    told = citation.zenodo()
    assert {"title", "description", "upload_type", "creators", "license", "access_right"} <= set(told)
    assert told["upload_type"] in ("publication", "software", "dataset", "lesson")
    assert told["access_right"] in ("open", "embargoed", "restricted", "closed")
    assert all(creator["name"] for creator in told["creators"])
