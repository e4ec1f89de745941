"""How sure the curves are, on the page: a switch draws bands and says shares, and every change lets go of them."""

import re

import numpy as np
import pytest
from faces import random_states
from on_page import EXPLORERS, FRAMES, SHOWN
from playwright.sync_api import expect
from sampled import sampled

DOUBTED = {
    name: [view for view in each.declaration.views if view.kind == "lines" and not view.across]
    for name, each in EXPLORERS.items()
    if each.declaration.model
}
DOUBTED = {name: views for name, views in DOUBTED.items() if views}
LONG = 120_000  # ms, on a machine that does other things too
BUSY = """(figure) => new Promise((done) => {
  const progress = figure.querySelector(".explorer-sure progress");
  const look = () => (progress.value > 0 && progress.value < 100 && !progress.hidden ? done() : setTimeout(look, 1));
  look();
})"""
# The picture, in pixels: at every corner of a band's path, x and y.
CORNERS = """(path) => path.getAttribute("d").match(/-?[\\d.]+/g).map(Number)"""


@pytest.fixture
def explorer(explorer):
    """One explorer, whose switch is off again afterwards."""
    yield explorer
    if switch(explorer).get_attribute("aria-pressed") == "true":
        switch(explorer).click()


def switch(explorer):
    return explorer.figure.locator(".explorer-sure__switch")


def said(explorer):
    return explorer.figure.locator(".explorer-sure__said")


def bands(explorer):
    return {key: path for key, path in explorer.curves().items() if key.startswith("sure_")}


def found(explorer):
    """Waits until the sets have been asked."""
    expect(said(explorer)).to_contain_text("of 100 sets of parameters give this answer", timeout=LONG)
    explorer.page.evaluate(SHOWN)


@pytest.mark.parametrize("name", sampled(DOUBTED, ["pain-loop", "patient-on-ldn"]))
@pytest.mark.accessibility("ear")
def test_a_switch_draws_a_band_for_every_curve_tables_it_and_says_the_share(explorer):
    before, address = explorer.table(), explorer.state()
    switch(explorer).click()
    expect(switch(explorer)).to_have_attribute("aria-pressed", "true")
    found(explorer)
    along = {series.key for view in DOUBTED[explorer.name] for series in view.series}
    shown = along & set(explorer.curves())
    assert {f"sure_{key}" for key in shown} == set(bands(explorer))
    table = explorer.table()
    assert {key: table[key] for key in before} == before
    for key in shown:
        low, high = np.array(table[f"low_{key}"]), np.array(table[f"high_{key}"])
        assert len(low) == len(high) > 1
        assert (low <= high).all()
    assert "The band holds the middle 90 sets" in explorer.figure.locator(".explorer-settings").text_content()
    assert explorer.state() == address
    switch(explorer).click()
    assert not bands(explorer)
    explorer.page.evaluate(SHOWN)
    assert explorer.table() == before
    expect(said(explorer)).to_be_empty()


@pytest.mark.parametrize("name", ["pain-loop"])
def test_the_band_stands_where_the_table_says(explorer):
    """The axis of the rating runs from 0 to 10, that of the days over 250."""
    switch(explorer).click()
    found(explorer)
    corners = explorer.figure.locator('[data-series="sure_pain_rating"]').evaluate(CORNERS)
    x, y = np.array(corners[::2]), np.array(corners[1::2])
    table = explorer.table()
    expected = np.array([*table["high_pain_rating"], *table["low_pain_rating"][::-1]])
    assert len(y) == len(expected)
    slope, start = np.polyfit(expected, y, 1)
    assert slope < 0
    assert y == pytest.approx(slope * expected + start, abs=0.11)  # written to a tenth of a pixel
    grid = explorer.figure.locator('[data-picture="time"] .chart__grid line')
    assert min(abs(float(each.get_attribute("y1")) - start) for each in grid.all()) < 0.2, (
        "nought is no line of the grid"
    )
    assert np.ptp(x) > 100


@pytest.mark.parametrize("name", ["pain-loop", "potency-gap"])
def test_a_change_lets_go_of_what_was_found_and_of_what_is_being_asked(explorer):
    one, other = random_states(explorer.declaration, 2, seed=3)
    switch(explorer).click()
    found(explorer)
    explorer.set(**one)
    assert not bands(explorer)
    expect(said(explorer)).to_be_empty(timeout=1)
    explorer.figure.evaluate(BUSY)
    explorer.set(**other)
    found(explorer)
    last, words = bands(explorer), said(explorer).text_content()
    switch(explorer).click()
    switch(explorer).click()
    found(explorer)
    assert (bands(explorer), said(explorer).text_content()) == (last, words), "a band of a state that has gone"


def test_where_one_picture_shows_the_chart_with_the_band_comes_forward(open_one):
    loop = open_one("pain-loop", width=390)
    expect(loop.figure.locator('.explorer-box[data-picture="scene"]')).to_be_visible()
    switch(loop).click()
    expect(loop.figure.locator('.explorer-box[data-picture="time"]')).to_be_visible()
    expect(loop.figure.get_by_role("button", name="Curve", exact=True)).to_have_attribute("aria-pressed", "true")
    loop.figure.get_by_role("button", name="Map").click()
    switch(loop).click()
    expect(loop.figure.locator('.explorer-box[data-picture="plane"]')).to_be_visible()


def test_while_sets_are_asked_the_page_answers(open_one):
    patient = open_one("patient-on-ldn")
    switch(patient).click()
    patient.figure.evaluate(BUSY)
    patient.range("dose").focus()
    patient.range("dose").press("ArrowRight")
    patient.page.evaluate(FRAMES)
    assert patient.figure.locator(".explorer-sure progress").is_hidden()
    assert patient.values()["dose"] > 4.5


def test_it_is_saved_and_printed_with_what_it_is(open_one):
    loop = open_one("pain-loop")
    switch(loop).click()
    found(loop)
    with loop.page.expect_download() as download:
        loop.figure.locator(".explorer-download").click()
    head = download.value.path().read_text("utf-8-sig").splitlines()[0]
    assert "low_pain_rating (0 to 10),high_pain_rating (0 to 10)" in head
    with loop.page.expect_download() as download:
        loop.figure.locator(".explorer-picture").click()
    picture = download.value.path().read_text("utf-8")
    assert re.search(r"<path[^>]*sure_pain_rating[^>]*fill-opacity:0\.1\d", picture)
    assert "middle 90 sets" in re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", picture))
    loop.page.emulate_media(media="print")
    expect(loop.figure.locator('[data-series="sure_pain_rating"]')).to_be_visible()
    expect(loop.figure.locator(".explorer-settings")).to_contain_text("The band holds the middle 90 sets")
    expect(switch(loop)).to_be_hidden()


@pytest.mark.parametrize("name", [name for name in EXPLORERS if name not in DOUBTED])
def test_where_no_curve_of_a_model_runs_along_the_axis_there_is_no_switch(explorer_alone):
    expect(switch(explorer_alone)).to_have_count(0)


@pytest.fixture
def explorer_alone(shared_one, name):
    return shared_one(name)
