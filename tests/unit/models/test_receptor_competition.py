"""One receptor, three ligands: against mass action, numerical roots and what Schild, Furchgott, Black and Leff say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from painloop import evaluate
from painloop.equations.quantity import OURS, Grade
from painloop.models import receptor_blockade
from painloop.models.receptor_competition import MODEL, equieffective_concentration, schild_regression

WIDE = MODEL.widened()
AGONIST = np.logspace(-3, 6, 91)
VALUES = st.fixed_dictionaries({q.key: st.floats(q.low, q.high) for q in MODEL.parameters})
OTHERS = st.fixed_dictionaries({q.key: st.floats(q.low, q.high) for q in MODEL.parameters if q.key != "A"})
CURVED = {"n": 1.7, "q": 0.6}  # nothing below may hold for the hyperbola alone


def shown(key, **values):
    return evaluate(MODEL, **values)[key]


def half_of_greatest(**values):
    """The concentration at half of the greatest effect, looked for on the curve."""
    greatest = evaluate(WIDE, A=1e30, **values)["effect"]
    at = brentq(lambda log: shown("effect", A=10**log, **values) - greatest / 2, -6, 6, xtol=1e-14, rtol=1e-14)
    return 10**at


@given(values=VALUES)
@settings(max_examples=50, deadline=None)
def test_free_and_occupied_receptors_add_up_to_all(values):
    readouts = evaluate(MODEL, **values)
    assert sum(readouts[key] for key in ("p_R", "p_AR", "p_PR", "p_BR")) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("ligand", ["A", "P", "B"])
def test_a_ligand_alone_occupies_half_at_its_dissociation_constant(ligand):
    constant = dict(zip((q.key for q in MODEL.parameters), MODEL.values(), strict=True))[f"K_{ligand}"]
    alone = {"A": 0.0, "P": 0.0, "B": 0.0} | {ligand: constant}
    assert shown(f"p_{ligand}R", **alone) == 0.5


def test_occupancies_are_where_binding_and_unbinding_balance():
    """Four states and their rates by mass action; how fast each ligand binds must not matter."""
    concentration, constant = np.array([30.0, 4.0, 2.0]), np.array([20.0, 3.0, 0.5])
    for off in ([1.0, 1.0, 1.0], [50.0, 0.02, 0.35]):
        rates = np.zeros((4, 4))
        rates[1:, 0], rates[0, 1:] = off * concentration / constant, off
        rates -= np.diag(rates.sum(axis=0))
        balance = np.linalg.solve(np.vstack([rates[1:], np.ones(4)]), [0, 0, 0, 1])
        values = dict(zip(("A", "P", "B", "K_A", "K_P", "K_B"), [*concentration, *constant], strict=True))
        readouts = evaluate(MODEL, **values)
        np.testing.assert_allclose([readouts[key] for key in ("p_R", "p_AR", "p_PR", "p_BR")], balance, rtol=1e-12)


def test_the_antagonist_multiplies_the_agonists_dissociation_constant_as_gaddum_wrote():
    expected = AGONIST / (AGONIST + 10.0 * (1 + 3.0 / 0.47))
    np.testing.assert_allclose(shown("p_AR", A=AGONIST, B=3.0, K_B=0.47), expected, rtol=1e-12)


def test_without_ligands_every_receptor_is_free_and_nothing_happens():
    readouts = evaluate(MODEL, A=0.0, P=0.0, B=0.0)
    assert (readouts["p_R"], readouts["effect"]) == (1.0, 0.0)


def test_an_antagonist_alone_has_no_effect():
    assert not shown("effect", A=0.0, B=np.logspace(-3, 3, 13), **CURVED).any()


def test_an_antagonist_moves_the_whole_curve_to_the_right_by_the_dose_ratio():
    for b in (0.1, 0.47, 20.0):
        ratio = 1 + b / 0.47
        assert shown("dose_ratio", B=b) == pytest.approx(ratio, rel=1e-12)
        moved = evaluate(WIDE, A=AGONIST * ratio, B=b, **CURVED)["effect"]
        np.testing.assert_allclose(moved, shown("effect", A=AGONIST, **CURVED), rtol=1e-12)


def test_schilds_plot_of_the_curves_has_slope_1_and_meets_the_axis_at_minus_log_k_b():
    blocked = np.array([0.1, 1.0, 10.0, 100.0])
    ratios = [half_of_greatest(B=b, K_B=0.2, **CURVED) / half_of_greatest(**CURVED) for b in blocked]
    slope, pa2 = schild_regression(ratios, blocked)
    assert slope == pytest.approx(1, abs=1e-9)
    assert pa2 == pytest.approx(-np.log10(0.2e-9), abs=1e-9)
    assert shown("pA2", K_B=0.2) == pytest.approx(pa2, abs=1e-9)


def test_schilds_plot_of_something_else_has_its_own_slope_and_pa2_is_where_the_dose_ratio_is_2():
    blocked = np.array([1.0, 5.0, 30.0])
    slope, pa2 = schild_regression(1 + (blocked / 4.0) ** 1.5, blocked)
    assert (slope, pa2) == (pytest.approx(1.5), pytest.approx(-np.log10(4e-9)))


def test_the_dose_ratio_is_2_at_the_pa2():
    assert shown("dose_ratio", B=10 ** (9 - shown("pA2"))) == pytest.approx(2, rel=1e-12)


@pytest.mark.parametrize(
    ("ratios", "concentrations"),
    [
        ([2.0], [1.0]),
        ([2.0, 2.0], [1.0, 1.0]),
        ([1.0, 2.0], [1.0, 2.0]),
        ([2.0, 3.0], [0.0, 1.0]),
        ([2, np.inf], [1, 2]),
    ],
)
def test_a_schild_plot_that_cannot_be_drawn_says_what_it_needs(ratios, concentrations):
    with pytest.raises(ValueError, match="two or more concentrations above 0"):
        schild_regression(ratios, concentrations)


def test_a_partial_agonist_alone_stops_at_its_ceiling():
    effects = shown("effect", A=0.0, P=np.logspace(-2, 4, 61))
    assert shown("E_max_P") == 50.0  # tau/(1 + tau)
    assert (np.diff(effects) > 0).all()
    assert effects[-1] == pytest.approx(50, abs=0.01)
    assert effects[-1] < shown("E_max_A")


def test_a_partial_agonist_helps_a_little_full_agonist_and_antagonises_much_of_it():
    partial = np.logspace(-2, 9, 61)
    little, much = (evaluate(WIDE, A=a, P=partial, **CURVED)["effect"] for a in (0.1, 1000.0))
    assert (np.diff(little) > 0).all()
    assert (np.diff(much) < 0).all()
    np.testing.assert_allclose([little[-1], much[-1]], shown("E_max_P", **CURVED), atol=1e-4)


def test_where_the_full_agonist_does_what_the_partial_one_can_do_adding_the_partial_one_changes_nothing():
    ceiling = shown("E_max_P", **CURVED)
    agonist = equieffective_concentration(ceiling, **CURVED)
    effects = shown("effect", A=agonist, P=np.logspace(-2, 4, 13), **CURVED)
    np.testing.assert_allclose(effects, ceiling, rtol=1e-12)


def test_a_partial_agonist_without_efficacy_is_an_antagonist():
    as_partial = shown("effect", A=AGONIST, P=3.0, K_P=0.5, tau_P=0.0, **CURVED)
    as_antagonist = shown("effect", A=AGONIST, B=3.0, K_B=0.5, **CURVED)
    np.testing.assert_allclose(as_partial, as_antagonist, rtol=1e-12)


@pytest.mark.parametrize("n", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("q", [0.1, 1.0])
def test_the_closed_forms_of_the_agonist_alone_are_those_of_the_curve(n, q):
    values = {"n": n, "q": q, "tau_A": 20.0}
    assert shown("E_max_A", **values) == pytest.approx(evaluate(WIDE, A=1e30, **values)["effect"], rel=1e-12)
    assert shown("EC50", **values) == pytest.approx(half_of_greatest(**values), rel=1e-10)
    assert shown("p_50", **values) == pytest.approx(shown("p_AR", A=half_of_greatest(**values), **values), rel=1e-10)


def test_with_a_hyperbolic_transducer_the_ec50_is_k_a_over_1_plus_tau():
    assert shown("EC50", K_A=30.0, tau_A=9.0) == pytest.approx(3.0, rel=1e-12)


def test_without_reserve_half_the_effect_takes_half_the_receptors():
    assert shown("p_50", q=0.0) == 0.5
    assert shown("EC50", q=0.0) == 10.0


def test_spare_receptors_are_lost_as_potency_before_they_are_lost_as_effect():
    """Of receptors a hundred times more than needed, half are taken away irreversibly, then all but a hundredth."""
    before, half, hundredth = (evaluate(MODEL, tau_A=100.0, q=q) for q in (1.0, 0.5, 0.01))
    assert half["E_max_A"] > 0.99 * before["E_max_A"]
    assert half["EC50"] == pytest.approx(101 / 51 * before["EC50"], rel=1e-12)
    assert hundredth["E_max_A"] == pytest.approx(50, rel=1e-12)


def test_enough_agonist_overcomes_a_competitive_block_and_never_an_irreversible_one():
    blocked = equieffective_concentration(80.0, B=np.array([0.0, 1.0, 1000.0]))
    np.testing.assert_allclose(blocked / blocked[0], 1 + np.array([0.0, 1.0, 1000.0]) / 0.47, rtol=1e-12)
    assert shown("E_max_A", q=0.1) < 80
    assert equieffective_concentration(80.0, q=0.1) == np.inf


@pytest.mark.slow
@given(values=VALUES)
@settings(max_examples=50, deadline=None)
def test_the_equieffective_concentration_gives_the_effect_again(values):
    values |= {"q": 0.01 + 0.99 * values["q"]}
    effect = shown("effect", **values)
    others = {key: value for key, value in values.items() if key != "A"}
    again = evaluate(WIDE, **others, A=equieffective_concentration(effect, **others))["effect"]
    assert again == pytest.approx(effect, abs=1e-6)


def test_no_agonist_is_needed_where_the_partial_one_does_as_much_or_nothing_is_wanted():
    np.testing.assert_array_equal(equieffective_concentration([0.0, 20.0], P=100.0), [0.0, 0.0])
    assert equieffective_concentration(0.0, q=0.0) == 0.0


def test_wanted_effects_and_other_drugs_are_crossed_like_any_arrays():
    table = equieffective_concentration([[20.0], [99.0]], B=np.array([0.0, 0.47, 0.94]))
    np.testing.assert_allclose(table[0] / table[0, 0], [1, 2, 3])
    assert np.isinf(table[1]).all()


@pytest.mark.parametrize("effect", [-1.0, 100.0, np.nan, [50.0, 101.0]])
def test_an_effect_that_no_tissue_has_is_refused(effect):
    with pytest.raises(ValueError, match="at least 0 and below E_max"):
        equieffective_concentration(effect)


@pytest.mark.slow
@given(values=VALUES)
@settings(max_examples=200, deadline=None)
def test_any_values_in_range_give_finite_readouts_and_an_effect_the_tissue_can_have(values):
    readouts = evaluate(MODEL, **values)
    assert np.isfinite(list(readouts.values())).all()
    assert 0 <= readouts["effect"] <= 100
    assert all(0 <= readouts[key] <= 1 for key in ("p_R", "p_AR", "p_PR", "p_BR", "p_50"))


@given(values=OTHERS)
@settings(max_examples=50, deadline=None)
def test_more_agonist_never_does_less(values):
    effects = shown("effect", **values, A=np.concatenate([[0.0], AGONIST]))
    assert (np.diff(effects) >= -1e-9).all()


@given(values=VALUES)
@settings(max_examples=50, deadline=None)
def test_more_antagonist_never_does_more(values):
    effects = shown("effect", **values | {"B": np.concatenate([[0.0], np.logspace(-3, 3, 31)])})
    assert (np.diff(effects) <= 1e-9).all()


def test_only_the_antagonist_is_a_real_drug_and_its_affinity_is_the_one_of_receptor_blockade():
    known = {q.key: q for q in MODEL.parameters}
    affinity, measured = known.pop("K_B"), receptor_blockade.K_I
    for field in ("unit", "default", "low", "high", "grade", "source"):
        assert getattr(affinity, field) == getattr(measured, field)
    assert {(q.grade, q.source) for q in known.values()} == {(Grade.ILLUSTRATIVE, OURS)}
