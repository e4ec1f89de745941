"""Doses at steady state: tone, the loop gain with both arms, and where they turn."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from painloop import data
from painloop.analysis.dose import (
    adaptation_gain,
    best_mean_blockade,
    dose_back_at_normal,
    dose_response,
    mean_blockade_without_gain,
    mean_tone,
)
from painloop.models.opioid_adaptation import ADAPTATION_GAIN
from painloop.models.patient_on_ldn import MODEL

pytestmark = pytest.mark.slow

DOSES = [0.0, 0.1, 0.5, 1.0, 1.5, 3.0, 4.5, 6.0, 10.0, 25.0, 50.0]


@pytest.mark.parametrize("u", [1.44, 2.0, 4.0])
def test_the_laws_optimum_and_zero_are_where_the_closed_form_says(u):
    found = minimize_scalar(lambda share: -mean_tone(share, u), bounds=(0, 1), method="bounded")
    assert found.x == pytest.approx(best_mean_blockade(u), abs=1e-4)
    assert -found.fun == pytest.approx((1 + u) ** 2 / (4 * u))
    assert mean_tone(mean_blockade_without_gain(u), u) == pytest.approx(1)


@pytest.mark.parametrize("u", [0.0, 0.5, 1.0])
def test_without_over_compensation_the_best_blockade_is_none(u):
    assert best_mean_blockade(u) == mean_blockade_without_gain(u) == 0


def test_the_table_of_loop_gains():
    response = dose_response(MODEL, DOSES)
    loop_gain = [1, 0.9820, 0.9279, 0.8849, 0.8574, 0.8188, 0.8094, 0.8119, 0.8389, 0.9608, 1.0948]
    inhibition = [0, 0.0124, 0.0503, 0.0822, 0.1047, 0.1454, 0.1679, 0.1823, 0.2037, 0.2288, 0.2388]
    disinhibition = [1, 0.9944, 0.9771, 0.9642, 0.9576, 0.9580, 0.9727, 0.9929, 1.0535, 1.2457, 1.4382]
    np.testing.assert_allclose(response["gain"], loop_gain, atol=1e-4)
    np.testing.assert_allclose(response["glial_inhibition"], inhibition, atol=1e-4)
    np.testing.assert_allclose(response["disinhibition"], disinhibition, atol=1e-4)


def test_a_lenient_potency_is_as_good_as_none():
    doses = [1.0, 3.0, 6.0]
    lenient, off = dose_response(MODEL, doses, EC50_TLR4=910.0), dose_response(MODEL, doses, T_max=0.0)
    assert np.abs(lenient["gain"] - off["gain"]).max() < 0.001


def test_a_tone_that_never_comes_back_to_normal_is_refused():
    with pytest.raises(ValueError, match="look at the curve first"):
        dose_back_at_normal(MODEL, "tone", u=0.5)


def test_one_dose_is_the_same_alone_as_among_others():
    alone, among = dose_response(MODEL, 4.5), dose_response(MODEL, [1.0, 4.5])
    assert alone["tone"][0] == pytest.approx(among["tone"][1], rel=1e-12)


def test_half_as_many_receptors_more_give_less_by_the_sum_than_by_the_product():
    assert [round(float(u), 1) for u in adaptation_gain(0.5, 0.61)] == [1.4, 1.1]


def test_the_counts_in_mice_give_a_gain_from_about_1_to_2_and_the_models_is_their_top():
    table = data.load("receptor_upregulation")
    least, most = adaptation_gain(table.low_percent.min() / 100, 0.61), adaptation_gain(table.high_percent / 100, 0.61)
    assert least[1] == pytest.approx(1, abs=0.1)
    assert most[0].max() == pytest.approx(ADAPTATION_GAIN.default, abs=0.1)
