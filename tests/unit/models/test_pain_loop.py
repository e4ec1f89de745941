"""The loop without drug."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from populations import random_values

from painloop import Change, simulate
from painloop.analysis.loop import Loop, equilibria
from painloop.equations.printers import to_numpy
from painloop.models import pain_loop, patient_on_ldn
from painloop.models.pain_loop import HEALTHY, MODEL

STATES = equilibria(Loop())


def motion(S, G):
    equations = to_numpy(MODEL)
    return equations.rates([S, G, 0.0], [], equations.complete(MODEL.values()))[:2]


@pytest.mark.parametrize("state", STATES)
def test_nothing_moves_at_an_equilibrium(state):
    assert np.abs(motion(state.S, state.G)).max() < 1e-12


@pytest.mark.slow
@pytest.mark.parametrize("state", [STATES[0], STATES[2]])
def test_a_lasting_state_stays_for_a_year(state):
    run = simulate(MODEL, [0.0, 365.0], start={"S": state.S, "G": state.G})
    assert abs(run["S"][-1] - state.S) < 1e-9
    assert abs(run["G"][-1] - state.G) < 1e-9


def test_the_model_begins_in_the_healthy_state():
    np.testing.assert_allclose(HEALTHY, (STATES[0].S, STATES[0].G), atol=6e-7)


def test_the_starts_follow_the_defaults(monkeypatch):
    moved = [replace(each, default=1.1 * each.default) if each.key in "wn" else each for each in pain_loop.PARAMETERS]
    monkeypatch.setattr(pain_loop, "PARAMETERS", tuple(moved))
    states = equilibria(Loop(w=2.1 * 1.1, n=4.0 * 1.1))
    for begin, state in ((0.0, states[0]), (1.0, states[2])):
        np.testing.assert_allclose(pain_loop.resting(begin), (state.S, state.G), atol=6e-7)
    assert pain_loop.resting(0.0) != HEALTHY


def test_a_patient_begins_in_the_sensitised_state():
    found = {state.key: state.start for state in patient_on_ldn.STATES}
    np.testing.assert_allclose((found["S"], found["G"]), (STATES[2].S, STATES[2].G), atol=6e-7)


def test_the_total_grows_by_the_mean_of_each_day():
    run = simulate(MODEL, np.linspace(0, 5, 1201), start={"S": 0.9, "G": 0.1})
    assert run["S_total"][-1] == pytest.approx(np.trapezoid(run["S"], run.times), rel=1e-5)


def test_an_injury_acts_while_it_lasts():
    run = simulate(MODEL, [0.0, 3.0, 3.001, 30.0], changes=[Change(3.0, {"injury": 0.0})], injury=5.0)
    assert run["nociceptive_drive"][0] > 5
    assert run["nociceptive_drive"][1] < 1  # the change belongs to its own moment
    assert run["S"][1] > 0.7 > run["S"][3]


def test_a_rating_is_ten_times_sensitisation():
    run = simulate(MODEL, [0.0, 1.0], start={"S": 0.4})
    np.testing.assert_allclose(run["pain_rating"], 10 * run["S"])


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), steps=st.integers(1, 48))
def test_no_start_and_no_parameters_lead_out_of_the_box(seed, steps):
    random = np.random.default_rng(seed)
    values = random_values(MODEL, 50, random, leave=("injury",)) | {"injury": random.uniform(0, 10, 50)}
    start = {"S": random.uniform(0, 1, 50), "G": random.uniform(0, 1, 50)}
    run = simulate(MODEL, np.linspace(0, 10, 21), start=start, steps=steps, keep=["S", "G"], **values)
    for key in ("S", "G"):
        assert run[key].min() >= -1e-9
        assert run[key].max() <= 1 + 1e-9
