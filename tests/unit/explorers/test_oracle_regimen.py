"""What the dose clock reads off its curves is arithmetic on what `painloop.simulate` makes of the doses.

The measurements beside them are rows of the PET table.
"""

from dataclasses import asdict
from functools import cache
from math import inf

import numpy as np
import pytest
from javascript import run as javascript
from oracle import answers, full

from painloop import data
from painloop.explorers.dose_clock import ACCOUNTS, DECLARATION
from painloop.explorers.receptor_competition import DECLARATION as RECEPTOR
from painloop.explorers.widget import as_json
from painloop.runs.simulate import Dose, simulate

pytestmark = pytest.mark.slow

CASES = [
    {},
    {"dose": 0.0},
    {"dose": 50.0, "days": 1},
    {"dose": 4.5, "schedule": "nightly", "days": 1},
    {"dose": 4.5, "schedule": "nightly", "days": 2},
    {"dose": 50.0, "schedule": "nightly", "days": 14},
    {"dose": 12.3, "days": 9},
]
KEYS = ("plasma_naltrexone", *(f"occupancy_{account}" for account in ACCOUNTS))
FINE = np.linspace(0, 24, 2401)


@cache
def course(schedule, dose, days):
    """Drawn times, the model there, and the model at many more of the day after the last dose."""
    last = 24.0 * (days - 1) if schedule == "nightly" else 0.0
    times = [24 * (day + (k / 64) ** 2) for day in range(days) for k in range(64)] + [24 * days]
    taken = [Dose(time, dose) for time in np.arange(0, last + 1, 24)]
    drawn = simulate(DECLARATION.model, times, doses=taken)
    day = simulate(DECLARATION.model, np.union1d([0.0], last + FINE), doses=taken)
    return times, {key: (drawn[key], day[key][-len(FINE) :]) for key in KEYS}


@pytest.fixture(scope="module")
def page():
    return answers(DECLARATION, [full(DECLARATION, **changes) for changes in CASES])


@pytest.fixture(params=range(len(CASES)), ids=map(str, CASES))
def case(request, page):
    state = full(DECLARATION, **CASES[request.param])
    return state, page[request.param], *course(state["schedule"], state["dose"], state["days"])


def test_the_curves_are_the_models_at_64_moments_a_day_that_lie_denser_after_the_dose(case):
    _, found, times, expected = case
    np.testing.assert_allclose(found["along"], times, rtol=1e-12)
    for key in KEYS:
        np.testing.assert_allclose(found["columns"][key], expected[key][0], rtol=1e-8, atol=1e-10, err_msg=key)


def test_the_readings_are_those_of_the_day_after_the_last_dose(case):
    _, found, _, expected = case
    plasma, measures = expected["plasma_naltrexone"][1], found["measures"]
    assert measures["peak_plasma"] == pytest.approx(plasma.max(), rel=2e-3)
    assert measures["end_plasma"] == pytest.approx(plasma[-1], rel=1e-6, abs=1e-12)
    for account in ACCOUNTS:
        blocked = 100 * expected[f"occupancy_{account}"][1]
        assert measures[f"peak_{account}"] == pytest.approx(blocked.max(), abs=0.05)
        assert measures[f"end_{account}"] == pytest.approx(blocked[-1], abs=1e-4)
        assert measures[f"hours_{account}"] == pytest.approx(24 * (blocked > 50).mean(), abs=0.03)


def test_the_sentence_prints_these_readings(case):
    state, found, *_ = case
    measures = found["measures"]
    if state["dose"] == 0:
        assert found["summary"] == "No dose, no blockade. Raise the dose to begin."
        return
    assert f"plasma naltrexone peaks at {measures['peak_plasma']:.3g}\u00a0ng/mL" in found["summary"]
    left = measures["end_plasma"]
    told = "less than 0.001" if left < 0.001 else f"{left:.3f}"
    assert f"A day later {told}\u00a0ng/mL is left." in found["summary"]
    for key, name in ACCOUNTS.items():
        assert f"{name} {measures[f'end_{key}']:.0f}\u00a0%." in found["summary"]


