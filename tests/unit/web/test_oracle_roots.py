"""Roots that are found by halving, against those that are known."""

from math import pi, sqrt

import pytest
from javascript import run as javascript

KNOWN = {
    "(x) => x * x - 2": (0, 2, sqrt(2)),
    "(x) => 2 - x * x": (0, 2, sqrt(2)),
    "(x) => Math.sin(x)": (3, 4, pi),
    "(x) => 1e-30 * (x - 0.1)": (0, 1, 0.1),
    "(x) => x - 1e-9": (0, 1, 1e-9),
}


@pytest.mark.parametrize("function", KNOWN)
def test_a_root_is_found_to_rounding_whether_the_function_rises_or_falls(function):
    low, high, root = KNOWN[function]
    assert javascript(f"return roots.zero({function}, {low}, {high});") == pytest.approx(root, rel=1e-13, abs=1e-17)
