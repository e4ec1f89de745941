"""One model, three printings that say the same."""

import numpy as np
import pytest
from sympy import Function, Symbol

from painloop import models
from painloop.models import oral_naltrexone, receptor_blockade
from painloop.printers import to_javascript, to_latex, to_numpy


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


def test_an_expression_without_a_javascript_form_is_refused():
    from dataclasses import replace

    model = oral_naltrexone.MODEL
    strange = Function("bessel_of_the_third_kind")(Symbol("A_1"))
    with pytest.raises(NotImplementedError):
        to_javascript(replace(model, rates={**model.rates, "A_2": strange}))


def test_numpy_rates_take_many_patients_at_once():
    model = receptor_blockade.MODEL
    states, parameters = np.ones((len(model.states), 5)), np.array(model.values())
    many = to_numpy(model).rates(states, parameters)
    assert many.shape == (len(model.states), 5)
    np.testing.assert_array_equal(many[:, 0], to_numpy(model).rates(states[:, 0], parameters))
