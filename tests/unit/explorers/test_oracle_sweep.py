"""What is drawn along a dose or along the agonist rests on `analysis.dose` and on the receptor's closed forms.

`dose_response` follows a settled day hour by hour; the page has the day-averaged model, which is nearly that.
"""

from functools import cache

import numpy as np
import pytest
from oracle import answers, full, same

from painloop.analysis.dose import dose_response
from painloop.explorers.dose_paradox import DECLARATION as PARADOX
from painloop.explorers.potency_gap import DECLARATION as POTENCY
from painloop.explorers.receptor_competition import DECLARATION as RECEPTOR
from painloop.models import opioid_adaptation, oral_naltrexone, patient_on_ldn
from painloop.models.receptor_competition import equieffective_concentration
from painloop.runs.simulate import Dose, simulate

ADAPTING = (
    {},
    {"account": "brain_retention", "gain": 1.44},
    {"exponent": 1.5, "gain": 3.0},
    {"loop": "closed"},
    {"gain": 1.0},
    {"account": "plasma_driven"},
)
GLIAL = (
    {},
    {"pEC50": 6.0},
    {"pEC50": 3.977},
    {"alpha": 0.0, "T_max": 0.4},
    {"account": "brain_retention", "pEC50": 9.5},
    {"alpha": 0.3},
)
BOUND = (
    {},
    {"antagonist": 0.0},
    {"antagonist": 50.0, "efficacy": 3.0},
    {"antagonist": 2.0, "partial": 3.0, "working": 60.0},
    {"partial": 100.0},
    {"antagonist": 0.0, "working": 9.0},
    {"working": 0.0},
)
EXPLORERS = ((PARADOX, ADAPTING), (POTENCY, GLIAL), (RECEPTOR, BOUND))
DOSES = np.geomspace(0.1, 50.0, 61)
AGONIST = np.geomspace(0.01, 100_000.0, 161)
HALF_BLOCKS = {  # nM; the closed form of each account, its numbers as in the chapter on the body
    "two_phase": 2.6,
    "plasma_driven": 0.47 / 0.79,
    "brain_retention": 0.0555 / 0.3414,
}
NEARLY = {"rtol": 8e-3, "atol": 3e-3}  # the day in 24 moments, against the day as it goes


@pytest.fixture(scope="module")
def pages():
    return {each.name: answers(each, [full(each, **changes) for changes in cases]) for each, cases in EXPLORERS}


def cases(declaration, changes):
    """A test's parameters: the state, and which of the page's answers is its."""
    return pytest.mark.parametrize(("state", "i"), [(full(declaration, **c), i) for i, c in enumerate(changes)])


@cache
def settled(models, account, **values):
    return dose_response(models.with_account(account).widened(), DOSES, moments=120, **values)


@cache
def peak_in_plasma(dose):
    run = simulate(oral_naltrexone.MODEL, np.linspace(0, 6, 601), doses=[Dose(0.0, dose)])
    return run["plasma_naltrexone_nM"].max()


def read(drawn, at, worst=min):
    """The extreme of a curve, and the dose at which it lies."""
    where = int(np.flatnonzero(drawn == worst(drawn))[0])
    return float(drawn[where]), float(at[where])


@pytest.mark.slow
@cases(PARADOX, ADAPTING)
def test_the_dose_paradox_draws_the_means_of_a_settled_day(state, i, pages):
    page = pages[PARADOX.name][i]
    columns, asked = page["columns"], (opioid_adaptation, state["account"])
    values = {"u": state["gain"], "closed_gain": state["gain"], "h": state["exponent"]}
    expected = settled(*asked, **values, closed_loop=float(state["loop"] == "closed"))
    restored = settled(*asked, **{**values, "u": 1.0, "h": 1.0}, closed_loop=0.0)
    np.testing.assert_allclose(page["along"], DOSES, rtol=1e-12)
    np.testing.assert_allclose(columns["tone"], expected["tone"], **NEARLY)
    np.testing.assert_allclose(columns["blocked"], expected["blocked"], **NEARLY)
    np.testing.assert_allclose(columns["tone_restored"], restored["tone"], **NEARLY)


