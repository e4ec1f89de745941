"""Pools in the browser: against those of `analysis.pooling`, of any trials, and against metafor's of the book's own."""

import numpy as np
import pytest
from javascript import run as javascript

from painloop import data
from painloop.analysis.pooling import pool

METHODS = ("fixed", "random", "hksj", "modified")
NAMED = ("estimate", "low", "high", "p", "tau2", "q", "i2")
TRIALS = data.load("trials").set_index("study")[["difference_points", "se_points"]].dropna()
POOLS = {"two": ["Younger 2013", "FINAL 2024"], "three": list(TRIALS.index), "parallel": ["FINAL 2024", "INNOVA 2026"]}
METAFOR = {  # metafor 3.8-1, methods DL with z, REML with knha and with adhoc: tau squared, interval
    ("two", "random"): (0, -0.836, -0.116),
    ("two", "hksj"): (0, -1.742, 0.790),
    ("two", "modified"): (0, -2.812, 1.860),
    ("three", "random"): (0.1343, -0.763, 0.327),
    ("three", "hksj"): (0.1442, -1.497, 1.067),
    ("three", "modified"): (0.1442, -1.497, 1.067),
    ("parallel", "random"): (0.2096, -0.779, 0.838),
    ("parallel", "hksj"): (0.2096, -5.212, 5.270),
    ("parallel", "modified"): (0.2096, -5.212, 5.270),
}


def several(seed):
    """Two to nine trials; of the first few seeds one lies far off, so that the likelihood can have two hills."""
    random = np.random.default_rng(seed)
    effects, errors = random.normal(0, 1, random.integers(2, 10)), random.uniform(0.05, 1.5, 10)
    effects[0] += 4 * (seed < 10)
    return effects, errors[: len(effects)]


TWO_HILLS = ([0.06, 0.11, 1.63], np.sqrt([0.0056, 0.0085, 0.2766]))
ASKED = [several(seed) for seed in range(40)] + [TWO_HILLS]


def asked(cases):
    return javascript(
        "return input.map(([y, s, method]) => pooling.pools(Float64Array.from(y), Float64Array.from(s))[method]);",
        [[list(effects), list(errors), method] for effects, errors, method in cases],
    )


@pytest.fixture(scope="module")
def pages():
    cases = [(i, method) for i in range(len(ASKED)) for method in METHODS]
    return dict(zip(cases, asked([(*ASKED[i], method) for i, method in cases]), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("i", range(len(ASKED)))
def test_any_trials_pool_as_in_python(i, method, pages):
    found, expected = pages[i, method], pool(*ASKED[i], method)
    for key in NAMED:
        assert found[key] == pytest.approx(getattr(expected, key), rel=1e-7, abs=1e-9), key
    further = found["prediction_low"], found["prediction_high"]
    assert further == pytest.approx(expected.prediction, rel=1e-7, nan_ok=True)
    assert found["weights"] == pytest.approx(expected.weights, rel=1e-7)


@pytest.mark.parametrize(("name", "method"), METAFOR, ids=" ".join)
def test_the_trials_of_the_book_pool_as_by_metafor(name, method):
    (found,) = asked([(*TRIALS.loc[POOLS[name]].to_numpy().T, method)])
    assert (found["tau2"], found["low"], found["high"]) == pytest.approx(METAFOR[name, method], abs=1e-3)


def test_two_trials_that_differ_have_an_interval_of_cauchys_quantile_over_the_normals():
    """Whatever they found: with two, the spread is all in tau squared."""
    effects, errors = [0.3, -2.0], [0.4, 0.7]
    older, newer = asked([(effects, errors, "random"), (effects, errors, "hksj")])
    times = np.tan(0.475 * np.pi) / 1.959963984540054
    assert newer["high"] - newer["low"] == pytest.approx(times * (older["high"] - older["low"]), rel=1e-9)
