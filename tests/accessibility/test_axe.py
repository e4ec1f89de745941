"""axe-core finds nothing on any page, in either colour scheme, on a desk or on a phone. No rule is waived."""

from pathlib import Path
from typing import Any

import pytest
from conftest import at_rest
from faces import random_states
from on_page import EXPLORERS, PAGE, SET

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# What repeats by the thousand, alike: strokes of formulas, rows of data. One chapter is looked at with all of it.
THIN = """document.querySelectorAll(".katex-html > *, .explorer-data tbody tr:nth-child(n+4)")
    .forEach((each) => each.remove())"""
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true })"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def told(violation: dict[str, Any]) -> str:
    """A finding in words: the rule and where it is broken."""
    places = "\n".join(f"    {node['html'][:160]}\n      {node['failureSummary']}" for node in violation["nodes"])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{places}"


def findings(page) -> str:
    """Everything axe finds on a page, as text; empty if nothing."""
    page.evaluate(AXE.read_text("utf-8"))  # not as a script of the page, whose own policy would refuse it
    # Only what is wrong: the list of all that is right takes longer to fetch than to find.
    run = "tags => axe.run({ runOnly: tags, resultTypes: ['violations'] }).then((found) => found.violations)"
    return "\n".join(told(violation) for violation in page.evaluate(run, TAGS))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_by_day_or_at_night(page_path, width, site_url, open_page):
    page = open_page(f"{site_url}/{page_path}", width=width, reduced_motion="reduce")
    page.evaluate(OPEN)
    page.evaluate(THIN)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"html[data-theme={scheme}]")
        assert not (found := findings(page)), f"{scheme}: {found}"


@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_in_a_whole_chapter_as_it_opens(site_url, open_page):
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html")
    at_rest(page)
    assert not (found := findings(page)), found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_in_search_results_and_on_a_page_found(scheme, site_url, open_page):
    page = open_page(f"{site_url}/search.html?q=naltrexone", scheme=scheme)
    page.locator("#search-results li a").first.wait_for()
    assert not (found := findings(page)), found
    page.locator("#search-results li a").first.click()
    page.locator("article .highlighted").first.wait_for()
    at_rest(page)
    assert not (found := findings(page)), found


def test_axe_would_find_a_picture_without_words(site_url, open_page):
    page = open_page(f"{site_url}/book/index.html")
    page.evaluate("document.querySelector('article').append(new Image())")
    assert "image-alt" in findings(page)


def move_the_dose(page):
    page.locator('figure.explorer [name="dose"]').evaluate(
        "(input) => { input.value = 4.5; input.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    page.wait_for_timeout(700)


def answer_wrong(page):
    form = page.locator("form.question").last
    form.locator("input").first.check()
    form.get_by_role("button").click()


def type_nonsense(page):
    page.locator(".control__typed").first.fill("80")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("act", [move_the_dose, answer_wrong, type_nonsense])
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_after_input(act, scheme, site_url, open_page):
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html", scheme=scheme)
    act(page)
    assert not (found := findings(page)), found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_when_every_explorer_was_guessed_at_and_moved(width, scheme, site_url, open_page):
    page = open_page(f"{site_url}/{PAGE}", width=width, scheme=scheme)
    for name, explorer in EXPLORERS.items():
        figure = page.locator(f'figure.explorer[data-explorer="{name}"]')
        figure.evaluate(SET, random_states(explorer.declaration, 1)[0])
        for guess in figure.locator(".explorer-guess").all()[:1]:
            guess.click()
    page.wait_for_timeout(700)
    page.evaluate(THIN)
    assert not (found := findings(page)), found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["dose-clock.dose=lots", "embed=dose-clock", "embed=none"])
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_on_a_linked_state(query, scheme, site_url, open_page):
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html?{query}", scheme=scheme)
    at_rest(page)
    assert not (found := findings(page)), found
