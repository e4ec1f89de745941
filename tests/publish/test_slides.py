"""Slides: a deck for each chapter, each slide within its frame, each picture with its words, and the safety box."""

from itertools import combinations

import pytest
from bs4 import BeautifulSoup
from sampled import CHAPTERS, sampled

from publish.classroom.question import of_chapter
from publish.contents import chapters
from publish.site import BOOK
from publish.slides import deck, lay_out, write

SITE = "https://example.org/pain-loop"
LISTED = {chapter.stem: chapter for chapter in chapters()}
each_chapter = pytest.mark.parametrize("stem", sampled(LISTED, CHAPTERS))


@pytest.fixture
def chapter(stem):
    return LISTED[stem]


@each_chapter
def test_no_slide_runs_over(chapter, site, browser, tmp_path):
    page = lay_out(browser, deck(site, chapter, SITE), tmp_path)
    over = "all => all.filter((each) => each.scrollHeight > each.clientHeight).map((each) => each.innerText)"
    assert not page.locator(".slide").evaluate_all(over)
    assert write(page, tmp_path / "deck.pdf").stat().st_size > 20_000


# Of each explorer: its pictures, its words and its own place, as boxes. What is hidden has none.
EXPLORERS = """all => all.map((slide) => {
  const boxes = (selector) => [...slide.querySelectorAll(selector)].map((each) => each.getBoundingClientRect())
    .filter(({ height }) => height > 0).map(({ left, top, right, bottom }) => [left, top, right, bottom]);
  const words = ".explorer-title, .explorer-fallback > p, .live";
  return { pictures: boxes(".explorer-charts svg"), words: boxes(words),
    figure: boxes("figure.explorer")[0] };
})"""
TALL = 180  # px


@each_chapter
def test_an_explorer_is_seen_on_its_slide_and_nothing_lies_on_anything(chapter, site, browser, tmp_path):
    page = lay_out(browser, deck(site, chapter, SITE), tmp_path)
    shown = page.locator(".slide:has(figure.explorer)").evaluate_all(EXPLORERS)
    page.close()
    assert len(shown) == len(list(chapter.explorers))
    for each in shown:
        parts = [*each["pictures"], *each["words"]]
        assert any(bottom - top > TALL for _, top, _, bottom in each["pictures"]), each
        assert len(each["words"]) == 4, "title, summary, caution, address"
        _, first, _, last = each["figure"]  # what reaches out of it is cut off
        assert all(first <= top and bottom <= last for _, top, _, bottom in parts), each
        assert not [pair for pair in combinations(parts, 2) if overlap(*pair)], each


def overlap(one, other):
    """Whether two boxes share more than a hair."""
    across, down = (min(one[i + 2], other[i + 2]) - max(one[i], other[i]) for i in (0, 1))
    return across > 1 and down > 1


@each_chapter
def test_a_deck_asks_shows_answers_and_ends_with_what_is_not_known(chapter, site):
    slides = BeautifulSoup(deck(site, chapter, SITE), "html.parser").select(".slide")
    words = [slide.get_text(" ", strip=True) for slide in slides]
    asked = list(of_chapter(BOOK / "questions" / f"{chapter.stem}.yml"))
    assert words[0].startswith(chapter.title)
    assert sum(each.startswith("Check yourself") for each in words) == len(asked)
    assert words[-1].startswith("What we do not know")
    assert all(image.get("alt") for slide in slides for image in slide.select("img"))
    for name, _ in chapter.explorers:
        assert any(f"?embed={name}" in str(slide) for slide in slides)


@each_chapter
def test_a_deck_warns_before_doses_where_its_chapter_does(chapter, site):
    page = BeautifulSoup((site / "book" / f"{chapter.stem}.html").read_text("utf-8"), "html.parser")
    slides = BeautifulSoup(deck(site, chapter, ""), "html.parser")
    assert len(slides.select(".slide .safety-box")) == len(page.select("article .safety-box"))
