"""Plasma against its closed form, an independent solver and the printed facts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from painloop import Dose, data, simulate
from painloop.models.oral_naltrexone import MODEL, closed_form
from painloop.runs.reference import solve

FINE = np.linspace(0, 240, 24001)


@pytest.fixture(scope="module")
def tablet():
    return simulate(MODEL, FINE, doses=[Dose(0.0, 50.0)])


@pytest.mark.slow
def test_the_run_follows_the_closed_form(tablet):
    expected = closed_form(FINE, 50.0)
    assert np.abs(tablet["plasma_naltrexone"] - expected).max() < 2e-5 * expected.max()


def test_the_closed_form_follows_scipy():
    times = np.linspace(0, 48, 97)
    reference = solve(MODEL, times, [Dose(0.0, 50.0)])
    np.testing.assert_allclose(closed_form(times, 50.0), reference["plasma_naltrexone"], atol=1e-10)


@pytest.mark.slow
def test_50_mg_peaks_at_13_ng_per_ml_within_the_first_hour(tablet):
    plasma = tablet["plasma_naltrexone"]
    assert plasma.max() == pytest.approx(13.1, abs=0.2)
    assert FINE[plasma.argmax()] == pytest.approx(0.6, abs=0.1)


@pytest.mark.slow
def test_50_mg_expose_to_26_ng_h_per_ml(tablet):
    assert np.trapezoid(tablet["plasma_naltrexone"], FINE) == pytest.approx(26.5, abs=0.5)


def test_exposure_is_dose_over_apparent_clearance(tablet):
    assert np.trapezoid(tablet["plasma_naltrexone"], FINE) == pytest.approx(1000 * 50 / 1890, rel=1e-3)


def test_the_peak_lies_within_5_per_cent_of_the_label(tablet):
    facts = data.load("plasma_facts")
    row = facts[(facts.quantity == "Cmax") & (facts.drug == "naltrexone") & (facts.dose_mg == 50)]
    assert tablet["plasma_naltrexone"].max() == pytest.approx(float(row.value.iloc[0]), rel=0.05)


def test_the_metabolite_peaks_at_108_ng_per_ml_and_exposes_to_735(tablet):
    assert tablet["plasma_naltrexol"].max() == pytest.approx(108, abs=0.5)
    assert np.trapezoid(tablet["plasma_naltrexol"], FINE) == pytest.approx(735, abs=2)


@pytest.mark.parametrize(("key", "hours"), [("plasma_naltrexone", 4.0), ("plasma_naltrexol", 13.0)])
def test_the_last_half_life_is_the_labels(tablet, key, hours):
    late = tablet[key][[np.searchsorted(FINE, 24), np.searchsorted(FINE, 24 + hours)]]
    assert late[1] / late[0] == pytest.approx(0.5, abs=0.02)


def test_molar_and_mass_units_agree(tablet):
    np.testing.assert_allclose(tablet["plasma_naltrexone_nM"], tablet["plasma_naltrexone"] / 341.4 * 1000, rtol=1e-12)
    assert tablet["plasma_naltrexone_nM"].max() == pytest.approx(38, abs=1)


def test_nothing_is_lost_on_the_way(tablet):
    """Gut + blood + tissue + cleared is the dose, at every moment."""
    cleared = (
        1890
        / 1000
        * np.concatenate(
            [[0], np.cumsum((tablet["plasma_naltrexone"][1:] + tablet["plasma_naltrexone"][:-1]) / 2 * np.diff(FINE))]
        )
    )
    total = tablet["gut"] + tablet["A_1"] + tablet["A_2"] + cleared
    np.testing.assert_allclose(total, 50.0, rtol=1e-3)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(dose=st.floats(0.1, 100))
def test_doubling_the_dose_doubles_the_curve(dose):
    times = np.linspace(0, 12, 25)
    once = simulate(MODEL, times, doses=[Dose(0, dose)])["plasma_naltrexone"]
    twice = simulate(MODEL, times, doses=[Dose(0, 2 * dose)])["plasma_naltrexone"]
    np.testing.assert_allclose(twice, 2 * once, rtol=1e-12)


def test_equal_rates_have_no_sum_of_exponentials_and_say_so():
    k_10, k_12, k_21 = 1890 / 1230, 515 / 1230, 515 / 2280
    total = k_10 + k_12 + k_21
    fast = (total + np.sqrt(total**2 - 4 * k_10 * k_21)) / 2
    with pytest.raises(ValueError, match="one part in a million"):
        closed_form([1.0], k_a=fast)
