"""The statistics of the page's scripts against SciPy and statsmodels."""

import numpy as np
import pytest
from javascript import run as javascript
from scipy import stats
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import confint_proportions_2indep

from painloop.analysis import statistics

AT = [*np.linspace(-12, 12, 49), 1e-9, np.inf, -np.inf]
TESTS = [(0.0, 1.0, 5), (1.3, 0.4, 1), (-0.35, 0.3, 96), (2.0, 1.0, 14.7), (-4.0, 0.1, 3), (0.01, 1.0, 1e4)]
SHIFTS = [(shift, freedom) for shift in (-30.0, -2.8, 0.1, 1.0, 3.0) for freedom in (2, 14, 96, 5000)]
SAMPLES = [([1.0, 2.0, 4.5, -1.0], [0.0, 0.5, 0.25]), ([5.0, 5.1, 4.9, 5.3, 9.0], [5.0, 4.0, 6.0, 7.0, 5.5])]
SHARES = [(10, 49, 8, 50), (0, 12, 3, 12), (25, 25, 20, 30), (5, 40, 5, 40), (2, 8, 7, 9)]


@pytest.fixture(scope="module")
def page():
    return javascript(
        """const { at, tests, shifts, samples, shares } = input;
        const { normalCdf, tTest, prospects, summary, welch, paired, riskDifference, Z95 } = statistics;
        const inf = (x) => (x === "inf" ? Infinity : x === "-inf" ? -Infinity : x);
        return {
          z: Z95, normal: at.map((x) => normalCdf(inf(x))), tests: tests.map((each) => tTest(...each)),
          prospects: shifts.map((each) => prospects(...each)), none: prospects(0, 96),
          summaries: samples.flat().map((each) => summary(each)),
          welch: samples.map(([a, b]) => welch(summary(a), summary(b))),
          paired: samples.flat().map((each) => paired(summary(each))),
          shares: shares.map((each) => riskDifference(...each)),
        };""",
        {
            "at": [x if np.isfinite(x) else str(x) for x in AT],
            "tests": TESTS,
            "shifts": SHIFTS,
            "samples": SAMPLES,
            "shares": SHARES,
        },
    )


def test_the_normal_distribution_is_scipys(page):
    assert page["z"] == pytest.approx(stats.norm.isf(0.025), rel=1e-15)
    np.testing.assert_allclose(page["normal"], stats.norm.cdf(AT), atol=2e-15)


@pytest.mark.parametrize("i", range(len(TESTS)), ids=map(str, TESTS))
def test_a_t_test_is_scipys(i, page):
    (difference, error, freedom), found = TESTS[i], page["tests"][i]
    low, high = stats.t.interval(0.95, freedom, difference, error)
    p = 2 * stats.t.sf(abs(difference) / error, freedom)
    assert [found[key] for key in ("difference", "low", "high")] == pytest.approx([difference, low, high], rel=1e-9)
    assert found["p"] == pytest.approx(p, rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("i", range(len(SHIFTS)), ids=map(str, SHIFTS))
def test_power_is_statsmodels_and_exaggeration_the_integral(i, page):
    (shift, freedom), found = SHIFTS[i], page["prospects"][i]
    patients = freedom + 1
    peer = TTestPower().power(shift / np.sqrt(patients), patients, 0.05)
    assert found["power"] == pytest.approx(peer, abs=1e-9)
    n = freedom / 2 + 1
    expected = statistics.prospects(shift * np.sqrt(2 / n), 1.0, n)
    assert found["exaggeration"] == pytest.approx(expected.exaggeration, rel=1e-6)


def test_without_an_effect_the_power_is_the_level_and_nothing_is_exaggerated(page):
    assert page["none"]["power"] == pytest.approx(0.05, rel=1e-9)
    assert page["none"]["exaggeration"] == np.inf


def test_summaries_have_the_variance_of_a_sample(page):
    for sample, found in zip([each for pair in SAMPLES for each in pair], page["summaries"], strict=True):
        expected = np.mean(sample), np.var(sample, ddof=1), len(sample)
        assert (found["mean"], found["variance"], found["n"]) == pytest.approx(expected)


def test_two_arms_are_compared_as_welch_does_and_pairs_as_one_sample(page):
    for (first, second), found in zip(SAMPLES, page["welch"], strict=True):
        book = stats.ttest_ind(first, second, equal_var=False)
        expected = (np.mean(first) - np.mean(second), book.pvalue, *book.confidence_interval())
        assert [found[key] for key in ("difference", "p", "low", "high")] == pytest.approx(expected, rel=1e-9)
    for sample, found in zip([each for pair in SAMPLES for each in pair], page["paired"], strict=True):
        book = stats.ttest_1samp(sample, 0)
        expected = (np.mean(sample), book.pvalue, *book.confidence_interval())
        assert [found[key] for key in ("difference", "p", "low", "high")] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("i", range(len(SHARES)), ids=map(str, SHARES))
def test_the_difference_of_shares_has_newcombes_interval(i, page):
    (k, n, other, m), found = SHARES[i], page["shares"][i]
    low, high = confint_proportions_2indep(k, n, other, m, method="newcomb")
    expected = (k / n - other / m, low, high)
    assert [found[key] for key in ("difference", "low", "high")] == pytest.approx(expected, rel=1e-9, abs=1e-12)
