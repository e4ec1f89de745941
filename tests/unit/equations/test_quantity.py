"""A number knows its unit, range and source, and refuses to be without them."""

from math import inf, nan

import pytest
from sympy import Symbol

from painloop.equations.quantity import Grade, Quantity


def half_life(**changes):
    fields = {"symbol": Symbol("t"), "key": "t_half", "name": "half-life", "unit": "h", "default": 4.0, "low": 1.0,
              "high": 9.0, "grade": Grade.MEASURED, "source": "lee1988, meyer1984"}  # fmt: skip
    return Quantity(**{**fields, **changes})


def test_sources_are_listed_one_by_one():
    assert half_life().sources == ("lee1988", "meyer1984")


@pytest.mark.parametrize("field", ["name", "unit", "source"])
def test_an_empty_text_is_refused_by_name(field):
    with pytest.raises(ValueError, match=f"t_half: {field} is empty"):
        half_life(**{field: ""})


def test_a_default_outside_its_range_is_refused():
    with pytest.raises(ValueError, match=r"10.* outside 1.* to 9"):
        half_life(default=10.0)


def test_a_key_that_is_no_identifier_is_refused():
    with pytest.raises(ValueError, match="identifier"):
        half_life(key="half life")


@pytest.mark.parametrize("value", [0.5, 9.5, nan, inf])
def test_a_value_outside_the_range_is_refused_with_unit_and_name(value):
    with pytest.raises(ValueError, match=r"t_half = .* h \(half-life\)"):
        half_life().check(value)
