"""The book on paper: every chapter, every explorer as a picture, links that lead within the book."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import Destination
from pypdfium2 import PdfDocument

from painloop import explorers
from publish.contents import chapters
from publish.pdf import assemble, write

SITE = "https://example.org/pain-loop"


@pytest.fixture(scope="module")
def document(site) -> BeautifulSoup:
    return BeautifulSoup(assemble(site, SITE), "html.parser")


@pytest.fixture(scope="module")
def printed(document, browser, tmp_path_factory) -> Path:
    return write(browser, str(document), tmp_path_factory.mktemp("paper") / "book.pdf")


@pytest.fixture(scope="module")
def paper(printed) -> PdfReader:
    return PdfReader(printed)


@pytest.mark.doubt
def test_the_bookmarks_hold_every_chapter_in_order_with_its_sections(paper):
    top = [each.title for each in paper.outline if isinstance(each, Destination)]
    titles = [chapter.title for chapter in chapters()]
    assert [title for title in top if title in titles] == titles
    within = [part for each in paper.outline if isinstance(each, list) for part in each]
    sections = [part.title for part in within if isinstance(part, Destination)]
    assert sections.count("Key points") == len(titles)


@pytest.mark.doubt
def test_every_page_is_numbered_and_says_nothing_of_the_sites_navigation(printed):
    words = [page.get_textpage().get_text_bounded() for page in PdfDocument(printed)]
    assert len(words) > 100
    # beside a tall formula the reader of PDF takes the digits apart
    assert all("".join(text.split()).endswith(str(n)) for n, text in enumerate(words, 1) if text.strip())
    assert "Search this book" not in "".join(words)
    assert "Skip to main content" not in "".join(words)


def test_every_explorer_is_a_picture_with_its_words_and_the_address_where_it_moves(document):
    shown = {figure["data-explorer"]: figure for figure in document.select("figure.explorer")}
    assert set(shown) == {getattr(explorers, name).declaration.name for name in explorers.__all__}
    for name, figure in shown.items():
        assert figure.select_one("img, svg"), name
        assert figure.select_one("figcaption").get_text(strip=True), name
        assert f"?embed={name}" in figure.select_one(".live a")["href"], name


def test_every_link_within_the_book_leads_to_a_place_in_it(document):
    places = {tag["id"] for tag in document.select("[id]")}
    within = [link["href"][1:] for link in document.select('a[href^="#"]')]
    assert len(within) > 500
    assert not set(within) - places
    assert not [link["href"] for link in document.select('a[href^="file:"], a[href^="../"]')]


def test_no_id_stands_twice(document):
    every = [tag["id"] for tag in document.select("[id]")]
    assert len(every) == len(set(every))


def test_solutions_and_answers_are_open(document):
    folds = document.select("details")
    assert len(folds) > 80
    assert all("open" in fold.attrs for fold in folds)


@pytest.mark.doubt
def test_the_paper_is_tagged_and_has_a_title_and_a_language(paper):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert paper.metadata.title.startswith("The Pain Loop")
