"""The patient of the page is the patient of the table, in both readings; the potency gap is the glial arm's."""

import numpy as np
import pytest
from oracle import explored, full

from painloop.analysis.course import largest_coupling_that_escapes, take
from painloop.analysis.dose import dose_response
from painloop.explorers.common import molar
from painloop.explorers.patient_on_ldn import DECLARATION, state_of
from painloop.explorers.potency_gap import DECLARATION as GAP
from painloop.models import patient_on_ldn as model
from painloop.models.patient_on_ldn import DATA_ANCHORED, PRESETS


def facts(**changes):
    return explored(DECLARATION, full(DECLARATION, **changes)).measures


# models.md 3, the patient table: dose, NRS on day 84, escape day (None: none by day 180)
@pytest.mark.parametrize(
    ("dose", "day_84", "escape"),
    [(1.5, 4.54, 108), (4.5, 2.93, 66), (10.0, 4.35, 96), (25.0, 5.74, None), (50.0, 6.33, None)],
)
def test_the_story_is_the_printed_table(dose, day_84, escape):
    found = explored(DECLARATION, full(DECLARATION, dose=dose, nights=180))
    assert found["rating_now"][84] == pytest.approx(day_84, abs=0.01)
    if escape is None:
        assert not found.measures["escapes_now"]
    else:
        assert found.measures["escape_now"] == escape


def test_54_nights_relapse_and_55_last():
    assert not facts(nights=42)["lasts_now"]
    assert facts(nights=56)["lasts_now"]


def test_an_ongoing_driver_brings_the_rating_back():
    found = facts(N_0=0.4, nights=180)
    assert (found["start"], found["last_now"], found["end_now"]) == pytest.approx((6.66, 6.09, 6.66), abs=0.02)


def test_the_other_line_is_the_data_anchored_reading_of_the_same_patient():
    preset = next(each for each in PRESETS if each.key == "data-anchored")
    course = take(preset.model, 4.5, 180, **preset.values)
    found = explored(DECLARATION, full(DECLARATION, nights=180))
    np.testing.assert_allclose(found["rating_anchored"][1:181], course.ratings, atol=2e-6)


def test_the_preset_data_anchored_makes_both_lines_one():
    found = explored(DECLARATION, state_of("data-anchored"))
    np.testing.assert_allclose(found["rating_now"], found["rating_anchored"], atol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("dose", [1.5, 4.5, 50.0])
def test_the_folds_are_those_of_the_day_means(dose):
    found = facts(dose=dose)
    assert found["fold_now"] == pytest.approx(largest_coupling_that_escapes(model.MODEL, dose), abs=6e-3)
    assert found["fold_none"] == pytest.approx(1.898, abs=1e-3)


def test_the_page_says_both_readings_and_what_the_trials_found():
    said = explored(DECLARATION, DECLARATION.defaults).summary
    assert "As set" in said
    assert "Data-anchored" in said
    assert "found no significant difference in pain" in said
    assert "no forecast" in said


@pytest.mark.slow
def test_the_gain_is_the_analysis_gain():
    curves = explored(GAP, GAP.defaults)
    exact = dose_response(model.MODEL, curves.along)
    np.testing.assert_allclose(curves["gain"], exact["gain"], atol=2e-3)
    best = curves.along[curves["gain"].argmin()]
    assert (best, curves["gain"].min()) == (pytest.approx(4.8, abs=0.5), pytest.approx(0.809, abs=2e-3))


def test_at_the_measured_potency_the_glial_arm_is_silent():
    measured = molar(DATA_ANCHORED["EC50_TLR4"])
    curves = explored(GAP, full(GAP, pEC50=measured))
    np.testing.assert_allclose(curves["gain"], curves["gain_alone"], atol=1e-3)
    np.testing.assert_allclose(curves["glial_inhibition"], curves["glial_inhibition_dish"], atol=1e-12)


def test_three_decades_before_the_measured_value_the_effect_is_nearly_gone():
    found = explored(GAP, full(GAP, pEC50=molar(105.5))).measures
    assert found["low_alone"] - found["low_gain"] < 0.2 * (96 - 81)


def test_without_brake_authority_the_highest_dose_is_best():
    found = explored(GAP, full(GAP, alpha=0.0)).measures
    assert found["best_gain"] == pytest.approx(50.0)
    assert found["low_gain"] == pytest.approx(76.1, abs=0.2)


def test_the_ruler_holds_plasma_as_the_product_texts_measured_it():
    curves = explored(GAP, full(GAP, pEC50=6.0))
    low, high = curves["pin_low"][0], curves["pin_high"][0]
    assert high == pytest.approx(39.0, rel=0.03)  # Swiss text: 13.3 ng/mL, 39 nM after 50 mg
    assert low == pytest.approx(high * 4.5 / 50)
    assert curves["pin_set"][0] == pytest.approx(1000.0)
