"""The first page: the living loop in the first window, ten days kept pale, doors and chapters as cards."""

import pytest
from conftest import at_rest
from playwright.sync_api import expect

from painloop.pages import chapter
from publish.contents import chapters
from publish.site import BOOK

WINDOWS = ((1280, 800), (390, 844))
BELOW = """(figure) => [...figure.querySelectorAll(
  ".explorer-chosen, .explorer-play, input[type=range], .control__jump, .explorer-answer")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => each.getBoundingClientRect().bottom > innerHeight)
  .map((each) => each.className)"""
CURVE = "(figure, key) => figure.querySelector(`[data-series=${key}]`)?.getAttribute('d')"
WITHOUT_A_COLOUR = """() => [...document.querySelectorAll(".card__scene svg *")].filter((each) =>
  ["fill", "stroke"].some((kind) => each.getAttribute(kind)?.startsWith("var(") && !getComputedStyle(each)
    .getPropertyValue(each.getAttribute(kind).match(/--[\\w-]+/)[0]))).map((each) => each.outerHTML)"""


@pytest.fixture
def landing(site_url, open_page):
    """Opens the first page in a window of this size."""

    def opener(width=1280, height=800, scheme="light"):
        page = open_page(f"{site_url}/book/index.html", width=width, scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.locator("figure.explorer--live").wait_for()
        at_rest(page)
        return page

    return opener


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_loop_control_and_play_are_whole_in_the_first_window(width, height, landing):
    figure = landing(width, height).locator("figure.explorer")
    assert figure.locator(".control").count() == 1
    assert figure.evaluate(BELOW) == []


def test_the_curve_of_ten_days_stays_pale_beside_that_of_eleven(landing):
    page = landing()
    figure = page.locator("figure.explorer")
    ten = figure.evaluate(CURVE, "pain_rating")
    assert figure.evaluate(CURVE, "kept_pain_rating") == ten
    eleven = figure.get_by_role("button", name="How long the injury lasts: 11 days")
    eleven.click()
    expect(eleven).to_have_attribute("aria-pressed", "true")
    expect(figure.locator(".explorer-answer")).to_contain_text("It stays")
    assert figure.evaluate(CURVE, "kept_pain_rating") == ten
    assert figure.evaluate(CURVE, "pain_rating") != ten


def test_every_chapter_is_a_card_with_its_minutes_and_its_explorers_scene(landing):
    page = landing()
    cards = page.locator(".chapter-cards li")
    assert cards.count() == len(chapters())
    for card, taught in zip(cards.all(), chapters(), strict=True):
        assert card.get_by_role("link").first.get_attribute("href") == f"{taught.stem}.html"
        assert card.get_by_role("link").first.inner_text() == taught.title
        minutes = chapter.read(BOOK / f"{taught.stem}.md").box.minutes[0]
        assert card.locator(".card__minutes").inner_text() == f"about {minutes} minutes"
        assert card.locator(".card__scene svg").count() == len(taught.explorers)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_scenes_of_cards_have_the_colours_of_the_page(scheme, landing):
    page = landing(scheme=scheme)
    assert page.locator(".card__scene svg").count() > 10
    assert page.evaluate(WITHOUT_A_COLOUR) == []


def test_the_whole_of_a_card_leads_to_its_chapter(landing):
    page = landing()
    card = page.locator(".chapter-cards li").nth(1)
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] - 12)
    page.wait_for_url("**/the-pain-loop.html")


def test_each_of_three_doors_says_how_long_its_pages_take(landing):
    doors = landing().locator(".doors li")
    assert doors.count() == 3
    for door in doors.all():
        pages = [link.get_attribute("href").removesuffix(".html") for link in door.get_by_role("link").all()]
        minutes = sum(chapter.minutes(BOOK / f"{stem}.md") for stem in pages)
        assert door.locator(".card__minutes").inner_text() == f"about {minutes} minutes in all"
