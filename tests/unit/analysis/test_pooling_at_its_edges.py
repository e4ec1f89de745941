"""Where mistakes in pooling could hide: signs, defaults, units, two hills of a likelihood, trials far apart."""

from math import inf

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from painloop.analysis.pooling import likeliest_tau2, pool
from painloop.analysis.posterior import posterior


@pytest.mark.parametrize("method", ["fixed", "random", "hksj", "modified"])
def test_p_is_the_same_for_a_benefit_and_a_harm(method):
    effects, errors = np.array([-0.9, -0.4, -0.7]), [0.3, 0.2, 0.4]
    benefit, harm = pool(effects, errors, method), pool(-effects, errors, method)
    assert 0 < benefit.p == pytest.approx(harm.p, rel=1e-12)
    assert benefit.p < 1
    assert (benefit.low, benefit.high) == pytest.approx((-harm.high, -harm.low), rel=1e-12)


def test_unasked_the_pool_is_by_the_books_method():
    lucky = [-0.6, -0.5], [0.3, 0.4]  # closer than by chance, so that "modified" is wider
    assert pool(*lucky).high == pool(*lucky, "hksj").high != pool(*lucky, "modified").high


@pytest.mark.parametrize(("effects", "errors"), [([1, inf], [1, 1]), ([-inf, 1], [1, 1])])
def test_an_effect_without_end_is_refused(effects, errors):
    with pytest.raises(ValueError, match="must be a number"):
        pool(effects, errors, "fixed")


@pytest.mark.parametrize(
    ("effects", "errors", "scale"),
    [([inf], [1], 0.5), ([1, 2], [1, inf], 0.5), ([1], [1], -0.5), ([[1, 2]], [[1, 1]], 0.5), (1, 1, 0.5)],
)
def test_what_else_cannot_be_believed_is_refused(effects, errors, scale):
    with pytest.raises(ValueError, match=r"must be a number|one standard error"):
        posterior(effects, errors, scale)


@pytest.mark.parametrize("unit", [0.01, 1, 10, 1000])
def test_a_belief_does_not_hang_on_the_unit(unit):
    effects, errors = np.array([-0.6, 0.3, 0.5]), np.array([0.2, 0.3, 0.4])
    plain, turned = posterior(effects, errors, 0.5), posterior(unit * effects, unit * errors, 0.5 * unit)
    for share in (0.0001, 0.025, 0.5, 0.975, 0.9999):
        assert turned.quantile(share) == pytest.approx(unit * plain.quantile(share), rel=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("effects", "errors"),
    [([0.0, 0.8], [0.02, 0.03]), ([-0.34, 0.49], [0.311, 0.416]), ([0, 3.5], [0.01, 0.01])],
)
def test_the_sum_over_tau_is_fine_enough(effects, errors):
    """Against adaptive quadrature, precise trials far apart too: there the weights of most taus vanish."""
    effects, errors, scale = np.array(effects), np.array(errors), 0.5

    def at(tau):
        w = 1 / (errors**2 + tau**2)
        m = (w * effects).sum() / w.sum()
        log = 0.5 * (np.log(w).sum() - np.log(w.sum()) - (w * (effects - m) ** 2).sum() - (tau / scale) ** 2)
        return log, m, w.sum() ** -0.5

    top = max(at(tau)[0] for tau in np.linspace(0, 4, 4001))
    total = quad(lambda tau: np.exp(at(tau)[0] - top), 0, 6, limit=500, epsabs=1e-13)[0]
    for value in (-0.5, 0.1, 1.0):
        below = quad(
            lambda tau, v=value: np.exp(at(tau)[0] - top) * norm.cdf(v, *at(tau)[1:]), 0, 6, limit=500, epsabs=1e-13
        )
        part = below[0]
        assert posterior(effects, errors, scale).below(value) == pytest.approx(part / total, abs=1e-7)


def test_precise_trials_far_apart_still_have_a_belief():
    believed = posterior([0.0, 400.0], [0.01, 0.01])
    assert np.isfinite(believed.weights).all()
    assert believed.quantile(0.5) == pytest.approx(200, abs=1e-6)
    assert believed.below(believed.quantile(1e-9)) == pytest.approx(1e-9, rel=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("effects", "variances"),
    [
        ([0.06, 0.11, 1.63], [0.0056, 0.0085, 0.2766]),
        ([0.21, 1.49, 1.19, -1.03, 1.12, 0.76], [0.3954, 1.9097, 0.0056, 0.5198, 0.0141, 0.5957]),
    ],
)
def test_the_likeliest_tau_is_found_where_the_likelihood_has_two_hills(effects, variances):
    """Its score falls at 0 and rises again: precise trials that agree, and one that does not."""
    effects, variances = np.array(effects), np.array(variances)

    def likelihood(tau2):
        w = 1 / (variances + tau2)
        return 0.5 * (np.log(w).sum() - np.log(w.sum()) - (w * (effects - (w * effects).sum() / w.sum()) ** 2).sum())

    best = max(likelihood(tau2) for tau2 in np.linspace(0, 10, 10_001))
    assert likelihood(likeliest_tau2(effects, variances)) >= best - 1e-6
