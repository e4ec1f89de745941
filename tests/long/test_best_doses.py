"""Doses that a search finds: the peak of the tone, its end, the lowest gain, and where the verdict on 50 mg turns."""

import numpy as np
import pytest

from painloop.analysis.dose import best_dose, brake_authority_at_which, dose_back_at_normal, dose_response
from painloop.models import opioid_adaptation, patient_on_ldn

TONE, GAIN = opioid_adaptation.MODEL, patient_on_ldn.MODEL
SLOW_TAIL = {"t_half_P": 1.0, "t_half_M": 29.5, "F": 0.999, "mu": 0.999}


def test_tone_peaks_at_2_35_mg_and_is_back_at_normal_at_7_2_mg():
    assert best_dose(TONE) == pytest.approx(2.35, abs=0.01)
    assert dose_back_at_normal(TONE) == pytest.approx(7.2, abs=0.05)


def test_a_sober_answer_peaks_lower_and_earlier():
    tone = dose_response(TONE, [0.1, 0.5, 1.0, 1.5, 3.0, 4.5, 6.0, 10.0, 25.0, 50.0], u=1.44)["tone"]
    expected = [1.0046, 1.0172, 1.0234, 1.0224, 0.9962, 0.9553, 0.9109, 0.7991, 0.5313, 0.3378]
    np.testing.assert_allclose(tone, expected, atol=1e-4)
    assert best_dose(TONE, u=1.44) == pytest.approx(1.16, abs=0.05)


def test_the_slow_tail_moves_the_peak_below_low_doses():
    response = dose_response(TONE.widened(), [0.5, 1, 1.5, 3, 4.5, 6, 10, 50], **SLOW_TAIL)
    np.testing.assert_allclose(response["tone"], [1.091, 1.096, 1.068, 0.936, 0.813, 0.713, 0.532, 0.147], atol=1e-3)
    assert best_dose(TONE.widened(), **SLOW_TAIL) == pytest.approx(0.78, abs=0.01)
    assert dose_back_at_normal(TONE.widened(), **SLOW_TAIL) == pytest.approx(2.30, abs=0.02)
    fit = dose_response(opioid_adaptation.with_account("brain_retention"), [0.5, 1, 1.5, 3, 4.5, 6, 10, 50])
    for key in ("trough", "peak"):
        np.testing.assert_allclose(response[key], fit[key], atol=0.02)


def test_many_patients_have_the_best_doses_that_each_has():
    u = np.array([1.2, 1.44, 4.0])
    expected = [best_dose(TONE, u=each, h=1.1) for each in u]
    np.testing.assert_array_equal(best_dose(TONE, u=u, h=1.1), expected)


def test_both_arms_together_are_best_at_4_8_mg():
    assert best_dose(GAIN, "gain") == pytest.approx(4.8, abs=0.05)


def test_the_verdict_on_50_mg_turns_with_brake_authority():
    assert brake_authority_at_which(GAIN, 50.0, than=4.5) == pytest.approx(0.15, abs=0.005)
    assert brake_authority_at_which(GAIN, 50.0, than=0.0) == pytest.approx(0.65, abs=0.005)
    np.testing.assert_allclose(dose_response(GAIN, [4.5, 50.0], alpha=0.0)["gain"], [0.832, 0.761], atol=1e-3)
