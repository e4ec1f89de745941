"""The pain loop tips where the analysis says, and the tipping point where its curve turns."""

import numpy as np
import pytest
from javascript import run as javascript
from oracle import explored, full

from painloop.analysis.injuries import separatrix, tips
from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input
from painloop.explorers.pain_loop import DECLARATION
from painloop.explorers.tipping_point import DECLARATION as TIPPING


def facts(**changes):
    return explored(DECLARATION, full(DECLARATION, **changes)).measures


def turned(**changes):
    return explored(TIPPING, full(TIPPING, **changes)).measures


# models.md 3: thresholds 1.54 at 5 d, 0.912 at 7 d, 0.621 at 10 d, 0.468 at 14 d, 0.215 at 60 d
@pytest.mark.parametrize(("days", "threshold"), [(5, 1.54), (7, 0.912), (10, 0.621), (14, 0.468), (60, 0.215)])
def test_it_tips_at_the_printed_strengths(days, threshold):
    below, above = (
        facts(days=float(days), strength=0.98 * threshold),
        facts(days=float(days), strength=1.02 * threshold),
    )
    assert (below["crossed"], above["crossed"]) == (False, True)


@pytest.mark.slow
@pytest.mark.parametrize(("strength", "days"), [(0.6, 10.0), (0.6, 11.0), (0.15, 60.0), (2.0, 14.0)])
def test_what_it_says_of_the_end_is_where_the_loop_goes(strength, days):
    assert facts(strength=strength, days=days)["crossed"] == tips(Loop(), strength, days)


@pytest.mark.parametrize("loop", [Loop(), Loop(w=2.7), Loop(N_0=0.15)])
def test_what_is_drawn_between_the_resting_states_is_the_separatrix(loop):
    values, threshold = {"w": loop.w, "N_0": loop.N_0}, equilibria(loop)[1]
    asked = {"values": values, "threshold": {"S": threshold.S, "G": threshold.G}}
    found = javascript("return loop.separatrix(models, input.values, input.threshold);", asked)
    S, G = np.array(found["S"]), np.array(found["G"])
    exact_S, exact_G = separatrix(loop)
    inside = (exact_S > S[0]) & (exact_S < S[-1])
    np.testing.assert_allclose(np.interp(exact_S[inside], S, G), exact_G[inside], atol=2e-3)


def test_taking_the_cause_away_is_not_enough_unless_the_loop_is_weak():
    assert facts(days=11.0, relief=True)["end"] > 5
    weak = facts(days=20.0, strength=2.0, w=1.95, relief=True)
    assert weak["crossed"]
    assert weak["end"] < 5


@pytest.mark.parametrize(("days", "ended"), [(0.0, False), (10.0, True)])
def test_of_an_injury_that_never_was_nothing_is_said(days, ended):
    assert ("It ended before" in explored(DECLARATION, full(DECLARATION, days=days)).summary) == ended


@pytest.mark.parametrize("moved", ["w", "N_0"])
def test_the_tips_are_the_folds(moved):
    state = {"moved": moved, "w": 1.8, "N_0": 0.2}
    found, loop = turned(**state), Loop(w=1.8, N_0=0.2)
    folds = folds_in_coupling(loop) if moved == "w" else folds_in_input(loop)
    curve = loop.coupling if moved == "w" else loop.input
    assert (found["up"], found["down"]) == pytest.approx([float(curve(S)) for S in folds])


def test_a_slow_turn_keeps_to_the_states_of_rest_and_comes_back_by_another_way():
    curves = explored(TIPPING, full(TIPPING, pace=1500.0))
    half = len(curves.along) // 2
    up, down = curves["pain_rating"][:half], curves["pain_rating"][:half:-1]
    assert (down - up).max() > 3
    at = np.flatnonzero(np.isclose(curves["turned"][:half], 0.1))[0]
    healthy, _, sensitised = equilibria(Loop(w=1.8, N_0=0.1))
    assert up[at] == pytest.approx(10 * healthy.S, abs=0.05)
    assert down[at] == pytest.approx(10 * sensitised.S, abs=0.35)  # at 0.1, just above the fold, it lags


def test_below_nought_there_is_no_way_back():
    found = turned(w=2.1)
    assert found["down"] < 0
    assert found["end"] > 5
