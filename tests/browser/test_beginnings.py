"""What a reader meets before anything moves, and how long a page is with its folds closed: words that are seen."""

import pytest
from conftest import at_rest
from sampled import sampled

from publish.contents import chapters

BEFORE_IT_MOVES, IN_ALL = 550, 2500  # words
SCREENS = 2  # of a phone, for a table that is not folded
# Words of the article that are seen, up to an element or to the end, outside of the elements left out.
SEEN = """([until, leftOut]) => {
  const article = document.querySelector("article.bd-article");
  const end = until && article.querySelector(until);
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (end && !(end.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING)) break;
    const seen = element.checkVisibility({ visibilityProperty: true }) && !element.closest(leftOut);
    if (seen) words += text.data.split(/\\s+/).filter((word) => /\\w/.test(word)).length;
  }
  return words;
}"""
NOT_READ_THROUGH = (
    "script, style, svg, summary, table, .highlight, figure.explorer, .exercise, .self-check, #where-this-comes-from"
)
TALL = """(most) => [...document.querySelectorAll("article table")].filter((table) => table.checkVisibility()
  && !table.closest("figure.explorer") && table.getBoundingClientRect().height > most).map(({ textContent }) =>
  textContent.slice(0, 80))"""
STEMS = [chapter.stem for chapter in chapters()]
WITH_AN_EXPLORER = [chapter.stem for chapter in chapters() if chapter.explorers]
SAMPLE = ["naltrexone-in-the-body", "the-trials"]
each_chapter = pytest.mark.parametrize("stem", sampled(STEMS, SAMPLE))


@pytest.mark.parametrize("stem", sampled(WITH_AN_EXPLORER, SAMPLE))
def test_few_words_stand_before_the_explorer(stem, site_url, open_page):
    page = open_page(f"{site_url}/book/{stem}.html", width=390)
    at_rest(page)
    assert 100 < page.evaluate(SEEN, ["figure.explorer", "script, style"]) <= BEFORE_IT_MOVES


@each_chapter
def test_a_chapter_is_no_longer_than_it_may_be_before_its_folds_are_opened(stem, site_url, open_page):
    page = open_page(f"{site_url}/book/{stem}.html", width=390)
    at_rest(page)
    assert 800 < page.evaluate(SEEN, [None, NOT_READ_THROUGH]) <= IN_ALL


@each_chapter
def test_on_a_phone_a_table_that_is_not_folded_takes_two_screens_at_most(stem, site_url, open_page):
    page = open_page(f"{site_url}/book/{stem}.html", width=390)
    at_rest(page)
    assert not page.evaluate(TALL, SCREENS * page.viewport_size["height"])
