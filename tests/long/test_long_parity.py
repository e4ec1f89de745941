"""Half a year in the browser is half a year in Python, for every model and every preset."""

import numpy as np
import pytest
from javascript import run

from painloop import Change, models, nightly, simulate
from painloop.models.patient_on_ldn import PRESETS, SENSITISED
from painloop.runs.average import simulate_average

CLOSE = 1e-10
DAYS = np.arange(0.0, 180.25, 0.25)
MOVING = [model for model in models.ALL if model.states]
SETTINGS = [(model, {}) for model in MOVING] + [(preset.model, preset.values) for preset in PRESETS]
NAMES = [model.name for model in MOVING] + [preset.key for preset in PRESETS]
each = pytest.mark.parametrize(("model", "values"), SETTINGS, ids=NAMES)


def start(model):
    return {key: value for key, value in SENSITISED.items() if key in {state.key for state in model.states}}


def same(ours, theirs):
    """Within 1e-10 of each column's largest value."""
    assert set(ours.columns) == set(theirs)
    for key, column in ours.columns.items():
        largest = np.abs(column).max() or 1.0
        np.testing.assert_allclose(theirs[key], column, rtol=0, atol=CLOSE * largest, err_msg=key)


@each
def test_nightly_doses(model, values):
    times = DAYS * model.mesh.period
    doses = nightly(model, 4.5, 180) if model.dose_into else ()
    same(
        simulate(model, times, doses=doses, start=start(model), **values),
        run(
            """const { name, times, doses, values, start } = input;
            return simulate(models[name], times, doses, values, { start }).columns;""",
            {
                "name": model.name, "times": times.tolist(), "values": dict(values), "start": start(model),
                "doses": [{"time": dose.time, "amount": dose.amount} for dose in doses],
            },
        ),
    )  # fmt: skip


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_the_day_averaged_model(preset):
    arguments = {"dose": 4.5, "until": 84.0, "start": SENSITISED}
    same(
        simulate_average(preset.model, DAYS, **arguments, **preset.values),
        run(
            "return simulateAverage(models[input.name], input.times, input.options).columns;",
            {
                "name": preset.model.name,
                "times": DAYS.tolist(),
                "options": {**arguments, "values": dict(preset.values)},
            },
        ),
    )


def test_an_injury_that_begins_and_ends():
    model = models.pain_loop.MODEL
    injury = {20.0: {"injury": 2.0}, 34.3: {"injury": 0.0}}
    same(
        simulate(model, DAYS, changes=[Change(*change) for change in injury.items()]),
        run(
            """const changes = input.changes.map(([time, values]) => ({ time, values }));
            return simulate(models.pain_loop, input.times, [], {}, { changes }).columns;""",
            {"times": DAYS.tolist(), "changes": list(injury.items())},
        ),
    )
