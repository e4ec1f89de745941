"""The picture of the tipping point, read back: ground, ball and valleys against sums done here and `analysis.loop`."""

from functools import cache

import numpy as np
import pytest
from drawn import drawn, numbers, said
from faces import random_states
from scipy.integrate import quad

from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input
from painloop.explorers.tipping_point import DECLARATION
from painloop.runs.simulate import Change, simulate

pytestmark = pytest.mark.slow

LOW = {"w": 1.0, "N_0": 0.0}
EDGES = [
    {},
    {"day": 0.0},
    {"day": 38.0},
    {"day": 50.0},
    {"w": 4.0, "N_0": 0.5, "day": 100.0},
    {"w": 1.1, "N_0": 0.5, "day": 50.0},
    {"moved": "w", "w": 4.0, "N_0": 0.01, "day": 45.0},
    {"moved": "w", "w": 4.0, "N_0": 0.5, "day": 50.0},
]
STATES = [*random_states(DECLARATION, 20, seed=12), *({**DECLARATION.defaults, **each} for each in EDGES)]


@cache
def present(i):
    """The loop as it is set on the day shown, the number that is turned, and the rating, by the model."""
    state = STATES[i]
    moved = state["moved"]
    way = np.linspace(LOW[moved], state[moved], 121)
    turned = np.concatenate([way, way[-2::-1]])
    times = np.linspace(0, 2 * state["pace"], 241)
    begin = {"w": state["w"], "N_0": state["N_0"], moved: LOW[moved]}
    first = equilibria(Loop(**begin))[0]
    changes = [Change(time, {moved: value}) for time, value in zip(times[1:], turned[1:], strict=True)]
    start = {"S": first.S, "G": first.G}
    run = simulate(DECLARATION.model, times, changes=changes, start=start, steps=2, keep=["pain_rating"], **begin)
    now = round(2.4 * state["day"])
    return Loop(**{**begin, moved: float(turned[now])}), turned[now], run["pain_rating"][now]


def height(loop, S):
    """Of the ground at S: the sum of what would have to come in to hold each level below, less what does."""

    def lacking(level):
        return level / (1 - level) - loop.w * level**4 / (0.5**4 + level**4) - loop.N_0

    return quad(lacking, 0, S, epsabs=1e-11)[0]


@pytest.fixture(scope="module")
def pictures():
    return drawn(DECLARATION, *STATES)


every = pytest.mark.parametrize("i", range(len(STATES)))


def across(rating):
    return 26 + 340 * rating / 9


def line(root):
    """The line of the ground, as places."""
    (path,) = [each for each in root.iter("path") if each.get("d").count("L") > 100 and "Z" not in each.get("d")]
    return np.array(numbers(path.get("d").replace("M", " ").replace("L", " "))).reshape(-1, 2)


@every
def test_the_ball_stands_on_the_ground_where_the_loop_is(i, pictures):
    *_, rating = present(i)
    (ball,) = pictures[i].iter("circle")
    x, y = float(ball.get("cx")), float(ball.get("cy"))
    assert x == pytest.approx(across(rating), abs=0.1)
    xs, ys = line(pictures[i]).T
    ground = np.interp(x, xs, ys)
    assert ground - y - float(ball.get("r")) - float(ball.get("stroke-width")) / 2 == pytest.approx(0.25, abs=0.5)
    assert -10 < y < 160


@every
def test_the_ground_is_drawn_to_scale_and_level_where_the_loop_can_rest(i, pictures):
    loop, *_ = present(i)
    xs, ys = line(pictures[i]).T
    low = min(height(loop, S) for S in np.linspace(0, 0.9, 361))
    high = low + 4 * max(0.03, -low, height(loop, 0.45) - low)
    for S in np.linspace(0.02, 0.6, 30):
        place = 166 - 216 * np.clip((height(loop, S) - low) / (high - low), 0, 1)
        assert np.interp(across(10 * S), xs, ys) == pytest.approx(place, abs=1)
    for each in equilibria(loop):
        at = [np.interp(across(10 * each.S + aside), xs, ys) for aside in (-0.1, 0, 0.1)]
        assert np.ptp(at) < 2.5


@every
def test_valleys_are_named_only_where_they_exist(i, pictures):
    loop, *_ = present(i)
    found, turns = equilibria(loop), folds_in_input(loop)
    stable = [each.S for each in found if each.stable]
    names = {"healthy": False, "sensitised": False, "one valley": False}
    for S in stable:
        names["one valley" if len(turns) < 2 else "healthy" if turns[0] >= S else "sensitised"] = True
    assert {name: name in said(pictures[i]) for name in names} == names
    assert ("two valleys" in pictures[i].get("aria-label")) == (len(stable) == 2)
    for text in pictures[i].iter("text"):
        if text.text in names:
            nearest = min(abs(float(text.get("x")) - across(10 * S)) for S in stable)
            assert nearest < 40


@every
def test_a_ruler_has_a_tick_where_the_way_up_and_the_way_down_tip_and_a_hand_where_it_stands(i, pictures):
    """On the ruler of what is turned; where it falls back below its beginning, that is said instead."""
    _, turned, _ = present(i)
    state = STATES[i]
    key, (left, right) = state["moved"], {"w": (1.0, 4.0), "N_0": (0.0, 0.5)}[state["moved"]]
    loop = Loop(**{"w": state["w"], "N_0": state["N_0"], key: left})
    folds, curve = (folds_in_coupling, loop.coupling) if key == "w" else (folds_in_input, loop.input)
    found = sorted((float(curve(S)) for S in folds(loop)), reverse=True)
    words = [text for text in said(pictures[i]) if "tip" in text or "fall" in text]
    ticks = [numbers(path.get("d"))[0] for path in pictures[i].iter("path") if path.get("stroke-width") == "3"]
    hands = [numbers(path.get("transform"))[0] for path in pictures[i].iter("path") if path.get("transform")]

    def placed(value):
        return pytest.approx(30 + 160 * (value - left) / (right - left), abs=0.5)

    if len(found) < 2 or found[0] <= left:
        assert words == ticks == hands == []
        return
    up, down = found
    assert hands == [placed(turned)]
    if up > right:
        assert (words, ticks) == (["does not tip so far up"], [])
        return
    back = "never falls back" if down < left else f"falls back at {down:.2f}"
    assert words == [f"tips up at {up:.2f}", back]
    assert ticks == [placed(each) for each in found if each >= left]


@every
def test_the_words_say_what_is_turned_and_the_rating(i, pictures):
    _, turned, rating = present(i)
    state = STATES[i]
    what = {"w": "coupling", "N_0": "everyday input"}[state["moved"]]
    [place] = [place for place, words in enumerate(said(pictures[i])) if words.startswith("pain rating")]
    first, second = said(pictures[i])[place - 1 : place + 1]
    assert first.startswith(f"{what} now {turned:.2f}")
    assert first[-1] == ("↑" if state["day"] < 50 else "↓" if state["day"] > 50 else f"{turned:.2f}"[-1])
    assert second == f"pain rating {rating:.1f}"
    name = pictures[i].get("aria-label")
    assert f" at {turned:.2f} there " in name
    assert f"at a rating of {rating:.1f}." in name
