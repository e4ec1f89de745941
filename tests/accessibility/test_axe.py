"""axe-core finds nothing on any page, in either colour scheme, on a desk or on a phone. No rule is waived."""

import pytest
from conftest import at_rest
from faces import random_states
from on_page import EXPLORERS, PAGE, SET
from sampled import SCHEMES, by_turns, sampled
from visits import THIN, findings


@pytest.mark.parametrize("window", ["desk", "phone"])
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_by_day_or_at_night(page_path, window, visits):
    """On a desk every rule by day and those of colour at night; on a phone every rule at night."""
    seen = getattr(visits, window)(page_path)
    assert set(seen.axe) == {"desk": {"light", "dark"}, "phone": {"dark"}}[window]
    assert not (found := {scheme: each for scheme, each in seen.axe.items() if each}), found
    seen.watch.check()


@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_in_a_whole_chapter_as_it_opens(site_url, open_page):
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html")
    at_rest(page)
    assert not (found := findings(page)), found


@pytest.mark.parametrize("scheme", sampled(SCHEMES, ["dark"]))
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


def open_all_help(page):
    for ask in page.locator(".control__ask").all():
        ask.click()
    page.locator(".control__jump").first.wait_for()


def type_nonsense(page):
    page.locator(".control__typed").first.fill("80")
    page.locator(".control__typed").first.press("Enter")


def list_the_keys(page):
    page.locator('figure.explorer [name="dose"]').press("?")
    page.get_by_role("dialog", name="Keys").wait_for()


ACTS = [move_the_dose, answer_wrong, type_nonsense, open_all_help, list_the_keys]


@pytest.mark.parametrize(("act", "scheme"), by_turns(ACTS))
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_after_input(act, scheme, site_url, open_page):
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html", scheme=scheme)
    act(page)
    page.evaluate(THIN)
    assert not (found := findings(page)), found


@pytest.mark.parametrize(("width", "scheme"), sampled([(1280, "dark"), (390, "light")], [(1280, "dark")]))
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_when_every_explorer_was_guessed_at_and_moved(width, scheme, site_url, open_page):
    """With a curve kept, and with the answer to the guess, which without motion is there at once."""
    page = open_page(f"{site_url}/{PAGE}", width=width, scheme=scheme, reduced_motion="reduce")
    for name, explorer in EXPLORERS.items():
        figure = page.locator(f'figure.explorer[data-explorer="{name}"]')
        figure.evaluate(SET, random_states(explorer.declaration, 1)[0])
        for button in (".explorer-keep:visible", ".explorer-guess"):
            for each in figure.locator(button).all()[:1]:
                each.click()
    page.wait_for_timeout(700)
    page.evaluate(THIN)
    assert not (found := findings(page)), found


@pytest.mark.parametrize(("query", "scheme"), by_turns(["dose-clock.dose=lots", "embed=dose-clock", "embed=none"]))
@pytest.mark.accessibility("axe")
def test_axe_finds_nothing_on_a_linked_state(query, scheme, site_url, open_page):
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html?{query}", scheme=scheme)
    at_rest(page)
    page.evaluate(THIN)
    assert not (found := findings(page)), found
