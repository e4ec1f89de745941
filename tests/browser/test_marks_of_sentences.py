"""In the built book a sentence that many pages say stands whole, with its links, and its marks cannot be seen."""

import re

import pytest
from bs4 import BeautifulSoup, Comment

from painloop.data import sentences
from publish.site import BOOK

SAYING = {path.stem: sentences.SAID.findall(path.read_text("utf-8")) for path in sorted(BOOK.glob("*.md"))}


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("stem", [stem for stem, said in SAYING.items() if said])
def test_a_page_shows_the_sentence_with_its_links_and_no_marks(site, stem):
    article = BeautifulSoup((site / "book" / f"{stem}.html").read_text("utf-8"), "html.parser").select_one("article")
    for comment in article.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    shown = words(article.get_text())
    assert not re.search(r"says:|<!--|-->|\{\{", shown)
    linked = {link["href"].split("#")[-1] for link in article.select("a[href*='#']")}
    for id, _ in SAYING[stem]:
        assert words(sentences.plain(id)) in shown, id
        leads = {key.replace("_", "-") for key in re.findall(r"\]\(#([^)]*)\)", sentences.sentence(id))}
        assert leads <= linked, id
