"""What the browser computes is what Python computes."""

import re

import numpy as np
import pytest
from javascript import WEB, run

from painloop import Dose, models, simulate
from painloop.equations.printers import to_javascript, to_numpy
from painloop.web import palette

pytestmark = pytest.mark.slow

CLOSE = 1e-10
MODELS = pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)


def relative(ours, theirs):
    """Largest difference relative to each row's largest value."""
    ours, theirs = np.array(ours), np.array(theirs)
    return (np.abs(ours - theirs) / np.maximum(np.abs(ours).max(axis=-1, keepdims=True), 1e-300)).max()


@MODELS
def test_the_script_in_use_is_printed_from_the_model_as_it_is_now(model):
    printed = (WEB / "generated" / f"{model.name}.js").read_text(encoding="utf-8")
    assert printed == to_javascript(model), "run `make bundle`"


def test_the_colours_in_use_are_printed_from_the_palette_as_it_is_now():
    assert (WEB / "generated" / "palette.css").read_text(encoding="utf-8") == palette.css(), "run `make bundle`"


@MODELS
def test_rates_and_readouts_agree_on_200_random_states(model):
    random = np.random.default_rng(20261122)
    equations, count = to_numpy(model), len(model.flowing)
    parameters = np.array([[random.uniform(q.low, q.high) for q in model.parameters] for _ in range(200)])
    states = random.uniform(0, 50, (200, len(model.states)))
    theirs = run(
        """const model = models[input.name];
        return input.states.map((y, i) => {
          const p = model.complete(input.parameters[i]);
          const answers = {};
          for (const name of ["rates", "relaxations", "readoutsAt", "decays", "doses", "fastest"]) {
            answers[name] = new Float64Array(40);
            model[name](y, p, answers[name]);
          }
          return answers;
        });""",
        {"name": model.name, "states": states.tolist(), "parameters": parameters.tolist()},
    )
    for y, p, answers in zip(states.tolist(), parameters.tolist(), theirs, strict=True):
        known = equations.complete(p)
        drive = equations.drive(y[count:], known)
        ours = {
            "rates": equations.rates(y[:count], drive, known),
            "relaxations": equations.relaxations(y[:count], drive, known),
            "readoutsAt": equations.readouts(y, known),
            **{name: getattr(equations, name)(known) for name in ("decays", "doses", "fastest")},
        }
        for name, values in ours.items():
            np.testing.assert_allclose(answers[name][: len(values)], values, rtol=CLOSE, atol=1e-12)


@MODELS
@pytest.mark.parametrize("nights", [1, 14])
def test_whole_trajectories_agree(model, nights):
    day = model.mesh.period
    times = np.linspace(0, 14 * day, 500)
    doses = [(day * (night + 0.3), 4.5) for night in range(nights)]
    ours = simulate(model, times, doses=[Dose(*dose) for dose in doses])
    theirs = run(
        "return simulate(models[input.name], input.times, input.doses).columns;",
        {"name": model.name, "times": times.tolist(), "doses": [{"time": t, "amount": a} for t, a in doses]},
    )
    assert set(theirs) == set(ours.columns)
    assert max(relative(ours[key], theirs[key]) for key in ours.columns) < CLOSE


@MODELS
def test_the_browser_needs_only_arithmetic(model):
    body = to_javascript(model).split("};", 1)[1]
    assert not re.findall(r"Math\.(?!exp|log|pow|sqrt)\w+|\?|\bif\b", body)
