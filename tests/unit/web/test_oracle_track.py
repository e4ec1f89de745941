"""A stretched track gives low values room, and a hand finds the value it points at; the value itself is in its unit."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from javascript import run as javascript

from painloop.explorers.dose_clock import DECLARATION

DOSE = next(control for control in DECLARATION.controls if control.key == "dose")


def shares(control, values):
    asked = {"control": asdict(control), "values": list(map(float, values))}
    return javascript("return input.values.map((value) => track.shareOf(value, input.control));", asked)


def values(control, at):
    asked = {"control": asdict(control), "shares": list(map(float, at))}
    return javascript("return input.shares.map((share) => track.valueAt(share, input.control));", asked)


def test_the_doses_of_the_book_stand_apart():
    """At asinh(mg) of asinh(50), as it was tried with readers."""
    assert shares(DOSE, [0, 0.5, 1.5, 4.5, 50]) == pytest.approx([0, 0.10, 0.26, 0.48, 1], abs=0.005)


@pytest.mark.parametrize("control", [DOSE, replace(DOSE, low=0.1, stretch=0.25), replace(DOSE, low=-50.0, stretch=3)])
def test_a_hand_finds_what_it_points_at_to_two_digits(control):
    at = np.linspace(0, 1, 101)
    found = values(control, at)
    assert found == sorted(found)
    assert [found[0], found[-1]] == [control.low, control.high]
    assert shares(control, found) == pytest.approx(at, abs=0.06 if control.low else 0.03)
    finest = np.maximum(control.typed_step, 10.0 ** (np.floor(np.log10(np.abs(found) + 1e-12)) - 1))
    assert np.array(found) / finest == pytest.approx(np.round(np.array(found) / finest), abs=1e-6)


def test_beyond_the_ends_of_the_track_are_the_ends_of_the_range():
    assert values(DOSE, [-0.2, 1.7]) == [DOSE.low, DOSE.high]
