"""The units of every model, by pint: what is added has one unit, and each rate and readout the one it claims."""

from math import prod

import pint
import pytest
from sympy import Add, Expr, Max, Min, Mul, Pow, Symbol

from painloop import models
from painloop.equations.model import Definition, Model

UNITS = pint.UnitRegistry()
OTHERWISE = {"nM": "nmol/L", "points": "1", "%": "1"}  # as pint writes them
Dimension = pint.util.UnitsContainer
PURE = Dimension()
CONVENTION = {"pA2"}  # pharmacology takes the logarithm of a concentration's number in mol/L


def dimension(unit: str) -> Dimension:
    """That of a unit as our tables print it."""
    return UNITS.get_dimensionality(OTHERWISE.get(unit, unit))


def reckoned(expression: Expr, known: dict[Symbol, Dimension]) -> Dimension:
    """The dimension of an expression.

    Raises:
        ValueError: where unlike things are added, or something with a unit is a power or inside a function.
    """
    if expression.is_Symbol:
        return known[expression]
    of = [reckoned(argument, known) for argument in expression.args]
    if isinstance(expression, Mul):
        return prod(of, start=PURE)
    if isinstance(expression, Pow) and expression.exp.is_number:
        return of[0] ** float(expression.exp)
    if any(each != (of[0] if isinstance(expression, Add | Max | Min) else PURE) for each in of):
        raise ValueError(f"{expression}: {', '.join(map(str, of))}")
    return of[0] if of else PURE


def dimensions(model: Model) -> dict[Symbol, Dimension]:
    """That of each symbol, definitions and readouts as they are reckoned; a readout's must be what it claims."""
    known = {each.symbol: dimension(each.unit) for each in (*model.states, *model.parameters)}
    for each in model.shorthands:
        by_convention = not isinstance(each, Definition) and each.key in CONVENTION
        known[each.symbol] = PURE if by_convention else reckoned(each.expression, known)
        if not isinstance(each, Definition):
            assert known[each.symbol] == dimension(each.unit), f"{model.name}: {each.key} is in {each.unit}"
    return known


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)
def test_rates_and_readouts_have_the_units_that_they_claim(model):
    known = dimensions(model)
    once = PURE / dimension(model.time_unit)
    for state in model.states:
        rate = model.rates[state.key]
        assert rate == 0 or reckoned(rate, known) == known[state.symbol] * once, f"{model.name}: {state.key}"
        jump = model.dose_into.get(state.key, 0)
        assert jump == 0 or reckoned(jump, known) == known[state.symbol] / dimension("mg"), f"{model.name}: {state.key}"
    assert model.fastest == 0 or reckoned(model.fastest, known) == once


def test_unlike_things_are_not_added():
    time, mass = Symbol("t"), Symbol("m")
    known = {time: dimension("h"), mass: dimension("mg")}
    with pytest.raises(ValueError, match="m \\+ t"):
        reckoned(mass + time, known)
    with pytest.raises(ValueError, match="2\\*\\*t"):
        reckoned(2**time, known)
    assert reckoned(mass / time**2, known) == dimension("mg/h**2")
