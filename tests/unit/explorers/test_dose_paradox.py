"""The dose paradox says the same in Python and in the browser, and what the exact steady state says."""

import numpy as np
import pytest
from javascript import run as javascript

from painloop.analysis.dose import dose_response
from painloop.explorers import DoseParadox
from painloop.explorers.dose_paradox import DECLARATION
from painloop.explorers.state import measured, run, tell
from painloop.explorers.widget import as_json
from painloop.models.opioid_adaptation import with_account


def full(**changes):
    return {**DECLARATION.defaults, **changes}


def at_random(count):
    random = np.random.default_rng(20261123)
    gain, exponent, loop, account = DECLARATION.controls
    return [
        {
            "gain": float(random.uniform(gain.low, gain.high)),
            "exponent": float(random.uniform(exponent.low, exponent.high)),
            "loop": str(random.choice(list(loop.options))),
            "account": str(random.choice(list(account.options))),
        }
        for _ in range(count)
    ]


STATES = [full(), full(gain=0.0), full(loop="closed", gain=4.0), *at_random(50)]


def words(state):
    measures = measured(DECLARATION, state, run(DECLARATION, state))
    return measures, tell(DECLARATION.summary, measures), [tell(view.finding, measures) for view in DECLARATION.views]


@pytest.fixture(scope="module")
def browser():
    return javascript(
        """const { spec } = input;
        return input.states.map((values) => {
          const curves = state.run(spec, models, values);
          const measures = state.measured(spec, values, curves);
          return { ...curves, measures, summary: state.tell(spec.summary, measures),
            findings: spec.views.map((view) => state.tell(view.finding, measures)) };
        });""",
        {"spec": as_json(DECLARATION), "states": STATES},
    )


@pytest.mark.parametrize("i", range(len(STATES)))
def test_python_and_browser_draw_measure_and_say_the_same(browser, i):
    curves, theirs = run(DECLARATION, STATES[i]), browser[i]
    np.testing.assert_allclose(theirs["along"], curves.along, rtol=1e-13)
    for key, column in curves.columns.items():
        np.testing.assert_allclose(theirs["columns"][key], column, rtol=1e-9, atol=1e-12, err_msg=key)
    measures, summary, findings = words(STATES[i])
    assert theirs["summary"] == summary
    assert theirs["findings"] == findings
    assert theirs["measures"] == {
        key: pytest.approx(value, rel=1e-9, abs=1e-12) if isinstance(value, float) else value
        for key, value in measures.items()
    }


@pytest.mark.parametrize("state", STATES[:12])
def test_the_curve_is_the_exact_steady_state_but_for_its_24_samples_of_a_day(state):
    curves = run(DECLARATION, state)
    exact = dose_response(
        with_account(state["account"]), curves.along, u=state["gain"], closed_gain=state["gain"], h=state["exponent"],
        closed_loop=float(state["loop"] == "closed"),
    )  # fmt: skip
    np.testing.assert_allclose(curves["tone"], exact["tone"], atol=6e-3)


@pytest.mark.parametrize("state", STATES)
def test_a_body_that_senses_its_tone_or_only_restores_it_gains_nothing(state):
    if state["loop"] == "closed" or state["gain"] <= 1:
        assert run(DECLARATION, state)["tone"].max() <= 1 + 1e-9


def test_the_story_peaks_at_low_doses_and_the_data_anchored_reading_below_them():
    story = words(full())[0]
    anchored = words(full(gain=1.44, account="brain_retention"))[0]
    assert story["best_now"] == pytest.approx(2.35, rel=0.1)
    assert story["peak_now"] == pytest.approx(110, abs=0.5)
    assert anchored["best_now"] < 0.8


@pytest.mark.parametrize("state", STATES[:20])
def test_there_are_words_for_every_state(state):
    _, summary, findings = words(state)
    for text in (summary, *findings):
        assert text.endswith(".")
        assert not {"nan", "inf"} & set(text.lower().split())


def test_every_preset_is_a_state():
    for preset in DECLARATION.presets:
        assert set(preset.values) == set(DECLARATION.defaults)
        assert DoseParadox(**preset.values).describe()