@pytest.mark.slow
@cases(PARADOX, ADAPTING)
def test_what_the_body_adds_is_divided_as_all_of_its_seats_are(state, i, pages):
    columns = pages[PARADOX.name][i]["columns"]
    asked = opioid_adaptation, state["account"]
    values = {"u": state["gain"], "closed_gain": state["gain"], "h": state["exponent"]}
    expected = settled(*asked, **values, closed_loop=float(state["loop"] == "closed"))
    works, blocked = expected["tone"] / expected["U"], expected["blocked"]
    shares = {"new_free": works, "new_blocked": blocked, "new_waiting": 1 - works - blocked}
    np.testing.assert_allclose(columns["U"], expected["U"], **NEARLY)
    for key, share in shares.items():
        np.testing.assert_allclose(4 * columns[key], (expected["U"] - 1) * share, rtol=0.05, atol=3e-3, err_msg=key)


@pytest.mark.slow
@cases(PARADOX, ADAPTING)
def test_the_dose_paradox_reads_its_peaks_in_per_cent(state, i, pages):
    page = pages[PARADOX.name][i]
    columns, measures = page["columns"], page["measures"]
    for key, stroke in (("tone", "now"), ("tone_restored", "alone")):
        peak, best = read(columns[key], DOSES, max)
        found = [measures[f"{name}_{stroke}"] for name in ("peak", "best", "end")]
        assert found == pytest.approx([100 * peak, best, 100 * columns[key][-1]], rel=1e-9)
    assert measures["peak_blocker"] == pytest.approx(100 * columns["blocked"].max(), rel=1e-9)
    assert f"{100 * columns['tone'][-1]:.0f}\u00a0%" in page["findings"][0]
    if not i:
        peak, best = read(columns["tone"], DOSES, max)
        assert page["findings"][0].startswith(
            f"Mean tone peaks at {best:.2g}\u00a0mg a night, at {100 * peak:.0f}\u00a0% of"
        )


@pytest.mark.slow
@cases(POTENCY, GLIAL)
def test_the_potency_gap_draws_the_means_of_a_settled_day(state, i, pages):
    columns = pages[POTENCY.name][i]["columns"]
    asked = patient_on_ldn, state["account"]
    values = {"EC50_TLR4": 10 ** (9 - state["pEC50"]), "alpha": state["alpha"], "T_max": state["T_max"]}
    expected, alone = settled(*asked, **values), settled(*asked, **{**values, "T_max": 0.0})
    dish = settled(*asked, **{**values, "EC50_TLR4": 105_500.0})
    np.testing.assert_allclose(columns["gain"], expected["gain"], **NEARLY)
    np.testing.assert_allclose(columns["gain_alone"], alone["gain"], **NEARLY)
    np.testing.assert_allclose(columns["glial_inhibition"], expected["glial_inhibition"], **NEARLY)
    np.testing.assert_allclose(columns["glial_inhibition_dish"], dish["glial_inhibition"], **NEARLY)


@cases(POTENCY, GLIAL)
def test_the_potency_gap_reads_its_valleys_in_per_cent(state, i, pages):
    page = pages[POTENCY.name][i]
    columns, measures = page["columns"], page["measures"]
    for key, stroke in (("gain", "gain"), ("gain_alone", "alone")):
        low, best = read(columns[key], DOSES)
        found = [measures[f"{name}_{stroke}"] for name in ("low", "best", "end")]
        assert found == pytest.approx([100 * low, best, 100 * columns[key][-1]], rel=1e-9)
    for key, stroke in (("glial_inhibition", "glia"), ("glial_inhibition_dish", "anchored")):
        assert measures[f"peak_{stroke}"] == pytest.approx(100 * columns[key].max(), rel=1e-9)


@cases(POTENCY, GLIAL)
def test_plasma_along_the_dose_is_that_of_every_tablet_and_its_distance_to_the_glia(state, i, pages):
    columns = pages[POTENCY.name][i]["columns"]
    nM = np.array([peak_in_plasma(dose) for dose in DOSES])
    np.testing.assert_allclose(columns["plasma_nM"], nM, rtol=1e-6)
    np.testing.assert_allclose(columns["plasma_p"], 9 - np.log10(nM), rtol=1e-6)
    np.testing.assert_allclose(columns["tenfolds"], 9 - state["pEC50"] - np.log10(nM), rtol=1e-6, atol=1e-6)


