"""The step rules against solutions known in closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from painloop.equations.model import Mesh
from painloop.runs.integrate import REACH, exponential_midpoint_step, nodes, rk4_step


def decay(state, _, known):
    return [-known[0] * state[0]]


def after_two(steps):
    """Y' = -y from 1, two units of time later."""
    state = [1.0]
    for _ in range(steps):
        state = rk4_step(decay, state, ([], [], []), [1.0], 2 / steps)
    return state[0]


def test_runge_kutta_is_of_fourth_order():
    error = [abs(after_two(steps) - np.exp(-2)) for steps in (20, 40)]
    assert np.log2(error[0] / error[1]) == pytest.approx(4, abs=0.1)


def test_runge_kutta_takes_the_drive_of_the_beginning_the_middle_and_the_end():
    """Y' = t^3 is integrated exactly, as by Simpson's rule."""
    drives = [[t**3] for t in (1.0, 1.5, 2.0)]
    assert rk4_step(lambda _, drive, __: list(drive), [0.0], drives, [], 1.0)[0] == pytest.approx(15 / 4, rel=1e-15)


def test_the_exponential_midpoint_rule_is_exact_where_source_and_rate_stand_still():
    state = exponential_midpoint_step(lambda _: [3.0, 2.0], [5.0], 0.7)
    assert state[0] == pytest.approx(1.5 + 3.5 * np.exp(-1.4), rel=1e-15)


def test_the_exponential_midpoint_rule_is_of_second_order():
    """Y' = y (1 - y): the source is y, the rate is y."""

    def error(steps):
        state = [0.2]
        for _ in range(steps):
            state = exponential_midpoint_step(lambda at: [at[0], at[0]], state, 3 / steps)
        return abs(state[0] - 1 / (1 + 4 * np.exp(-3)))

    assert np.log2(error(50) / error(100)) == pytest.approx(2, abs=0.1)


@given(y=st.floats(0, 1), target=st.floats(0, 1), rate=st.floats(0, 1e6), h=st.floats(0, 1e6))
def test_the_exponential_midpoint_rule_never_leaves_the_box(y, target, rate, h):
    for many in (float, lambda value: np.array([value])):
        state = exponential_midpoint_step(lambda _: [many(rate * target), many(rate)], [many(y)], h)  # noqa: B023
        assert min(y, target) - 1e-9 <= state[0] <= max(y, target) + 1e-9


def test_a_state_that_does_not_relax_only_adds_up():
    assert exponential_midpoint_step(lambda _: [2.0, 0.0], [1.0], 0.5)[0] == 2.0


def test_the_mesh_is_graded_and_begins_again_in_every_period():
    expected = [0.0, 1 / 8, 1.0, 9 / 8, 1.5]
    np.testing.assert_allclose(nodes(1.5, Mesh(period=1.0, steps=2, grading=3.0)), expected)


def test_a_run_of_no_length_has_one_node():
    np.testing.assert_array_equal(nodes(0.0, Mesh(1.0, 4)), [0.0])


@pytest.mark.slow
@given(fastest=st.floats(1e-3, 1e4), grading=st.floats(1, 4), steps=st.integers(1, 48))
def test_no_step_lets_a_state_relax_further_than_the_rule_reaches(fastest, grading, steps):
    assert np.diff(nodes(1.0, Mesh(1.0, steps, grading), fastest)).max() * fastest <= REACH * (1 + 1e-9)
