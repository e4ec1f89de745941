"""Parts that depend on little are taken out of expressions, and nothing is lost by it."""

import numpy as np
import pytest
from sympy import Symbol, exp, symbols

from painloop import models
from painloop.equations.printers import to_numpy
from painloop.equations.staged import Stage, completion, function_of

a, b, x, y = symbols("a b x y", positive=True)


def test_factors_and_terms_of_one_stage_become_one_part():
    stage = Stage("fixed", [a, b])
    [left] = stage.split({}, [a * x * b + (a + y + 2)])[1]
    assert stage.parts == {Symbol("fixed_0"): a * b, Symbol("fixed_1"): a + 2}
    assert left == Symbol("fixed_0") * x + Symbol("fixed_1") + y


def test_a_part_that_stands_twice_is_computed_once():
    stage = Stage("fixed", [a])
    stage.split({}, [exp(a) * x, exp(a) * y])
    assert list(stage.parts.values()) == [exp(a)]


def test_a_step_of_one_stage_alone_becomes_a_part_of_its_own_name():
    stage = Stage("driven", [x])
    share, rate = Symbol("share"), Symbol("rate")
    steps, [left] = stage.split({share: x / (1 + x), rate: share * y}, [rate + share])
    assert stage.parts[share] == x / (1 + x)
    assert set(steps) == {rate}
    assert left.subs(steps).subs(stage.parts).equals((1 + y) * x / (1 + x))


def test_a_power_that_stands_twice_is_computed_once():
    function = function_of([[x], [a]], {}, [x**a, 1 + x**a])
    assert function.__code__.co_names == ()
    assert "twice_0" in function.__code__.co_varnames
    assert function([2.0], [3.0]) == [8.0, 9.0]


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)
def test_rates_in_stages_are_the_rates_as_they_are_written(model):
    random = np.random.default_rng(20261129)
    values = dict(zip((each.symbol for each in model.parameters), model.values(), strict=True))
    states = dict(zip((each.symbol for each in model.ordered), random.uniform(0.1, 1, len(model.states)), strict=True))
    numbers = {**values, **states}
    for each in model.shorthands:
        numbers[each.symbol] = float(each.expression.subs(numbers))
    equations, count = to_numpy(model), len(model.flowing)
    known, at = equations.complete(model.values()), list(states.values())
    rates = equations.rates(at[:count], equations.drive(at[count:], known), known)
    expected = [float(model.rates[each.key].subs(numbers)) for each in model.flowing]
    np.testing.assert_allclose(rates, expected, rtol=1e-10)
    shown = [numbers[each.symbol] for each in model.readouts]
    np.testing.assert_allclose(equations.readouts(at, known), shown, rtol=1e-10)


def test_a_part_without_a_finite_value_is_refused_with_what_to_do():
    complete = completion("a_model", [a, b], {Symbol("fixed_0"): 1 / (a - b)})
    assert complete([3.0, 1.0]) == [3.0, 1.0, 0.5]
    with pytest.raises(ValueError, match="a_model: two rates coincide"):
        complete([1.0, 1.0])
    with pytest.raises(ValueError, match="change one slightly"):
        complete([np.array([1.0, 2.0]), 1.0])
