"""The dose paradox says what the exact steady state says."""

import numpy as np
import pytest
from oracle import explored, full

from painloop.analysis.dose import dose_response
from painloop.explorers.dose_paradox import DECLARATION
from painloop.models.opioid_adaptation import with_account


def at_random(count):
    random = np.random.default_rng(20261123)
    gain, exponent, loop, account, _ = DECLARATION.controls
    return [
        {
            **DECLARATION.defaults,
            "gain": float(random.uniform(gain.low, gain.high)),
            "exponent": float(random.uniform(exponent.low, exponent.high)),
            "loop": str(random.choice(list(loop.options))),
            "account": str(random.choice(list(account.options))),
        }
        for _ in range(count)
    ]


STATES = [
    full(DECLARATION),
    full(DECLARATION, gain=0.0),
    full(DECLARATION, loop="closed", gain=4.0),
    *at_random(12),
]


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES[:12])
def test_the_curve_is_the_exact_steady_state_but_for_its_24_samples_of_a_day(state):
    curves = explored(DECLARATION, state)
    exact = dose_response(
        with_account(state["account"]), curves.along, u=state["gain"], closed_gain=state["gain"], h=state["exponent"],
        closed_loop=float(state["loop"] == "closed"),
    )  # fmt: skip
    np.testing.assert_allclose(curves["tone"], exact["tone"], atol=6e-3)


@pytest.mark.parametrize("state", STATES)
def test_a_body_that_senses_its_tone_or_only_restores_it_gains_nothing(state):
    if state["loop"] == "closed" or state["gain"] <= 1:
        assert explored(DECLARATION, state)["tone"].max() <= 1 + 1e-9


def test_the_story_peaks_at_low_doses_and_the_data_anchored_reading_below_them():
    story = explored(DECLARATION, full(DECLARATION)).measures
    anchored = explored(DECLARATION, full(DECLARATION, gain=1.44, account="brain_retention")).measures
    assert story["best_now"] == pytest.approx(2.35, rel=0.1)
    assert story["peak_now"] == pytest.approx(110, abs=0.5)
    assert anchored["best_now"] < 0.8
