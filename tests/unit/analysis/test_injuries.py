"""What an injury does to the loop, against long runs and printed figures."""

import numpy as np
import pytest

from painloop.analysis.injuries import injury_threshold, rheobase, separatrix, shortest_injury, tips
from painloop.analysis.loop import Loop, equilibria
from painloop.models.pain_loop import MODEL
from painloop.runs.simulate import simulate

LOOP = Loop()
THRESHOLD = equilibria(LOOP)[1]


def test_the_separatrix_passes_the_threshold_and_falls():
    S, G = separatrix(LOOP)
    assert np.interp(THRESHOLD.S, S, G) == pytest.approx(THRESHOLD.G, abs=1e-3)
    assert (np.diff(G) < 0).all()


@pytest.mark.slow
def test_just_above_the_separatrix_the_loop_climbs_and_just_below_it_falls():
    S = np.tile([0.1, 0.3, 0.5, 0.7, 0.9], 2)
    side = np.repeat([-1, 1], 5)
    run = simulate(MODEL, [0.0, 300.0], start={"S": S, "G": np.interp(S, *separatrix(LOOP)) + 0.005 * side})
    assert ((run["S"][-1] > THRESHOLD.S) == (side > 0)).all()


STRENGTHS = {3: 38.3, 5: 1.54, 7: 0.912, 10: 0.621, 14: 0.468, 21: 0.353, 30: 0.289, 60: 0.215}


@pytest.mark.slow
def test_strength_and_duration_of_an_injury_trade_as_printed():
    found = {days: injury_threshold(LOOP, days) for days in STRENGTHS}
    assert found.pop(3) == pytest.approx(38.3, abs=0.1)
    for days, strength in found.items():
        assert strength == pytest.approx(STRENGTHS[days], rel=2e-3)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert min(found.values()) > rheobase(LOOP)


def test_the_rheobase_is_0_16_and_nothing_tips_within_2_93_days():
    assert rheobase(LOOP) == pytest.approx(0.160, abs=5e-4)
    assert shortest_injury(LOOP) == pytest.approx(2.93, abs=0.005)
    assert injury_threshold(LOOP, 2.9) == np.inf


@pytest.mark.slow
@pytest.mark.parametrize("days", [5, 14, 60])
def test_a_long_wait_agrees_with_the_threshold(days):
    strength = injury_threshold(LOOP, days)
    assert tips(LOOP, 1.01 * strength, days)
    assert not tips(LOOP, 0.99 * strength, days)


@pytest.mark.slow
def test_weak_and_long_recovers_where_strong_tips():
    assert not tips(LOOP, 0.15, 60)
    assert tips(LOOP, 2.0, 14)


def test_injuries_are_computed_without_drug():
    with pytest.raises(ValueError, match="without drug"):
        injury_threshold(Loop(factor=1.2), 10)


@pytest.mark.parametrize("loop", [Loop(N_0=0.4), Loop(w=1.0)], ids=["only sensitised", "only healthy"])
@pytest.mark.parametrize("function", [separatrix, rheobase, lambda loop: tips(loop, 1.0, 5.0)])
def test_a_loop_with_one_lasting_state_has_no_separatrix_to_cross(loop, function):
    with pytest.raises(ValueError, match="one lasting state"):
        function(loop)
