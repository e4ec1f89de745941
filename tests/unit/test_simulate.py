"""Doses in, trajectory out."""

import numpy as np
import pytest

from painloop import Dose, simulate
from painloop.models import oral_naltrexone, receptor_blockade

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
