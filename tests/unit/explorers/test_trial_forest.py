"""The trial forest: the page pools as statsmodels does, and says no more than the trials allow."""

from itertools import product
from math import isnan, sqrt, tau

import numpy as np
import pytest
from oracle import explored, guessed, still
from scipy.stats import norm, t
from statsmodels.stats.meta_analysis import combine_effects

from painloop import data
from painloop.analysis.pooling import pool
from painloop.explorers.trial_forest import DECLARATION, PUBLISHED, switched

METHODS = ("fixed", "older", "random")
TABLE = data.load("trials").set_index("study")
USABLE = TABLE[TABLE.se_points.notna()]
KEYS = {study: study.lower().replace(" ", "_") for study in USABLE.index}
SUBSETS = [[s for s, on in zip(USABLE.index, ons, strict=True) if on] for ons in product([True, False], repeat=3)]
STATES = {  # by who is in the pool, and the method
    (*studies, method): {**DECLARATION.defaults, **switched(studies), "method": method}
    for studies in SUBSETS
    for method in METHODS
}


def words(state):
    found = explored(DECLARATION, state)
    return found.measures, found.summary


def said(*studies, method="random"):
    return words(STATES[(*studies, method)])[1]


def facts_of(asked):
    return explored(DECLARATION, STATES[asked]).facts


@pytest.mark.parametrize("asked", [key for key in STATES if len(key) > 2 and key[-1] != "random"], ids=" ".join)
@pytest.mark.filterwarnings("ignore:invalid value")  # the root of statsmodels' negative variance, which is not used
def test_the_page_agrees_with_statsmodels(asked):
    *studies, method = asked
    peer = combine_effects(
        *(USABLE.loc[studies, ["difference_points", "se_points"]].to_numpy().T ** [[1], [2]]), method_re="dl"
    )
    fixed = method == "fixed" or peer.tau2 < 0  # statsmodels does not cut tau squared off at 0
    facts = facts_of(asked)
    ends = peer.conf_int(use_t=False)[0 if fixed else 1]
    mean = peer.mean_effect_fe if fixed else peer.mean_effect_re
    assert (facts["estimate"], facts["low"], facts["high"]) == pytest.approx((mean, *ends), rel=1e-8)
    assert facts["q"] == pytest.approx(peer.q, rel=1e-8)


@pytest.mark.parametrize("method", ["older", "random"])
def test_the_prediction_interval_of_three_trials_is_by_cauchys_quantile(method):
    facts = facts_of((*USABLE.index, method))
    error = (facts["high"] - facts["low"]) / 2 / (t.isf(0.025, 2) if method == "random" else norm.isf(0.025))
    half = np.tan(0.475 * tau / 2) * sqrt(facts["tau2"] + error**2)
    found = facts["prediction_low"], facts["prediction_high"]
    assert found == pytest.approx((facts["estimate"] - half, facts["estimate"] + half), rel=1e-8)


ROWS = {"fixed": "fixed effect", "older": "random effects", "random": "random effects by HKSJ"}


@pytest.mark.parametrize("method", METHODS)
def test_final_and_innova_are_what_the_table_prints(method):
    printed = data.load("meta_analyses").set_index("review").loc[f"This book, {ROWS[method]}"]
    facts = facts_of(("FINAL 2024", "INNOVA 2026", method))
    found = [round(facts[key], 2) for key in ("estimate", "low", "high")]
    assert [*found, round(facts["i2"])] == [printed.estimate, printed.low, printed.high, printed.i2_percent]


def test_every_trial_against_placebo_is_a_row_as_printed_and_the_other_is_told_in_words():
    curves = explored(DECLARATION, DECLARATION.defaults)
    against = TABLE[TABLE.comparator == "placebo"]
    assert curves.names[: len(against)] == list(against.index)
    for key, name in (("estimate", "difference_points"), ("low", "low_points"), ("high", "high_points")):
        np.testing.assert_array_equal(curves[key][: len(against)], against[name])
    page = still(DECLARATION, DECLARATION.defaults)
    assert all(study in page for study in set(TABLE.index) - set(against.index))


@pytest.mark.parametrize("asked", STATES, ids=" ".join)
def test_a_trial_without_a_number_never_enters_and_one_that_is_out_has_no_weight(asked):
    curves = explored(DECLARATION, STATES[asked])
    weighed = {name for name, weight in zip(curves.names, curves["weight"], strict=True) if not isnan(weight)}
    assert weighed == set(asked[:-1])
    assert {c.key for c in DECLARATION.controls if c.kind == "switch"} == set(KEYS.values())


def test_only_reviews_that_count_in_points_are_drawn_below_the_pool():
    curves = explored(DECLARATION, {**DECLARATION.defaults, "reviews": "shown"})
    in_points = PUBLISHED[PUBLISHED.measure == "MD in points"]
    assert curves.kinds[-1 - len(in_points) :] == ["pool", *["review" for _ in range(len(in_points))]]
    assert list(curves["estimate"][-len(in_points) :]) == list(in_points.estimate)
    assert "review" not in explored(DECLARATION, DECLARATION.defaults).kinds


