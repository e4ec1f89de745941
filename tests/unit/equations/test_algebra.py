"""What follows from equations by algebra."""

import pytest
from sympy import evaluate, exp, latex, symbols

from painloop.equations.algebra import readable, slope_of, zero_of

a, b, x, y = symbols("a b x y")


@pytest.mark.slow
def test_a_linear_expression_is_nought_where_it_should_be():
    with evaluate(False):
        expression = (a * (x - b) + y) / b
    assert (zero_of(expression, x) - (b - y / a)).simplify() == 0


@pytest.mark.parametrize("expression", [x**2 - a, exp(x), a + b, a * x / (1 + x)])
def test_what_is_not_linear_is_refused(expression):
    with pytest.raises(ValueError, match="is not linear in x"):
        zero_of(expression, x)


def test_a_slope_counts_what_moves_along():
    assert slope_of(x**3, x) == 3 * x**2
    assert (slope_of(x * y, x, {y: 2 * x}) - (y + 2 * x**2)).simplify() == 0


def test_what_reads_well_has_the_same_value():
    expression = -(b**2) + a * (1 - x) * y**2 / (x - a)
    assert (readable(expression) - expression).simplify() == 0
    assert latex(readable(x ** (a - 1) * (1 - b) * y), order="none") == r"\left(1 - b\right) y x^{a - 1}"
