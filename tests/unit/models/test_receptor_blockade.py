"""Three accounts against closed forms, an independent solver and the scans."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from painloop import Dose, data, evaluate, simulate
from painloop.models.receptor_blockade import ACCOUNTS, MODEL, effect_compartment
from painloop.runs.reference import solve

DAYS = np.linspace(0, 168, 1681)
HOURS_OF_LEE = [48, 72, 120, 168]


@pytest.fixture(scope="module")
def tablet():
    return simulate(MODEL, DAYS, doses=[Dose(0.0, 50.0)])


def at(run, key, hours):
    return np.interp(hours, run.times, run[key])


def occupancy_4_h_after(dose, account):
    return simulate(MODEL, [0.0, 4.0], doses=[Dose(0.0, dose)])[f"occupancy_{account}"][1]


def test_occupancy_is_half_where_the_signal_is_one():
    shown = evaluate(MODEL, {"C_e": 0.0555}, EC50=0.0555)
    assert shown["occupancy_brain_retention"] == 0.5


def test_brain_retention_after_50_mg(tablet):
    expected = [0.871, 0.794, 0.687, 0.416, 0.187]
    np.testing.assert_allclose(at(tablet, "occupancy_brain_retention", [24, *HOURS_OF_LEE]), expected, atol=0.001)


def test_plasma_driven_leaves_at_most_one_per_cent_two_days_after_50_mg(tablet):
    assert at(tablet, "occupancy_plasma_driven", 48) <= 0.01
    for affinity in (0.11, 1.1):
        run = simulate(MODEL, [0.0, 48.0], doses=[Dose(0.0, 50.0)], K_i=affinity)
        assert run["occupancy_plasma_driven"][-1] <= 0.01


def test_two_phase_leaves_67_and_34_per_cent(tablet):
    np.testing.assert_allclose(at(tablet, "occupancy_two_phase", [24, 48]), [0.67, 0.34], atol=0.01)


def test_two_phase_is_half_occupied_by_its_ed50_at_4_hours():
    assert occupancy_4_h_after(5.59, "two_phase") == pytest.approx(0.5, abs=1e-6)


def test_brain_retention_is_half_occupied_by_5_6_mg_at_4_hours():
    assert occupancy_4_h_after(5.61, "brain_retention") == pytest.approx(0.5, abs=0.001)


def test_the_effect_compartment_follows_its_closed_form(tablet):
    expected = effect_compartment(DAYS, 50.0)
    assert np.abs(tablet["C_e"] - expected).max() < 2e-5 * expected.max()


@pytest.mark.slow
def test_the_run_follows_scipy(tablet):
    reference = solve(MODEL, DAYS[::40], [Dose(0.0, 50.0)])
    for account in ACCOUNTS:
        key = f"occupancy_{account}"
        np.testing.assert_allclose(tablet[key][::40], reference[key], atol=1e-5)


def test_brain_retention_fits_the_scans_made_within_8_hours():
    """Residuals are model minus observed, in points; the fit's own were -1, +4, +1, -11, +12, -2, -8."""
    scans = data.load("pet_occupancy").query("study == 'Rabiner 2011'")
    residuals = [
        100 * occupancy_4_h_after(row.dose_mg, "brain_retention") - row.occupancy_percent for row in scans.itertuples()
    ]
    assert np.sqrt(np.mean(np.square(residuals))) < 10


def test_brain_retention_fits_lees_ratios_to_the_first_scan(tablet):
    scans = data.load("pet_occupancy").query("study == 'Lee 1988' and time_h >= 48")
    ratios = 100 * at(tablet, "occupancy_brain_retention", scans.time_h) / at(tablet, "occupancy_brain_retention", 1.5)
    assert np.abs(ratios - scans.occupancy_percent).max() < 9
    np.testing.assert_allclose(ratios, [92, 80, 48, 22], atol=1)


def test_only_brain_retention_gives_the_labels_heroin_blocks_one_threshold():
    """25 mg of heroin is blocked 24, 48 and 72 h after 50, 100 and 150 mg: is occupancy then the same?"""

    def spread(account):
        blocked = [
            simulate(MODEL, [0.0, hours], doses=[Dose(0.0, dose)])[f"occupancy_{account}"][1]
            for dose, hours in ((50.0, 24.0), (100.0, 48.0), (150.0, 72.0))
        ]
        return max(blocked) - min(blocked)

    assert spread("brain_retention") < 0.02
    assert spread("two_phase") > 0.3


@pytest.mark.slow
def test_nightly_4_5_mg_settle_between_59_and_68_per_cent_by_brain_retention():
    times = np.concatenate([[0.0], np.linspace(29 * 24, 30 * 24, 241)])
    run = simulate(MODEL, times, doses=[Dose(24.0 * day, 4.5) for day in range(30)])
    last_day = run["occupancy_brain_retention"][1:]
    assert 100 * last_day.min() == pytest.approx(58.6, abs=0.1)
    assert 100 * last_day.max() == pytest.approx(67.7, abs=0.1)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(dose=st.floats(0, 1000), nights=st.integers(1, 5))
def test_occupancy_lies_in_zero_to_one(dose, nights):
    run = simulate(MODEL, np.linspace(0, 120, 61), doses=[Dose(24.0 * night, dose) for night in range(nights)])
    for account in ACCOUNTS:
        assert (run[f"occupancy_{account}"] >= 0).all()
        assert (run[f"occupancy_{account}"] < 1).all()


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(dose=st.floats(0.1, 100), more=st.floats(1.01, 10))
def test_more_drug_never_means_less_occupancy(dose, more):
    times = np.linspace(0, 72, 37)
    lower, higher = (simulate(MODEL, times, doses=[Dose(0, d)]) for d in (dose, more * dose))
    for account in ACCOUNTS:
        assert (higher[f"occupancy_{account}"] >= lower[f"occupancy_{account}"] - 1e-12).all()


RANGES = {q.key: st.floats(q.low, q.high) for q in MODEL.parameters if q.key not in ("t_half_P", "t_half_M")}


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(values=st.fixed_dictionaries(RANGES))
def test_any_parameters_in_range_give_finite_occupancy(values):
    run = simulate(MODEL, np.linspace(0, 48, 25), doses=[Dose(0, 50)], **values)
    assert all(np.isfinite(run[f"occupancy_{account}"]).all() for account in ACCOUNTS)