def test_every_published_review_is_told_with_its_result():
    told = still(DECLARATION, DECLARATION.defaults)
    for row in PUBLISHED.itertuples():
        assert row.review in told
        assert row.measure == "narrative" or f"{row.estimate:.2f} ({row.low:.2f} to {row.high:.2f})" in told
        assert f"references.html#{row.source.replace('_', '-')}" in told
    assert PUBLISHED.trials.isna().all()  # the heading says that no list of trials was visible
    assert "This book" not in told


def test_presets_are_what_they_say():
    values = {preset.id: {s for s, key in KEYS.items() if preset.values[key]} for preset in DECLARATION.presets}
    assert values == {
        "parallel": {"FINAL 2024", "INNOVA 2026"},
        "all": set(USABLE.index),
        "positive": set(USABLE.index[USABLE.high_points < 0]),
        "before-last": set(USABLE.index) - {"INNOVA 2026"},
    }
    assert USABLE.year.idxmax() == "INNOVA 2026"


def test_the_right_answer_is_what_the_prediction_then_shows():
    prediction = DECLARATION.prediction
    facts = explored(DECLARATION, {**DECLARATION.defaults, **prediction.values}).facts
    assert facts["low"] < 0 < facts["high"]
    assert prediction.options[prediction.right] == "no, 0 stays inside"
    assert all(f"{facts[key]:.2f}" in guessed(DECLARATION) for key in ("estimate", "low", "high"))


@pytest.mark.parametrize("method", METHODS)
def test_words_for_no_trial_and_for_one(method):
    assert said(method=method).startswith("No trial is in the pool")
    assert "pooled" not in said("FINAL 2024", method=method)
    assert "-0.34 points" in said("FINAL 2024", method=method)


def test_words_for_two_and_for_three():
    two, three = said("FINAL 2024", "INNOVA 2026"), said(*USABLE.index)
    for part in ("0.03 points", "from -5.21 to 5.27", "gives -0.78 to 0.84", "-0.04 (-0.53 to 0.45)"):
        assert part in two
    for part in ("-0.21 points", "from -1.50 to 1.07", "from -6.35 to 5.92", "trials cannot foretell another"):
        assert part in three
    assert "foretell" not in said(*USABLE.index, method="fixed")


def test_words_where_trials_agree_more_closely_than_chance():
    """Before INNOVA: the older interval leaves 0 out, the newer holds it, and its modified form is wider still."""
    newer, older = (said("Younger 2013", "FINAL 2024", method=method) for method in ("random", "older"))
    for part in ("(0) lies inside", "from -1.74 to 0.79", "runs from -2.81 to 1.86", "gives -0.84 to -0.12"):
        assert part in newer
    for part in ("(0) lies outside", "from -0.84 to -0.12", "it runs from -1.74 to 0.79"):
        assert part in older


@pytest.mark.parametrize("asked", STATES, ids=" ".join)
def test_nulls_are_told_with_the_hope(asked):
    measures, text = words(STATES[asked])
    assert "Bested 2023 and Beaudette-Zlatanova 2023 found no significant difference" in text
    if measures["high"] < 0:
        assert "left out here, showed no clear difference" in text
        assert "derived from a p value" in text


def test_no_verdict_hangs_on_how_the_error_of_younger_2013_is_derived():
    younger = USABLE.loc["Younger 2013"]
    other = -younger.difference_points / t.isf(0.016 / 2, 27)  # as the table's note: by a paired t test
    assert other == pytest.approx(0.213, abs=1e-3)
    for (*studies, method), state in STATES.items():
        if "Younger 2013" in studies:
            errors = USABLE.se_points[studies].where(USABLE.index[USABLE.index.isin(studies)] != "Younger 2013", other)
            name = "fixed" if len(studies) == 1 else {"random": "hksj", "older": "random"}.get(method, method)
            changed, facts = pool(USABLE.difference_points[studies], errors, name), explored(DECLARATION, state).facts
            assert facts["side_unclear"] == ((changed.high < 0) != (facts["high"] < 0)), studies
            assert ("hangs on an assumption" in words(state)[1]) == facts["side_unclear"]


def test_what_sentences_say_of_trials_stands_in_the_table():
    note = TABLE.note
    assert "12 weeks of the drug against 4 of placebo, which favours the drug" in note["Younger 2013"]
    assert "the kind of test behind p was not seen" in note["Younger 2013"]
    assert "no effect found" in note["Bested 2023"]
    assert "no difference in severity" in note["Beaudette-Zlatanova 2023"]
    assert "a difference in level from a mixed model, not in change as in FINAL" in note["INNOVA 2026"]
    assert (TABLE.dose_mg["FINAL 2024"], TABLE.dose_mg["INNOVA 2026"]) == (6, 4.5)
    assert PUBLISHED.query("measure == 'MD in points'").estimate.iloc[0] < USABLE.difference_points.min()
