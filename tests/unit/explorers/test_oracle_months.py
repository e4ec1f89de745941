"""Months of a patient: ratings of `painloop.simulate`, means of `analysis.dose`, folds of `analysis.loop`."""

from functools import cache

import numpy as np
import pytest
from oracle import answers, full, same

from painloop.analysis.dose import dose_response
from painloop.analysis.loop import Loop, equilibria, folds_in_coupling
from painloop.explorers.patient_on_ldn import DECLARATION
from painloop.models import patient_on_ldn
from painloop.runs.simulate import Dose, simulate

pytestmark = pytest.mark.slow

CASES = [
    {},
    {"nights": 42},
    {"nights": 300, "N_0": 0.4, "day": 100},
    {"account": "brain_retention", "u": 1.44, "pEC50": 3.977},
    {"nights": 0},
    {"dose": 0.0, "day": 0},
    {"dose": 50.0, "alpha": 0.0, "w": 2.7, "nights": 150},
    {"w": 1.95, "nights": 20, "T_max": 0.4, "u": 3.0},
    {"w": 1.2},
]
STATES = [full(DECLARATION, **changes) for changes in CASES]
LEVEL = np.arange(1, 160) / 160
OWN = ("w", "N_0", "alpha", "T_max")


def readings(name):
    """Every state as a reading takes it: its account, and u and EC50; data-anchored they are 1.44 and 105.5 µM."""
    if name == "anchored":
        return [("brain_retention", 1.44, 105_500.0) for _ in STATES]
    return [(state["account"], state["u"], 10 ** (9 - state["pEC50"])) for state in STATES]


@cache
def undrugged():
    return [equilibria(Loop(w=state["w"], N_0=state["N_0"])) for state in STATES]


@cache
def oracle(name):
    """For each state, in a reading: ratings from day 0 on, the factor on the drive, how far glia are held, and glia."""
    rows = readings(name)
    found = [None] * len(STATES)
    for account in {row[0] for row in rows}:
        own = [i for i, row in enumerate(rows) if row[0] == account]
        for i, answer in zip(own, _patients(account, own, rows), strict=True):
            found[i] = answer
    return found


def _patients(account, own, rows):
    """Those states whose account it is, as patients of one run."""
    model = patient_on_ldn.with_account(account).widened()
    values = {key: np.array([STATES[i][key] for i in own], float) for key in OWN}
    values |= {"u": np.array([rows[i][1] for i in own]), "EC50_TLR4": np.array([rows[i][2] for i in own])}
    dose, nights = (np.array([STATES[i][key] for i in own], float) for key in ("dose", "nights"))
    start = {key: np.array([getattr(undrugged()[i][-1], key) for i in own]) for key in ("S", "G")}
    doses = [Dose(float(night), dose * (night < nights)) for night in range(300)]
    run = simulate(model, np.arange(301.0), doses=doses, start=start, keep=["S_total", "G"], **values)
    action = dose_response(model, dose, moments=120, **values)
    ratings = np.vstack([10 * start["S"], 10 * np.diff(run["S_total"], axis=0)]).T
    inhibition = np.broadcast_to(action["glial_inhibition"], dose.shape)
    return list(zip(ratings, action["disinhibition"], inhibition, run["G"].T, strict=True))


@pytest.fixture(scope="module")
def pages():
    return answers(DECLARATION, STATES)


every = pytest.mark.parametrize("i", range(len(CASES)), ids=map(str, CASES))
each_reading = pytest.mark.parametrize("name", ["now", "anchored"])


def held(loop):
    """The coupling that holds each level, by the algebra of the loop at rest."""
    glia = (1 - loop.inhibition) * LEVEL**loop.n / (loop.theta**loop.n + LEVEL**loop.n)
    return (LEVEL / ((1 - LEVEL) * loop.factor) - loop.N_0) / glia


def fold(loop):
    turns = folds_in_coupling(loop)
    return float(loop.coupling(turns[-1])) if turns else np.nan


@every
@each_reading
def test_the_ratings_are_those_of_the_days_up_to_the_day_shown(name, i, pages):
    state, columns, rating = STATES[i], pages[i]["columns"], oracle(name)[i][0]
    shown = np.where(np.arange(301) > state["day"], np.nan, rating)
    np.testing.assert_allclose(columns[f"rating_{name}"], shown, rtol=1e-6)
    assert columns[f"dot_{name}"] == pytest.approx([rating[state["day"]]], rel=1e-6)
    assert list(columns[f"coupling_{name}"]) == [state["w"]]


