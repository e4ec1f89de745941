"""The two figures and the calendar of the patient, read back: days of `painloop.simulate`, rests of `analysis.loop`."""

import re
from functools import cache

import numpy as np
import pytest
from bs4 import BeautifulSoup
from faces import named_states, random_states
from oracle import full, still

from painloop.analysis.loop import Loop, equilibria
from painloop.explorers.patient_on_ldn import DECLARATION
from painloop.models import patient_on_ldn
from painloop.models.patient_on_ldn import DATA_ANCHORED
from painloop.runs.simulate import Dose, simulate

pytestmark = pytest.mark.slow

NOT_TAKEN = [full(DECLARATION, nights=0), full(DECLARATION, dose=0.0), full(DECLARATION, day=0)]
STATES = [*random_states(DECLARATION, 20), *named_states(DECLARATION), *NOT_TAKEN]
READINGS = ("now", "anchored")
OWN = ("w", "N_0", "alpha", "T_max")
NAMES = {"now": "as set", "anchored": "data-anchored"}
NEEDLE, BAR = "M0 0V-27", "M0-45V-30"
DEGREE, UNIT = 0.05, 0.02  # places are written to a hundredth

every = pytest.mark.parametrize("i", range(len(STATES)))
each_reading = pytest.mark.parametrize("name", READINGS)


@cache
def undrugged(i):
    return equilibria(Loop(w=STATES[i]["w"], N_0=STATES[i]["N_0"]))


def reading(name, state):
    """Account, u and EC50, as the state sets them or as the data anchor them."""
    if name == "anchored":
        return "brain_retention", DATA_ANCHORED["u"], DATA_ANCHORED["EC50_TLR4"]
    return state["account"], state["u"], 10 ** (9 - state["pEC50"])


@cache
def followed(name, account):
    """Ratings and glia from day 0 on of every state that has the account in the reading; patients of one run."""
    own = [i for i, state in enumerate(STATES) if reading(name, state)[0] == account]
    columns = {key: np.array([STATES[i][key] for i in own], float) for key in (*OWN, "dose", "nights")}
    values = {key: columns[key] for key in OWN}
    values["u"], values["EC50_TLR4"] = np.array([reading(name, STATES[i])[1:] for i in own]).T
    start = {key: np.array([getattr(undrugged(i)[-1], key) for i in own]) for key in ("S", "G")}
    doses = [Dose(float(night), columns["dose"] * (night < columns["nights"])) for night in range(300)]
    model = patient_on_ldn.with_account(account).widened()
    run = simulate(model, np.arange(301.0), doses=doses, start=start, keep=["S_total", "G"], **values)
    ratings = np.vstack([10 * start["S"], 10 * np.diff(run["S_total"], axis=0)])
    return dict(zip(own, zip(ratings.T, run["G"].T, strict=True), strict=True))


def on_day(name, i):
    """Rating and glia on the day shown."""
    ratings, glia = followed(name, reading(name, STATES[i])[0])[i]
    return float(ratings[STATES[i]["day"]]), float(glia[STATES[i]["day"]])


@cache
def scene(i):
    return BeautifulSoup(still(DECLARATION, STATES[i]), "html.parser").select_one("svg.scene")


def figure(name, i):
    return scene(i).select_one(f'g > path[fill="var(--skin)"][stroke="var(--stroke-{name})"]').parent


def turned(element):
    """By how many degrees an element is turned."""
    return float(re.fullmatch(r"rotate\((-?[\d.]+)\)", element["transform"])[1])  # type: ignore[index]


def between(level, low, high):
    return low + min(1.0, level) * (high - low)


@every
@each_reading
def test_the_needle_stands_at_the_rating_of_the_day(name, i):
    rating, _ = on_day(name, i)
    own = figure(name, i)
    needle = own.select_one(f'path[d="{NEEDLE}"]').parent
    assert turned(needle) == pytest.approx(18 * rating - 90, abs=DEGREE)
    [said] = [text.text for text in own.select("text") if re.fullmatch(r"\d\.\d", text.text)]
    assert float(said) == pytest.approx(rating, abs=0.0501)


@every
@each_reading
def test_a_bar_crosses_the_dial_at_the_tipping_point_where_there_is_one(name, i):
    bars = figure(name, i).select(f'path[d="{BAR}"]')
    found = undrugged(i)
    assert [turned(bar.parent) for bar in bars] == [
        pytest.approx(180 * state.S - 90, abs=DEGREE) for state in found[1:2] if len(found) == 3
    ]


