"""The explorers that share a page: each obeys its controls, computes as Python does, leaves its neighbour alone."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from painloop.explorers import DoseParadox, ReceptorCompetition
from painloop.explorers.declaration import Slider

PAGE = "book/simulations.html"
SETTLED = 700  # ms: words and table follow 500 ms after the last input
EXPLORERS = {each.declaration.name: each for each in (ReceptorCompetition, DoseParadox)}
MOVES = {
    "receptor-competition": {"antagonist": 20.0, "partial": 10.0, "efficacy": 50.0, "working": 20.0},
    "dose-paradox": {"gain": 1.2, "exponent": 1.5, "loop": "closed", "account": "brain_retention"},
}
EVERY_MOVE = [(name, key) for name, moves in MOVES.items() for key in moves]
every = pytest.mark.parametrize("name", EXPLORERS)


class Explorer:
    """One explorer of a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name, self.declaration = page, name, EXPLORERS[name].declaration
        self.figure = page.locator(f'figure.explorer[data-explorer="{name}"]')
        self.main = self.declaration.views[0].series[-1].key

    def set(self, **values: float | str) -> None:
        """What a script or an assistive tool does: values, each with its event."""
        for key, value in values.items():
            if isinstance(value, str):
                self.figure.locator(f'[name="{key}"][value="{value}"]').check()
            else:
                self.figure.locator(f'[name="{key}"]').evaluate(
                    "(input, to) => { input.value = to; input.dispatchEvent(new Event('input', { bubbles: true })); }",
                    value,
                )
        self.page.wait_for_timeout(SETTLED)

    def values(self) -> dict[str, float | str]:
        return {
            control.key: float(self.figure.locator(f'[name="{control.key}"]').input_value())
            if isinstance(control, Slider)
            else str(self.figure.locator(f'[name="{control.key}"]:checked').input_value())
            for control in self.declaration.controls
        }

    def drawn(self) -> dict[str, str]:
        script = "all => all.map((each) => [each.dataset.series, each.getAttribute('d')])"
        return dict(self.figure.locator("path[data-series]").evaluate_all(script))

    def summary(self) -> str:
        return self.figure.locator(".explorer-summary").inner_text()

    def table(self) -> dict[str, tuple[float, ...]]:
        keys = self.figure.locator("th[data-column]").evaluate_all("all => all.map((each) => each.dataset.column)")
        rows = self.figure.locator(".explorer-data tbody tr").evaluate_all(
            "rows => rows.map((row) => [...row.children].map((cell) => Number(cell.dataset.value)))"
        )
        return dict(zip(keys, zip(*rows, strict=True), strict=True))

    def at_random(self, random: np.random.Generator) -> dict[str, float | str]:
        return {
            control.key: round(float(random.uniform(control.low, control.high)), 9)
            if isinstance(control, Slider)
            else str(random.choice(list(control.options)))
            for control in self.declaration.controls
        }


@pytest.fixture
def address(site):
    return f"{site.as_uri()}/{PAGE}"


@pytest.mark.parametrize(("name", "key"), EVERY_MOVE)
def test_every_control_moves_the_curve_and_the_words(address, open_page, name, key):
    explorer = Explorer(open_page(address), name)
    before, said = explorer.drawn(), explorer.summary()
    explorer.set(**{key: MOVES[name][key]})
    assert explorer.drawn()[explorer.main] != before[explorer.main]
    assert explorer.summary() != said
    assert "NaN" not in "".join(explorer.drawn().values())


@every
def test_the_page_computes_what_python_computes(address, open_page, name):
    explorer, random = Explorer(open_page(address), name), np.random.default_rng(7)
    for _ in range(4):
        state = explorer.at_random(random)
        explorer.set(**state)
        ours, theirs = EXPLORERS[name](**state).curves(), explorer.table()
        np.testing.assert_allclose(theirs.pop(explorer.declaration.source.axis.key), ours.along, rtol=1e-9)
        factors = {series.key: view.factor for view in explorer.declaration.views for series in view.series}
        assert theirs
        for key, column in theirs.items():
            np.testing.assert_allclose(column, factors[key] * ours[key], rtol=1e-9, atol=1e-9, err_msg=key)


@every
def test_a_link_restores_every_value_exactly(address, open_page, name):
    state = Explorer(open_page(address), name).at_random(np.random.default_rng(11))
    again = Explorer(open_page(f"{address}?" + "&".join(f"{name}.{key}={value}" for key, value in state.items())), name)
    assert again.values() == state


@pytest.mark.parametrize(
    "query",
    [
        "receptor-competition.antagonist=51", "receptor-competition.efficacy=lots",
        "receptor-competition.working=<b>0</b>", "receptor-competition.q=1",
        "dose-paradox.loop=half", "dose-paradox.preset=none", "dose-paradox.gain=NaN",
    ],
)  # fmt: skip
def test_a_faulty_link_gives_the_default_and_a_note(address, open_page, query):
    explorer = Explorer(open_page(f"{address}?{query}"), query.split(".")[0])
    expect(explorer.figure.locator(".explorer-note")).to_be_visible()
    assert explorer.values() == explorer.declaration.defaults
    assert explorer.figure.locator("b").count() == 0


def test_two_explorers_on_one_page_do_not_interfere(address, open_page):
    page = open_page(address)
    one, other = (Explorer(page, name) for name in EXPLORERS)
    before, beside = one.drawn(), other.drawn()
    one.set(antagonist=50.0)
    assert one.drawn() != before
    assert other.drawn() == beside
    other.set(gain=0.5)
    assert other.drawn() != beside
    assert one.values()["antagonist"] == 50.0


def test_the_keyboard_moves_by_coarse_and_fine_steps_and_to_the_ends(address, open_page):
    slider = open_page(address).locator('input[type="range"][name="antagonist"]')
    slider.focus()
    moves = {"ArrowRight": 5.5, "Shift+ArrowLeft": 5.49, "PageUp": 10.5, "Home": 0.0, "End": 50.0}
    for key, expected in moves.items():
        slider.press(key)
        expect(slider).to_have_value(f"{expected:g}")


@every
def test_reset_goes_back_to_the_beginning(address, open_page, name):
    explorer = Explorer(open_page(address), name)
    explorer.set(**MOVES[name])
    explorer.figure.locator(".explorer-reset").click()
    explorer.page.wait_for_timeout(SETTLED)
    assert explorer.values() == explorer.declaration.defaults


@every
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_name_of_a_curve_is_cut(address, open_page, name, width):
    inside = """(svg) => [...svg.querySelectorAll('text')].filter((text) => {
        const box = text.getBoundingClientRect(), all = svg.getBoundingClientRect();
        return box.width && (box.right > all.right + 1 || box.left < all.left - 1 || box.top < all.top - 1);
    }).map((text) => text.textContent)"""
    for chart in Explorer(open_page(address, width=width), name).figure.locator("svg.chart").all():
        assert chart.evaluate(inside) == []
