"""Everything together: the patients of the table, washout, and the positions in the argument."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from populations import random_values

from painloop import Dose, nightly, simulate
from painloop.analysis.course import take
from painloop.models import glial_arm, opioid_adaptation, pain_loop
from painloop.models.patient_on_ldn import MODEL, PRESETS, SENSITISED, with_account
from painloop.models.receptor_blockade import ACCOUNTS

DOSES = np.array([0.0, 1.0, 1.5, 3.0, 4.5, 6.0, 10.0, 25.0, 50.0])
NEVER = np.nan
# rating on day 84, on day 180, day of escape
TABLE = {
    "default": ({}, [5.89, 5.00, 4.54, 3.28, 2.93, 3.20, 4.35, 5.74, 6.33],
                [5.89, 4.32, 0.50, 0.46, 0.47, 0.47, 0.51, 5.71, 6.33],
                [NEVER, NEVER, 108, 70, 66, 69, 96, NEVER, NEVER]),
    "TLR4 off": ({"T_max": 0.0}, [5.89, 5.68, 5.64, 5.64, 5.73, 5.85, 6.13, 6.74, 7.15],
                 [5.89, 5.67, 5.63, 5.63, 5.73, 5.84, 6.13, 6.74, 7.15], [NEVER] * 9),
    "kappa 350": ({"EC50_TLR4": 910.0}, [5.89, 5.68, 5.64, 5.64, 5.73, 5.85, 6.13, 6.73, 7.13],
                  [5.89, 5.67, 5.62, 5.63, 5.72, 5.84, 6.13, 6.73, 7.13], [NEVER] * 9),
    "TLR4 off, w 1.95": ({"T_max": 0.0, "w": 1.95}, [5.40, 5.02, 4.92, 4.95, 5.15, 5.36, 5.77, 6.50, 6.95],
                         [5.40, 4.75, 4.32, 4.41, 5.02, 5.32, 5.77, 6.50, 6.95],
                         [NEVER, NEVER, 169, 176, NEVER, NEVER, NEVER, NEVER, NEVER]),
    "severe": ({"w": 2.7}, [6.82, 6.43, 6.31, 6.13, 6.08, 6.09, 6.23, 6.71, 7.09],
               [6.82, 6.42, 6.30, 6.12, 6.07, 6.08, 6.23, 6.71, 7.09], [NEVER] * 9),
    "sober": ({"u": 1.44}, [5.89, 5.27, 5.04, 4.67, 4.65, 4.80, 5.24, 6.04, 6.51],
              [5.89, 5.14, 4.54, 0.61, 0.60, 1.11, 5.04, 6.03, 6.50],
              [NEVER, NEVER, NEVER, 119, 117, 135, NEVER, NEVER, NEVER]),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_the_patients_of_the_table(name):
    values, at_84, at_180, escape = TABLE[name]
    course = take(MODEL, DOSES, 180, **values)
    np.testing.assert_allclose(course.ratings[83], at_84, atol=0.011)  # the table is rounded to 0.01
    np.testing.assert_allclose(course.ratings[179], at_180, atol=0.011)
    np.testing.assert_array_equal(course.escape, escape)


def test_a_dose_of_nothing_is_no_drug_exactly():
    times = np.arange(0, 61.0, 5)
    nothing = simulate(MODEL, times, doses=nightly(MODEL, 0.0, 60), start=SENSITISED)
    none = simulate(MODEL, times, doses=[Dose(float(day), 0.0) for day in range(60)], start=SENSITISED)
    alone = simulate(pain_loop.MODEL, times, start=SENSITISED, steps=48)
    for key in ("S", "G"):
        np.testing.assert_array_equal(nothing[key], none[key])
        np.testing.assert_allclose(nothing[key], alone[key], atol=1e-8)
    assert (nothing["tone"] == 1).all()
    assert (nothing["disinhibition"] == 1).all()


def test_its_parts_are_the_models_of_the_parts():
    """Capacity and inhibition do not notice the loop."""
    days = np.linspace(0, 20, 41)
    whole = simulate(MODEL, days, doses=nightly(MODEL, 4.5, 20), start=SENSITISED)
    adaptation = simulate(opioid_adaptation.MODEL, days, doses=nightly(MODEL, 4.5, 20))
    glia = simulate(glial_arm.MODEL, days, doses=nightly(MODEL, 4.5, 20))
    np.testing.assert_allclose(whole["tone"], adaptation["tone"], rtol=1e-12)
    np.testing.assert_allclose(whole["glial_inhibition"], glia["glial_inhibition"], rtol=1e-12)


def test_the_first_day_is_worse():
    first = take(MODEL, np.array([4.5, 50.0]), 1).ratings[0] - take(MODEL, 0.0, 1).ratings[0]
    np.testing.assert_allclose(first, [0.25, 0.84], atol=0.01)


def test_with_an_ongoing_driver_pain_is_eased_and_returns():
    course = take(MODEL, 4.5, 260, nights=180, N_0=0.40)
    before = take(MODEL, 0.0, 1, N_0=0.40).ratings[0]
    assert before == pytest.approx(6.66, abs=0.01)
    assert course.ratings[179] == pytest.approx(6.09, abs=0.01)
    assert course.ratings[-1] > 0.95 * before


def test_stopping_50_mg_is_followed_by_a_dip_and_full_relapse():
    after = take(MODEL, 50.0, 160, nights=84).ratings[84:]
    assert after.min() == pytest.approx(4.4, abs=0.1)
    assert after.argmin() == 4  # the fifth day without
    assert after[-1] > 5.7


def test_a_recovered_patient_near_the_edge_is_tipped_by_a_month_of_50_mg():
    """The weak form of latent sensitisation that the model has."""
    start = {"S": 0.1699, "G": 0.0132}
    quiet = simulate(MODEL, [0.0, 300.0], start=start, N_0=0.18, T_max=0.0)
    healthy = {key: float(quiet[key][-1]) for key in ("S", "G")}
    rated = {}
    for dose, nights in ((50.0, 30), (50.0, 1), (4.5, 200)):
        run = simulate(MODEL, np.arange(401.0), doses=nightly(MODEL, dose, nights), start=healthy, N_0=0.18, T_max=0.0)
        rated[dose, nights] = 10 * np.diff(run["S_total"])
    assert rated[50.0, 30][-1] == pytest.approx(6.3, abs=0.1)
    assert rated[50.0, 1].max() == pytest.approx(2.2, abs=0.1)
    assert rated[50.0, 1][-1] == pytest.approx(1.7, abs=0.1)
    assert rated[4.5, 200].max() == pytest.approx(1.9, abs=0.1)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_is_a_position_with_a_grade_and_values_that_exist(preset):
    preset.model.values(**preset.values)
    assert preset.statement.endswith(".")
    assert preset.account in ACCOUNTS
    assert preset.grade in type(preset.grade)


def test_the_two_arms_disagree_about_50_mg():
    """With blockade that does not matter, more is better; as the story is told, it is worse."""
    story, alone = (next(p for p in PRESETS if p.key == key) for key in ("story", "blockade-does-not-matter"))
    at = {p.key: take(p.model, np.array([4.5, 50.0]), 84, **p.values).ratings[-1] for p in (story, alone)}
    assert at["story"][1] > at["story"][0]
    assert at["blockade-does-not-matter"][1] < at["blockade-does-not-matter"][0]


def test_the_data_anchored_patient_does_not_escape():
    anchored = next(preset for preset in PRESETS if preset.key == "data-anchored")
    assert np.isnan(take(anchored.model, DOSES, 180, **anchored.values).escape).all()


@pytest.mark.parametrize("account", ACCOUNTS)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), steps=st.integers(1, 24))
def test_no_start_no_dose_and_no_parameters_lead_out_of_the_box(account, seed, steps):
    random, model, size = np.random.default_rng(seed), with_account(account), 40
    values = random_values(model, size, random, leave=("injury",))
    ceiling = 1 + np.maximum(values["u"], values["closed_gain"])
    start = {"S": random.uniform(0, 1, size), "G": random.uniform(0, 1, size), "U": random.uniform(1, ceiling)}
    doses = nightly(model, random.uniform(0, 100, size), 6)
    keep = ["S", "G", "U", "blocked", "glial_inhibition"]
    run = simulate(model, np.linspace(0, 8, 33), doses=doses, start=start, steps=steps, keep=keep, **values)
    for key in ("S", "G", "blocked", "glial_inhibition"):
        assert -1e-9 <= run[key].min() <= run[key].max() <= 1 + 1e-9
    assert (run["U"] >= 1 - 1e-9).all()
    assert (run["U"] <= ceiling + 1e-9).all()


def test_the_patient_begins_in_the_sensitised_state():
    assert simulate(MODEL, [0.0, 100.0])["pain_rating"] == pytest.approx([5.89, 5.89], abs=0.01)


def test_the_slow_tail_keeps_the_storys_ratio_of_potencies():
    tail = next(preset for preset in PRESETS if preset.key == "slow-tail")
    run = simulate(tail.model, [0.0, 5.0], doses=nightly(tail.model, 1.5, 5), **tail.values)
    x, held_back = run["x"][1], run["glial_inhibition"][1]
    assert held_back == pytest.approx(0.25 * x / (x + 0.25), rel=1e-3)


def test_on_the_slow_tail_less_than_the_storys_dose_does_more():
    tail = next(preset for preset in PRESETS if preset.key == "slow-tail")
    escape = take(tail.model, np.array([1.5, 4.5, 50.0]), 180, **tail.values).escape
    assert escape[0] == 62
    assert escape[1] > 150
    assert np.isnan(escape[2])
