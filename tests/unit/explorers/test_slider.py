"""A slider's steps are what readers are told of them."""

import pytest

from painloop.explorers.declaration import Slider


@pytest.mark.parametrize(
    ("step", "fine", "whole"), [(1, 10, True), (0.1, 0.5, False), (0.5, 0, False), (0.5, 0.5, True), (1, -1, True)]
)
def test_a_slider_whose_shift_is_coarser_is_refused(step, fine, whole):
    with pytest.raises(ValueError, match="step"):
        Slider("x", "X", "", 1, 0, 400, step, fine, "", whole=whole)
