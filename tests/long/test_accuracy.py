"""Half a year of nightly doses through an escape, the hardest run there is, against an independent solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from populations import random_values
from sampled import sampled

from painloop import nightly, simulate
from painloop.models.patient_on_ldn import MODEL, PRESETS, SENSITISED, with_account
from painloop.models.receptor_blockade import ACCOUNTS
from painloop.runs.reference import solve

DAYS = np.arange(181.0)
FLOWING = ("S", "G", "U")


def error(reference, steps=None, model=MODEL, dose=4.5, **values):
    """Largest relative error of S, G and U."""
    doses = nightly(model, dose, 180)
    run = simulate(model, DAYS, doses=doses, start=SENSITISED, steps=steps, keep=FLOWING, **values)
    return max(np.abs(run[key] / reference[key] - 1).max() for key in FLOWING)


@pytest.fixture(scope="module")
def escape():
    return solve(MODEL, DAYS, nightly(MODEL, 4.5, 180), SENSITISED)


def test_the_models_own_16_steps_a_day_are_right_to_one_in_ten_thousand(escape):
    assert MODEL.mesh.steps == 16
    assert error(escape) < 1e-4


def test_12_steps_a_day_are_right_to_one_in_ten_thousand(escape):
    assert error(escape, 12) < 1e-4


def test_48_steps_a_day_are_right_to_one_in_a_million(escape):
    assert error(escape, 48) < 1e-6


def test_the_error_falls_with_the_fourth_power_of_the_step(escape):
    assert np.log2(error(escape, 12) / error(escape, 24)) == pytest.approx(4, abs=0.5)


@pytest.mark.parametrize("preset", sampled(PRESETS, PRESETS[::3]), ids=lambda preset: preset.key)
def test_every_preset_is_right_to_one_in_ten_thousand(preset):
    reference = solve(preset.model, DAYS, nightly(preset.model, 4.5, 180), SENSITISED, rtol=1e-10, **preset.values)
    assert error(reference, model=preset.model, **preset.values) < 1e-4


@pytest.mark.parametrize("account", ACCOUNTS)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_random_patient_is_followed_for_a_month(account, seed):
    random, model = np.random.default_rng(seed), with_account(account)
    values = {key: float(value[0]) for key, value in random_values(model, 1, random, leave=("injury",)).items()}
    start = {"S": random.uniform(0.05, 1), "G": random.uniform(0.05, 1), "U": random.uniform(1, 1 + values["u"])}
    days, doses = np.arange(31.0), nightly(model, random.uniform(0, 50), 30)
    reference = solve(model, days, doses, start, rtol=1e-10, **values)
    run = simulate(model, days, doses=doses, start=start, steps=48, keep=FLOWING, **values)
    for key in FLOWING:
        np.testing.assert_allclose(run[key], reference[key], atol=2e-4)
