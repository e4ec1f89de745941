"""The picture of the pain loop, read back: needle, arrows, pulses and words against the model, run by itself."""

import re
from functools import cache

import numpy as np
import pytest
from drawn import drawn, numbers, said
from faces import random_states

from painloop.analysis.loop import Loop, equilibria
from painloop.explorers.pain_loop import DECLARATION
from painloop.runs.simulate import Change, simulate

pytestmark = pytest.mark.slow

TIMES = np.arange(-10.0, 240.1, 0.5)
EDGES = [
    {},
    {"day": -10.0},
    {"day": 0.0},
    {"day": 10.0},
    {"day": 9.5},
    {"days": 0.0, "N_0": 0.0},
    {"days": 11.0, "relief": True, "day": 119.5},
    {"days": 11.0, "relief": True, "day": 120.0},
    {"strength": 3.0, "days": 60.0, "w": 4.0, "N_0": 0.5, "day": 59.0},
]
STATES = [*random_states(DECLARATION, 20, seed=11), *({**DECLARATION.defaults, **each} for each in EDGES)]


@cache
def present(i):
    """The time shown, nerve cells, glia, and what comes in, by the model."""
    state = STATES[i]
    loop = Loop(w=state["w"], N_0=state["N_0"])
    injury = [Change(0.0, {"injury": state["strength"]}), Change(state["days"], {"injury": 0.0})]
    changes = (injury if state["days"] else []) + ([Change(120.0, {"N_0": 0.0})] if state["relief"] else [])
    first = equilibria(loop)[0]
    start = {"S": first.S, "G": first.G}
    course = simulate(DECLARATION.model, TIMES, changes=changes, start=start, steps=4, w=loop.w, N_0=loop.N_0)
    at = np.flatnonzero(state["day"] >= TIMES)[-1]
    injured = 0 <= TIMES[at] < state["days"]
    calm = 0.0 if state["relief"] and TIMES[at] >= 120 else state["N_0"]
    return state, course["S"][at], course["G"][at], injured, calm + injured * state["strength"]


@pytest.fixture(scope="module")
def pictures():
    return drawn(DECLARATION, *STATES)


every = pytest.mark.parametrize("i", range(len(STATES)))


def widths(root, colour):
    """How wide the lines of a colour are that have no end of their own."""
    return [
        float(path.get("stroke-width"))
        for path in root.iter("path")
        if path.get("stroke") == f"var(--{colour})" and path.getparent().get("stroke-linecap") == "butt"
    ]


@every
def test_the_needle_goes_from_left_at_nought_to_right_at_ten(i, pictures):
    _, S, *_ = present(i)
    angles = [each.get("transform") for each in pictures[i].iter("g") if each.get("transform", "").startswith("rotate")]
    assert [numbers(each) for each in angles] == [[pytest.approx(180 * S - 90, abs=1)]]
    assert f"{10 * S:.1f} of 10" in said(pictures[i])


@every
def test_an_arrow_is_as_wide_as_what_one_side_does_to_the_other(i, pictures):
    state, S, G, *_ = present(i)
    (up,) = widths(pictures[i], "stroke-glia")
    (down,) = widths(pictures[i], "stroke-nerves")
    assert up == pytest.approx(20 * state["w"] * G / 4, abs=0.1)
    assert down == pytest.approx(12 * S**4 / (0.5**4 + S**4), abs=0.1)


@every
def test_pulses_are_there_while_something_comes_in_and_the_larger_the_more_does(i, pictures):
    *_, injured, comes_in = present(i)
    pulses = [path for path in pictures[i].iter("path") if path.get("stroke-dasharray") == "0 13"]
    assert len(pulses) == 1 + (comes_in > 0)
    if comes_in > 0:
        assert float(pulses[0].get("stroke-width")) == pytest.approx(2 + 6 * min(1, comes_in), abs=0.1)
    words = said(pictures[i])
    assert ("injury" in words) == injured == ("tissue" not in words)
    assert ("no input" in words) == (comes_in == 0)


@every
def test_cell_and_star_are_filled_as_they_are_active(i, pictures):
    _, S, G, *_ = present(i)
    (star,) = [
        path
        for path in pictures[i].iter("path")
        if path.get("fill") == "var(--stroke-glia)" and path.get("fill-opacity")
    ]
    assert float(star.get("fill-opacity")) == pytest.approx(0.7 * G, abs=0.02)
    (cell,) = [
        path for path in pictures[i].iter("path") if path.get("fill") == "var(--hot)" and path.get("fill-opacity")
    ]
    assert float(cell.get("fill-opacity")) == pytest.approx(0.75 * S, abs=0.02)


@every
def test_its_name_says_the_day_the_rating_and_the_glia(i, pictures):
    state, S, G, injured, _ = present(i)
    name = pictures[i].get("aria-label")
    assert re.match(rf"Day -?{abs(state['day']):.0f}: (the|no) injury", name)
    assert f"at {10 * S:.1f} of 10" in name
    assert f"glia at {100 * G:.0f}" in name
    assert ("no injury" in name) != injured
