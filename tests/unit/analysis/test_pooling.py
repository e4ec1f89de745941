"""Pooled trials against a table worked by hand, statsmodels, and what must be so."""

from math import erfc, exp, isnan, pi, sqrt, tan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import norm
from statsmodels.stats.meta_analysis import combine_effects

from painloop import data
from painloop.analysis.pooling import likeliest_tau2, pool
from painloop.analysis.posterior import posterior

METHODS = ("fixed", "random")
Z = 1.959963984540054  # 97.5 % quantile of the normal, as printed in tables
T = tan(0.475 * pi)  # that of Student's t with 1 degree of freedom, which is Cauchy's
EFFECTS, ERRORS = (0.0, 0.0, 9.0), (1.0, 2.0, 1.0)  # worked by hand in fractions, see TABLE
TABLE = {  # weights 1, 1/4, 1; Q = 16 + 4 + 25; tau2 = (45 - 2) / (9/4 - 11/12); random variances 133/4, 145/4, 133/4
    "fixed": {"estimate": 4, "variance": 4 / 9, "weights": (4 / 9, 1 / 9, 4 / 9)},
    "random": {"estimate": 145 / 47, "variance": 19285 / 1692, "weights": (145 / 423, 133 / 423, 145 / 423)},
}
trials = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.05, 3)), min_size=2, max_size=8)


def statistics(pooled):
    return [pooled.estimate, pooled.low, pooled.high, pooled.p, pooled.tau2, pooled.q, pooled.q_p, pooled.i2]


@pytest.mark.parametrize("method", METHODS)
def test_the_table_worked_by_hand(method):
    pooled, by_hand = pool(EFFECTS, ERRORS, method), TABLE[method]
    error = sqrt(by_hand["variance"])
    assert pooled.estimate == pytest.approx(by_hand["estimate"], rel=1e-12)
    assert (pooled.low, pooled.high) == pytest.approx(
        (by_hand["estimate"] - Z * error, by_hand["estimate"] + Z * error), rel=1e-12
    )
    assert pooled.p == pytest.approx(erfc(by_hand["estimate"] / error / sqrt(2)), rel=1e-10)
    assert pooled.weights == pytest.approx(by_hand["weights"], rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_heterogeneity_worked_by_hand_is_the_same_for_either_method(method):
    pooled = pool(EFFECTS, ERRORS, method)
    assert (pooled.tau2, pooled.q, pooled.i2) == pytest.approx((32.25, 45, 43 / 45), rel=1e-12)
    assert pooled.q_p == pytest.approx(exp(-45 / 2), rel=1e-10)  # chi-squared with 2 degrees of freedom


def test_the_prediction_interval_worked_by_hand():
    half = T * sqrt(32.25 + 19285 / 1692)
    assert pool(EFFECTS, ERRORS, "random").prediction == pytest.approx((145 / 47 - half, 145 / 47 + half), rel=1e-10)


def test_there_is_no_prediction_for_two_trials_or_for_one_true_effect():
    assert all(isnan(end) for end in pool([0, 1], [1, 1], "random").prediction)
    assert all(isnan(end) for end in pool(EFFECTS, ERRORS, "fixed").prediction)


@pytest.mark.parametrize("seed", range(20))
def test_statsmodels_agrees(seed):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 12))
    effects, errors = rng.normal(-0.3, 1.5, count), rng.uniform(0.1, 0.6, count)
    peer = combine_effects(effects, errors**2, method_re="dl")
    fixed, mixed = pool(effects, errors, "fixed"), pool(effects, errors, "random")
    assert peer.tau2 > 0  # statsmodels does not cut tau squared off at 0, so only such trials can be compared
    assert (fixed.tau2, fixed.q, fixed.i2) == pytest.approx((peer.tau2, peer.q, peer.i2), rel=1e-8)
    assert fixed.q_p == pytest.approx(peer.test_homogeneity().pvalue, rel=1e-8)
    assert fixed.weights == pytest.approx(peer.weights_rel_fe, rel=1e-8)
    assert mixed.weights == pytest.approx(peer.weights_rel_re, rel=1e-8)
    ends_fixed, ends_random = peer.conf_int(use_t=False)[:2]
    assert (fixed.estimate, fixed.low, fixed.high) == pytest.approx((peer.mean_effect_fe, *ends_fixed), rel=1e-8)
    assert (mixed.estimate, mixed.low, mixed.high) == pytest.approx((peer.mean_effect_re, *ends_random), rel=1e-8)


