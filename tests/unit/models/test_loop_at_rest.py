"""The loop at rest is what `pain_loop` stands still in, and what `analysis.loop` computes."""

import numpy as np
import pytest
from sympy import diff

from painloop.analysis.loop import Loop
from painloop.equations.printers import to_numpy
from painloop.models import loop_at_rest, pain_loop
from painloop.models.loop_at_rest import MODEL
from painloop.runs.simulate import evaluate

LEVEL = np.linspace(0.02, 0.98, 49)
LOOPS = [Loop(), Loop(w=2.7, N_0=0.2), Loop(factor=1.3, inhibition=0.2), Loop(n=2.0, theta=0.3)]


def at_rest(loop, level=LEVEL):
    values = {key: getattr(loop, key) for key in ("w", "n", "theta", "N_0", "factor", "inhibition")}
    return evaluate(MODEL, None, level=level, **values)


@pytest.mark.parametrize("loop", LOOPS)
def test_what_is_derived_is_what_one_finds_on_paper(loop):
    found, S = at_rest(loop), LEVEL
    recruitment = (1 - loop.inhibition) / (1 + (loop.theta / S) ** loop.n)
    drive = S / (1 - S) / loop.factor
    expected = {
        "recruitment": recruitment,
        "needed": drive,
        "nullcline": (drive - loop.N_0) / loop.w,
        "coupling": (drive - loop.N_0) / recruitment,
        "input": drive - loop.w * recruitment,
    }
    for key, values in expected.items():
        np.testing.assert_allclose(found[key], values, rtol=1e-10, atol=1e-12, err_msg=key)
        np.testing.assert_allclose(loop.curve(key)(S), found[key], rtol=1e-10, atol=1e-12, err_msg=key)


def test_the_curves_hold_near_nought():
    loop = Loop(n=6.0, N_0=0.0)
    assert list(loop.curve("recruitment_slope")([1e-300, 0.0])) == [0, 0]
    assert float(loop.recruitment(1e-9)) == pytest.approx(1e-54 / 0.5**6, rel=1e-12)
    assert float(loop.curve("input_slope")(1e-300)) == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize("S", [0.05, 0.4, 0.6, 0.9])
def test_with_the_coupling_it_names_the_loop_stands_still(S):
    coupling = float(at_rest(Loop(), S)["coupling"])
    glia = float(at_rest(Loop(), S)["recruitment"])
    equations = to_numpy(pain_loop.MODEL.widened())
    known = equations.complete(pain_loop.MODEL.widened().values(w=max(coupling, 0.0)))
    S_rate, G_rate, _ = equations.rates([S, glia, 0.0], equations.drive([], known), known)
    assert (S_rate, G_rate) == pytest.approx((0.0, 0.0), abs=1e-12)


def test_the_printed_slopes_are_derivatives():
    readouts = {readout.key: readout for readout in MODEL.readouts}
    spelled = {readout.symbol: readout.expression for readout in MODEL.readouts}

    def written_out(key):
        expression = readouts[key].expression
        while expression.free_symbols & set(spelled):
            expression = expression.subs(spelled)
        return expression

    values = {quantity.symbol: 0.3 + 0.1 * i for i, quantity in enumerate(MODEL.parameters)} | {pain_loop.s: 0.37}
    for key in ("recruitment", "needed", "input"):
        slope = diff(written_out(key), pain_loop.s).subs(values)
        assert float(slope) == pytest.approx(float(written_out(f"{key}_slope").subs(values)), rel=1e-12)
    coupling = (diff(written_out("coupling"), pain_loop.s) * written_out("recruitment")).subs(values)
    assert float(coupling) == pytest.approx(float(written_out("coupling_slope").subs(values)), rel=1e-12)


def test_every_number_is_there_to_teach():
    assert {quantity.grade.value for quantity in loop_at_rest.MODEL.parameters} == {"illustrative"}
