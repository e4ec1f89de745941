"""Receptor competition in the built page, beside another explorer on the same page."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from painloop.explorers import ReceptorCompetition
from painloop.explorers.receptor_competition import DECLARATION

PAGE = "book/simulations.html"
SETTLED = 700  # ms: words and table follow 500 ms after the last input
FIGURE = 'figure.explorer[data-explorer="receptor-competition"]'
NEIGHBOUR = 'figure.explorer[data-explorer="dose-clock"]'
FOR_EACH = {"antagonist": 20.0, "partial": 10.0, "efficacy": 50.0, "working": 20.0}


@pytest.fixture
def address(site):
    return f"{site.as_uri()}/{PAGE}"


@pytest.fixture
def page(address, open_page):
    return open_page(address)


def type_in(page: Page, key: str, value: float) -> None:
    """What a script or an assistive tool does: a value, then the event."""
    page.locator(f'{FIGURE} [name="{key}"]').evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )


def set_value(page: Page, key: str, value: float) -> None:
    type_in(page, key, value)
    page.wait_for_timeout(SETTLED)


def values(page: Page) -> dict[str, float]:
    return {key: float(page.locator(f'{FIGURE} [name="{key}"]').input_value()) for key in FOR_EACH}


def drawn(page: Page, figure: str = FIGURE) -> dict[str, str]:
    return dict(page.locator(f"{figure} path[data-series]").evaluate_all(
        "all => all.map((each) => [each.dataset.series, each.getAttribute('d')])"
    ))  # fmt: skip


def table(page: Page) -> dict[str, list[float]]:
    keys = page.locator(f"{FIGURE} th[data-column]").evaluate_all("all => all.map((each) => each.dataset.column)")
    rows = page.locator(f"{FIGURE} .explorer-data tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => Number(cell.dataset.value)))"
    )
    return dict(zip(keys, zip(*rows, strict=True), strict=True))


@pytest.mark.parametrize("key", FOR_EACH)
def test_every_control_moves_the_curve_and_the_words(page, key):
    summary = page.locator(f"{FIGURE} .explorer-summary")
    before, said = drawn(page), summary.inner_text()
    set_value(page, key, FOR_EACH[key])
    assert drawn(page)["effect"] != before["effect"]
    assert summary.inner_text() != said
    assert "NaN" not in "".join(drawn(page).values())


def test_the_page_computes_what_python_computes(page):
    random = np.random.default_rng(7)
    for _ in range(5):
        state = {c.key: round(float(random.uniform(c.low, c.high)), 2) for c in DECLARATION.controls}
        for key, value in state.items():
            type_in(page, key, value)
        page.wait_for_timeout(SETTLED)
        ours, theirs = ReceptorCompetition(**state).trajectory(), table(page)
        np.testing.assert_allclose(theirs.pop("A"), ours.along, rtol=1e-9)
        factors = {series.key: view.factor for view in DECLARATION.views for series in view.series}
        for key, column in theirs.items():
            np.testing.assert_allclose(column, factors[key] * ours[key], rtol=1e-9, atol=1e-9, err_msg=key)


def test_a_link_restores_every_number(page, address, open_page):
    state = {"antagonist": 0.123456789, "partial": 17.25, "efficacy": 33.3, "working": 61.5}
    query = "&".join(f"receptor-competition.{key}={value}" for key, value in state.items())
    again = open_page(f"{address}?{query}")
    assert values(again) == state
    assert query in again.locator(f"{FIGURE} .explorer-settings").inner_text()


@pytest.mark.parametrize(
    "query", ["antagonist=51", "partial=-1", "efficacy=lots", "working=<b>0</b>", "preset=story", "q=1"]
)
def test_a_faulty_link_gives_the_default_and_a_note(address, open_page, query):
    page = open_page(f"{address}?receptor-competition.{query}")
    expect(page.locator(f"{FIGURE} .explorer-note")).to_be_visible()
    assert values(page) == DECLARATION.defaults
    assert page.locator(f"{FIGURE} b").count() == 0


def test_two_explorers_on_one_page_do_not_interfere(page):
    before, clock = drawn(page), drawn(page, NEIGHBOUR)
    set_value(page, "antagonist", 50.0)
    assert drawn(page)["effect"] != before["effect"]
    assert drawn(page, NEIGHBOUR) == clock
    page.locator(f'{NEIGHBOUR} [name="dose"]').fill("4.5")
    page.wait_for_timeout(SETTLED)
    assert drawn(page, NEIGHBOUR) != clock
    assert values(page)["antagonist"] == 50.0


def test_the_keyboard_moves_by_coarse_and_fine_steps_and_to_the_ends(page):
    slider = page.locator(f'{FIGURE} input[type="range"][name="antagonist"]')
    slider.focus()
    for key, expected in (
        ("ArrowRight", 5.5),
        ("Shift+ArrowLeft", 5.49),
        ("PageUp", 10.5),
        ("Home", 0.0),
        ("End", 50.0),
    ):
        slider.press(key)
        page.wait_for_timeout(50)
        assert float(slider.input_value()) == pytest.approx(expected)


def test_reset_goes_back_to_the_beginning(page):
    set_value(page, "partial", 40.0)
    page.locator(f"{FIGURE} .explorer-reset").click()
    page.wait_for_timeout(SETTLED)
    assert values(page) == DECLARATION.defaults


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_name_of_a_curve_is_cut(address, open_page, width):
    page = open_page(address, width=width)
    inside = """(svg) => [...svg.querySelectorAll('text')].filter((text) => {
        const box = text.getBoundingClientRect(), all = svg.getBoundingClientRect();
        return box.width && (box.right > all.right + 1 || box.left < all.left - 1 || box.top < all.top - 1);
    }).map((text) => text.textContent)"""
    for chart in page.locator(f"{FIGURE} svg.chart").all():
        assert chart.evaluate(inside) == []
