"""The tipping point's page against `analysis.loop` and `painloop.simulate`: the way, the branches, where it tips."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from oracle import answers, full, same
from scipy.integrate import quad

from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input
from painloop.explorers.tipping_point import DECLARATION
from painloop.runs.simulate import Change, simulate

pytestmark = pytest.mark.slow

CASES = [
    {},
    {"w": 2.1},
    {"w": 1.1},
    {"moved": "w", "w": 3.0, "N_0": 0.2},
    {"moved": "w", "w": 2.0, "N_0": 0.5},
    {"moved": "w", "w": 4.0, "N_0": 0.05, "pace": 600.0, "day": 37.0},
    {"pace": 100.0, "day": 50.2},
    {"N_0": 0.1, "day": 0.0},
]
LOW, HIGH = {"w": 1.0, "N_0": 0.0}, {"w": 4.0, "N_0": 0.5}
GROUND = np.linspace(0, 0.9, 181)  # the levels of sensitisation at which the ground's height is known
NAMES = {"N_0": "everyday input", "w": "coupling of glia to nerve cells"}


@cache
def oracle(i):
    """The state, its loop, the times, the number that is turned, and the rating on the way."""
    state = full(DECLARATION, **CASES[i])
    moved = state["moved"]
    loop = Loop(w=state["w"], N_0=state["N_0"])
    turned = np.concatenate(
        [np.linspace(LOW[moved], state[moved], 121), np.linspace(state[moved], LOW[moved], 121)[1:]]
    )
    times = np.linspace(0, 2 * state["pace"], 241)
    begin = {"w": loop.w, "N_0": loop.N_0, moved: LOW[moved]}
    first = equilibria(Loop(**begin))[0]
    changes = [Change(time, {moved: value}) for time, value in zip(times[1:], turned[1:], strict=True)]
    start = {"S": first.S, "G": first.G}
    run = simulate(DECLARATION.model, times, changes=changes, start=start, steps=2, keep=["pain_rating"], **begin)
    return state, loop, times, turned, run["pain_rating"]


@cache
def present(i):
    """The loop as it is on the day shown, and where it is."""
    state, loop, _, turned, rating = oracle(i)
    now = round(2.4 * state["day"])
    return replace(loop, **{state["moved"]: float(turned[now])}), rating[now]


@cache
def height(loop, S):
    """Of the ground at S: what would have to come in to hold each level below it, less what does, summed up."""
    recruited = quad(lambda level: level**loop.n / (loop.theta**loop.n + level**loop.n), 0, S, epsabs=1e-12)[0]
    return -S - np.log(1 - S) - loop.w * recruited - loop.N_0 * S


def valleys(loop):
    """The ratings of the healthy and the sensitised valley, or of the only one of a loop that cannot tip."""
    lasting = [each.S for each in equilibria(loop) if each.stable]
    turns = folds_in_input(loop)
    if len(turns) < 2:
        return np.nan, np.nan, 10 * lasting[0]
    return *(next((10 * S for S in lasting if on(S)), np.nan) for on in (turns[0].__ge__, turns[1].__le__)), np.nan


@pytest.fixture(scope="module")
def pages():
    return answers(DECLARATION, [full(DECLARATION, **changes) for changes in CASES])


every = pytest.mark.parametrize("i", range(len(CASES)), ids=map(str, CASES))


@every
def test_the_way_is_the_models_up_to_where_it_is_shown(i, pages):
    (state, _, times, turned, rating), columns = oracle(i), pages[i]["columns"]
    now = round(2.4 * state["day"])
    past = np.arange(241) > now
    np.testing.assert_allclose(pages[i]["along"], times, rtol=1e-12)
    np.testing.assert_allclose(columns["turned"], np.where(past, np.nan, turned), rtol=1e-9, atol=1e-12)
    for key in ("pain_rating", "way_rating"):
        np.testing.assert_allclose(columns[key], np.where(past, np.nan, rating), rtol=1e-8, atol=1e-8, err_msg=key)
    assert columns["now_turned"] == pytest.approx([turned[now]], rel=1e-9, abs=1e-12)
    assert columns["now_rating"] == pytest.approx([rating[now]], rel=1e-8, abs=1e-8)


@every
def test_every_resting_state_drawn_is_one_and_the_threshold_is_the_unstable_one(i, pages):
    (state, loop, *_), columns = oracle(i), pages[i]["columns"]
    moved = state["moved"]
    turns = (folds_in_coupling if moved == "w" else folds_in_input)(loop)
    edges = {"healthy": (0, turns[0]), "threshold": turns, "sensitised": (turns[-1], 1)} if len(turns) == 2 else {}
    drawn = []
    for name in ("healthy", "threshold", "sensitised"):
        S, where = columns[f"rest_{name}"] / 10, columns[f"turned_{name}"]
        glia = S**loop.n / (loop.theta**loop.n + S**loop.n)
        drive = S / (1 - S)
        expected = (drive - loop.N_0) / glia if moved == "w" else drive - loop.w * glia
        np.testing.assert_allclose(where, expected, rtol=1e-8, atol=1e-9)
        low, high = edges.get(name, (0, 1))
        assert low - 1 / 400 <= S[0] <= S[-1] <= high + 1 / 400
        drawn.extend(S)
    np.testing.assert_allclose(np.unique(drawn), np.arange(1, 400) / 400, rtol=1e-9)


@every
def test_the_ground_is_the_integral_of_what_is_lacking(i, pages):
    loop, _ = present(i)
    columns = pages[i]["columns"]
    np.testing.assert_allclose(columns["ground_rating"], 10 * GROUND, atol=1e-12)
    np.testing.assert_allclose(columns["ground"], [height(loop, S) for S in GROUND], atol=5e-4)


@every
def test_a_picture_of_the_ground_shows_the_lowest_place_and_what_is_between_the_valleys(i, pages):
    loop, at = present(i)
    low = min(height(loop, S) for S in GROUND)
    high = low + 4 * max(0.03, -low, height(loop, 0.45) - low)
    expected = {"now_ground": height(loop, at / 10), "ground_low": low, "ground_high": high}
    same({key: value for key, value in pages[i]["facts"].items() if "ground" in key}, expected, absolute=1e-4)


@every
def test_the_facts_are_those_of_the_way_and_the_folds(i, pages):
    state, loop, _, _, rating = oracle(i)
    moved = state["moved"]
    turns = (folds_in_coupling if moved == "w" else folds_in_input)(loop)
    up, down = map(float, (loop.coupling if moved == "w" else loop.input)(turns)) if len(turns) == 2 else (np.nan,) * 2
    healthy, sensitised, only = valleys(present(i)[0])
    same(
        {key: value for key, value in pages[i]["facts"].items() if "ground" not in key},
        {
            "healthy": healthy,
            "sensitised": sensitised,
            "only": only,
            "border": 10 * np.mean(ends) if len(ends := folds_in_input(present(i)[0])) == 2 else np.nan,
            "far": state[moved],
            "start": rating[0],
            "top": rating[120],
            "end": rating[-1],
            "moved_name": NAMES[moved],
            "left": LOW[moved],
            "right": HIGH[moved],
            "up": up,
            "down": down,
            "folds": len(turns),
            "tipped": bool(len(turns) == 2 and rating.max() > 10 * turns[1]),
        },
        rel=1e-8,
    )


@every
def test_the_sentence_prints_start_top_and_end(i, pages):
    state, _, _, _, rating = oracle(i)
    found = pages[i]["findings"][0]
    assert f"Turned up to {state[state['moved']]:.2f} and back within {state['pace']:g} days each way" in found
    for name, at in (("start", 0), ("top", 120), ("end", 240)):
        assert f"{pages[i]['facts'][name]:.1f}" in found
        assert pages[i]["facts"][name] == pytest.approx(rating[at], rel=1e-8)