@pytest.mark.parametrize("method", METHODS)
def test_one_trial_gives_itself(method):
    pooled = pool([0.1], [0.2], method)
    assert (pooled.estimate, pooled.low, pooled.high) == pytest.approx((0.1, 0.1 - Z * 0.2, 0.1 + Z * 0.2), rel=1e-12)
    assert pooled.p == pytest.approx(erfc(0.5 / sqrt(2)), rel=1e-12)
    assert (list(pooled.weights), pooled.tau2, pooled.q, pooled.i2) == ([1], 0, 0, 0)
    assert isnan(pooled.q_p)


@pytest.mark.parametrize("method", METHODS)
def test_equal_trials_do_not_differ_and_shrink_the_error_by_the_root_of_their_number(method):
    pooled = pool([-0.7] * 4, [0.3] * 4, method)
    assert pooled.tau2 == pooled.i2 == 0
    assert pooled.q == pytest.approx(0, abs=1e-25)
    assert (pooled.low, pooled.high) == pytest.approx((-0.7 - Z * 0.15, -0.7 + Z * 0.15), rel=1e-12)


def test_random_is_fixed_where_trials_differ_no_more_than_by_chance():
    effects, errors = [0.1, 0.2, 0.15], [0.3, 0.2, 0.4]
    assert pool(effects, errors, "random").tau2 == 0
    assert statistics(pool(effects, errors, "random")) == statistics(pool(effects, errors, "fixed"))


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None)  # a busy machine is slow
@given(table=trials)
def test_the_pool_lies_among_its_trials_whatever_their_order(method, table):
    effects, errors = zip(*table, strict=True)
    pooled, turned = pool(effects, errors, method), pool(effects[::-1], errors[::-1], method)
    assert pooled.weights.sum() == pytest.approx(1)
    assert min(effects) - 1e-9 <= pooled.estimate <= max(effects) + 1e-9
    assert pooled.low < pooled.estimate < pooled.high
    assert 0 <= pooled.i2 < 1 and pooled.tau2 >= 0  # noqa: PT018
    assert statistics(turned) == pytest.approx(statistics(pooled), rel=1e-6, abs=1e-9)


@pytest.mark.slow
@settings(deadline=None)  # a busy machine is slow
@given(table=trials)
def test_random_effects_are_never_surer_and_weigh_more_evenly(table):
    fixed, mixed = (pool(*zip(*table, strict=True), method) for method in METHODS)
    assert mixed.high - mixed.low >= (fixed.high - fixed.low) * (1 - 1e-9)
    assert np.ptp(mixed.weights) <= np.ptp(fixed.weights) + 1e-9


def test_the_two_parallel_trials_give_the_printed_pool():
    table = data.load("trials").set_index("study").loc[["FINAL 2024", "INNOVA 2026"]]
    printed = data.load("meta_analyses").query("review.str.startswith('This book')")
    assert list(printed.trials) == ["FINAL 2024;INNOVA 2026"] * 3
    for row, method in zip(printed.itertuples(), (*METHODS, "hksj"), strict=True):
        pooled = pool(table.difference_points, table.se_points, method)
        assert [round(x, 2) for x in (pooled.estimate, pooled.low, pooled.high)] == [row.estimate, row.low, row.high]
        assert (round(100 * pooled.i2), round(pooled.q, 2)) == (row.i2_percent, 2.55)
    assert list(printed.estimate) == [-0.04, 0.03, 0.03]


@pytest.mark.parametrize(
    ("effects", "errors", "method", "words"),
    [
        ([], [], "fixed", "at least one trial"),
        ([1, 2], [1], "fixed", "1 for 2"),
        (1, 1, "fixed", "one standard error for each"),
        ([1, 2], [1, 0], "random", "above 0"),
        ([1, 2], [1, -1], "random", "above 0"),
        ([1, 2], [1, np.nan], "random", "above 0"),
        ([1, 2], [1, np.inf], "random", "above 0"),
        ([1, np.nan], [1, 1], "random", "estimate must be a number"),
        ([1, 2], [1, 1], "bayes", "fixed, random, hksj, modified"),
        ([1], [1], "hksj", "needs two"),
        ([1], [1], "modified", "needs two"),
    ],
)
def test_what_cannot_be_pooled_is_refused(effects, errors, method, words):
    with pytest.raises(ValueError, match=words):
        pool(effects, errors, method)


