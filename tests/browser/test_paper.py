"""Paper is light, whatever the screen: every text and every drawn name, in every page, from the dark."""

import io

import numpy as np
import pytest
from conftest import at_rest
from faces import random_states
from on_page import EXPLORERS, SET
from PIL import Image
from playwright.sync_api import expect
from pypdfium2 import PdfDocument
from sampled import sampled
from visits import DRAWN, FAINT, to_paper

from painloop.web.palette import STROKES

CHAPTER = "book/naltrexone-in-the-body.html"


@pytest.fixture
def from_the_dark(site_url, open_page):
    """Opens a page, makes it dark by the system or by the switch, and puts it on paper."""

    def opener(path, chosen_by="switch"):
        page = open_page(f"{site_url}/{path}", scheme="dark" if chosen_by == "system" else "light")
        if chosen_by == "switch":
            page.evaluate("localStorage.setItem('mode', 'dark')")
            page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        to_paper(page)
        return page

    return opener


def hexed(colour):
    return "#" + "".join(f"{int(part):02x}" for part in colour.removeprefix("rgb(").rstrip(")").split(", "))


def look(seen, drawn, curves):
    """Every text and every curve of a page on paper."""
    assert seen["noted"] == "dark"  # nothing was switched back: the styles alone do it
    assert seen["scheme"] == "light"
    assert seen["paper"] == [255, 255, 255]
    assert seen["count"] > 2  # the search page has five
    assert not seen["found"]
    colours = {name: hexed(colour) if "rgb" in colour else colour.strip() for name, colour in drawn.items()}
    assert colours == {name: STROKES[name].light for name in colours}
    assert colours or not curves


@pytest.mark.accessibility("eye")
def test_from_the_dark_texts_are_dark_and_curves_have_their_light_colours_on_paper(page_path, visits):
    seen = visits.desk(page_path)
    look(seen.faint, seen.drawn, seen.curves)


def test_from_a_dark_system_every_explorer_in_another_state_is_light_on_paper(from_the_dark):
    page = from_the_dark("book/simulations.html", "system")
    for name, explorer in EXPLORERS.items():
        state = random_states(explorer.declaration, 1)[0]
        page.locator(f'figure.explorer[data-explorer="{name}"]').evaluate(SET, state)
    to_paper(page)
    look(page.evaluate(FAINT), page.evaluate(DRAWN), page.locator(".chart__curve").count())


def test_the_walk_would_find_a_faint_word_a_faint_name_and_a_dark_ground(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    at_rest(page)
    assert not page.evaluate(FAINT)["found"]
    page.locator("article p").first.evaluate("each => { each.style.color = '#aaa' }")
    page.locator("svg.chart text").first.evaluate("each => { each.style.fill = '#bbb' }")
    page.locator("article li").first.evaluate("each => { each.style.background = '#333' }")
    assert len(page.evaluate(FAINT)["found"]) >= 3


@pytest.mark.accessibility("fallback")
def test_without_a_script_a_dark_system_prints_light(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}", scheme="dark", java_script_enabled=False)
    page.emulate_media(media="print", color_scheme="dark")
    assert mostly_white(page)


def mostly_white(page):
    """Whether every printed page has a light ground: of its pixels, at least two in three are nearly white."""
    document = PdfDocument(page.pdf(print_background=True))
    seen = [np.asarray(sheet.render(grayscale=True).to_pil()) for sheet in document]
    assert len(seen) > 2
    return all((sheet > 240).mean() > 2 / 3 for sheet in seen)


@pytest.mark.accessibility("eye")
def test_from_the_dark_the_printed_file_has_no_dark_ground(from_the_dark):
    assert mostly_white(from_the_dark(CHAPTER))


def test_the_printed_file_would_be_found_dark(from_the_dark):
    page = from_the_dark(CHAPTER)
    page.add_style_tag(content="@media print { body { background: #222 !important; } }")
    assert not mostly_white(page)


def middle(control):
    """How light the middle of a control is, from 0 to 255."""
    picture = Image.open(io.BytesIO(control.screenshot())).convert("L")
    return picture.getpixel((picture.width // 2, picture.height // 2))


@pytest.mark.accessibility("eye")
def test_from_the_dark_an_answer_that_was_not_chosen_is_an_empty_ring_on_paper(from_the_dark):
    page = from_the_dark(CHAPTER)
    answers = page.locator(".question").first.locator("input[type=radio]")
    answers.first.check()
    assert middle(answers.first) < 128
    assert min(middle(each) for each in answers.all()[1:]) > 240


@pytest.mark.parametrize("width", [1280, 1366, 390])
def test_on_paper_charts_keep_the_width_that_they_were_drawn_in(width, site_url, open_page):
    """So lettering keeps its size, and columns do not change."""
    page = open_page(f"{site_url}/book/the-pain-loop.html", width=width)
    at_rest(page)
    size = """all => all.map((each) => [Number(each.getAttribute('width')), each.getBoundingClientRect().width])"""
    before = page.locator("svg.chart").evaluate_all(size)
    to_paper(page)
    page.set_viewport_size({"width": 680, "height": 900})  # A4 between its margins
    at_rest(page)
    after = page.locator("svg.chart").evaluate_all(size)
    for (drawn, _), (redrawn, seen) in zip(before, after, strict=True):
        assert redrawn == drawn
        assert seen >= 0.85 * drawn


@pytest.mark.parametrize("window", sampled([600, 768, 820, 960, 1024, 1280, 1366, 1440, 1920], [600, 960, 1366]))
def test_scrollbars_do_not_change_the_columns_of_an_explorer(window, site_url, open_page):
    page = open_page(f"{site_url}/book/the-pain-loop.html", width=window)
    columns = """() => getComputedStyle(document.querySelector('.explorer-controls'))
      .gridTemplateColumns.split(' ').length"""
    scrollbar = "bar => { document.documentElement.style.width = `calc(100vw - ${bar}px)` }"
    found = set()
    for bar in (0, 12, 15, 17):
        page.evaluate(scrollbar, bar)
        at_rest(page)
        found.add(page.evaluate(columns))
    assert len(found) == 1


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_the_card_for_clinicians_is_one_sheet(sheet, site_url, open_page):
    page = open_page(f"{site_url}/book/card.html", scheme="dark")
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")
    with PdfDocument(page.pdf(format=sheet, margin=margin)) as printed:
        assert len(printed) == 1
        assert "get help now." in printed[0].get_textpage().get_text_bounded()
