"""The integrator against solutions known in closed form."""

import numpy as np
import pytest

from painloop.integrate import IntegrationError, integrate


def decay(state, rate):
    return -rate * state


def error(step):
    times = np.array([0.0, 1.0, 2.0])
    result = integrate(decay, np.array([1.0]), times, np.array([1.0]), step)
    return abs(result[0, -1] - np.exp(-2.0))


def test_it_is_of_fourth_order():
    assert np.log2(error(0.1) / error(0.05)) == pytest.approx(4, abs=0.1)


def test_no_step_is_longer_than_asked_for():
    seen = []

    def rates(state, _):
        seen.append(float(state[0]))
        return np.ones(1)

    integrate(rates, np.zeros(1), np.array([0.0, 1.0]), np.empty(0), 0.3)
    assert len(seen) == 4 * 4  # four equal steps of 0.25, four looks each


def test_a_run_away_is_an_error_and_no_nan():
    with pytest.raises(IntegrationError, match="smaller step"), np.errstate(over="ignore", invalid="ignore"):
        integrate(decay, np.array([1.0]), np.linspace(0, 1e6, 300), np.array([1.0]), 1e6)
