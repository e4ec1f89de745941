"""The trials and reviews of low-dose naltrexone: numbers as published, and arithmetic that can be done again."""

import numpy as np
import pytest
from scipy.stats import norm

from painloop import data
from painloop.data import references

Z = norm.isf(0.025)
EFFECT = ["difference_points", "low_points", "high_points", "se_points"]


@pytest.fixture(scope="module")
def trials():
    return data.load("trials").set_index("study")


@pytest.fixture(scope="module")
def reviews():
    return data.load("meta_analyses")


def test_final_is_as_published(trials):
    final = trials.loc["FINAL 2024"]
    assert (final.difference_points, final.low_points, final.high_points) == (-0.34, -0.95, 0.27)
    assert (final.n_randomised, final.dose_mg, final.weeks, final.status) == (99, 6, 12, "measured")


def test_innova_is_as_reported_and_its_interval_is_second_hand(trials):
    innova = trials.loc["INNOVA 2026"]
    assert (innova.difference_points, innova.low_points, innova.high_points) == (0.49, -0.32, 1.31)
    assert (innova.n_randomised, innova.n_analysed, innova.status) == (98, 96, "second-hand")
    assert 2 * norm.sf(0.49 / innova.se_points) == pytest.approx(0.236, abs=0.005)  # the published p


def test_younger_2013_follows_from_its_per_cents_its_baseline_and_its_p(trials):
    younger = trials.loc["Younger 2013"]
    difference = -(0.288 - 0.180) * 5.08
    error = -difference / norm.isf(0.016 / 2)
    assert younger[EFFECT].tolist() == pytest.approx(
        [difference, difference - Z * error, difference + Z * error, error], abs=6e-4
    )
    assert younger.status == "derived"


def test_a_trial_has_all_four_numbers_or_none(trials):
    assert set(trials[EFFECT].notna().sum(axis=1)) == {0, 4}
    assert set(trials.index[trials.se_points.notna()]) == {"Younger 2013", "FINAL 2024", "INNOVA 2026"}


def test_an_interval_holds_its_difference_and_is_as_wide_as_its_error_says(trials):
    shown = trials.dropna(subset=EFFECT)
    assert ((shown.low_points < shown.difference_points) & (shown.difference_points < shown.high_points)).all()
    half = (shown.high_points - shown.low_points) / 2
    assert np.allclose(half / Z, shown.se_points, atol=0.0005)
    assert np.allclose((shown.high_points + shown.low_points) / 2, shown.difference_points, atol=0.011)  # of rounding


def test_what_is_without_a_number_says_why(trials):
    assert all(text.startswith("none: ") for text in trials.arithmetic[trials.se_points.isna()])
    assert not any(text.startswith("none") for text in trials.arithmetic[trials.se_points.notna()])


def test_a_trial_against_another_drug_has_no_number_to_pool(trials):
    others = trials[trials.comparator != "placebo"]
    assert list(others.comparator) == ["amitriptyline"]
    assert others[EFFECT].isna().all(axis=None)


def test_nobody_is_analysed_who_was_not_randomised(trials):
    known = trials.dropna(subset=["n_randomised", "n_analysed"])
    assert (known.n_analysed <= known.n_randomised).all()
    assert trials.index.is_unique


def test_a_review_has_an_interval_around_its_estimate_unless_it_tells_a_story(reviews):
    told = reviews.measure == "narrative"
    assert (reviews.estimate.isna() == told).all()
    shown = reviews[~told]
    assert ((shown.low < shown.estimate) & (shown.estimate < shown.high)).all()
    assert set(reviews.measure) == {"narrative", "MD in points", "SMD", "within-group SMD", "not visible"}


def test_a_note_says_so_where_a_printed_p_does_not_fit_its_interval(reviews):
    hegde = reviews[reviews.included.str.contains("all together", na=False)].iloc[0]
    error = (hegde.high - hegde.low) / 2 / Z
    implied = 2 * norm.sf(abs(hegde.estimate) / error)
    assert f"{implied:.1f}" == "0.8"
    assert "p, 0.31, does not fit its interval, which implies about 0.8" in hegde.note


def test_what_only_trade_press_tells_is_marked_so(trials):
    pti = trials.loc["PTI-901 2005"]
    assert pti.status == "second-hand"
    assert pti.note.startswith("trade press only")
    assert "no pain scale" in pti.outcome
    assert "below most definitions" in pti.note
    assert pti.dose_mg < trials.dose_mg.drop("PTI-901 2005").min()
    assert all("trade press" in references.read().entries[key].fields["access"] for key in pti.source.split(", "))


def test_a_review_names_only_trials_that_have_a_row(reviews, trials):
    named = {name for names in reviews.trials.dropna() for name in names.split(";")}
    assert named <= set(trials.index)


def test_the_reviews_disagree_as_printed(reviews):
    printed = reviews.set_index(["review", "measure"])[["estimate", "low", "high"]]
    assert printed.loc[("Vatvani 2024", "MD in points")].tolist() == [-0.86, -1.20, -0.51]
    assert printed.loc[("Saif 2026", "MD in points")].tolist() == [-0.46, -0.85, -0.06]
    assert printed.loc[("Ologunowa 2025", "within-group SMD")].tolist() == [-1.03, -1.25, -0.80]
    assert printed.loc[("Ologunowa 2025", "SMD")].tolist() == [-0.50, -1.19, 0.19]
    assert printed.loc[("Ann Med Surg 2025", "SMD")].tolist() == [-0.61, -1.14, -0.08]


def test_a_trial_may_be_pooled_if_it_is_against_placebo_and_has_a_difference_with_its_error():
    assert list(data.poolable().study) == ["Younger 2013", "FINAL 2024", "INNOVA 2026"]


@pytest.mark.parametrize(("column", "value"), [("comparator", "amitriptyline"), ("se_points", None)])
def test_a_trial_against_another_drug_or_without_an_error_may_not(monkeypatch, column, value):
    trials = data.load("trials")
    trials.loc[trials.study == "FINAL 2024", column] = value
    monkeypatch.setattr(data, "load", lambda name: trials)
    assert list(data.poolable().study) == ["Younger 2013", "INNOVA 2026"]
