"""The loop of the page's scripts at rest and at its edges, against `painloop.analysis` and the loop's own motion."""

from dataclasses import asdict
from functools import cache

import numpy as np
import pytest
from javascript import run as javascript

from painloop.analysis.injuries import separatrix
from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input

pytestmark = pytest.mark.slow

CASES = [
    Loop(),
    Loop(w=2.1),
    Loop(w=3.5, N_0=0.01),
    Loop(w=1.2),
    Loop(N_0=0.45),
    Loop(w=2.4, factor=0.8, inhibition=0.2),
    Loop(w=2.1, n=4.0, theta=0.5, N_0=0.1),
    Loop(w=2.1, tau_S=2.0, tau_G=6.0),
    Loop(w=2.7, factor=1.1, inhibition=0.1),
]
KEYS = ("recruitment", "nullcline", "coupling", "input")
PLACES = [(S / 50, G / 50) for S in range(1, 50) for G in range(1, 50)]


@pytest.fixture(scope="module")
def page():
    """In every case; values that are the model's defaults are left out, as the explorers leave them."""
    values = [{key: value for key, value in asdict(each).items() if value != getattr(Loop, key)} for each in CASES]
    given = [{"w": each.w, "N_0": each.N_0, **own} for each, own in zip(CASES, values, strict=True)]
    return javascript(
        """const rest = models.loop_at_rest;
        const { folds, equilibria, atRest, restCurves, separatrix, isAbove } = loop;
        return input.given.map((values) => {
          const { tau_S, tau_G, ...still } = values;
          const found = equilibria(rest, still);
          const curve = found.length === 3 ? separatrix(models, values, found[1]) : null;
          return {
            input: folds(rest, still, "input"), coupling: folds(rest, still, "coupling"), found, curve,
            at: atRest(rest, still, 0.4), curves: restCurves(rest, still, 50, input.keys),
            isAbove: curve && input.places.map(([S, G]) => isAbove(curve, { S, G })),
          };
        });""",
        {"given": given, "keys": KEYS, "places": PLACES},
    )


every = pytest.mark.parametrize("i", range(len(CASES)), ids=[f"w{c.w}-N{c.N_0}-b{c.factor}-n{c.n}" for c in CASES])


@every
def test_folds_and_resting_states_are_those_of_the_analysis(i, page):
    loop, found = CASES[i], page[i]
    assert found["input"] == pytest.approx(list(folds_in_input(loop)), rel=1e-8)
    assert found["coupling"] == pytest.approx(list(folds_in_coupling(loop)), rel=1e-8)
    expected = equilibria(loop)
    assert [each["S"] for each in found["found"]] == pytest.approx([each.S for each in expected], rel=1e-8)
    assert [each["G"] for each in found["found"]] == pytest.approx([each.G for each in expected], rel=1e-8)


@every
def test_curves_of_rest_run_between_nought_and_one(i, page):
    loop, curves = CASES[i], page[i]["curves"]
    level = np.arange(1, 50) / 50
    np.testing.assert_allclose(curves["levels"], level, rtol=1e-12)
    for key in KEYS:
        np.testing.assert_allclose(curves[key], getattr(loop, key)(level), rtol=1e-9, atol=1e-12, err_msg=key)
        assert page[i]["at"][key] == pytest.approx(float(getattr(loop, key)(0.4)), rel=1e-9)


@cache
def expected_separatrix(i):
    return separatrix(CASES[i])


@every
def test_the_separatrix_is_the_stable_manifold_and_tells_the_sides(i, page):
    found = page[i]["curve"]
    if len(page[i]["found"]) < 3:
        assert found is None
        return
    S, G = expected_separatrix(i)
    drawn, glia = np.array(found["S"]), np.array(found["G"])
    assert (np.diff(drawn) > 0).all()
    assert drawn[0] <= 0 or glia[0] >= 1
    assert drawn[-1] >= 1 or glia[-1] <= 0
    inside = (drawn > S[0]) & (drawn < 1)
    np.testing.assert_allclose(glia[inside], np.interp(drawn[inside], S, G), atol=2e-4)
    assert inside.sum() > 20
    expected = [high > np.interp(low, S, G) for low, high in PLACES]
    sure = [abs(high - np.interp(low, S, G)) > 1e-3 for low, high in PLACES]
    assert [f for f, known in zip(page[i]["isAbove"], sure, strict=True) if known] == [
        e for e, known in zip(expected, sure, strict=True) if known
    ]


@every
def test_the_separatrix_leaves_the_threshold_along_its_stable_direction(i, page):
    found, loop = page[i]["curve"], CASES[i]
    if found is None:
        return
    saddle = equilibria(loop)[1]
    at = int(np.argmin(np.abs(np.array(found["S"]) - saddle.S)))
    slope = (found["G"][at + 1] - found["G"][at]) / (found["S"][at + 1] - found["S"][at])
    own = (1 + (loop.N_0 + loop.w * saddle.G) * loop.factor) / loop.tau_S
    steer = (1 - saddle.S) * loop.w * loop.factor / loop.tau_S
    assert slope == pytest.approx((saddle.eigenvalues[0] + own) / steer, rel=1e-4)
