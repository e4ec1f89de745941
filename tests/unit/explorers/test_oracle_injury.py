"""The pain loop's page against `analysis.loop` and `painloop.simulate`: course, plane, separatrix, words."""

from functools import cache

import numpy as np
import pytest
from oracle import answers, full, same

from painloop.analysis.injuries import separatrix, tips
from painloop.analysis.loop import Loop, equilibria
from painloop.explorers.pain_loop import DECLARATION
from painloop.runs.simulate import Change, simulate

pytestmark = pytest.mark.slow

CASES = [
    {},
    {"days": 11.0},
    {"days": 11.0, "relief": True},
    {"days": 11.0, "w": 1.8, "day": 33.3},
    {"days": 0.0, "day": -10.0},
    {"days": 7.3, "strength": 2.0, "w": 3.0, "N_0": 0.02},
    {"days": 60.0, "strength": 0.15, "day": 60.0},
    {"N_0": 0.4, "relief": True},
    {"w": 1.0, "relief": True, "strength": 3.0},
    {"days": 12.0, "day": 12.0},
    {"days": 12.0, "day": 0.0},
    {"relief": True, "day": 119.5},
    {"relief": True, "day": 120.0},
]
TIMES = np.arange(-10.0, 240.1, 0.5)
LEVEL = np.arange(1, 200) / 200


@cache
def oracle(i):
    """The state, its loop, where that can rest, and the course after the injury."""
    state = full(DECLARATION, **CASES[i])
    loop = Loop(w=state["w"], N_0=state["N_0"])
    found = equilibria(loop)
    injury = [Change(0.0, {"injury": state["strength"]}), Change(state["days"], {"injury": 0.0})]
    changes = (injury if state["days"] else []) + ([Change(120.0, {"N_0": 0.0})] if state["relief"] else [])
    start = {"S": found[0].S, "G": found[0].G}
    course = simulate(DECLARATION.model, TIMES, changes=changes, start=start, steps=4, w=loop.w, N_0=loop.N_0)
    return state, loop, found, course


@cache
def separatrix_of(loop):
    return separatrix(loop)


@cache
def stays(loop, strength, days):
    return days > 0 and tips(loop, strength, days)


@pytest.fixture(scope="module")
def pages():
    return answers(DECLARATION, [full(DECLARATION, **changes) for changes in CASES])


every = pytest.mark.parametrize("i", range(len(CASES)), ids=map(str, CASES))


@every
def test_the_course_is_the_models_up_to_the_day_shown(i, pages):
    (state, _, _, course), columns = oracle(i), pages[i]["columns"]
    np.testing.assert_allclose(pages[i]["along"], TIMES, atol=1e-12)
    past = state["day"] < TIMES
    for key, expected in (("pain_rating", 10 * course["S"]), ("glia", 100 * course["G"])):
        np.testing.assert_allclose(columns[key], np.where(past, np.nan, expected), rtol=1e-8, err_msg=key)
    at = TIMES[~past].argmax()
    assert columns["now_rating"] == pytest.approx([10 * course["S"][at]], rel=1e-8)
    assert columns["now_glia"] == pytest.approx([100 * course["G"][at]], rel=1e-8)


@every
def test_the_plane_shows_where_each_stands_still(i, pages):
    (_, loop, found, _), columns = oracle(i), pages[i]["columns"]
    np.testing.assert_allclose(columns["level"], 10 * LEVEL, rtol=1e-12)
    recruited = 100 * LEVEL**loop.n / (loop.theta**loop.n + LEVEL**loop.n)
    np.testing.assert_allclose(columns["glia_still"], recruited, rtol=1e-9)
    still = 100 * (LEVEL / (1 - LEVEL) - loop.N_0) / loop.w
    np.testing.assert_allclose(columns["nerves_still"], np.where((still < 0) | (still > 100), np.nan, still), rtol=1e-9)
    stable = [each for each in found if each.stable]
    assert columns["rest_rating"] == pytest.approx([10 * each.S for each in stable], rel=1e-8)
    assert columns["rest_glia"] == pytest.approx([100 * each.G for each in stable], rel=1e-8)


@every
def test_what_is_drawn_between_the_resting_states_is_the_separatrix(i, pages):
    (_, loop, found, _), columns = oracle(i), pages[i]["columns"]
    if len(found) < 3:
        assert len(columns["border_rating"]) == len(columns["border_glia"]) == 0
        return
    S, G = separatrix_of(loop)
    drawn = columns["border_rating"]
    assert (np.diff(drawn) > 0).all()
    assert drawn[0] <= 0 or columns["border_glia"][0] >= 100
    assert drawn[-1] >= 10 or columns["border_glia"][-1] <= 0
    inside = (drawn > 10 * S[0]) & (drawn < 10)
    np.testing.assert_allclose(columns["border_glia"][inside], 100 * np.interp(drawn[inside] / 10, S, G), atol=0.02)


@every
def test_the_facts_are_those_of_the_course(i, pages):
    state, loop, found, course = oracle(i)
    rating = 10 * course["S"]
    three = len(found) == 3
    at = np.flatnonzero(state["day"] >= TIMES)[-1]
    S, G = course["S"][at], course["G"][at]
    injured = 0 <= TIMES[at] < state["days"]
    everyday = 0 if state["relief"] and TIMES[at] >= 120 else state["N_0"]
    same(
        pages[i]["facts"],
        {
            "injured": injured,
            "now_input": everyday + injured * state["strength"],
            "now_glial_drive": state["w"] * G,
            "now_recruitment": S**loop.n / (loop.theta**loop.n + S**loop.n),
            "count": len(found),
            "healthy": 10 * found[0].S,
            "threshold_rating": 10 * found[1].S if three else np.nan,
            "sensitised": 10 * found[-1].S,
            "peak": rating[state["days"] >= TIMES].max(),
            "end": rating[-1],
            "days_end": state["days"],
            "relief_from": 120.0 if state["relief"] else np.nan,
            "crossed": three and stays(loop, state["strength"], state["days"]),
        },
        rel=1e-8,
    )


@every
def test_the_sentence_prints_peak_and_end(i, pages):
    state, _, _, course = oracle(i)
    rating = 10 * course["S"]
    if state["day"] < 240:
        assert f"the rating is {rating[state['day'] >= TIMES][-1]:.1f} of 10" in pages[i]["summary"]
    elif state["days"]:
        assert f"lifts the rating to {rating[state['days'] >= TIMES].max():.1f} of 10" in pages[i]["summary"]
        assert f"{rating[-1]:.1f}" in pages[i]["findings"][0]
