"""Escape, relapse, and how far a dose reaches."""

import numpy as np
import pytest

from painloop.analysis.course import largest_coupling_that_escapes, sensitised_start, shortest_lasting_course, take
from painloop.models.patient_on_ldn import MODEL


def test_many_patients_are_the_same_as_each_alone():
    together = take(MODEL, np.array([3.0, 4.5]), 70, w=np.array([2.1, 1.95]))
    for i, (dose, w) in enumerate(((3.0, 2.1), (4.5, 1.95))):
        alone = take(MODEL, dose, 70, w=w)
        np.testing.assert_allclose(together.ratings[:, i], alone.ratings, rtol=1e-12)
        np.testing.assert_array_equal(together.escape[i], alone.escape)


def test_a_course_of_55_nights_lasts_and_one_of_54_does_not():
    assert shortest_lasting_course(MODEL, 4.5, longest=60, watch=300) == 55


def test_short_courses_relapse_and_long_ones_last():
    nights = np.array([42, 54, 55, 56, 84])
    at_180 = take(MODEL, 4.5, 180, nights=nights).ratings[-1]
    np.testing.assert_allclose(at_180, [5.9, 5.5, 0.55, 0.5, 0.5], atol=0.06)


def test_no_course_of_50_mg_lasts():
    with pytest.raises(ValueError, match="no course of 50 mg"):
        shortest_lasting_course(MODEL, 50.0, longest=40, watch=60)


def test_the_largest_coupling_that_escapes_is_the_fold():
    found = [largest_coupling_that_escapes(MODEL, dose) for dose in (3.0, 4.5, 50.0)]
    np.testing.assert_allclose(found, [2.324, 2.349, 1.692], atol=1e-3)
    alone = [largest_coupling_that_escapes(MODEL, dose, T_max=0.0) for dose in (3.0, 2.2)]
    np.testing.assert_allclose(alone, [1.986, 1.992], atol=1e-3)


def test_a_patient_beyond_the_fold_never_escapes_and_one_before_it_does():
    escape = take(MODEL, 4.5, 900, w=np.array([2.30, 2.38])).escape
    assert np.isfinite(escape[0])
    assert np.isnan(escape[1])


def test_who_has_no_sensitised_state_has_nothing_to_escape_from():
    with pytest.raises(ValueError, match="larger w"):
        sensitised_start(w=1.5)


def test_where_nothing_folds_nothing_lets_go():
    with pytest.raises(ValueError, match="no fold"):
        largest_coupling_that_escapes(MODEL, 4.5, N_0=0.4)
