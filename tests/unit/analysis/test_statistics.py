"""The statistics of trials against SciPy's tests, simulation and the printed table."""

from math import inf

import numpy as np
import pytest
from scipy import stats

from painloop.analysis.statistics import (
    paired,
    patients_per_arm,
    power,
    prospects,
    risk_difference,
    standard_error,
    summary,
    welch,
)

SD = 1.58  # of the change, pooled
EFFECT = -0.35
ARMS = (16, 28, 49, 100, 200, 300)


@pytest.fixture(scope="module")
def table():
    return {n: prospects(EFFECT, SD, n) for n in ARMS}


@pytest.fixture(scope="module")
def trials():
    """20 000 trials of 28 an arm, by brute force: estimates and p values."""
    drug, placebo = np.random.default_rng(16).normal([[[EFFECT]], [[0.0]]], SD, (2, 20_000, 28))
    return (drug - placebo).mean(axis=1), stats.ttest_ind(drug, placebo, axis=1).pvalue


def test_the_table_has_the_printed_power(table):
    assert [round(100 * table[n].power) for n in ARMS] == [9, 13, 19, 34, 60, 77]


def test_the_table_has_the_printed_ranges_of_observed_differences(table):
    ranges = [(round(table[n].low, 2), round(table[n].high, 2)) for n in ARMS]
    assert ranges == [(-1.44, 0.74), (-1.18, 0.48), (-0.98, 0.28), (-0.79, 0.09), (-0.66, -0.04), (-0.60, -0.10)]


def test_the_table_has_the_printed_wrong_signs_of_all_trials(table):
    assert [100 * table[n].wrong_sign for n in ARMS] == pytest.approx([27, 20, 14, 6, 1.3, 0.3], abs=0.5)


def test_the_table_has_the_printed_wrong_signs_of_significant_trials(table):
    shares = [100 * table[n].wrong_sign_if_significant for n in ARMS]
    assert shares == pytest.approx([5.5, 2.1, 0.6, 0.1, 0, 0], abs=0.05)


def test_the_table_has_the_printed_exaggeration(table):
    assert [round(table[n].exaggeration, 1) for n in ARMS] == [3.8, 2.9, 2.3, 1.7, 1.3, 1.1]


def test_the_integrals_are_what_twenty_thousand_trials_show(table, trials):
    estimates, p = trials
    found, expected = p < 0.05, table[28]
    assert found.mean() == pytest.approx(expected.power, abs=0.008)  # standard error 0.0024
    assert (estimates > 0).mean() == pytest.approx(expected.wrong_sign, abs=0.009)
    assert (estimates[found] > 0).mean() == pytest.approx(expected.wrong_sign_if_significant, abs=0.009)
    assert np.abs(estimates[found]).mean() / abs(EFFECT) == pytest.approx(expected.exaggeration, rel=0.02)
    assert np.quantile(estimates, [0.025, 0.975]) == pytest.approx([expected.low, expected.high], abs=0.04)


def test_power_grows_with_the_number_of_patients():
    assert (np.diff(power(EFFECT, SD, np.arange(2, 400))) > 0).all()


def test_power_without_an_effect_is_the_level():
    assert power(0.0, SD, ARMS) == pytest.approx(np.full(len(ARMS), 0.05), abs=1e-12)


def test_power_does_not_ask_in_which_direction_the_effect_lies():
    assert power(0.35, SD, 49) == pytest.approx(float(power(-0.35, SD, 49)), rel=1e-12)


def test_unequal_arms_have_less_power_than_equal_arms_of_the_same_sum():
    assert power(EFFECT, SD, 60, 38) < power(EFFECT, SD, 49)
    assert power(EFFECT, SD, 60, 38) == pytest.approx(float(power(EFFECT, SD, 38, 60)), rel=1e-12)


@pytest.mark.parametrize(("difference", "sd", "n"), [(-0.35, 1.58, 321), (0.23, 1, 298), (0.34, 1, 137), (0.5, 1, 64)])
def test_80_per_cent_power_needs_the_printed_patients_and_not_one_fewer(difference, sd, n):
    assert patients_per_arm(difference, sd) == n
    assert power(difference, sd, n) >= 0.8 > power(difference, sd, n - 1)


def test_a_huge_effect_needs_two_patients_and_no_effect_is_refused():
    assert patients_per_arm(20.0, 1.0) == 2
    with pytest.raises(ValueError, match="other than 0"):
        patients_per_arm(0.0, 1.0)


@pytest.mark.parametrize(("sd", "n"), [(0.0, 20), (1.0, 1)])
def test_a_test_that_cannot_be_made_is_refused(sd, n):
    with pytest.raises(ValueError, match="at least 2 patients"):
        prospects(EFFECT, sd, n)


