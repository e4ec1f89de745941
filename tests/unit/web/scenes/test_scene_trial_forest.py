"""The beam of the trial forest, read back: blocks, pivot and interval are the tables' and those of analysis.pooling."""

import re
from functools import cache
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from faces import random_states
from oracle import still

from painloop import data
from painloop.analysis.pooling import pool
from painloop.explorers.trial_forest import DECLARATION, key_of, switched

pytestmark = pytest.mark.slow

TRIALS = data.load("trials").query("comparator == 'placebo' and se_points.notna()").set_index("study")
METHODS = {"random": "hksj", "older": "random", "fixed": "fixed"}
ENDS = 20, 340  # units of the picture, at 0.8 points either way
PIXEL = 0.05  # units; places are written to a hundredth
PLACE = re.compile(r"translate\(([\d.-]+) ([\d.-]+)\)(?: scale\(([\d.]+)\))?")
STATES = [*random_states(DECLARATION, 20), {**DECLARATION.defaults, **switched([])}]
every = pytest.mark.parametrize("state", STATES, ids=map(str, range(len(STATES))))


@cache
def drawn(*items):
    return BeautifulSoup(still(DECLARATION, dict(items)), "html.parser").select_one("svg.scene")


def scene(state):
    return drawn(*state.items())


def at(points):
    """Where a difference stands, held within the ruler."""
    return min(max(180 + 200 * points, ENDS[0]), ENDS[1])


def inside(state):
    return [study for study in TRIALS.index if state[key_of(study)]]


def pooled(state):
    studies = inside(state)
    method = METHODS[state["method"]] if len(studies) > 1 else "fixed"  # one trial has the interval of its own error
    return pool(TRIALS.difference_points[studies], TRIALS.se_points[studies], method)


def placed(elements):
    """Where elements stand, and how they are scaled."""
    return [
        [float(number) for number in PLACE.fullmatch(each["transform"]).groups(default="1")]  # type: ignore[union-attr]
        for each in elements
    ]


def pivot(svg):
    return [x for x, *_ in placed(svg.select('path[d="M-17 140L0 118L17 140Z"]'))]


@every
def test_a_block_stands_at_its_estimate_and_its_area_is_its_weight(state):
    blocks = placed(scene(state).select("rect"))
    studies = inside(state)
    assert len(blocks) == len(studies)
    if not studies:
        return
    for (x, y, side), study, weight in zip(blocks, studies, pooled(state).weights, strict=True):
        assert x == pytest.approx(at(TRIALS.difference_points[study]), abs=PIXEL)
        assert y == 112  # on the beam
        assert side == pytest.approx(58 * weight**0.5, abs=PIXEL)
        assert side**2 / 58**2 == pytest.approx(weight, abs=0.002)


@every
def test_the_pivot_is_under_the_pooled_mean_which_is_the_centre_of_the_blocks_mass(state):
    svg = scene(state)
    if not inside(state):
        assert pivot(svg) == []
        return
    blocks = placed(svg.select("rect"))
    centre = sum(x * side**2 for x, _, side in blocks) / sum(side**2 for *_, side in blocks)
    assert pivot(svg) == [pytest.approx(at(pooled(state).estimate), abs=PIXEL)]
    assert pivot(svg) == [pytest.approx(centre, abs=0.1)]


@every
def test_the_pivot_stands_on_the_interval_which_has_an_arrow_where_it_goes_on(state):
    svg = scene(state)
    bars = [re.fullmatch(r"M([\d.]+) 144H([\d.]+)", path["d"]) for path in svg.select('path[stroke-width="9"]')]
    if not inside(state):
        assert bars == []
        return
    found = pooled(state)
    ends = pytest.approx((at(found.low), at(found.high)), abs=0.1)
    assert [tuple(map(float, bar.groups())) for bar in bars] == [ends]  # type: ignore[union-attr]
    arrows = {path["d"][:4] for path in svg.select('path[fill="var(--stroke-now)"]')}
    assert arrows == {*(["M21 "] if found.low < -0.8 else []), *(["M339"] if found.high > 0.8 else [])}


@every
def test_a_trial_that_is_left_out_hovers_as_a_frame_above_its_estimate(state):
    frames = placed(scene(state).select('path[d^="M-8"]'))
    left = [study for study in TRIALS.index if not state[key_of(study)]]
    assert [x for x, *_ in frames] == [pytest.approx(at(TRIALS.difference_points[study]), abs=PIXEL) for study in left]


@every
def test_the_words_are_names_shares_and_the_result(state):
    svg = scene(state)
    said = [text.text for text in svg.select("text")]
    names = [study.split()[0] for study in TRIALS.index]
    assert {name for name in names if name in said} == set(names)
    assert said.count("left out") == len(TRIALS) - len(inside(state))
    if not inside(state):
        assert "no trial is in the pool: nothing to weigh" in said
        assert "empty beam" in svg["aria-label"]
        return
    found = pooled(state)
    assert [text for text in said if text.endswith(" %")] == [f"{100 * weight:.0f} %" for weight in found.weights]
    how = "pooled" if len(inside(state)) > 1 else "alone"
    assert f"{how} {found.estimate:.2f} (95 % interval {found.low:.2f} to {found.high:.2f})" in said
    assert all(f"{value:.2f}" in svg["aria-label"] for value in (found.estimate, found.low, found.high))


@every
def test_only_a_trial_whose_periods_favour_the_drug_is_pale_and_the_caption_names_it(state):
    pale = [x for x, *_ in placed(scene(state).select("rect[fill-opacity]"))]
    unequal = [study for study in inside(state) if "unequal periods" in TRIALS.design[study]]
    assert pale == [pytest.approx(at(TRIALS.difference_points[study]), abs=PIXEL) for study in unequal]
    assert all(f"{study.split()[0]}’s, pale," in DECLARATION.scene.caption for study in unequal)
    assert "?" not in DECLARATION.scene.caption


def test_no_block_reaches_into_another_however_the_weights_fall():
    """Two squares whose areas add up to one are widest beside each other when they are equal."""
    places = sorted(map(at, TRIALS.difference_points))
    closest = min(after - before for before, after in pairwise(places))
    assert closest > 58 * 0.5**0.5


def test_every_trial_with_a_number_has_a_place_on_the_ruler():
    assert TRIALS.difference_points.abs().max() < 0.8
