"""Trials on paper: drawn with Wellons' hash and Box and Muller's pairs, tested by SciPy, judged by statsmodels."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import generator
import numpy as np
import pytest
from oracle import answers, full, same
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from painloop.analysis import statistics
from painloop.explorers.virtual_trial import DECLARATION

CASES = [
    {},
    {"patients": 16, "trials": 200, "effect": -1.0},
    {"patients": 12, "trials": 3, "effect": 0.5, "seed": 11, "response_sd": 0.0},
    {"effect": 0.0, "response_sd": 0.0, "trials": 60},
    {"effect": 0.0, "response_sd": 2.0},
    {"patients": 400, "effect": -1.3, "trials": 2, "placebo": -1.4},
    {"design": "crossover"},
    {"design": "crossover", "patients": 14, "effect": -0.549, "trials": 100, "seed": 501},
    {"patients": 8, "trials": 1, "seed": 3},
    {"patients": 60, "trials": 40, "effect": 0.2, "seed": 77, "placebo_sd": 0.0},
    {"effect": -0.05, "patients": 8, "trials": 200},
    {"effect": -0.001, "trials": 5},
    {"patients": 20, "trials": 1, "seed": 2, "placebo": 1.0, "effect": -1.2},
]
STATES = [full(DECLARATION, **changes) for changes in CASES]


@cache
def changes(i):
    return generator.changes(STATES[i])


@cache
def by_scipy(i):
    drug, placebo = changes(i)
    paired = STATES[i]["design"] == "crossover"
    book = stats.ttest_rel(drug, placebo, axis=1) if paired else stats.ttest_ind(drug, placebo, axis=1, equal_var=False)
    interval = book.confidence_interval()
    difference = drug.mean(axis=1) - placebo.mean(axis=1)
    return {"difference": difference, "low": interval.low, "high": interval.high, "p": book.pvalue}


def spreads(state):
    """SDs of a change on placebo and on the drug."""
    placebo = np.hypot(state["placebo_sd"], state["noise_sd"])
    return placebo, np.hypot(placebo, state["response_sd"])


def error_and_freedom(state, patients):
    placebo, drug = spreads(state)
    if state["design"] == "crossover":
        variance = state["response_sd"] ** 2 + 2 * state["noise_sd"] ** 2
        return np.sqrt(variance / (2 * patients)), 2 * patients - 1
    return np.sqrt((placebo**2 + drug**2) / patients), 2 * patients - 2


def power(state, patients):
    error, freedom = error_and_freedom(state, np.asarray(patients, float))
    critical, shift = stats.t.isf(0.025, freedom), state["effect"] / error
    return stats.nct.sf(critical, freedom, shift) + stats.nct.cdf(-critical, freedom, shift)


@pytest.fixture(scope="module")
def pages():
    return answers(DECLARATION, STATES)


every = pytest.mark.parametrize("i", range(len(CASES)), ids=map(str, CASES))


@every
def test_every_trial_is_tested_as_scipy_does(i, pages):
    page = pages[i]
    count = STATES[i]["trials"]
    assert page["along"] == list(range(1, count + 1))
    assert page["names"] == [str(n) for n in range(1, count + 1)]
    for key, expected in by_scipy(i).items():
        np.testing.assert_allclose(page["columns"][key], expected, rtol=1e-7, atol=1e-10, err_msg=key)


@every
def test_power_and_shares_are_in_per_cent_at_their_sizes_and_falls(i, pages):
    state, columns = STATES[i], pages[i]["columns"]
    sizes, falls = np.arange(8, 401, 8), np.arange(61) / 10
    np.testing.assert_array_equal(columns["sizes"], sizes)
    np.testing.assert_allclose(columns["power_curve"], 100 * power(state, sizes), rtol=1e-7)
    assert list(columns["size_here"]) == [state["patients"]]
    assert columns["power_here"] == pytest.approx([100 * power(state, state["patients"])], rel=1e-7)
    np.testing.assert_allclose(columns["falls"], falls, rtol=1e-12)
    placebo, drug = spreads(state)
    mean = state["placebo"]
    on_placebo, on_drug = stats.norm.cdf(-falls, mean, placebo), stats.norm.cdf(-falls, mean + state["effect"], drug)
    np.testing.assert_allclose(columns["improving_placebo"], 100 * on_placebo, rtol=1e-9)
    np.testing.assert_allclose(columns["improving_drug"], 100 * on_drug, rtol=1e-9)


@every
def test_trials_have_their_turns_at_even_distances_twenty_or_more_in_a_row(i, pages):
    turns, count = pages[i]["columns"]["turn"], STATES[i]["trials"]
    ends = np.linspace(0, 1, max(20, count) + 1)
    np.testing.assert_allclose(turns, ((ends[:-1] + ends[1:]) / 2)[:count], rtol=1e-12)


def counted(i):
    truth, found = STATES[i]["effect"], by_scipy(i)
    hits = found["p"] < 0.05
    away = found["difference"] < 0 if truth > 0 else found["difference"] > 0
    size = np.abs(found["difference"][hits]).mean() / abs(truth) if hits.any() and truth else np.nan
    return {
        "truth": truth,
        "hits": hits.sum(),
        "drawer": (~hits).sum(),
        "card": min(1.0, 20 / len(hits)),
        "hits_wrong": (hits & away).sum(),
        "wrong": away.sum(),
        "exaggeration": size,
    }


def fewest(state):
    """Patients in each arm for a power of 80 %, if that is not above 100 000."""
    if not state["effect"]:
        return np.inf
    if state["design"] == "crossover":
        return next(n for n in range(2, 2000) if power(state, n) >= 0.8)
    placebo, drug = spreads(state)
    found = statistics.patients_per_arm(state["effect"], np.sqrt((placebo**2 + drug**2) / 2))
    return found if found <= 100_000 else np.inf


def hoped(state):
    patients = state["patients"]
    error, freedom = error_and_freedom(state, patients)
    arm = freedom / 2 + 1  # of a trial of two arms with the same freedom
    theory = statistics.prospects(state["effect"], error * np.sqrt(arm / 2), arm)
    return {
        "power": 100 * power(state, patients),
        "expected": state["trials"] * power(state, patients),
        "expected_exaggeration": theory.exaggeration,
        "needed": fewest(state),
        "people": 2 * patients,
        "group": "order" if state["design"] == "crossover" else "arm",
    }


def side(gain, least=0.0):
    return "none" if abs(gain) <= least else "benefit" if gain > 0 else "harm"


def answered(i):
    """Who responded in the last trial: NNT, to a tenth, and Newcombe's interval."""
    drug, placebo = (int((arm[-1] <= -2).sum()) for arm in changes(i))
    each = changes(i)[0].shape[1]
    low, high = confint_proportions_2indep(drug, each, placebo, each, method="newcomb")
    exact = each / abs(drug - placebo) if drug != placebo else np.inf
    nnt = float(Decimal(exact).quantize(Decimal("0.1"), ROUND_HALF_UP)) if drug != placebo else exact
    return {
        "responders": drug,
        "responders_placebo": placebo,
        "each": each,
        "dots": min(50, each),
        "share": drug / each,
        "share_placebo": placebo / each,
        "nnt": nnt,
        "nnt_best": abs(1 / high),
        "nnt_worst": abs(1 / low),
        "nnt_side": side(drug - placebo),
        "nnt_open": bool(low <= 0 <= high),
    }


