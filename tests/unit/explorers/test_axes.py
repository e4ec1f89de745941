"""The axes of every chart: units that are units, said once, and room for what is drawn, not for much else."""

import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from faces import EXPLORERS, edge_states, named_states
from javascript import run as javascript
from oracle import explored, full, still

from painloop.explorers.controls import Slider

DECLARATIONS = {name: each.declaration for name, each in EXPLORERS.items()}
every = pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
PARTS = {"%", "% of normal", "% of untreated", "% of the tissue's greatest"}
UNITS = {"", "mg", "ng/mL", "nM", "h", "d", "days", "points", "SD", "0 to 10", *PARTS}
LONG = {"d": "day", "h": "hour", "0 to 10": "0"}  # as a title may say them
CLOCK = DECLARATIONS["DoseClock"]


def axes(declaration):
    return [declaration.source.axis, *(view.across for view in declaration.views if getattr(view, "across", None))]


def fixed(declaration):
    """The views of curves whose vertical axis is the same in every state."""
    return [view for view in declaration.views if view.kind == "lines" and view.top is not None and view.ticks]


def heights(view, found):
    """All that a view draws of a state, in its unit."""
    drawn = np.concatenate([view.factor * found[series.key] for series in view.series])
    return drawn[np.isfinite(drawn)]


@every
def test_what_stands_behind_a_number_is_its_unit_and_not_its_symbol(declaration):
    sliders = [control for control in declaration.controls if isinstance(control, Slider)]
    for each in (*sliders, *declaration.views, *axes(declaration), *declaration.measures):
        assert each.unit in UNITS, each


@every
def test_no_title_says_its_unit_twice(declaration):
    titled = [(view.title, view.unit) for view in declaration.views]
    for title, unit in (*titled, *((axis.label, axis.unit) for axis in axes(declaration))):
        assert not unit or LONG.get(unit, unit).lower() not in title.lower(), (title, unit)


@pytest.mark.slow
@every
def test_no_curve_leaves_its_chart_in_a_state_that_is_a_press_or_a_slider_away(declaration):
    views = fixed(declaration)
    if not views:
        return
    for found in explored(declaration, *named_states(declaration), *edge_states(declaration)):
        for view in views:
            all_drawn = heights(view, found)
            line = (view.top - view.bottom) / 1000  # no thicker than what is drawn
            assert view.bottom - line < all_drawn.min() <= all_drawn.max() < view.top + line, view.key


@pytest.mark.slow
@every
def test_what_a_chart_first_shows_fills_a_fifth_of_its_height_or_more(declaration):
    found = explored(declaration, declaration.defaults)
    for view in fixed(declaration):
        assert np.ptp(heights(view, found)) >= (view.top - view.bottom) / 5, view.key


def plasma(**changes):
    """The chart of plasma in a state: where it writes which level, in px from the top, and the points of its curve."""
    svg = BeautifulSoup(still(CLOCK, full(CLOCK, **changes)), "html.parser").select_one("svg.chart")
    ticks = {
        float(tick.text): float(re.search(r",([\d.]+)\)", tick["transform"])[1])
        for tick in svg.select(".chart__y .tick")
    }
    path = svg.select_one("path[data-series=plasma_naltrexone]")["d"]
    return ticks, np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", path), float)


@pytest.mark.slow
def test_plasma_falls_along_a_logarithmic_axis_as_the_numbers_say_and_leaves_it_at_a_thousandth():
    ticks, points = plasma(dose=50.0, schedule="once", days=7)
    assert list(ticks) == [0.001, 0.01, 0.1, 1.0, 10.0]
    slope, start = np.polyfit(np.log10(list(ticks)), list(ticks.values()), 1)
    found = explored(CLOCK, full(CLOCK, dose=50.0, schedule="once", days=7))["plasma_naltrexone"]
    seen = found > 0.001
    expected = start + slope * np.log10(np.maximum(found, 0.0001))
    np.testing.assert_allclose(points[:, 1][seen], expected[seen] - 0.5, atol=0.1)
    assert (points[:, 1][~seen] > ticks[0.001] - 0.5).all()


@pytest.mark.slow
@pytest.mark.parametrize("dose", [0.0, 0.0001, 0.1])
def test_a_dose_of_which_next_to_nothing_reaches_the_blood_is_drawn_below_the_axis(dose):
    ticks, points = plasma(dose=dose, schedule="once", days=1)
    assert len(ticks) >= 2
    assert np.isfinite(points).all()
    assert points[-1, 1] > ticks[0.001]


def test_a_name_stands_at_the_first_place_through_which_nothing_runs_and_keeps_it_from_the_next():
    body = """
    const wish = [10, 40, 70].map((at) => ({ x: 100, at, anchor: "start" }));
    const room = { left: 0, right: 300, top: 0, bottom: 60 };
    const own = ground.createGround();
    own.clear(300, 80);
    own.curve([0, 150, 300], [10, 12, 14]);
    return ["one", "two"].map((text) => clear.clearest(text, clear.NOTE, wish, own, room).at);"""
    assert javascript(body) == [40, 10]  # for the other no place is clear: to stand on a curve is better than on a word


def test_a_name_stays_while_what_it_names_moves_a_little_and_is_sought_anew_when_something_comes_to_lie_there():
    """So that names do not jump from side to side in a drag."""
    body = """
    const own = ground.createGround();
    const room = { left: 0, right: 300, top: 0, bottom: 200 };
    const stand = (first, ...curves) => {
      own.clear(300, 200);
      for (const at of curves) own.curve([0, 300], [at, at]);
      const wish = [first, first + 40, first + 80].map((at) => ({ x: 100, at, anchor: "start" }));
      return clear.clearest("one", clear.NOTE, wish, own, room).at - first;
    };
    return [stand(20, 20), stand(25, 80), stand(30, 72), stand(110, 10)];"""
    # its first place is taken; now free, but it stays at the second; that is taken; far from there, it begins anew
    assert javascript(body) == [40, 40, 0, 0]


def test_a_name_that_has_fewer_places_than_before_takes_one_of_them():
    """One of several marks is named; in the next state there is only one."""
    body = """
    const own = ground.createGround();
    const room = { left: 0, right: 300, top: 0, bottom: 200 };
    const stand = (...wishes) => {
      own.clear(300, 200);
      own.curve([0, 300], [20, 20]);
      const wish = wishes.map((at) => ({ x: 100, at, anchor: "start" }));
      return clear.clearest("one", clear.NOTE, wish, own, room).at;
    };
    return [stand(20, 60), stand(25)];"""
    assert javascript(body) == [60, 25]