BY_EVERY_METHOD = {  # of the trials with a number; computed apart from this code, to two decimals
    ("FINAL 2024", "INNOVA 2026"): {
        "random": (0.03, -0.78, 0.84),
        "hksj": (0.03, -5.21, 5.27),
        "modified": (0.03, -5.21, 5.27),
        "bayes": (0.00, -0.84, 0.92),
    },
    ("Younger 2013", "FINAL 2024"): {
        "random": (-0.48, -0.84, -0.12),
        "hksj": (-0.48, -1.74, 0.79),
        "modified": (-0.48, -2.81, 1.86),
    },
    ("Younger 2013", "FINAL 2024", "INNOVA 2026"): {
        "random": (-0.22, -0.76, 0.33),
        "hksj": (-0.21, -1.50, 1.07),
        "bayes": (-0.25, -0.84, 0.47),
    },
}


@pytest.fixture(scope="module")
def numbered():
    return data.load("trials").set_index("study")


@pytest.mark.parametrize("studies", BY_EVERY_METHOD)
def test_the_trials_of_the_book_by_every_method(numbered, studies):
    table = numbered.loc[list(studies)]
    numbers = table.difference_points, table.se_points
    for method, expected in BY_EVERY_METHOD[studies].items():
        if method == "bayes":
            believed = posterior(*numbers)
            found = [believed.quantile(share) for share in (0.5, 0.025, 0.975)]
        else:
            pooled = pool(*numbers, method)
            found = [pooled.estimate, pooled.low, pooled.high]
        assert [round(x, 2) + 0 for x in found] == list(expected), method


def test_the_probabilities_of_a_benefit(numbered):
    two, three = (
        posterior(numbered.loc[list(studies)].difference_points, numbered.loc[list(studies)].se_points)
        for studies in (("FINAL 2024", "INNOVA 2026"), ("Younger 2013", "FINAL 2024", "INNOVA 2026"))
    )
    assert two.below(-1) == pytest.approx(0.014, abs=0.0005)
    assert three.below(-0.5) == pytest.approx(0.17, abs=0.005)