def in_truth(state):
    placebo, drug = spreads(state)
    mean = state["placebo"]
    gain = stats.norm.cdf(-2, mean + state["effect"], drug) - stats.norm.cdf(-2, mean, placebo)
    told = side(gain, 1e-3)
    return {"nnt_true": np.inf if told == "none" else 1 / abs(gain), "nnt_true_side": told}


@every
def test_the_facts_are_counted_hoped_answered_and_true(i, pages):
    expected = {**counted(i), **hoped(STATES[i]), **answered(i), **in_truth(STATES[i])}
    same(pages[i]["facts"], expected, rel=1e-6)


@every
def test_the_sentence_prints_them(i, pages):
    state, said = STATES[i], pages[i]["summary"]
    if state["effect"]:
        assert f"{100 * power(state, state['patients']):.0f}\u00a0% " in said
    found = answered(i)
    if state["design"] == "parallel":
        assert f"{found['responders']} of {found['each']} improved by 2 points or more on the drug" in said
        assert f"and {found['responders_placebo']} on placebo" in said
        if np.isfinite(found["nnt"]):
            assert f" of {found['nnt']:.1f}, " in said


def test_among_the_cases_are_a_harm_an_open_interval_and_a_closed_one(pages):
    facts = [page["facts"] for page in pages]
    assert {each["nnt_side"] for each in facts} >= {"benefit", "harm"}
    assert {each["nnt_open"] for each in facts} == {True, False}
    assert {each["nnt_true_side"] for each in facts} == {"benefit", "harm", "none"}
    assert any(each["hits_wrong"] for each in facts)
    assert any(10 * each["each"] % abs(each["responders"] - each["responders_placebo"] or 1) for each in facts)


def test_many_trials_find_what_is_true(pages):
    difference = pages[1]["columns"]["difference"]
    error, _ = error_and_freedom(STATES[1], 16)
    assert difference.mean() == pytest.approx(-1.0, abs=4 * error / np.sqrt(200))
    assert difference.std() == pytest.approx(error, rel=0.2)
    assert pages[1]["facts"]["hits"] / 2 == pytest.approx(100 * power(STATES[1], 16), abs=14)
