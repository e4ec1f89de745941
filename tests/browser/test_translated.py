"""What leaves a page: a formula that is copied, a page that is translated, colours that are the reader's own."""

import pytest
from faces import random_states
from on_page import EXPLORERS, SET, SHOWN, Explorer
from playwright.sync_api import expect
from visits import COPIED

CHAPTER = "book/naltrexone-in-the-body.html"
# What a translator does to a page: each text that it may change goes into a <font> of its own, in capitals here.
TRANSLATE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found) {
    if (text.parentElement.closest("[translate=no], script, style, svg:not(.chart)")) continue;
    if (!text.textContent.trim()) continue;
    const font = document.createElement("font");
    font.textContent = text.textContent.toUpperCase();
    text.replaceWith(font);
  }
  document.documentElement.lang = "xx";
}"""
MARKUP = "all => all.map((each) => each.innerHTML)"
TEX = "formula => formula.querySelector('annotation').textContent"


def test_each_formula_is_copied_once_as_its_source(page_path, site, visits):
    copied = visits.desk(page_path).copied
    assert bool(copied) == ('class="katex"' in (site / page_path).read_text("utf-8"))
    for each in copied:
        sign = "$$" if each["alone"] else "$"
        assert each["plain"].split() == f"{sign}{each['source']}{sign}".split()
        assert "katex" not in each["rich"]


def test_a_sentence_is_copied_with_its_formulas_in_place(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    sentence = page.locator("article p:visible:has(.katex)").first
    copied = sentence.evaluate(COPIED)["plain"]
    sources = sentence.locator(".katex").evaluate_all(f"all => all.map({TEX})")
    assert all(f"${source}$" in copied for source in sources)
    assert copied.count("$") == 2 * len(sources)


def test_a_part_of_a_formula_is_copied_as_the_whole_and_plain_text_as_it_is(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    formula = page.locator("article .katex:visible").first
    part = formula.locator(".katex-html .mord").last.evaluate(COPIED)["plain"]
    assert part.strip("$").split() == formula.evaluate(TEX).split()
    assert page.locator("article h1").evaluate(COPIED)["plain"] == ""  # left to the browser


def test_no_translator_touches_formulas_code_numbers_and_charts(page_path, visits):
    assert not visits.desk(page_path).touched


def test_in_a_translated_page_every_explorer_still_follows_its_controls(site_url, open_page):
    page = open_page(f"{site_url}/book/simulations.html")
    page.evaluate(TRANSLATE)
    assert page.locator("font").count() > 500
    for name, explorer in EXPLORERS.items():
        figure = page.locator(f'figure.explorer[data-explorer="{name}"]')
        before = figure.locator(".explorer-charts, .explorer-list").evaluate_all(MARKUP)
        values = random_states(explorer.declaration, 1)[0]
        figure.evaluate(SET, values)
        page.evaluate(SHOWN)
        after = figure.locator(".explorer-charts, .explorer-list").evaluate_all(MARKUP)
        assert after != before, name
        expect(figure.locator(".explorer-summary font")).to_have_count(0)  # said anew, once
        assert "NaN" not in figure.inner_text()


def test_in_a_translated_page_questions_still_answer(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    page.evaluate(TRANSLATE)
    question = page.locator("form.question").last
    question.locator("input").first.check()
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).not_to_be_empty()


# ------------------------------------------------------------------ the reader's own colours


CURVES = """(chart) => {
  const curves = [...chart.querySelectorAll("[class*='chart__curve--'][data-series][d]:not([d=''])")];
  const names = [...chart.querySelectorAll(".chart__labels text")].length;
  const dashes = new Set(curves.map((each) => getComputedStyle(each).strokeDasharray));
  const strokes = curves.map((each) => getComputedStyle(each).stroke);
  return { curves: curves.length, names, dashes: dashes.size, strokes };
}"""


@pytest.fixture
def own_colours(site_url, open_page):
    return lambda path, **options: open_page(f"{site_url}/{path}", forced_colors="active", **options)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.accessibility("eye")
def test_in_the_readers_own_colours_what_is_drawn_is_seen_and_curves_are_told_apart(scheme, own_colours):
    page = own_colours("book/simulations.html", scheme=scheme)
    page.locator(".explorer-live").last.wait_for()
    page.evaluate(SHOWN)
    ink = page.evaluate("""() => { const probe = document.createElement("p"); probe.style.color = "CanvasText";
        document.body.append(probe); return getComputedStyle(probe).color; }""")
    for chart in page.locator("svg.chart").all():
        seen = chart.evaluate(CURVES)
        assert set(seen["strokes"]) <= {ink, "none"}
        assert seen["curves"] <= 1 or seen["dashes"] >= 2 or seen["names"] >= seen["curves"]
    fills = page.locator("svg.chart text").evaluate_all("all => all.map((each) => getComputedStyle(each).fill)")
    assert set(fills) == {ink}


@pytest.mark.accessibility("eye")
def test_in_the_readers_own_colours_boxes_have_an_edge_and_focus_is_seen(own_colours):
    page = own_colours(CHAPTER)
    edges = "all => all.map((each) => getComputedStyle(each).borderTopWidth)"
    assert set(page.locator("div.safety-box, div.admonition, article .grade").evaluate_all(edges)) == {"1px"}
    clock = Explorer(page, "dose-clock")
    outline = "each => [getComputedStyle(each).outlineStyle, getComputedStyle(each).outlineWidth]"
    for key in ("dose", "days"):  # the track of the one is drawn by us, and its range is not seen
        clock.range(key).focus()
        page.keyboard.press("ArrowRight")
        assert clock.grip(key).evaluate(outline) == ["solid", "3px"]
        assert clock.grip(key).evaluate("each => getComputedStyle(each).opacity") == "1"
    thumb = page.locator(".control__thumb").first.evaluate("each => getComputedStyle(each).backgroundColor")
    assert thumb == page.evaluate("getComputedStyle(document.body).color")