def test_the_interval_by_student_worked_by_hand_for_two_equal_errors():
    """Two trials with one error s: the mean's error is half their distance, whatever s and tau are."""
    pooled = pool([0.2, 1.0], [0.3, 0.3])
    assert (pooled.low, pooled.high) == pytest.approx((0.6 - T * 0.4, 0.6 + T * 0.4), rel=1e-9)
    assert pooled.tau2 == pytest.approx(0.8**2 / 2 - 0.3**2, rel=1e-9)  # the sample variance less the error's
    assert pooled.p == pytest.approx(2 * np.arctan(0.4 / 0.6) / pi, rel=1e-9)  # Cauchy's tail


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_statsmodels_agrees_on_the_interval_by_student(seed):
    """With a tau squared that both know: statsmodels has no restricted likelihood, so the error is made part of it."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 12))
    effects, errors = rng.normal(-0.3, 1.5, count), rng.uniform(0.1, 0.6, count)
    pooled = pool(effects, errors, "hksj")
    peer = combine_effects(effects, errors**2 + pooled.tau2, method_re="dl", use_t=True)  # its fixed effect, rescaled
    assert pooled.estimate == pytest.approx(peer.mean_effect_fe, rel=1e-8)
    assert (pooled.low, pooled.high) == pytest.approx(peer.conf_int(use_t=True)[2], rel=1e-8)
    assert pooled.weights == pytest.approx(peer.weights_rel_fe, rel=1e-8)


def _likelihood(tau2, effects, variances):
    """Restricted, as Viechtbauer 2005 prints it, but for a constant."""
    total = variances + tau2
    mean = np.sum(effects / total) / np.sum(1 / total)
    return -0.5 * (np.log(total).sum() + np.log(np.sum(1 / total)) + np.sum((effects - mean) ** 2 / total))


@pytest.mark.slow
@pytest.mark.parametrize("spread", [0.1, 0.6, 2.0])
@pytest.mark.parametrize("seed", range(10))
def test_no_other_tau_is_likelier(seed, spread):
    rng = np.random.default_rng(seed)
    effects, variances = rng.normal(0, spread, 5), rng.uniform(0.1, 0.6, 5) ** 2
    found = likeliest_tau2(effects, variances)
    sought = minimize_scalar(
        lambda tau2: -_likelihood(tau2, effects, variances), bounds=(0, 30), method="bounded", options={"xatol": 1e-10}
    )
    assert found == pytest.approx(sought.x, abs=2e-5)
    assert _likelihood(found, effects, variances) >= -sought.fun - 1e-9


def test_equal_trials_leave_no_width_by_student_and_the_modified_form_does():
    """The known failure of the method: agreement by luck is read as certainty."""
    plain, modified = (pool([-0.5, -0.5], [0.3, 0.3], method) for method in ("hksj", "modified"))
    assert (plain.low, plain.high, plain.p) == (-0.5, -0.5, 0)
    half = T * 0.3 / sqrt(2)
    assert (modified.low, modified.high) == pytest.approx((-0.5 - half, -0.5 + half), rel=1e-9)
    assert isnan(pool([0, 0], [1, 1], "hksj").p)


@pytest.mark.slow
@settings(deadline=None)  # a busy machine is slow
@given(table=trials)
def test_the_modified_form_is_never_surer_than_the_older_error_by_student(table):
    effects, errors = zip(*table, strict=True)
    plain, modified = pool(effects, errors, "hksj"), pool(effects, errors, "modified")
    assert modified.estimate == plain.estimate
    assert modified.high - modified.low >= (plain.high - plain.low) * (1 - 1e-9)
    least = 2 * Z / sqrt(sum(1 / (error**2 + modified.tau2) for error in errors))
    assert modified.high - modified.low > least


def test_the_prediction_of_the_three_trials(numbered):
    """By Higgins, Thompson and Spiegelhalter with either error; with two trials there is none."""
    table = numbered.dropna(subset=["se_points"])
    older, newer = (pool(table.difference_points, table.se_points, method).prediction for method in ("random", "hksj"))
    assert [round(end, 1) for end in older] == [-6.1, 5.6]
    assert [round(end, 1) for end in newer] == [-6.3, 5.9]
    assert all(isnan(end) for end in pool([0, 1], [1, 1], "hksj").prediction)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("effects", "errors", "scale"), [([0.03, 0.9], [0.3, 0.4], 0.5), ([-1, 0.2, 2], [0.2, 0.5, 1], 1)]
)
def test_the_belief_is_that_of_a_grid(effects, errors, scale):
    """Prior times likelihood on a plane of mean and tau, added up."""
    means, taus = np.linspace(-12, 12, 2401), np.linspace(0, 8 * scale, 801)
    spread = np.sqrt(np.square(errors)[:, None, None] + taus[None, :, None] ** 2)
    like = norm.pdf(np.array(effects)[:, None, None], means[None, None, :], spread).prod(axis=0)
    plane = like * np.exp(-((taus[:, None] / scale) ** 2) / 2)
    plane[0] /= 2  # the edge of the plane, by the trapezoidal rule
    believed, share = posterior(effects, errors, scale), plane.sum(axis=0) / plane.sum()
    for value in (-1.0, 0.0, 0.5):
        at = np.searchsorted(means, value - 1e-9)
        assert believed.below(value) == pytest.approx(share[:at].sum() + share[at] / 2, abs=2e-5)
    assert believed.below(believed.quantile(0.3)) == pytest.approx(0.3, abs=1e-9)


def test_a_belief_without_spread_is_the_fixed_effect():
    believed, fixed = posterior([0.1, 0.5], [0.3, 0.2], tau_scale=1e-6), pool([0.1, 0.5], [0.3, 0.2], "fixed")
    assert (believed.quantile(0.025), believed.quantile(0.975)) == pytest.approx((fixed.low, fixed.high), rel=1e-6)


@pytest.mark.parametrize(
    ("effects", "errors", "scale", "words"),
    [
        ([], [], 0.5, "one standard error for each"),
        ([1, 2], [1], 0.5, "1 for 2"),
        ([1], [0], 0.5, "above 0"),
        ([np.nan], [1], 0.5, "must be a number"),
        ([1], [1], 0, "above 0"),
    ],
)
def test_what_cannot_be_believed_is_refused(effects, errors, scale, words):
    with pytest.raises(ValueError, match=words):
        posterior(effects, errors, scale)
