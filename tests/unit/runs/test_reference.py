"""The solver that others are compared with: its doses against the closed form, and what it refuses."""

import numpy as np
import pytest

from painloop import Dose
from painloop.models.oral_naltrexone import MODEL, closed_form
from painloop.runs.reference import solve

HOURS = np.linspace(0, 48, 25)


def test_doses_add_up_wherever_they_fall_also_at_the_first_time_between_two_and_at_the_last():
    doses = [Dose(0.0, 50.0), Dose(0.0, 4.5), Dose(7.3, 20.0), Dose(24.0, 10.0)]
    plasma = sum(np.where(each.time <= HOURS, closed_form(HOURS - each.time, each.amount), 0) for each in doses)
    run = solve(MODEL, HOURS, [*doses, Dose(48.0, 3.0), Dose(60.0, 50.0)])
    np.testing.assert_allclose(run["plasma_naltrexone"], plasma, atol=1e-9)
    assert run["gut"][-1] - solve(MODEL, HOURS, doses)["gut"][-1] == pytest.approx(3.0)


def test_a_run_may_begin_elsewhere_and_with_other_numbers():
    swallowed = solve(MODEL, HOURS, start={"gut": 50.0}, V_1=900.0)
    np.testing.assert_allclose(swallowed["plasma_naltrexone"], closed_form(HOURS, 50.0, V_1=900.0), atol=1e-9)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"doses": [Dose(-1.0, 50.0)]}, "the run starts at 0, after the dose at -1; start it earlier"),
        ({"start": {"stomach": 1.0}}, "no state of that name"),
        ({"v1": 900.0}, "no parameter of that name"),
        ({"times": [1.0, 0.0]}, "strictly increasing"),
    ],
)
def test_what_cannot_be_run_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        solve(MODEL, **{"times": HOURS, **given})
