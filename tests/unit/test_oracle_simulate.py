"""Runs of printed models in the scripts, against SciPy's solver on the equations themselves."""

import numpy as np
import pytest
from javascript import run as javascript
from reference import solve

from painloop.models import pain_loop, receptor_blockade
from painloop.simulate import Dose, evaluate

LOOP, BLOCKADE = pain_loop.MODEL, receptor_blockade.MODEL
HOURS = [0.0, 0.5, 3.0, 10.0, 23.9, 24.0, 30.0, 47.0, 49.5, 60.0, 72.0]
DAYS = [-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 3.25, 5.0, 6.0, 12.0, 30.0]
START = {"S": 0.1, "G": 0.05}


@pytest.fixture(scope="module")
def page():
    return javascript(
        """const dose = [[0, 4.5], [24, 20], [48, 4.5], [48, 2]].map(([time, amount]) => ({ time, amount }));
        const changes = [{ time: 0, values: { injury: 0.6 } }, { time: 3, values: { injury: 0.2, w: 3 } },
          { time: 6, values: { injury: 0 } }];
        return { blockade: simulate(models.receptor_blockade, input.hours, dose, { V_1: 900 }).columns,
          loop: simulate(models.pain_loop, input.days, [], { N_0: 0.08 }, { changes, start: input.start }).columns,
          still: evaluate(models.pain_loop, { w: 3 }, input.start),
          known: evaluate(models.loop_at_rest, { level: 0.3 }) };""",
        {"hours": HOURS, "days": DAYS, "start": START},
    )


@pytest.mark.slow
def test_doses_on_different_nights_are_those_of_the_equations(page):
    doses = [Dose(0.0, 4.5), Dose(24.0, 20.0), Dose(48.0, 6.5)]
    expected = solve(BLOCKADE, HOURS, doses, rtol=1e-9, V_1=900.0)
    assert set(page["blockade"]) == set(expected)
    for key, column in expected.items():
        np.testing.assert_allclose(
            page["blockade"][key], column, rtol=2e-4, atol=2e-5 * np.abs(column).max(), err_msg=key
        )


def test_numbers_that_change_on_the_way_are_followed_from_then_on(page):
    pieces = [
        (-1.0, 0.0, {}),
        (0.0, 3.0, {"injury": 0.6}),
        (3.0, 6.0, {"injury": 0.2, "w": 3.0}),
        (6.0, 30.0, {"w": 3.0}),
    ]
    state, found = START, {}
    for begin, end, values in pieces:
        times = [begin, *(time for time in DAYS if begin < time < end), end]
        run = solve(LOOP, times, start=state, rtol=1e-10, N_0=0.08, **values)
        found |= {time: (run["S"][i], run["G"][i]) for i, time in enumerate(times)}
        state = {each.key: run[each.key][-1] for each in LOOP.states}
    np.testing.assert_allclose(page["loop"]["S"], [found[time][0] for time in DAYS], rtol=2e-4)
    np.testing.assert_allclose(page["loop"]["G"], [found[time][1] for time in DAYS], rtol=2e-4)


def test_a_model_that_stands_still_is_read_in_the_state_and_with_the_values_given(page):
    for found, expected in (
        (page["still"], evaluate(LOOP, START, w=3.0)),
        (page["known"], {"pain_rating": 3.0, "needed": 0.3 / 0.7}),
    ):
        assert expected.items()
        for key, value in expected.items():
            assert found[key] == pytest.approx(value, rel=1e-12), key
