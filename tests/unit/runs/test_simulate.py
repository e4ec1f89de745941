"""Doses in, trajectory out."""

import numpy as np
import pytest

from painloop import Change, Dose, IntegrationError, evaluate, nightly, simulate
from painloop.models import oral_naltrexone, pain_loop, patient_on_ldn, receptor_blockade

MODEL = oral_naltrexone.MODEL
HOURS = np.linspace(0, 48, 97)


def test_without_a_dose_nothing_happens():
    run = simulate(receptor_blockade.MODEL, HOURS)
    assert all((column == 0).all() for column in run.columns.values())


def test_a_dose_between_two_times_acts_from_its_own_moment():
    run = simulate(MODEL, [0.0, 10.0, 20.0], doses=[Dose(7.3, 50.0)])
    assert run["plasma_naltrexone"][0] == 0
    expected = oral_naltrexone.closed_form([2.7, 12.7], 50.0)
    np.testing.assert_allclose(run["plasma_naltrexone"][1:], expected, rtol=1e-4)


def test_two_doses_are_the_sum_of_each_alone():
    both = simulate(MODEL, HOURS, doses=[Dose(0, 4.5), Dose(24, 4.5)])["plasma_naltrexone"]
    first = simulate(MODEL, HOURS, doses=[Dose(0, 4.5)])["plasma_naltrexone"]
    second = simulate(MODEL, HOURS, doses=[Dose(24, 4.5)])["plasma_naltrexone"]
    np.testing.assert_allclose(both, first + second, atol=1e-9)


def test_two_doses_at_once_are_one_dose_of_their_sum():
    twice = simulate(MODEL, HOURS, doses=[Dose(0, 2.0), Dose(0, 2.5)])
    once = simulate(MODEL, HOURS, doses=[Dose(0, 4.5)])
    np.testing.assert_array_equal(twice["plasma_naltrexone"], once["plasma_naltrexone"])


def test_a_dose_after_the_last_time_does_nothing():
    assert (simulate(MODEL, HOURS, doses=[Dose(100, 50)])["gut"] == 0).all()


def test_the_same_times_coarser_give_the_same_values():
    fine = simulate(MODEL, HOURS, doses=[Dose(0, 50)])
    coarse = simulate(MODEL, HOURS[::8], doses=[Dose(0, 50)])
    np.testing.assert_allclose(fine["plasma_naltrexone"][::8], coarse["plasma_naltrexone"], rtol=2e-6, atol=1e-12)


def test_a_trajectory_cannot_be_changed():
    run = simulate(MODEL, HOURS)
    with pytest.raises(ValueError, match="read-only"):
        run["gut"][0] = 1
    with pytest.raises(TypeError):
        run.columns["gut"] = HOURS


def test_a_frame_has_the_time_with_its_unit_first():
    frame = simulate(MODEL, HOURS, doses=[Dose(0, 50)]).frame()
    assert list(frame.columns[:2]) == ["time_h", "gut"]
    assert len(frame) == len(HOURS)


@pytest.mark.parametrize("times", [[], [[0, 1]], [0, 0], [1, 0], [0, np.nan]])
def test_times_that_do_not_increase_are_refused(times):
    with pytest.raises(ValueError, match="strictly increasing"):
        simulate(MODEL, times)


def test_a_dose_before_the_beginning_is_refused():
    with pytest.raises(ValueError, match="start the times earlier"):
        simulate(MODEL, HOURS, doses=[Dose(-1, 50)])


@pytest.mark.parametrize(("time", "amount"), [(0, -1), (np.nan, 1), (0, np.inf)])
def test_an_impossible_dose_is_refused(time, amount):
    with pytest.raises(ValueError, match="finite time and an amount of 0 or more"):
        Dose(time, amount)


def test_an_unknown_column_is_refused_with_the_names_there_are():
    with pytest.raises(KeyError, match="plasma_naltrexone"):
        simulate(MODEL, HOURS)["blood"]


def test_a_change_acts_from_its_own_moment_and_the_step_does_not_cross_it():
    injury = [Change(1.3, {"injury": 2.0}), Change(4.3, {"injury": 0.0})]
    whole = simulate(pain_loop.MODEL, [0.0, 1.3, 4.3, 9.0], changes=injury)
    state = {}
    for begin, end, strength in ((0.0, 1.3, 0.0), (1.3, 4.3, 2.0), (4.3, 9.0, 0.0)):
        run = simulate(pain_loop.MODEL, [begin, end], start=state, injury=strength)
        state = {key: float(run[key][-1]) for key in ("S", "G", "S_total")}
        assert whole["S"][whole.times == end] == pytest.approx(state["S"], rel=1e-12)


