"""The loop in motion is `pain_loop` with a drug held still, and its J is that of its rates."""

from dataclasses import asdict

import numpy as np
import pytest

from painloop.analysis.loop import Loop, equilibria
from painloop.models import loop_in_motion
from painloop.models.loop_in_motion import MODEL
from painloop.runs.simulate import evaluate, simulate

LOOPS = [Loop(), Loop(w=2.7, factor=1.1, inhibition=0.1), Loop(tau_S=2.0, tau_G=6.0), Loop(w=3.0, n=2.5, theta=0.4)]


def paper(loop):
    """The motion, written down once more for this test."""

    def motion(y):
        drive = (loop.N_0 + loop.w * y[1]) * loop.factor
        recruited = (1 - loop.inhibition) * y[0] ** loop.n / (loop.theta**loop.n + y[0] ** loop.n)
        return np.array([((1 - y[0]) * drive - y[0]) / loop.tau_S, (recruited - y[1]) / loop.tau_G])

    return motion


def jacobian(motion, at, small=1e-6):
    return np.transpose([(motion(at + small * unit) - motion(at - small * unit)) / (2 * small) for unit in np.eye(2)])


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("at", [(0.1, 0.3), (0.4, 0.3), (0.8, 0.6)])
def test_the_jacobian_its_paces_and_its_direction(loop, at):
    found = evaluate(MODEL, dict(zip("SG", at, strict=True)), **asdict(loop))
    J = jacobian(paper(loop), np.array(at))
    printed = [[found["S_on_S"], found["G_on_S"]], [found["S_on_G"], found["G_on_G"]]]
    np.testing.assert_allclose(printed, J, atol=1e-7)
    values, vectors = np.linalg.eig(np.array(printed))
    fast, slow = np.argsort(values)
    assert (found["faster"], found["slower"]) == pytest.approx((values[fast], values[slow]), rel=1e-12)
    assert found["direction"] == pytest.approx(vectors[1, fast] / vectors[0, fast], rel=1e-10)


@pytest.mark.parametrize("loop", LOOPS)
def test_it_stands_still_where_the_loop_rests_and_leaves_only_the_threshold(loop):
    for state in equilibria(loop):
        run = simulate(MODEL, [0.0, 5.0], start={"S": state.S + 1e-4, "G": state.G}, **asdict(loop))
        near = abs(run["S"][-1] - state.S) + abs(run["G"][-1] - state.G)
        assert near < 2e-4
        assert (run["S"][-1] > run["S"][0]) == (not state.stable) or near < 1e-4


def test_every_number_is_there_to_teach():
    assert {quantity.grade.value for quantity in loop_in_motion.MODEL.parameters} == {"illustrative"}
