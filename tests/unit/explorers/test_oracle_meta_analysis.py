"""Every subset of the trials pooled by `analysis.pooling`, which tests hold against statsmodels, and what is said."""

from itertools import product

import numpy as np
import pytest
from babel.lists import format_list
from oracle import answers, full, same

from painloop import data
from painloop.analysis.pooling import pool
from painloop.explorers.trial_forest import DECLARATION

pytestmark = pytest.mark.slow

TRIALS = data.load("trials").query("comparator == 'placebo'").set_index("study")
USABLE = TRIALS.dropna(subset=["difference_points", "se_points"])
REVIEWS = data.load("meta_analyses").query("measure == 'MD in points' and not review.str.startswith('This book')")
ASKED = [
    ([study for study, on in zip(USABLE.index, ons, strict=True) if on], method, reviews)
    for ons in product([True, False], repeat=len(USABLE))
    for method in ("fixed", "older", "random")
    for reviews in ("hidden", "shown")
]
METHODS = ("fixed", "random", "hksj", "modified")
NAMED = ("estimate", "low", "high", "p", "tau2", "q")


def state(studies, method, reviews):
    switches = {study.lower().replace(" ", "_"): study in studies for study in USABLE.index}
    return full(DECLARATION, **switches, method=method, reviews=reviews)


def spoken(names):
    """A, B and C."""
    return format_list(names, locale="en_GB")


def by(studies, method):
    """The pool by a method, or None where it is not defined."""
    if len(studies) < (2 if method in ("hksj", "modified") else 1):
        return None
    return pool(USABLE.difference_points[studies], USABLE.se_points[studies], method)


def pooled(studies, method):
    """The pool that is chosen: one trial is not pooled, and has the interval of its own error."""
    return by(studies, "fixed" if len(studies) == 1 else {"random": "hksj", "older": "random"}.get(method, method))


def blocks(studies, method):
    """Where each trial stands as a block, its share in %, and the side of a square as large as that share."""
    shares = dict(zip(studies, pooled(studies, method).weights, strict=True)) if studies else {}
    found = {}
    for study, at in USABLE.difference_points.items():
        key, share = str(study).lower().replace(" ", "_"), shares.get(study, 0.0)
        found |= {f"{key}_at": at, f"{key}_share": 100 * share, f"{key}_side": np.sqrt(share)}
    return found


@pytest.fixture(scope="module")
def pages():
    return answers(DECLARATION, [state(*asked) for asked in ASKED])


every = pytest.mark.parametrize("i", range(len(ASKED)), ids=[f"{'+'.join(s)} {' '.join(of)}" for s, *of in ASKED])


@every
def test_the_facts_are_those_of_the_pool(i, pages):
    studies, method, _ = ASKED[i]
    facts = dict.fromkeys((*NAMED, "i2", "prediction_low", "prediction_high"), np.nan)
    for each in METHODS:
        facts |= {f"{each}_{key}": getattr(by(studies, each), key, np.nan) for key in ("estimate", "low", "high")}
    facts |= {"k": len(studies), "members": spoken(studies)}
    facts |= {"doubtful": "Younger 2013" in studies, "side_unclear": False}
    facts |= {"left": spoken([study for study in USABLE.index if study not in studies])}
    facts["closer"] = facts["modified_high"] - facts["hksj_high"] > 1e-9
    if studies:
        found = pooled(studies, method)
        facts |= {key: getattr(found, key) for key in NAMED} | {"i2": 100 * found.i2}
        facts |= dict(zip(("prediction_low", "prediction_high"), found.prediction, strict=True))
        facts["side_unclear"] = facts["doubtful"] and min(abs(found.low), abs(found.high)) < 0.05
    facts |= blocks(studies, method)
    same(pages[i]["facts"], facts, rel=1e-8)


@every
def test_the_rows_are_the_trials_as_printed_then_the_pool_then_the_reviews(i, pages):
    studies, method, reviews = ASKED[i]
    page, below = pages[i], REVIEWS if reviews == "shown" else REVIEWS[:0]
    way = "HKSJ" if method == "random" else method
    own = [f"Our pool ({way if len(studies) > 1 else 'one trial'})"] if studies else []
    names = [f"Review: {name.removesuffix(' meta-analysis')}" for name in below.review]
    assert page["names"] == [*TRIALS.index, *own, *names]
    assert page["along"] == list(range(len(page["names"])))
    kinds = [
        "trial" if name in studies else "left_out" if name in USABLE.index else "no_number" for name in TRIALS.index
    ]
    assert page["kinds"] == [*kinds, *["pool" for _ in own], *["review" for _ in names]]
    found = pooled(studies, method) if studies else None
    for key, printed in (("estimate", "difference_points"), ("low", "low_points"), ("high", "high_points")):
        expected = [*TRIALS[printed], *([getattr(found, key)] if studies else []), *below[key]]
        np.testing.assert_allclose(page["columns"][key], expected, rtol=1e-9)
    shares = dict(zip(studies, found.weights, strict=True)) if studies else {}
    np.testing.assert_allclose(page["columns"]["weight"], [shares.get(name, np.nan) for name in page["names"]])


@every
def test_the_finding_prints_the_pool_to_two_digits(i, pages):
    studies, method, _ = ASKED[i]
    if not studies:
        assert "nothing to pool" in pages[i]["findings"][0]
        return
    found = pooled(studies, method)
    assert f"{found.estimate:.2f} points of 0–10" in pages[i]["findings"][0]
    assert f"from {found.low:.2f} to {found.high:.2f}" in pages[i]["findings"][0]
    inside = found.low <= 0 <= found.high
    verdict = "inside" if inside else "outside"
    assert pages[i]["facts"]["side_unclear"] or f"lies {verdict} that interval" in pages[i]["findings"][0]


@every
def test_a_varying_pool_of_several_says_what_the_other_interval_is(i, pages):
    studies, method, _ = ASKED[i]
    text = pages[i]["summary"]
    if method == "fixed" or len(studies) < 2:
        assert "Hartung" not in text
        return
    found = by(studies, {"random": "random", "older": "hksj"}[method])
    assert f"{found.low:.2f} to {found.high:.2f}" in text
    modified, plain = by(studies, "modified"), by(studies, "hksj")
    named = method == "random" and modified.high - plain.high > 1e-9
    assert ("its modified form" in text) == named
    assert not named or f"{modified.low:.2f} to {modified.high:.2f}" in text
