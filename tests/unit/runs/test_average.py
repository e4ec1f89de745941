"""The day-averaged model: close to the full one, and bounded whatever the step."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from populations import random_values

from painloop import nightly, simulate
from painloop.models.patient_on_ldn import MODEL, SENSITISED, with_account
from painloop.models.receptor_blockade import ACCOUNTS
from painloop.runs.average import simulate_average

WEEK = np.arange(8.0)
SLOW_TAIL = {"t_half_P": 1.0, "t_half_M": 29.5, "F": 0.999, "mu": 0.999}


def daily_means(run):
    return 10 * np.diff(run["S_total"])


@pytest.mark.slow
@pytest.mark.parametrize("values", [{}, {"w": 2.7}, SLOW_TAIL], ids=["default", "severe", "slow tail"])
def test_from_day_5_on_it_is_within_a_tenth_of_a_point_of_the_full_model(values):
    days = np.arange(85.0)
    full = simulate(MODEL.widened(), days, doses=nightly(MODEL, 4.5, 84), start=SENSITISED, keep=["S_total"], **values)
    averaged = simulate_average(MODEL.widened(), days, dose=4.5, start=SENSITISED, keep=["S_total"], **values)
    gap = np.abs(daily_means(full) - daily_means(averaged))[4:]
    assert gap.max() < 0.1
    assert gap[-1] < 0.05


@pytest.mark.slow
def test_without_a_dose_it_stands_still_where_the_full_model_does():
    run = simulate_average(MODEL, [0.0, 365.0], start=SENSITISED)
    assert run["S"][1] == pytest.approx(SENSITISED["S"], abs=1e-5)  # given to five digits
    assert run["U"][1] == 1


def test_shorter_steps_change_little_and_by_the_square():
    """The rule is of second order: half the step, a quarter of the error."""
    at = {
        step: simulate_average(MODEL, [0.0, 40.0], dose=4.5, start=SENSITISED, step=step)["S"][1]
        for step in (0.25, 0.125, 0.0625)
    }
    assert (at[0.25] - at[0.125]) / (at[0.125] - at[0.0625]) == pytest.approx(4, abs=0.5)


def test_once_stopped_the_drug_is_gone():
    run = simulate_average(MODEL, [0.0, 10.0, 10.5], dose=50.0, until=10.0, start=SENSITISED)
    assert run["occupancy"][0] > 0.8
    assert (run["occupancy"][1:] == 0).all()


def test_patients_together_are_patients_alone():
    random = np.random.default_rng(5)
    doses, values = random.uniform(0, 50, 5), random_values(MODEL, 5, random, leave=("injury",))
    together = simulate_average(MODEL, WEEK, dose=doses, start=SENSITISED, **values)
    for i, dose in enumerate(doses):
        alone = simulate_average(MODEL, WEEK, dose=dose, start=SENSITISED, **{k: v[i] for k, v in values.items()})
        for key, column in alone.columns.items():
            np.testing.assert_allclose(together[key][:, i], column, rtol=1e-12, atol=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("account", ACCOUNTS)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), step=st.floats(0.01, 1000))
def test_no_step_no_start_and_no_parameters_lead_out_of_the_box(account, seed, step):
    random, model, size = np.random.default_rng(seed), with_account(account), 30
    values = random_values(model, size, random, leave=("injury",))
    ceiling = 1 + np.maximum(values["u"], values["closed_gain"])
    start = {"S": random.uniform(0, 1, size), "G": random.uniform(0, 1, size), "U": random.uniform(1, ceiling)}
    times = np.linspace(0, 20 * step, 5)
    run = simulate_average(model, times, dose=random.uniform(0, 100, size), start=start, step=step, **values)
    for key in ("S", "G", "blocked", "glial_inhibition"):
        assert -1e-9 <= run[key].min() <= run[key].max() <= 1 + 1e-9
    assert (run["U"] >= 1 - 1e-9).all()
    assert (run["U"] <= ceiling + 1e-9).all()


@pytest.mark.parametrize("step", [0.0, -1.0])
def test_a_step_of_nothing_is_refused(step):
    with pytest.raises(ValueError, match="must be above 0"):
        simulate_average(MODEL, WEEK, step=step)


@pytest.mark.parametrize("dose", [-4.5, np.nan, np.array([1.0, -1.0])])
def test_an_impossible_dose_is_refused(dose):
    with pytest.raises(ValueError, match="0 or more"):
        simulate_average(MODEL, WEEK, dose=dose)


def test_only_columns_that_exist_are_kept():
    assert list(simulate_average(MODEL, WEEK, keep=["pain_rating"]).columns) == ["pain_rating"]
    with pytest.raises(ValueError, match="has no a_g"):
        simulate_average(MODEL, WEEK, keep=["a_g"])