@every
@each_reading
def test_where_the_loop_can_rest_is_algebra_with_the_drugs_means_frozen(name, i, pages):
    state, columns, (_, factor, inhibition, _) = STATES[i], pages[i]["columns"], oracle(name)[i]
    loop = Loop(w=state["w"], N_0=state["N_0"], factor=float(factor), inhibition=float(inhibition))
    np.testing.assert_allclose(columns[f"rest_{name}"], 10 * LEVEL, rtol=1e-12)
    np.testing.assert_allclose(columns[f"held_{name}"], held(loop), rtol=5e-3, atol=2e-2)


@every
def test_without_the_drug_nothing_moves(i, pages):
    state, page = STATES[i], pages[i]
    start = 10 * undrugged()[i][-1].S
    assert page["along"] == list(range(301))
    np.testing.assert_allclose(page["columns"]["untreated"], start, rtol=1e-9)
    np.testing.assert_allclose(page["columns"]["rest_none"], 10 * LEVEL, rtol=1e-12)
    np.testing.assert_allclose(page["columns"]["held_none"], held(Loop(w=state["w"], N_0=state["N_0"])), rtol=1e-9)


@every
def test_the_calendar_counts_the_nights_of_each_day_of_the_week(i, pages):
    columns, facts = pages[i]["columns"], pages[i]["facts"]
    for name, nights in (("nights", facts["nights_end"]), ("taken", facts["taken"])):
        assert list(columns[f"{name}_by_weekday"]) == list(np.bincount(np.arange(nights) % 7, minlength=7))


def outcome(name, i):
    state, found, (rating, factor, inhibition, glia) = STATES[i], undrugged()[i], oracle(name)[i]
    below = np.flatnonzero(rating < 10 * found[1].S) if len(found) == 3 else np.array([])
    treated = Loop(w=state["w"], N_0=state["N_0"], factor=float(factor), inhibition=float(inhibition))
    return {
        f"escapes_{name}": len(below) > 0,
        f"escape_{name}": below[0] if len(below) else np.nan,
        f"lasts_{name}": bool(300 in below),
        f"last_{name}": rating[state["nights"]],
        f"first_{name}": rating[1],
        f"end_{name}": rating[300],
        f"fold_{name}": fold(treated),
        f"shown_{name}": rating[state["day"]],
        f"glia_{name}": glia[state["day"]],
        f"push_{name}": state["w"] * glia[state["day"]],
    }


@every
def test_the_facts_are_those_of_the_days(i, pages):
    state, found = STATES[i], undrugged()[i]
    nM = 10 ** (9 - state["pEC50"])
    facts = {
        "count": len(found),
        "start": 10 * found[-1].S,
        "threshold": 10 * found[1].S if len(found) == 3 else np.nan,
        "fold_none": fold(Loop(w=state["w"], N_0=state["N_0"])),
        "nights_end": state["nights"] if state["dose"] else 0,
        "taken": min(state["nights"], state["day"]) if state["dose"] else 0,
        "potency": f"{nM:.3g}\u00a0nM" if nM < 1000 else f"{nM / 1000:.4g}\u00a0µM",
    }
    same(pages[i]["facts"], {**facts, **outcome("now", i), **outcome("anchored", i)}, rel=1e-3)
    exact = ("start", "threshold", "fold_none", "last_now", "first_now", "end_now", "first_anchored")
    for key in (*exact, "shown_now", "glia_now", "push_now", "shown_anchored", "glia_anchored", "push_anchored"):
        expected = {**facts, **outcome("now", i), **outcome("anchored", i)}[key]
        assert pages[i]["facts"][key] == pytest.approx(expected, rel=1e-6, nan_ok=True), key


@every
def test_the_sentence_prints_the_day_of_escape_and_the_end(i, pages):
    state, said, facts = STATES[i], pages[i]["findings"][0], pages[i]["facts"]
    assert f"at a rating of {10 * undrugged()[i][-1].S:.1f}" in said
    if not (state["dose"] and state["nights"]):
        return
    expected = outcome("now", i)
    if expected["escapes_now"]:
        assert f"past the tipping point on day {expected['escape_now']:.0f}, " in said
    assert f"{facts['end_anchored']:.1f}" in said
    assert f"{facts['end_now']:.1f}" in said