def test_without_an_effect_half_the_trials_are_wrong_and_all_exaggerate():
    nothing = prospects(0.0, SD, 49)
    assert nothing.wrong_sign == pytest.approx(0.5)
    assert nothing.wrong_sign_if_significant == pytest.approx(0.5)
    assert nothing.exaggeration == inf


def test_a_huge_effect_is_neither_missed_nor_exaggerated():
    sure = prospects(-30.0, 1.0, 20)
    assert (sure.power, sure.wrong_sign, sure.exaggeration) == pytest.approx((1.0, 0.0, 1.0))


def test_the_two_trials_that_disagree_differ_by_less_than_one_standard_error():
    """FINAL's -0.34 against Younger 2013's -0.65, the errors from FINAL's interval and Younger's p of 0.016."""
    final, younger = (0.27 + 0.95) / 2 / 1.96, 0.65 / stats.norm.isf(0.008)
    assert (0.65 - 0.34) / np.hypot(final, younger) == pytest.approx(0.75, abs=0.05)


@pytest.fixture(scope="module")
def samples():
    random = np.random.default_rng(7)
    return random.normal(-1.3, 1.6, 49), random.normal(-0.9, 1.2, 50)


def test_welchs_test_is_scipys(samples):
    ours, theirs = welch(*map(summary, samples)), stats.ttest_ind(*samples, equal_var=False)
    interval = theirs.confidence_interval()
    assert (ours.p, ours.low, ours.high) == pytest.approx((theirs.pvalue, interval.low, interval.high), rel=1e-12)


def test_the_paired_test_is_scipys(samples):
    drug, placebo = samples[0], samples[1][:49]
    ours, theirs = paired(summary(drug - placebo)), stats.ttest_rel(drug, placebo)
    interval = theirs.confidence_interval()
    assert (ours.p, ours.low, ours.high) == pytest.approx((theirs.pvalue, interval.low, interval.high), rel=1e-12)


def test_swapping_the_arms_flips_the_sign_and_leaves_p(samples):
    there, back = welch(*map(summary, samples)), welch(*map(summary, reversed(samples)))
    assert (back.difference, back.low, back.high) == pytest.approx((-there.difference, -there.high, -there.low))
    assert back.p == pytest.approx(there.p, rel=1e-12)


def test_many_trials_at_once_are_each_alone(samples):
    both = welch(summary(np.stack([samples[0], samples[0] + 1])), summary(np.stack([samples[1], samples[1]])))
    assert both.p[1] == pytest.approx(welch(summary(samples[0] + 1), summary(samples[1])).p, rel=1e-12)


def test_drop_outs_are_left_out_and_a_lonely_patient_has_no_spread():
    kept = summary([1.0, np.nan, 3.0])
    assert (kept.mean, kept.sd, kept.n) == pytest.approx((2.0, np.sqrt(2), 2))
    with pytest.raises(ValueError, match="fewer drop-outs"):
        summary([1.0, np.nan])


@pytest.mark.parametrize(
    ("counts", "difference", "low", "high"),
    [
        ((20, 49, 13, 50), 0.148, -0.037, 0.320),  # FINAL, by intention to treat
        ((20, 44, 13, 46), 0.172, -0.026, 0.353),  # FINAL, complete cases
        ((5, 47, 9, 49), -0.077, -0.220, 0.069),  # INNOVA
        ((25, 96, 22, 99), 0.038, -0.082, 0.157),  # both
    ],
)
def test_newcombes_interval_is_the_derived_one(counts, difference, low, high):
    found = risk_difference(*counts)
    assert (found.difference, found.low, found.high) == pytest.approx((difference, low, high), abs=6e-4)


def test_newcombes_interval_follows_the_example_of_his_paper():
    """56 of 70 against 48 of 80: 0.0524 to 0.3339, method 10, example (a)."""
    found = risk_difference(56, 70, 48, 80)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_an_nnt_that_may_be_none_runs_through_infinity_to_harm():
    final = risk_difference(20, 49, 13, 50)
    assert final.through_infinity
    assert (final.nnt, *final.nnt_interval) == pytest.approx((6.75, 3.12, -27.1), abs=0.01)
    expected = "NNT 6.7 (benefit); 95 % interval from NNT 3.1 (benefit) through infinity to NNT 27.1 (harm)"
    assert final.sentence == expected


def test_an_nnt_that_is_sure_has_two_ends_of_benefit():
    sure = risk_difference(57, 100, 26, 100)
    assert not sure.through_infinity
    assert 0 < sure.nnt_interval[0] < sure.nnt < sure.nnt_interval[1]
    assert "infinity" not in sure.sentence


def test_equal_groups_have_an_infinite_nnt():
    assert risk_difference(5, 50, 5, 50).nnt == inf
    assert risk_difference(5, 50, 5, 50).sentence.startswith("NNT infinite (no difference); 95 %")


def test_the_standard_error_falls_with_the_root_of_the_patients():
    assert standard_error(SD, 49) / standard_error(SD, 196) == pytest.approx(2)
