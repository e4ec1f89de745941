"""The dose paradox says what the exact steady state says."""

import numpy as np
import pytest

from painloop.analysis.dose import dose_response
from painloop.explorers.dose_paradox import DECLARATION
from painloop.explorers.state import measured, run, tell
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


STATES = [full(), full(gain=0.0), full(loop="closed", gain=4.0), *at_random(12)]


def words(state):
    measures = measured(DECLARATION, state, run(DECLARATION, state))
    return measures, tell(DECLARATION.summary, measures), [tell(view.finding, measures) for view in DECLARATION.views]


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
