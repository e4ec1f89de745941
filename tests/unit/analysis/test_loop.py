"""Where the loop rests and where it tips, against algebra and printed figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input, sensitised

LOOP = Loop()
HEALTHY, THRESHOLD, SENSITISED = equilibria(LOOP)


def test_three_states_stand_where_the_figures_say():
    found = [(state.S, state.G) for state in (HEALTHY, THRESHOLD, SENSITISED)]
    np.testing.assert_allclose(found, [(0.04778, 0.00008), (0.40417, 0.29921), (0.58868, 0.65770)], atol=1e-5)
    assert [state.stable for state in (HEALTHY, THRESHOLD, SENSITISED)] == [True, False, True]


def test_eigenvalues_are_the_printed_ones():
    found = [state.eigenvalues for state in (HEALTHY, THRESHOLD, SENSITISED)]
    np.testing.assert_allclose(found, [(-1.052, -0.0985), (-1.829, 0.0502), (-2.487, -0.0446)], atol=5e-4)


def test_eigenvalues_are_those_of_the_jacobian():
    def motion(y):
        drive = LOOP.N_0 + LOOP.w * y[1]
        return np.array([(1 - y[0]) * drive - y[0], (float(LOOP.recruitment(y[0])) - y[1]) / 10])

    for state in (HEALTHY, THRESHOLD, SENSITISED):
        at, small = np.array([state.S, state.G]), 1e-6
        columns = [(motion(at + small * unit) - motion(at - small * unit)) / (2 * small) for unit in np.eye(2)]
        values = np.linalg.eigvals(np.transpose(columns))
        assert np.isreal(values).all()
        np.testing.assert_allclose(sorted(values.real), state.eigenvalues, atol=1e-7)


def test_the_nullclines_cross_at_the_equilibria():
    for state in (HEALTHY, THRESHOLD, SENSITISED):
        assert float(LOOP.nullcline(state.S)) == pytest.approx(float(LOOP.recruitment(state.S)), abs=1e-12)


def test_folds_stand_where_the_figures_say():
    low, high = folds_in_coupling(LOOP)
    assert (float(LOOP.coupling(high)), high) == (pytest.approx(1.898, abs=5e-4), pytest.approx(0.491, abs=5e-4))
    assert (float(LOOP.coupling(low)), low) == (pytest.approx(68.5, abs=0.05), pytest.approx(0.064, abs=5e-4))
    low, high = folds_in_input(LOOP)
    assert (float(LOOP.input(low)), low) == (pytest.approx(0.210, abs=5e-4), pytest.approx(0.244, abs=5e-4))
    assert (float(LOOP.input(high)), high) == (pytest.approx(-0.051, abs=5e-4), pytest.approx(0.508, abs=5e-4))


def test_taking_all_input_away_does_not_switch_the_loop_off():
    assert len(equilibria(Loop(N_0=0.0))) == 3


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    w=st.floats(1, 4), n=st.floats(2, 6), theta=st.floats(0.3, 0.7), N_0=st.floats(0, 0.5),
    disinhibition=st.floats(0.5, 2), inhibition=st.floats(0, 0.6),
)  # fmt: skip
def test_every_equilibrium_is_one_and_their_number_is_odd(w, n, theta, N_0, disinhibition, inhibition):
    loop = Loop(w=w, n=n, theta=theta, N_0=N_0, factor=disinhibition, inhibition=inhibition)
    states = equilibria(loop)
    assert len(states) in (1, 3)
    assert [state.stable for state in states] == [True, False, True][: len(states)]
    for state in states:
        drive = (N_0 + w * state.G) * disinhibition
        assert abs((1 - state.S) * drive - state.S) < 1e-10


def test_the_sensitised_state_of_many_is_that_of_each():
    couplings = np.array([1.5, 1.9, 2.1, 2.7, 4.0])
    found = sensitised(couplings)
    assert np.isnan(found[0])
    for w, S in zip(couplings[1:], found[1:], strict=True):
        assert pytest.approx(S, abs=1e-12) == equilibria(Loop(w=w))[-1].S
