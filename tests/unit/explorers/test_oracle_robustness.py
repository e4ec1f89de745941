"""Break the model's page against `analysis.sensitivity`, which asks many sets at once, and `painloop.simulate`."""

from functools import cache
from itertools import product

import numpy as np
import pytest
from oracle import answers, full, same

from painloop.analysis.course import sensitised_start
from painloop.analysis.dose import dose_response
from painloop.analysis.sensitivity import CONCLUSIONS, VARIED, conclusions
from painloop.explorers.stress_test import CONCLUSIONS as SAID
from painloop.explorers.stress_test import DECLARATION
from painloop.models.patient_on_ldn import PRESETS
from painloop.runs.simulate import nightly, simulate

pytestmark = pytest.mark.slow

LATE = {
    "ED50": 150.0,
    "F": 50.0,
    "t_half_M": 50.0,
    "t_half_a": 50.0,
    "t_half_P": 50.0,
    "mu": 50.0,
}  # acts at high doses
CASES = [
    {},
    {"u": 50.0},
    {"w": 50.0},
    {"T_max": 50.0, "w": 110.0},
    {"alpha": 60.0, "tau_U": 130.0, "theta": 95.0},
    {"position": "data-anchored"},
    {"position": "blockade-does-not-matter", "N_0": 150.0},
    {"position": "slow-tail", "EC50_TLR4": 150.0},
    {**LATE, "u": 150.0},  # tone is highest above 10 mg
    {**LATE, "u": 62.0, "resting_ligand": 150.0},  # tone is highest in the range, but by less than half a per cent
]
STATES = [full(DECLARATION, **changes) for changes in CASES]
POSITIONS = {preset.key: preset for preset in PRESETS}
DOSES = np.geomspace(0.1, 50.0, 49)
OF_THE_LOOP = ("w", "n", "theta", "N_0")


def position_of(state):
    """The model of a position, without ends of ranges, and its values before any is changed."""
    preset = POSITIONS[state["position"]]
    values = preset.model.by_key(**preset.values)
    return preset, {key: float(values[key]) for key in VARIED if key in values}


def numbers(state, told):
    _, values = position_of(state)
    return {key: value * (100 if told else state[key]) / 100 for key, value in values.items()}


@cache
def held():
    """For each state, as it is and as it is told, by conclusion whether it holds; one account is asked at once."""
    found = {}
    for account in {position_of(state)[0].account for state in STATES}:
        own = [i for i, state in enumerate(STATES) if position_of(state)[0].account == account]
        model = position_of(STATES[own[0]])[0].model
        plain, asked = model.by_key(), list(product(own, [False, True]))
        values = [numbers(STATES[i], told) for i, told in asked]
        factors = {key: np.array([each[key] / plain[key] for each in values]) for key in values[0]}
        answer = conclusions(model, factors)
        found |= {case: [bool(answer[key][place]) for key in CONCLUSIONS] for place, case in enumerate(asked)}
    return found


@cache
def curves(i, told):
    """Tone and gain at every dose, and the ratings at 4.5 mg."""
    state = STATES[i]
    model, values = position_of(state)[0].model.widened(), numbers(state, told)
    response = dose_response(model, DOSES, moments=96, **values)
    start = sensitised_start(**{key: values[key] for key in OF_THE_LOOP})
    doses = nightly(model, 4.5, 180)
    total = simulate(model, np.arange(181.0), doses=doses, start=start, keep=["S_total"], **values)["S_total"]
    return {**response, "course": np.concatenate([[10 * start["S"]], 10 * np.diff(total)])}


@pytest.fixture(scope="module")
def pages():
    return answers(DECLARATION, STATES)


every = pytest.mark.parametrize("i", range(len(CASES)), ids=map(str, CASES))


@every
def test_the_conclusions_that_hold_are_those_of_the_analysis(i, pages):
    now, told = held()[i, False], held()[i, True]
    assert pages[i]["names"] == list(SAID.values())
    assert list(SAID) == list(CONCLUSIONS)
    assert dict(zip(SAID, pages[i]["columns"]["holds"], strict=True)) == dict(zip(SAID, now, strict=True))
    assert dict(zip(SAID, pages[i]["columns"]["holds_told"], strict=True)) == dict(zip(SAID, told, strict=True))


@every
def test_the_facts_count_them(i, pages):
    now, told = held()[i, False], held()[i, True]
    fell = [name for name, before, after in zip(SAID.values(), told, now, strict=True) if before and not after]
    changed = sum(key not in ("position",) and value != 100 for key, value in STATES[i].items())
    places = [str(place) for place, holds in enumerate(now, 1) if not holds]
    broken = " and ".join(filter(None, [", ".join(places[:-1]), *places[-1:]]))
    facts = {"changed": changed, "holding": sum(now), "told": sum(told), "count": 7, "broken": broken}
    same(pages[i]["facts"], {**facts, "fallen": len(fell), "fell": "; ".join(fell)})
    if changed:
        assert f"With {changed} of the numbers changed by up to a half, {sum(now)} of 7" in pages[i]["summary"]


@pytest.mark.parametrize("i", [1, 4, 5], ids=lambda i: str(CASES[i]))
@pytest.mark.parametrize("suffix", ["", "_told"])
def test_the_curves_are_those_of_settled_days_and_of_a_course(suffix, i, pages):
    columns, expected = pages[i]["columns"], curves(i, bool(suffix))
    np.testing.assert_allclose(columns["dose"], DOSES, rtol=1e-12)
    np.testing.assert_allclose(columns["days"], np.arange(181))
    np.testing.assert_allclose(columns[f"tone{suffix}"], expected["tone"], rtol=5e-3)
    np.testing.assert_allclose(columns[f"gain{suffix}"], expected["gain"], rtol=5e-3)
    np.testing.assert_allclose(columns[f"course{suffix}"], expected["course"], rtol=1e-6)
