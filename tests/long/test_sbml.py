"""SBML: valid, complete, and computed by libRoadRunner to the numbers that painloop computes."""

import sys
from functools import cache

import libsbml
import numpy as np
import pytest
import roadrunner
from sympy import Max

from painloop import Dose, nightly, simulate
from painloop.equations.model import Model, Readout
from painloop.models import ALL, glial_arm, oral_naltrexone, pain_loop, patient_on_ldn
from painloop.runs.sbml import to_sbml

PATIENT = patient_on_ldn.MODEL
SENSITISED = patient_on_ldn.SENSITISED
ORAL = oral_naltrexone.MODEL
HOURS = np.linspace(0.0, 48.0, 32)  # meets no dose: what is reported at its very moment is the tool's choice
each_model = pytest.mark.parametrize("model", [model for model in ALL if model.states], ids=lambda model: model.name)


def regimen(model):
    """Nightly doses that end before the run does; none for the loop, which takes no drug."""
    return nightly(model, 4.5, 5 if model.time_unit == "h" else 40) if model.dose_into else ()


def start(model):
    return SENSITISED if "G" in model.rates else None


@cache
def document(model):
    return to_sbml(model, regimen(model), start(model))


def runner(text):
    loaded = roadrunner.RoadRunner(text)
    loaded.integrator.relative_tolerance, loaded.integrator.absolute_tolerance = 1e-10, 1e-13
    return loaded


def columns(loaded, model, times):
    """States and readouts, by key, of a run from the beginning."""
    keys = [each.key for each in (*model.states, *model.readouts)]
    loaded.timeCourseSelections = keys
    loaded.reset()
    return dict(zip(keys, np.asarray(loaded.simulate(times=list(times))).T, strict=True))


def agree(found, expected, tolerance=1e-6):
    """Every column of a run, after its first moment, within a share of the column's largest value."""
    for key, column in expected.columns.items():
        atol = tolerance * abs(column).max()
        np.testing.assert_allclose(found[key][1:], column[1:], rtol=0, atol=atol, err_msg=key)


def problems(text):
    """What libsbml finds wrong. Units are left out: they stand in the notes, in words, so it cannot check them."""
    read = libsbml.readSBMLFromString(text)
    read.setConsistencyChecks(libsbml.LIBSBML_CAT_UNITS_CONSISTENCY, False)
    read.checkConsistency()
    return [read.getError(i).getMessage() for i in range(read.getNumErrors())]


@each_model
def test_the_document_is_valid(model):
    assert problems(document(model)) == []


def test_the_validator_would_notice_a_key_used_twice():
    assert problems(document(pain_loop.MODEL).replace('id="tau_G"', 'id="tau_S"'))


@each_model
def test_libroadrunner_and_painloop_compute_the_same(model):
    hours = model.time_unit == "h"
    times = np.linspace(0.0, 168.0 if hours else 60.0, 83)
    expected = simulate(model, times, doses=regimen(model), start=start(model), steps=960 if hours else 48)
    agree(columns(runner(document(model)), model, times), expected)


def test_names_values_grades_and_sources_survive():
    sheet = libsbml.readSBMLFromString(to_sbml(PATIENT, start=SENSITISED, w=2.3)).getModel()
    assert (sheet.getId(), sheet.getName(), sheet.getTimeUnits()) == (PATIENT.name, PATIENT.title, "d")
    for quantity, value in zip(PATIENT.parameters, PATIENT.values(w=2.3), strict=True):
        found = sheet.getParameter(quantity.key)
        assert (found.getName(), found.getValue(), found.getConstant()) == (quantity.name, value, True)
        for word in (quantity.unit, quantity.grade, *quantity.sources):
            assert word in found.getNotesString()
    for state in PATIENT.states:
        found = sheet.getParameter(state.key)
        assert (found.getName(), found.getValue()) == (state.name, SENSITISED.get(state.key, state.start))


def test_unequal_doses_are_events_of_their_own_and_those_at_one_time_add_up():
    doses = [Dose(0.0, 4.5), Dose(7.3, 50.0), Dose(7.3, 3.0), Dose(20.0, 1.0)]
    text = to_sbml(ORAL, doses)
    assert text.count("<event ") == 3
    agree(columns(runner(text), ORAL, HOURS), simulate(ORAL, HOURS, doses=doses, steps=960))


def test_equal_doses_at_equal_distances_are_one_event():
    assert to_sbml(ORAL, nightly(ORAL, 4.5, 180, start=0.1)).count("<event ") == 1
    assert to_sbml(ORAL, [Dose(0, 4.5), Dose(24, 4.5), Dose(49, 4.5)]).count("<event ") == 3


def test_another_tool_can_change_the_drug_and_the_regimen():
    model, times = glial_arm.MODEL, np.linspace(0.0, 10.0, 52)
    loaded = runner(document(model))
    loaded["EC50_TLR4"], loaded["dose_amount"], loaded["dose_interval"], loaded["dosing_ends"] = 6.5, 9.0, 0.5, 2.2
    doses = [Dose(time, 9.0) for time in np.arange(0.0, 2.2, 0.5)]
    expected = simulate(model, times, doses=doses, EC50_TLR4=6.5)
    agree(columns(loaded, model, times), expected)
    agree(columns(loaded, model, times), expected)  # and run it again


def test_an_injury_is_a_value_like_any_other():
    times = np.linspace(0.0, 30.0, 31)
    found = columns(runner(to_sbml(pain_loop.MODEL, injury=2.0)), pain_loop.MODEL, times)
    agree(found, simulate(pain_loop.MODEL, times, injury=2.0, steps=96))


def test_what_cannot_be_printed_is_refused():
    still = Model(
        "still", "Still", "d", (glial_arm.T_MAX,), (Readout(ORAL.states[0].symbol, "r", "r", "1", glial_arm.t_max),)
    )
    with pytest.raises(ValueError, match=r"no states.*painloop\.evaluate"):
        to_sbml(still)
    with pytest.raises(ValueError, match="a dose lies at -1"):
        to_sbml(ORAL, [Dose(-1.0, 4.5)])
    with pytest.raises(ValueError, match="one patient"):
        to_sbml(PATIENT, w=np.array([2.0, 2.1]))
    with pytest.raises(ValueError, match="one patient"):
        to_sbml(ORAL, [Dose(0.0, np.array([4.5, 9.0]))])
    with pytest.raises(ValueError, match="outside"):
        to_sbml(PATIENT, w=9.0)


def test_an_expression_without_an_sbml_form_is_named():
    gut = ORAL.states[0]
    rates = {gut.key: -Max(gut.symbol, 1, evaluate=False)}
    with pytest.raises(NotImplementedError, match="switch: no SBML form"):
        to_sbml(Model("switch", "Switch", "h", (), (), (gut,), rates))


def test_without_the_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "libsbml", None)
    with pytest.raises(ImportError, match=r"pip install 'painloop\[sbml\]'"):
        to_sbml(ORAL)