HOURS = ((0, 0, 0), (1, 0, 1), (23, 0, 23), (24, 1, 0), (30, 1, 6), (48, 2, 0), (100, 3, 0))  # no further than 3 days


@pytest.mark.parametrize(("hour", "day", "clock"), HOURS)
@pytest.mark.parametrize("dose", [0.0, 4.5])
@pytest.mark.parametrize("schedule", ["once", "nightly"])
def test_the_hour_that_is_looked_at_has_its_day_its_clock_and_perhaps_its_dose(hour, day, clock, dose, schedule):
    state = full(DECLARATION, days=3, dose=dose, schedule=schedule, hour=hour)
    [found] = answers(DECLARATION, [state])
    nights = range(0, 72, 24) if schedule == "nightly" else [0]
    assert found["facts"] == {"day": day, "clock": clock, "taken": dose > 0 and hour in nights}


def test_plasma_is_also_a_share_of_its_peak(case):
    _, found, _, expected = case
    plasma = expected["plasma_naltrexone"][0]
    of_peak = plasma / plasma.max() if plasma.max() > 0 else 0 * plasma
    np.testing.assert_allclose(found["columns"]["of_peak"], of_peak, rtol=1e-8, atol=1e-10)


def test_on_paper_stand_round_hours_then_days():
    state = full(DECLARATION, days=3, dose=4.5)
    body = """const all = state.curvesOf(input.spec, models, input.values);
      return state.few(input.spec, models, input.values, all);"""
    found = javascript(body, {"spec": as_json(DECLARATION), "values": state})
    assert found["along"] == [0, 1, 2, 4, 8, 12, 24, 48, 72]
    run = simulate(DECLARATION.model, found["along"], doses=[Dose(0.0, 4.5)])
    assert found["columns"]["plasma_naltrexone"] == pytest.approx(list(run["plasma_naltrexone"]), rel=1e-9)


CLOCKS = [
    {},
    {"dose": 45.0, "days": 14},
    {"dose": 39.0},
    {"dose": 5.0, "days": 1},
    {"dose": 4.5, "schedule": "nightly"},
    {"dose": 50.0, "schedule": "nightly", "days": 2},
    {"dose": 50.0, "schedule": "nightly", "days": 10},
    {"dose": 50.0, "days": 1},
    {"dose": 0.0},
]


def near(state, within=1.25):
    """The scans at the nearest dose studied, if that is within a factor, on this schedule and in the days shown."""
    table = data.load("pet_occupancy")
    daily = "daily" if state["schedule"] == "nightly" else table.schedule[table.schedule != "daily"].iloc[0]
    rows = table[(table.schedule == daily) & (table.time_h.fillna(0) <= 24 * state["days"])]
    ratio = (
        np.maximum(rows.dose_mg / state["dose"], state["dose"] / rows.dose_mg) if state["dose"] else rows.dose_mg * inf
    )
    rows = rows[ratio <= within]
    ratio = ratio[ratio <= within]
    return sorted(rows.study[ratio <= ratio.min() + 1e-12]) if len(rows) else []


def test_the_scans_drawn_are_those_at_the_nearest_dose():
    states = [full(DECLARATION, **changes) for changes in CLOCKS]
    found = javascript(
        """const { spec, states } = input;
        return states.map((values) => state.points(spec, spec.views[1], values).map((point) => point.study));""",
        {"spec": as_json(DECLARATION), "states": states},
    )
    assert [sorted(each) for each in found] == [near(state) for state in states]
    assert any(found)
    far = javascript(
        """const spec = { ...input.spec, source: { ...input.spec.source, nearby: 100 } };
        return input.states.map((values) => state.points(spec, spec.views[1], values).map((point) => point.study));""",
        {"spec": as_json(DECLARATION), "states": states},
    )
    assert [sorted(each) for each in far] == [near(state, 100) for state in states]
    assert (
        javascript(
            "return state.points(input.spec, input.view, input.state);",
            {"spec": as_json(RECEPTOR), "view": asdict(DECLARATION.views[1]), "state": states[0]},
        )
        == []
    )
