"""A slider's steps are what readers are told of them, and its range is one that its model takes."""

import pytest
from sympy import Symbol

from painloop.equations.quantity import Grade, Quantity
from painloop.explorers.controls import Setting, Slider

HALF_LIFE = Quantity(Symbol("t"), "t_half", "half-life", "h", 4.0, 1.0, 9.0, Grade.ESTIMATED, "ours")
SHARE = Quantity(Symbol("q"), "q", "share", "1", 0.5, 0.0, 1.0, Grade.HYPOTHESIS, "ours")


@pytest.mark.parametrize(
    ("step", "fine", "whole"), [(1, 10, True), (0.1, 0.5, False), (0.5, 0, False), (0.5, 0.5, True), (1, -1, True)]
)
def test_a_slider_whose_shift_is_coarser_is_refused(step, fine, whole):
    with pytest.raises(ValueError, match="step"):
        Slider("x", "X", "", 1, 0, 400, step, fine, "", whole=whole)


def test_a_slider_of_a_quantity_takes_key_unit_default_range_and_grade_from_it():
    slider = Slider.of(HALF_LIFE, "Half-life", 0.5, 0.1, "How long.")
    assert slider == Slider("t_half", "Half-life", "h", 4.0, 1.0, 9.0, 0.5, 0.1, "How long.", grade="estimated")
    assert Slider.of(SHARE, "Share", 0.5, 0.1, "How much.").unit == ""


def test_a_slider_of_a_quantity_differs_where_it_says_so():
    slider = Slider.of(
        SHARE, "Share", 0.1, 0.1, "", key="share", unit="(q)", default=0.2, low=0.1, high=0.3, jumps=(0.2,)
    )
    assert slider == Slider("share", "Share", "(q)", 0.2, 0.1, 0.3, 0.1, 0.1, "", jumps=(0.2,), grade="hypothesis")


@pytest.mark.parametrize("differing", [{"low": 0.5}, {"high": 9.5}])
def test_a_slider_beyond_what_its_model_takes_is_refused(differing):
    with pytest.raises(ValueError, match=r"its model takes t_half from 1\.0 to 9\.0"):
        Slider.of(HALF_LIFE, "Half-life", 0.5, 0.1, "", **differing)


@pytest.mark.parametrize(
    ("setting", "chosen", "value"),
    [
        (Setting("x"), 3.0, 3.0),
        (Setting("x", 0.01), 50.0, 0.5),
        (Setting("x", molar=True), 6.0, 1000.0),  # a micromole in a litre, in nM
        (Setting("x", options={"open": 0.0, "closed": 1.0}), "closed", 1.0),
    ],
)
def test_a_setting_gives_its_parameter_what_the_control_says(setting, chosen, value):
    assert setting.value({"x": chosen}) == pytest.approx(value, rel=1e-12)