def test_a_readout_at_a_change_is_that_after_it():
    run = simulate(pain_loop.MODEL, [0.0, 1.0], changes=[Change(1.0, {"N_0": 0.3})])
    assert run["nociceptive_drive"][1] == pytest.approx(0.3 + 2.1 * run["G"][1])


def test_a_start_elsewhere_is_where_the_run_begins():
    run = simulate(pain_loop.MODEL, [0.0, 1.0], start={"S": 0.3, "G": 0.2})
    assert (run["S"][0], run["G"][0]) == (0.3, 0.2)


def test_patients_together_are_patients_alone():
    model, w, amounts = patient_on_ldn.MODEL, np.array([1.95, 2.1, 2.7]), np.array([1.0, 4.5, 50.0])
    times = np.linspace(0, 5, 11)
    together = simulate(model, times, doses=nightly(model, amounts, 5), w=w, tau_S=np.array([0.5, 1.0, 2.0]))
    for i in range(3):
        alone = simulate(model, times, doses=nightly(model, amounts[i], 5), w=w[i], tau_S=[0.5, 1.0, 2.0][i], steps=12)
        for key in ("S", "U", "pain_rating"):
            np.testing.assert_allclose(together[key][:, i], alone[key], rtol=1e-4)


def test_a_crowd_larger_than_a_chunk_keeps_its_order():
    w = np.linspace(1.0, 4.0, 20_000)
    run = simulate(pain_loop.MODEL, [0.0, 0.5], keep=["S"], w=w, tau_S=np.tile([0.3, 3.0], 10_000))
    some = [0, 1, 7777, 19_999]
    few = simulate(pain_loop.MODEL, [0.0, 0.5], keep=["S"], w=w[some], tau_S=np.tile([0.3, 3.0], 10_000)[some])
    np.testing.assert_allclose(run["S"][:, some], few["S"], rtol=1e-5)


def test_only_what_is_asked_for_is_kept():
    assert list(simulate(MODEL, HOURS, keep=["gut"]).columns) == ["gut"]
    with pytest.raises(ValueError, match="has no blood; it has gut"):
        simulate(MODEL, HOURS, keep=["blood"])


def test_an_empty_array_is_refused():
    with pytest.raises(ValueError, match="no patient"):
        simulate(pain_loop.MODEL, [0.0, 1.0], w=np.array([]))


def test_arrays_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        simulate(pain_loop.MODEL, [0.0, 1.0], w=np.ones(2) * 2, n=np.ones(3) * 4)


def test_a_table_of_many_patients_is_refused():
    with pytest.raises(ValueError, match="one patient"):
        simulate(pain_loop.MODEL, [0.0, 1.0], w=np.array([2.0, 2.1])).frame()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"start": {"T": 0.1}}, "no state of that name"),
        ({"start": {"S": np.nan}}, "finite and 0 or more"),
        ({"start": {"S": -0.1}}, "finite and 0 or more"),
        ({"changes": [Change(0.5, {"speed": 1.0})]}, "no parameter of that name"),
        ({"changes": [Change(0.5, {"w": 40.0})]}, "outside"),
        ({"changes": [Change(-1.0, {"w": 2.0})]}, "start the times earlier"),
        ({"w": np.array([2.0, 40.0])}, "w = 40.0 is outside"),
        ({"steps": 0}, "1 step or more"),
    ],
)
def test_what_cannot_be_run_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        simulate(pain_loop.MODEL, [0.0, 1.0], **arguments)


def test_a_run_that_leaves_the_finite_numbers_says_so():
    with pytest.raises(IntegrationError, match="less extreme"), np.errstate(all="ignore"):
        simulate(pain_loop.MODEL, [0.0, 50.0], start={"S": 1e200})


def test_rates_that_coincide_are_refused_with_what_to_do():
    with pytest.raises(ValueError, match="change one slightly"):
        evaluate(receptor_blockade.MODEL.widened(), t_half_P=13.0, t_half_M=13.0)