@every
@each_reading
def test_the_cell_glows_with_the_rating_and_the_star_grows_with_the_glia(name, i):
    rating, glia = on_day(name, i)
    own = figure(name, i)
    cell = own.select_one('path[fill="var(--hot)"]')
    star = own.select_one('path[fill="var(--stroke-glia)"][fill-opacity]')
    assert float(cell["fill-opacity"]) == pytest.approx(between(rating / 10, 0, 0.75), abs=UNIT)
    assert float(star["fill-opacity"]) == pytest.approx(between(glia, 0, 0.7), abs=UNIT)


@every
@each_reading
def test_the_arrows_are_as_wide_as_what_they_hand_on(name, i):
    rating, glia = on_day(name, i)
    [there] = figure(name, i).select('path[fill="none"][stroke="var(--stroke-nerves)"][d^="M-7 85"]')
    [back] = figure(name, i).select('path[fill="none"][stroke="var(--stroke-glia)"]')
    assert float(there["stroke-width"]) == pytest.approx(between(rating / 10, 1.5, 5), abs=UNIT)
    assert float(back["stroke-width"]) == pytest.approx(between(STATES[i]["w"] * glia / 4, 1.5, 6), abs=UNIT)


@every
def test_a_mark_is_full_for_every_night_taken_up_to_the_day_and_framed_for_every_night_of_the_treatment(i):
    state = STATES[i]
    nights = state["nights"] if state["dose"] else 0
    taken = min(nights, state["day"])
    assert marks(i, "var(--ink-soft)") == calendar(nights)
    assert marks(i, "var(--stroke-plasma)") == calendar(taken)
    assert marks(i, "var(--paper)", begin=10) == calendar(nights)  # what makes a frame of a mark
    [words] = [text.text for text in scene(i).select("text") if "night" in text.text or "naltrexone" in text.text]
    assert words == (f"{taken} of {nights} nights, {state['dose']:.3g} mg" if nights else "no naltrexone")


def calendar(nights):
    """Where the nights are marked: weeks are columns."""
    return sorted((night // 7, night % 7) for night in range(nights))


def marks(i, stroke, begin=9):
    """The dashes of the seven rows, eight units from one to the next, by column and row."""
    rows = [group for group in scene(i).select("g[transform]") if ROW.fullmatch(group["transform"])]
    found = []
    for group in rows:
        row = (float(ROW.fullmatch(group["transform"])[1]) - 174) / 5.2  # type: ignore[index]
        [line] = group.select(f'path[stroke="{stroke}"]')
        assert sum(map(int, line["stroke-dasharray"].split())) == 8
        count = (float(line["d"].removeprefix(f"M{begin} 0H")) - begin) / 8
        assert count == pytest.approx(round(count), abs=0.01)
        found += [(week, round(row)) for week in range(round(count))]
    return sorted(found)


ROW = re.compile(r"translate\(0 ([\d.]+)\)")


@every
def test_the_pointer_stands_over_the_day_shown(i):
    day = STATES[i]["day"]
    [pointer] = [path["d"] for path in scene(i).select("path") if path["d"].endswith("169l-4.5-6h9z")]
    assert float(pointer[1:].split()[0]) == pytest.approx(8 + 8 * day / 7, abs=UNIT)
    assert f"day {day}" in [text.text for text in scene(i).select("text")]


@every
def test_the_label_says_the_day_and_both_dials(i):
    label = scene(i)["aria-label"]
    assert label.startswith(f"On day {STATES[i]['day']}, ")
    found = [float(each) for each in re.findall(r"(?:at|and at) (\d\.\d)\b(?! and the)", label)]
    now, anchored = (on_day(name, i)[0] for name in READINGS)
    assert found[0] == pytest.approx(now, abs=0.0501)
    if "without the drug" not in label:
        assert found[1] == pytest.approx(anchored, abs=0.0501)
    assert ("tipping point" in label) == (len(undrugged(i)) == 3)
    assert len(label.split()) <= 30


def test_both_figures_are_one_drawing_named_as_the_curves_are():
    shapes = [[path["d"] for path in figure(name, 0).select("path")] for name in READINGS]
    assert shapes[0] == shapes[1]
    said = [text.text for text in scene(0).select("text")]
    curves = {series.stroke: series.label for series in DECLARATION.views[0].series}
    assert {name: curves[name] for name in READINGS} == NAMES
    assert set(NAMES.values()) <= set(said)


def test_the_caption_says_that_it_is_no_forecast():
    assert "no forecast for a person" in DECLARATION.scene.caption
    assert len(re.findall(r"[\w’']+", DECLARATION.scene.caption)) <= 25
