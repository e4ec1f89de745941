"""Adaptation to blockade: the mean-tone law, its limits, and the loop that senses its own result."""

import numpy as np
import pytest
from scipy.integrate import simpson

from painloop import evaluate, nightly, simulate
from painloop.analysis.dose import day_at_steady_state, dose_response, mean_tone
from painloop.models.opioid_adaptation import MODEL, with_account

pytestmark = pytest.mark.slow

DOSES = np.array([0.1, 0.5, 1.0, 1.5, 3.0, 4.5, 6.0, 10.0, 25.0, 50.0])


def test_without_drug_nothing_is_blocked_and_everything_is_normal_exactly():
    still = evaluate(MODEL)
    assert (still["occupancy"], still["blocked"], still["tone"], still["disinhibition"]) == (0, 0, 1, 1)


def test_without_a_dose_nothing_changes_for_a_year():
    run = simulate(MODEL, [0.0, 365.0])
    assert run["U"][-1] == 1


def test_half_the_receptors_are_blocked_at_a_signal_of_one():
    """At resting tone: competition with the resting ligand is counted in."""
    state = {"a_g": 0.0, "a_P": 0.0, "a_M": 1.0}
    scale = 1 / evaluate(MODEL, state)["x"]
    shown = evaluate(MODEL, {"a_g": 0.0, "a_P": 0.0, "a_M": float(scale)})
    assert shown["x"] == pytest.approx(1)
    assert shown["blocked"] == pytest.approx(0.5)
    assert shown["occupancy"] == pytest.approx(0.5)


@pytest.mark.parametrize("tau_U", [2.0, 5.0, 10.0])
def test_mean_capacity_and_mean_tone_follow_the_law(tau_U):
    day = day_at_steady_state(MODEL, DOSES, tau_U=tau_U, resting_ligand=0.0)
    mean, share = day["mean"], np.arange(len(day["times"])) / (len(day["times"]) - 1)
    spread = simpson((day["U"] - mean["U"]) ** 2 * 3 * share[:, None] ** 2, x=share, axis=0)
    np.testing.assert_allclose(mean["U"], 1 + 2 * mean["blocked"], atol=1e-9)
    np.testing.assert_allclose(mean["tone"], mean_tone(mean["blocked"], 2.0) - spread / 2, atol=1e-9)
    if tau_U == 5.0:
        assert spread.max() / 2 < 2e-5


def test_a_loop_that_senses_tone_never_lifts_the_mean():
    for closed_gain in (1.0, 5.0, 10.0):
        mean = day_at_steady_state(MODEL, DOSES, closed_loop=1.0, closed_gain=closed_gain)["mean"]
        np.testing.assert_allclose(mean["tone"], 1 - (mean["U"] - 1) / closed_gain, atol=1e-9)
        assert mean["tone"].max() <= 1


@pytest.mark.parametrize("u", [0.0, 0.5, 1.0])
def test_an_answer_that_only_restores_gains_nothing_at_any_dose(u):
    assert dose_response(MODEL, DOSES, u=u)["tone"].max() <= 1 + 1e-3


def test_the_table_of_doses():
    response = dose_response(MODEL, DOSES)
    expected = [1.0114, 1.0473, 1.0758, 1.0917, 1.0966, 1.0708, 1.0335, 0.9247, 0.6318, 0.4072]
    np.testing.assert_allclose(response["tone"], expected, atol=1e-4)
    np.testing.assert_allclose(
        response["U"], [1.026, 1.121, 1.226, 1.317, 1.533, 1.694, 1.820, 2.055, 2.448, 2.671], atol=6e-4
    )
    np.testing.assert_allclose(
        response["peak"], [0.025, 0.114, 0.204, 0.278, 0.435, 0.536, 0.606, 0.719, 0.865, 0.928], atol=6e-4
    )
    np.testing.assert_allclose(
        response["trough"], [0.005, 0.026, 0.052, 0.075, 0.140, 0.196, 0.246, 0.352, 0.576, 0.731], atol=6e-4
    )
    np.testing.assert_allclose(
        response["occupancy"], [0.013, 0.061, 0.114, 0.160, 0.271, 0.354, 0.419, 0.539, 0.737, 0.845], atol=6e-4
    )
    np.testing.assert_allclose(response["hours_half_blocked"], [0, 0, 0, 0, 0, 3.2, 6.9, 14.1, 24, 24], atol=0.05)


def test_a_steeper_answer_loses_the_gain():
    doses = np.geomspace(0.2, 20, 40)
    best = {h: dose_response(MODEL, doses, h=h, resting_ligand=0.0)["tone"].max() for h in (1.0, 1.25, 1.5, 2.0)}
    assert best[1.0] == pytest.approx(1.125, abs=1e-3)
    assert best[1.25] == pytest.approx(1.020, abs=1e-3)
    assert max(best[1.5], best[2.0]) < 1.001
    assert dose_response(MODEL, doses, h=1.25)["tone"].max() == pytest.approx(1.005, abs=1e-3)


def test_brain_retention_settles_where_the_fit_says():
    response = dose_response(with_account("brain_retention"), [0.5, 1.0, 1.5, 3.0, 4.5, 6.0, 10.0, 25.0, 50.0])
    trough = [0.136, 0.239, 0.320, 0.485, 0.586, 0.653, 0.758, 0.887, 0.940]
    peak = [0.189, 0.318, 0.411, 0.583, 0.677, 0.736, 0.823, 0.921, 0.959]
    np.testing.assert_allclose(response["trough"], trough, atol=1e-3)
    np.testing.assert_allclose(response["peak"], peak, atol=1e-3)


def test_capacity_overshoots_after_a_long_course_of_50_mg():
    """Tone in the third day after the first missed dose is nearly twice normal."""
    run = simulate(MODEL, np.arange(0, 95, 0.05), doses=nightly(MODEL, 50.0, 84), keep=["tone"])
    assert run["tone"].max() == pytest.approx(1.95, abs=0.02)
    assert 86 <= run.times[run["tone"].argmax()] <= 87