@cases(POTENCY, GLIAL)
def test_the_ruler_has_its_pins_at_what_is_needed_and_what_is_there(state, i, pages):
    page = pages[POTENCY.name][i]
    peaks = list(map(peak_in_plasma, (4.5, 50.0)))
    nM = 10 ** (9 - state["pEC50"])
    pins = dict(zip(("story", "low", "high", "dish", "set"), (0.65, *peaks, 105_500.0, nM), strict=True))
    for row, (key, value) in enumerate(pins.items(), 1):
        assert page["columns"][f"pin_{key}"] == pytest.approx([value], rel=1e-6)
        assert list(page["columns"][f"row_{key}"]) == [row]
    told = f"{nM:.3g}\u00a0nM" if nM < 1000 else f"{nM / 1000:.4g}\u00a0µM"
    drug = {
        "peak_low": peaks[0],
        "peak_high": peaks[1],
        "peak_low_uM": peaks[0] / 1000,
        "peak_high_uM": peaks[1] / 1000,
    }
    half_blocks = HALF_BLOCKS[state["account"]]
    same(page["facts"], {"EC50_TLR4_text": told, "pEC50_mu": 9 - np.log10(half_blocks), **drug}, rel=1e-6)
    assert f"As set, {told} half-acts" in page["findings"][2]


def bound(state, alone=False):
    """Shares of the three ligands and the effect, written out; constants are those of the chapter."""
    k = {key: RECEPTOR.model.by_key()[key] for key in ("K_A", "K_P", "K_B", "tau_P", "n", "E_max")}
    B, P, q = (0.0, 0.0, 1.0) if alone else (state["antagonist"], state["partial"], state["working"] / 100)
    seats = 1 + AGONIST / k["K_A"] + P / k["K_P"] + B / k["K_B"]
    full_one, partial, antagonist = AGONIST / k["K_A"] / seats, P / k["K_P"] / seats, B / k["K_B"] / seats
    power = (q * (state["efficacy"] * full_one + k["tau_P"] * partial)) ** k["n"]
    return {"p_AR": full_one, "p_PR": partial, "p_BR": antagonist, "effect": k["E_max"] * power / (1 + power)}


@cases(RECEPTOR, BOUND)
def test_ligands_compete_as_in_the_operational_model(state, i, pages):
    page = pages[RECEPTOR.name][i]
    np.testing.assert_allclose(page["along"], AGONIST, rtol=1e-12)
    for suffix in ("", "_alone"):
        for key, column in bound(state, bool(suffix)).items():
            np.testing.assert_allclose(page["columns"][f"{key}{suffix}"], column, rtol=1e-9, atol=1e-12, err_msg=key)


@cases(RECEPTOR, BOUND)
def test_of_all_receptors_each_ligand_holds_its_share_of_those_that_work(state, i, pages):
    columns, expected, q = pages[RECEPTOR.name][i]["columns"], bound(state), state["working"] / 100
    held = {"agonist": "p_AR", "partial": "p_PR", "antagonist": "p_BR"}
    for who, key in held.items():
        np.testing.assert_allclose(columns[f"seat_{who}"], q * expected[key], rtol=1e-9, atol=1e-12, err_msg=who)
    free = 1 - sum(expected[key] for key in held.values())
    np.testing.assert_allclose(columns["seat_free"], q * free, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(columns["seat_lost"], np.full(len(AGONIST), 1 - q), atol=1e-12)


@cases(RECEPTOR, BOUND)
def test_half_the_effect_lies_where_the_model_solved_for_the_agonist_has_it(state, i, pages):
    measures = pages[RECEPTOR.name][i]["measures"]
    as_set = {"B": state["antagonist"], "P": state["partial"], "q": state["working"] / 100}
    for stroke, values in (("now", as_set), ("alone", {})):
        exact = float(equieffective_concentration(50.0, tau_A=state["efficacy"], **values))
        assert measures[f"half_{stroke}"] == pytest.approx(max(exact, AGONIST[0]), rel=2e-3)


@cases(RECEPTOR, BOUND)
def test_the_receptors_readings_are_tops_and_gaddums_ratio(state, i, pages):
    page, expected = pages[RECEPTOR.name][i], bound(state)
    measures = page["measures"]
    assert measures["top_now"] == pytest.approx(expected["effect"].max(), rel=1e-9)
    assert measures["top_alone"] == pytest.approx(bound(state, True)["effect"].max(), rel=1e-9)
    for stroke, key in (("agonist", "p_AR"), ("partial", "p_PR"), ("antagonist", "p_BR")):
        assert measures[f"most_{stroke}"] == pytest.approx(100 * expected[key].max(), rel=1e-9)
    ratio = 1 + state["antagonist"] / RECEPTOR.model.by_key()["K_B"]
    assert measures["ratio"] == pytest.approx(ratio, rel=1e-12)
    if not i:
        assert f"it takes {ratio:.3g} times as much agonist" in page["summary"]
        assert f"greatest effect at {measures['half_alone']:,.1f}\u00a0nM" in page["summary"]
