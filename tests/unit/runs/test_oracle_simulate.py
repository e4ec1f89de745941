"""Runs of printed models in the scripts, against SciPy's solver on the equations themselves."""

import numpy as np
import pytest
from javascript import run as javascript

from painloop.models import pain_loop, receptor_blockade
from painloop.runs.reference import solve
from painloop.runs.simulate import Dose, evaluate

LOOP, BLOCKADE = pain_loop.MODEL, receptor_blockade.MODEL
HOURS = [0.0, 0.5, 3.0, 10.0, 23.9, 24.0, 30.0, 47.0, 49.5, 60.0, 72.0]
DAYS = [-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 3.25, 5.0, 6.0, 12.0, 30.0]
NIGHTS = [0.0, 6.0, 12.0, 24.0, 30.0, 40.0, 48.0, 54.0, 64.0, 72.0]  # the second is reported as the third alone
START = {"S": 0.1, "G": 0.05}


@pytest.fixture(scope="module")
def page():
    return javascript(
        """const dose = [[0, 4.5], [24, 20], [48, 4.5], [48, 2]].map(([time, amount]) => ({ time, amount }));
        const changes = [{ time: 0, values: { injury: 0.6 } }, { time: 3, values: { w: 3 } },
          { time: 3, values: { injury: 0.2 } }, { time: 6, values: { injury: 0 } }];
        const nightly = [0, 24, 48].map((time) => ({ time, amount: 4.5 }));
        const slower = [{ time: 48, values: { t_half_a: 0.9, V_1: 900 } }];
        return { nightly: simulate(models.receptor_blockade, input.nights, nightly, {}, { changes: slower }).columns,
          blockade: simulate(models.receptor_blockade, input.hours, dose, { V_1: 900 }).columns,
          loop: simulate(models.pain_loop, input.days, [], { N_0: 0.08 }, { changes, start: input.start }).columns,
          still: evaluate(models.pain_loop, { w: 3 }, input.start),
          known: evaluate(models.loop_at_rest, { level: 0.3 }) };""",
        {"hours": HOURS, "nights": NIGHTS, "days": DAYS, "start": START},
    )


def legs(model, times, pieces, start=None, **values):
    """States at times, by key: each piece of the way begins where the one before it ended, with its own numbers."""
    state, found = start or {}, {}
    for begin, end, doses, changed in pieces:
        reported = [begin, *(time for time in times if begin < time < end), end]
        run = solve(model, reported, doses, start=state, rtol=1e-10, **values, **changed)
        found |= {time: {each.key: run[each.key][i] for each in model.states} for i, time in enumerate(reported)}
        state = found[end]
    return {each.key: np.array([found[time][each.key] for time in times]) for each in model.states}


def agree(found, expected):
    """Within the accuracy of the page, and of next to nothing, within so much of the column's greatest."""
    for key, column in expected.items():
        np.testing.assert_allclose(found[key], column, rtol=2e-4, atol=2e-5 * np.abs(column).max(), err_msg=key)


@pytest.mark.slow
def test_doses_on_different_nights_are_those_of_the_equations(page):
    doses = [Dose(0.0, 4.5), Dose(24.0, 20.0), Dose(48.0, 6.5)]
    expected = solve(BLOCKADE, HOURS, doses, rtol=1e-9, V_1=900.0)
    assert set(page["blockade"]) == set(expected)
    agree(page["blockade"], expected)


def test_numbers_that_change_on_the_way_are_followed_from_then_on(page):
    pieces = [
        (-1.0, 0.0, [], {}),
        (0.0, 3.0, [], {"injury": 0.6}),
        (3.0, 6.0, [], {"injury": 0.2, "w": 3.0}),
        (6.0, 30.0, [], {"w": 3.0}),
    ]
    for key, column in legs(LOOP, DAYS, pieces, START, N_0=0.08).items():
        np.testing.assert_allclose(page["loop"][key], column, rtol=2e-4, err_msg=key)


def test_nights_alike_differ_in_when_they_are_reported_and_in_what_changed(page):
    changed = {"t_half_a": 0.9, "V_1": 900.0}
    pieces = [(at, at + 24, [Dose(at, 4.5)], changed if at == 48 else {}) for at in (0.0, 24.0, 48.0)]
    agree(page["nightly"], legs(BLOCKADE, NIGHTS, pieces))


def test_a_model_that_stands_still_is_read_in_the_state_and_with_the_values_given(page):
    for found, expected in (
        (page["still"], evaluate(LOOP, START, w=3.0)),
        (page["known"], {"pain_rating": 3.0, "needed": 0.3 / 0.7}),
    ):
        assert expected.items()
        for key, value in expected.items():
            assert found[key] == pytest.approx(value, rel=1e-12), key
