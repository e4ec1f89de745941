"""Naltrexone at TLR4: algebra, units, and the distance between the story and the dish."""

import numpy as np
import pytest

from painloop import evaluate
from painloop.equations.printers import to_numpy
from painloop.models.antagonist_signal import HOURS_PER_DAY
from painloop.models.glial_arm import MEASURED_NM, MODEL, with_account
from painloop.models.oral_naltrexone import MOLAR_MASS

AT_FULL_SIGNAL = {"a_g": 0.0, "a_P": 0.0, "a_M": 1e9}


def kappa(account="two_phase", **values):
    model = with_account(account).widened()
    known = to_numpy(model).complete(model.values(**values))
    names = [definition.symbol.name for definition in model.definitions]
    return known[len(model.parameters) + names.index(r"\kappa")]


def test_the_story_needs_a_ratio_of_a_quarter():
    assert kappa() == pytest.approx(0.25, rel=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("account", "values", "expected"),
    [
        ("two_phase", {}, 40_000),
        ("two_phase", {"EC50_mu": 0.30}, 350_000),
        ("plasma_driven", {}, 180_000),
        ("plasma_driven", {"K_i": 0.11}, 760_000),
        ("plasma_driven", {"K_i": 1.1}, 76_000),
        ("brain_retention", {}, 650_000),
    ],
)
def test_the_measured_potency_gives_the_ratio_of_each_account(account, values, expected):
    assert kappa(account, EC50_TLR4=MEASURED_NM, **values) == pytest.approx(expected, rel=0.02)


def test_a_lenient_0_91_micromolar_is_a_ratio_of_350():
    assert kappa(EC50_TLR4=910.0) == pytest.approx(350)


def test_units_convert():
    """13.3 ng/mL at 1 h, halving every 4 h, scaled from 50 mg to ED50, is the 2.6 nM of the two-phase account."""
    ng_per_ml = 13.3 * 2 ** (-3 / 4) * 5.59 / 50
    assert 1000 * ng_per_ml / MOLAR_MASS.default == pytest.approx(2.6, rel=0.01)
    assert MEASURED_NM == 105.5 * 1000
    assert HOURS_PER_DAY.default == 24


def test_inhibition_is_half_its_ceiling_where_the_signal_is_kappa():
    x = evaluate(MODEL, {"a_M": 1.0})["x"]
    assert evaluate(MODEL, {"a_M": 0.25 / x})["glial_inhibition"] == pytest.approx(0.125)


def test_inhibition_is_nothing_without_drug_and_never_beyond_its_ceiling():
    assert evaluate(MODEL)["glial_inhibition"] == 0
    assert evaluate(MODEL, AT_FULL_SIGNAL, T_max=0.4)["glial_inhibition"] == pytest.approx(0.4)


def test_more_potency_means_more_inhibition():
    potency = np.geomspace(0.03, 150_000, 50)
    inhibition = evaluate(MODEL, {"a_M": 10.0}, EC50_TLR4=potency)["glial_inhibition"]
    assert (np.diff(inhibition) < 0).all()
