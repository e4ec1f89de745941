"""The two faces of an explorer, asked for the same states: what Python and the browser draw, measure and say."""

import numpy as np
import pytest
from javascript import run as javascript

from painloop import explorers
from painloop.explorers.declaration import Radio, Slider
from painloop.explorers.state import measured, run, tell
from painloop.explorers.widget import as_json

EXPLORERS = {name: getattr(explorers, name) for name in explorers.__all__}


def named_states(declaration):
    """The default, every preset, and what a prediction shows."""
    shown = [declaration.prediction.values] if declaration.prediction else []
    changes = [{}, *(preset.values for preset in declaration.presets), *shown]
    return [{**declaration.defaults, **each} for each in changes]


def edge_states(declaration):
    """Every slider at its ends, every option of a radio."""
    ends = [{c.key: end} for c in declaration.controls if isinstance(c, Slider) for end in (c.low, c.high)]
    options = [{c.key: option} for c in declaration.controls if isinstance(c, Radio) for option in c.options]
    return [{**declaration.defaults, **each} for each in (*ends, *options)]


def random_states(declaration, count, seed=20261123):
    random = np.random.default_rng(seed)
    return [{c.key: _at_random(c, random) for c in declaration.controls} for _ in range(count)]


def _at_random(control, random):
    if isinstance(control, Slider):
        value = float(random.uniform(control.low, control.high))
        return round(value) if control.whole else value
    return str(random.choice(list(control.options))) if isinstance(control, Radio) else bool(random.integers(2))


def ours(declaration, state):
    """What Python makes of a state."""
    curves = run(declaration, state)
    measures = measured(declaration, state, curves)
    findings = [tell(view.finding, measures) for view in declaration.views]
    return {
        "curves": curves,
        "measures": measures,
        "summary": tell(declaration.summary, measures),
        "findings": findings,
    }


def theirs(declaration, states):
    """What the browser's own script makes of them."""
    return javascript(
        """const { spec } = input;
        return input.states.map((values) => {
          const curves = state.run(spec, models, values);
          const measures = state.measured(spec, values, curves);
          return { ...curves, measures, summary: state.tell(spec.summary, measures),
            findings: spec.views.map((view) => state.tell(view.finding, measures)) };
        });""",
        {"spec": as_json(declaration), "states": states},
    )


def check(declaration, states):
    """Both say the same, in words that make sense, and draw nothing that is infinite."""
    for state, browser in zip(states, theirs(declaration, states), strict=True):
        python = ours(declaration, state)
        _same_curves(python["curves"], browser, state)
        _same_words(python, browser, state)
        for text in (python["summary"], *python["findings"]):
            assert text.endswith((".", ".”")), (text, state)
            assert not {"nan", "inf", "null"} & set(text.lower().replace("\u00a0", " ").split()), (text, state)
            assert "  " not in text
        _drawn(declaration, state, python["curves"])


def _same_curves(curves, browser, state):
    np.testing.assert_allclose(browser["along"], curves.along, rtol=1e-12, err_msg=str(state))
    assert browser["names"] == list(curves.names)
    assert set(browser["columns"]) == set(curves.columns)
    for key, column in curves.columns.items():
        np.testing.assert_allclose(browser["columns"][key], column, rtol=1e-9, atol=1e-9, err_msg=f"{key} {state}")


def _same_words(python, browser, state):
    assert set(browser["measures"]) == set(python["measures"])
    for key, value in python["measures"].items():
        same = value if isinstance(value, str | bool) else pytest.approx(value, rel=1e-8, abs=1e-9, nan_ok=True)
        assert browser["measures"][key] == same, (key, state)
    assert browser["summary"] == python["summary"], state
    assert browser["findings"] == python["findings"], state


def _drawn(declaration, state, curves):
    for view in declaration.views:
        for series in declaration.shown(view, state):
            if view.kind == "lines" and not series.over:
                assert len(curves[series.key]) == len(curves.along)
            assert not np.isinf(curves[series.key]).any(), (series.key, state)
