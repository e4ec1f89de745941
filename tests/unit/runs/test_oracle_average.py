"""The day-averaged run of the scripts against the whole day of `painloop.simulate`, of which it is the average."""

import numpy as np
import pytest
from javascript import run as javascript

from painloop.analysis.dose import dose_response
from painloop.models import patient_on_ldn
from painloop.runs.simulate import nightly, simulate

pytestmark = pytest.mark.slow

MODEL = patient_on_ldn.MODEL
DAYS = [0.0, 10.0, 30.0, 31.0, 45.0, 80.0]
START = {"S": 0.55, "G": 0.5}


@pytest.fixture(scope="module")
def page():
    return javascript(
        """const model = models.patient_on_ldn;
        const course = { dose: 4.5, until: 30, start: input.start, values: { w: 2.3 } };
        const { columns } = simulateAverage(model, input.days, course);
        const settled = simulateAverage(model, [0, 200], { dose: 20, step: 10 }).columns;
        return { columns, settled: Object.fromEntries(Object.entries(settled).map(([key, all]) => [key, all[1]])) };""",
        {"days": DAYS, "start": START},
    )


def test_the_states_are_those_of_the_whole_run_while_the_drug_is_taken_and_after(page):
    run = simulate(MODEL, DAYS, doses=nightly(MODEL, 4.5, 30), start=START, w=2.3)
    for key in ("S", "G", "U"):
        np.testing.assert_allclose(page["columns"][key], run[key], rtol=0.03, err_msg=key)


def test_a_settled_day_has_the_means_of_one_followed_by_the_hour(page):
    expected = dose_response(MODEL, 20.0)
    for key in ("tone", "disinhibition", "glial_inhibition", "blocked", "U"):
        if key in page["settled"]:
            assert page["settled"][key] == pytest.approx(float(expected[key][0]), rel=6e-3), key
    assert {"tone", "disinhibition", "glial_inhibition"} <= set(page["settled"])
