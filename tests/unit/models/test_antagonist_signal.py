"""The antagonist signal in closed form against the compartments of which it is the solution, and against the scans."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import expand

from painloop import Dose, evaluate, nightly, simulate
from painloop.models import opioid_adaptation, receptor_blockade
from painloop.models.receptor_blockade import ACCOUNTS

HOURS = np.linspace(0, 240, 481)
EACH = pytest.mark.parametrize("account", ACCOUNTS)
# The two-phase account in the limit that approximates brain retention; F and mu have no other meaning there.
PET_TAIL = {"t_half_a": 0.46, "t_half_P": 1.0, "t_half_M": 29.5, "F": 0.999, "mu": 0.999}
TAIL_MODEL = opioid_adaptation.MODEL.widened()


def signal(account, days, doses, **values):
    return simulate(opioid_adaptation.with_account(account), days, doses=doses, keep=["x"], **values)["x"]


@pytest.mark.slow
@EACH
def test_it_is_the_solution_of_the_compartments(account):
    doses = [Dose(0.0, 50.0), Dose(30.0, 4.5), Dose(100.0, 10.0)]
    compartments = simulate(receptor_blockade.MODEL, HOURS, doses=doses, steps=2400)[f"x_{account}"]
    ours = signal(account, HOURS / 24, [Dose(each.time / 24, each.amount) for each in doses])
    assert np.abs(ours - compartments).max() < 1e-8 * compartments.max()


@EACH
def test_nothing_is_blocked_at_the_moment_of_a_first_dose(account):
    assert signal(account, [0.0], [Dose(0.0, 50.0)])[0] == 0


@pytest.mark.slow
@EACH
@settings(max_examples=20, deadline=None)
@given(dose=st.floats(0, 100), times=st.lists(st.floats(0, 30), min_size=2, max_size=8, unique=True))
def test_it_is_never_below_zero(account, dose, times):
    x = signal(account, sorted(times), [Dose(min(times), dose), Dose(max(times), dose)])
    assert x.min() >= -1e-12 * max(1.0, x.max())


@EACH
def test_doses_add_up_and_scale(account):
    model, days = opioid_adaptation.with_account(account), np.linspace(0, 6, 61)
    night = [signal(account, days, [Dose(float(k), 4.5)]) for k in range(4)]
    together = signal(account, days, nightly(model, 4.5, 4))
    np.testing.assert_allclose(together, sum(night), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(signal(account, days, nightly(model, 45.0, 4)), 10 * together, rtol=1e-12, atol=1e-12)


def test_two_phase_is_one_at_four_hours_after_its_ed50():
    assert signal("two_phase", [0.0, 4 / 24], [Dose(0.0, 5.59)])[1] == pytest.approx(1, abs=1e-12)


def test_two_phase_loses_no_drug():
    """What leaves gut, fast and slow together is what is cleared from the slow one."""
    rates, slow = receptor_blockade.RATES, receptor_blockade.SLOW
    change = sum(rates[key] for key in ("gut_two_phase", "P", "M"))
    assert expand(change + receptor_blockade.k_m * slow.symbol) == 0


def test_brain_retention_after_50_mg_matches_the_fit():
    x = signal("brain_retention", np.array([0, 24, 48, 72, 120, 168]) / 24, [Dose(0.0, 50.0)])
    np.testing.assert_allclose((x / (1 + x))[1:], [0.871, 0.794, 0.687, 0.416, 0.187], atol=0.001)


def tail(days, doses):
    return simulate(TAIL_MODEL, days, doses=doses, keep=["occupancy"], **PET_TAIL)["occupancy"]


def test_the_tail_approximates_brain_retention():
    np.testing.assert_allclose(tail([0.0, 1.0, 2.0], [Dose(0.0, 50.0)])[1:], [0.86, 0.78], atol=0.005)
    ratios = tail(np.array([0.0, 1.5, 48, 72, 120, 168]) / 24, [Dose(0.0, 50.0)])[1:]
    np.testing.assert_allclose(ratios[1:] / ratios[0], [0.95, 0.82, 0.49, 0.22], atol=0.005)


@EACH
def test_equal_rates_are_refused_with_what_to_do(account):
    twin = {"two_phase": {"t_half_P": 13.0}, "plasma_driven": {"Q": 0.0, "k_a": 2.0, "CL": 2460.0}}
    model = opioid_adaptation.with_account(account).widened()
    if account == "brain_retention":
        twin[account] = {"k_a": np.log(2) / 29.5}
    with pytest.raises(ValueError, match="change one slightly"):
        evaluate(model, **twin[account])
