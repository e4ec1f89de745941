"""The trial on paper: what its closed forms say, against samples and against FINAL."""

import numpy as np
import pytest

from painloop import evaluate
from painloop.models.trial_on_paper import MODEL


@pytest.fixture(scope="module")
def shown():
    return evaluate(MODEL)


def test_the_spread_of_the_change_is_the_one_printed(shown):
    assert shown["sd_placebo"] == pytest.approx(1.52, abs=0.005)
    assert shown["sd_drug"] == pytest.approx(1.64, abs=0.005)
    assert shown["sd_change"] == pytest.approx(1.58, abs=0.005)


def test_the_spread_is_that_of_final_from_either_of_its_intervals(shown):
    assert 1.53 < shown["sd_change"] < 1.61


def test_the_standard_error_is_that_of_finals_interval(shown):
    assert shown["standard_error"] == pytest.approx((0.27 + 0.95) / 2 / 1.96, abs=0.01)


def test_the_standardised_effect_is_about_finals(shown):
    assert shown["standardised_effect"] == pytest.approx(-0.23, abs=0.01)


def test_four_times_the_patients_double_the_expected_z(shown):
    more = evaluate(MODEL, patients_per_arm=196.0)
    assert more["expected_z"] == pytest.approx(2 * shown["expected_z"])


@pytest.mark.parametrize("cv", [0.1, 0.3, 0.9])
def test_what_is_log_normal_with_that_sigma_has_that_coefficient_of_variation(cv):
    sigma = evaluate(MODEL, cv_others=cv)["sigma_others"]
    assert np.sqrt(np.expm1(sigma**2)) == pytest.approx(cv, rel=1e-12)
    sample = np.exp(sigma * np.random.default_rng(3).standard_normal(200_000))
    assert sample.std() / sample.mean() == pytest.approx(cv, rel=0.02)


def test_the_variances_of_placebo_noise_and_response_add(shown):
    random = np.random.default_rng(4)
    parts = random.standard_normal((3, 100_000)) * [[1.0], [1.15], [0.6]]
    assert parts.sum(axis=0).std() == pytest.approx(shown["sd_drug"], rel=0.01)


def test_every_source_but_ours_is_in_the_list():
    assert {source for quantity in MODEL.parameters for source in quantity.sources} == {"ours", "bruun2024final"}
