"""The forest of trials as it is drawn: every mark stands where the axis says, and none leaves the picture unsaid."""

import re

import numpy as np
import pytest
from bs4 import BeautifulSoup
from oracle import explored, still

from painloop.explorers.trial_forest import DECLARATION, switched

pytestmark = pytest.mark.slow

WIDTH = 640  # px, of a still
PARALLEL, EARLY = ("FINAL 2024", "INNOVA 2026"), ("Younger 2013", "FINAL 2024")
STATES = {
    f"{' '.join(trials)} {method} {reviews}": {
        **DECLARATION.defaults,
        **switched(trials),
        "method": method,
        "reviews": reviews,
    }
    for trials in ((), ("FINAL 2024",), PARALLEL, EARLY, (*EARLY, "INNOVA 2026"))
    for method in ("random", "older")
    for reviews in ("hidden", "shown")
}
every = pytest.mark.parametrize("state", STATES.values(), ids=STATES)
NUMBER = r"-?\d+(?:\.\d+)?"


def drawn(state):
    return BeautifulSoup(still(DECLARATION, state), "html.parser").select_one("svg.chart")


def is_pooled(found):
    """Which rows are not of one trial."""
    return np.isin(found.kinds, ["pool", "review"])


def axis(svg):
    """The place of a value in px, from the ticks, which d3 moves by half a pixel to be crisp."""
    ticks = [
        (float(tick.text.replace("−", "-")), float(re.search(r"translate\(([\d.]+)", tick["transform"])[1]))
        for tick in svg.select("g.tick")
    ]
    values, places = np.transpose(ticks)
    assert len(ticks) > 3
    slope, start = np.polyfit(values, places, 1)
    np.testing.assert_allclose(slope * values + start, places, atol=0.02)
    return lambda value: slope * value + start - 0.5


def lines(svg, key):
    """Where the halves of the intervals of single trials begin and end."""
    path = svg.select_one(f"path.chart__curve[data-series={key}]")["d"]
    return [(float(a), float(b)) for a, b in re.findall(rf"M({NUMBER}),{NUMBER}H({NUMBER})", path)]


def pooled(svg):
    """The outline of each pooled row, as places from left to right."""
    paths = [path["d"] for path in svg.select("path.chart__dot:not([data-series])")]
    outlines = [each for d in paths for each in re.findall(r"M[^MZ]*L[^MZ]*Z", d)]
    return [[float(x) for x, _ in re.findall(rf"[ML]({NUMBER}),({NUMBER})", each)] for each in outlines]


@every
def test_every_single_trial_lies_on_the_axis_from_end_to_end(state):
    svg, found = drawn(state), explored(DECLARATION, state)
    at, seen = axis(svg), np.flatnonzero(~is_pooled(found) & np.isfinite(found["estimate"]))
    for key, ends in (("low", ("low", "estimate")), ("high", ("estimate", "high"))):
        expected = [tuple(at(found[end][i]) for end in ends) for i in seen]
        np.testing.assert_allclose(lines(svg, key), expected, atol=0.11)
    assert all(0 <= x <= WIDTH for key in ("low", "high") for line in lines(svg, key) for x in line)


@every
def test_a_pooled_row_reaches_its_ends_or_the_edge_of_the_picture_with_its_number(state):
    svg, found = drawn(state), explored(DECLARATION, state)
    at, below = axis(svg), is_pooled(found)
    outlines = pooled(svg)
    assert len(outlines) == below.sum()
    left, right = (
        float(x) - 0.5 for x in re.search(rf"M({NUMBER}),.*H({NUMBER})", svg.select_one("path.domain")["d"]).groups()
    )
    texts = [text.text for text in svg.select("text")]
    for outline, low, high in zip(outlines, found["low"][below], found["high"][below], strict=True):
        ends = max(at(low), left), min(at(high), right)
        assert (min(outline), max(outline)) == pytest.approx(ends, abs=0.11)
        for shown, end in zip(ends, (low, high), strict=True):
            assert (f"{end:.2f}".replace("-", "−") in texts) == (abs(shown - at(end)) > 0.01)


def test_of_these_states_some_pools_leave_the_picture_and_some_do_not():
    """Else the test above says nothing."""
    wide = [explored(DECLARATION, state).facts["high"] > 2 for state in STATES.values()]
    assert {True, False} == set(wide)
