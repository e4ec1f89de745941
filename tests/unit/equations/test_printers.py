"""One model, three printings that say the same."""

import numpy as np
import pytest
from sympy import Function, Symbol

from painloop import models
from painloop.equations.printers import relaxations, to_javascript, to_latex, to_numpy
from painloop.models import oral_naltrexone, pain_loop, patient_on_ldn, receptor_blockade


def test_terms_stand_in_the_order_in_which_the_author_wrote_them():
    assert r"k_\mathrm{a} A_\mathrm{gut} - \dfrac{\mathit{CL} + Q}{V_{1}} A_{1} + \dfrac{Q}{V_{2}} A_{2}" in to_latex(
        oral_naltrexone.MODEL
    )


def test_a_sum_of_sums_is_printed_without_brackets():
    assert r"\left(1 - F\right) k_\mathrm{g} g + k_\mathrm{P} P - k_\mathrm{M} M" in to_latex(receptor_blockade.MODEL)


def test_occupancy_is_printed_as_x_over_one_plus_x():
    assert r"p_\text{brain} &= \dfrac{x_\text{brain}}{1 + x_\text{brain}}" in to_latex(receptor_blockade.MODEL)


def test_lines_that_another_model_has_are_left_out_on_request():
    beyond = to_latex(receptor_blockade.MODEL, beyond=oral_naltrexone.MODEL)
    assert "A_1" not in beyond
    assert r"\dfrac{\mathrm{d}C_\mathrm{e}}{\mathrm{d}t}" in beyond


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)
def test_every_state_readout_and_shorthand_has_its_line(model):
    tex = to_latex(model)
    assert tex.count("&=") == len(model.states) + len(model.shorthands)
    assert tex.count(r"\mapsto") == len(model.dose_into)


def test_an_expression_without_a_javascript_form_is_refused():
    from dataclasses import replace

    model = oral_naltrexone.MODEL
    strange = Function("bessel_of_the_third_kind")(Symbol("A_1"))
    with pytest.raises(NotImplementedError):
        to_javascript(replace(model, rates={**model.rates, "A_2": strange}))


def test_rates_take_one_patient_or_many():
    model, equations = patient_on_ldn.MODEL, to_numpy(patient_on_ldn.MODEL)
    known = equations.complete(model.values())
    drive = equations.drive([1.0, 2.0, 3.0], known)
    one = equations.rates([0.4, 0.5, 7.0, 1.2], drive, known)
    assert all(type(rate) is float for rate in one)
    many = equations.rates([np.full(5, value) for value in (0.4, 0.5, 7.0, 1.2)], drive, known)
    np.testing.assert_allclose(np.array(many), np.outer(one, np.ones(5)), rtol=1e-14)


@pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)
def test_source_minus_rate_times_state_is_the_rate_of_change(model):
    random = np.random.default_rng(20261122)
    equations = to_numpy(model)
    known = equations.complete(model.values())
    flowing = random.uniform(0.1, 1, len(model.flowing)).tolist()
    drive = equations.drive(random.uniform(0.1, 1, len(model.decays)).tolist(), known)
    both = np.array(equations.relaxations(flowing, drive, known))
    sources, rates = both[: len(flowing)], both[len(flowing) :]
    np.testing.assert_allclose(
        sources - rates * flowing, equations.rates(flowing, drive, known), rtol=1e-12, atol=1e-12
    )


def test_a_rate_that_is_not_linear_in_its_own_state_is_refused_with_what_to_do():
    from dataclasses import replace

    model = oral_naltrexone.MODEL
    squared = {**model.rates, "A_2": -(oral_naltrexone.TISSUE.symbol**2)}
    with pytest.raises(ValueError, match="use a readout"):
        relaxations(replace(model, rates=squared))


def test_states_that_only_decay_are_known_as_such():
    assert list(receptor_blockade.MODEL.decays) == ["gut", "gut_two_phase"]
    assert list(patient_on_ldn.MODEL.decays) == ["a_g", "a_P", "a_M"]
    assert not pain_loop.MODEL.decays
