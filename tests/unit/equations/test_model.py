"""A model is checked when it is made, and cannot change afterwards."""

from dataclasses import FrozenInstanceError, replace

import pytest
from sympy import Float, Integer, Symbol

from painloop import models
from painloop.data.references import read
from painloop.equations.quantity import OURS, Grade
from painloop.models import oral_naltrexone, receptor_blockade

MODEL = oral_naltrexone.MODEL


def test_a_model_is_frozen():
    with pytest.raises(FrozenInstanceError):
        MODEL.name = "other"
    with pytest.raises(TypeError):
        MODEL.rates["gut"] = Symbol("x")


def test_a_symbol_nobody_declared_is_refused():
    with pytest.raises(ValueError, match="undeclared symbols: x"):
        replace(MODEL, rates={**MODEL.rates, "gut": Symbol("x")})


def test_a_state_without_a_rate_is_refused():
    with pytest.raises(ValueError, match="rates and states differ in: gut"):
        replace(MODEL, rates={key: rate for key, rate in MODEL.rates.items() if key != "gut"})


def test_a_key_used_twice_is_refused():
    with pytest.raises(ValueError, match="used twice: k_a"):
        replace(MODEL, parameters=(*MODEL.parameters, MODEL.parameters[0]))


def test_a_symbol_used_twice_is_refused_and_both_owners_are_named():
    """As where two models are composed, each with an M of its own."""
    absorption = next(quantity for quantity in MODEL.parameters if quantity.key == "k_a")
    with pytest.raises(ValueError, match=r"used twice: .*\(quantity k_a and quantity twin\)"):
        replace(MODEL, parameters=(*MODEL.parameters, replace(absorption, key="twin")))


def test_a_dose_into_nowhere_is_refused():
    with pytest.raises(ValueError, match="unknown states: stomach"):
        replace(MODEL, dose_into={"stomach": Integer(1)})


def test_an_unknown_parameter_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match=r"k_a.*clearance"):
        MODEL.values(clearance=1.0)


def test_an_unknown_readout_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match="plasma_naltrexone"):
        MODEL.readout("blood")


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)
def test_every_source_of_a_parameter_stands_in_the_reference_list(model):
    cited = {source for quantity in model.parameters for source in quantity.sources}
    assert cited <= {*read().entries, OURS}


def test_no_fitted_or_second_hand_number_calls_itself_measured():
    measured = {q.key for q in receptor_blockade.MODEL.parameters if q.grade is Grade.MEASURED}
    assert measured == {"molar_mass", "f_u", "t_half_P"}


IDLE = {  # a number of the signal that only a neighbour of the model asks for, and those that describe people
    "opioid_adaptation": {"EC50_mu"},
    "opioid_adaptation_brain_retention": {"molar_mass"},
    "trial_on_paper": {"w_median", "placebo_mean", "placebo_shift", "screening_sd", "entry_threshold"},
}


def equations(model):
    named = (each.expression for each in model.shorthands)
    return (*model.rates.values(), *named, *model.dose_into.values(), model.fastest)


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)
def test_every_number_of_a_model_is_one_that_a_reader_can_change(model):
    assert not [each for each in equations(model) if each.has(Float)]
    used = set().union(*(each.free_symbols for each in equations(model)))
    idle = {quantity.key for quantity in model.parameters if quantity.symbol not in used}
    assert idle == IDLE.get(model.name, set())
