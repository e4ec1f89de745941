"""From curves to readings and words: arithmetic on curves made by hand, Python's number formats, the PET table."""

import re
from dataclasses import asdict
from math import inf

import numpy as np
import pytest
from javascript import run as javascript
from oracle import full

from painloop import data, explorers
from painloop.analysis.dose import dose_response
from painloop.explorers.dose_clock import DECLARATION as CLOCK
from painloop.explorers.receptor_competition import DECLARATION as RECEPTOR
from painloop.explorers.virtual_trial import DECLARATION as TRIAL
from painloop.explorers.widget import as_json
from painloop.models.opioid_adaptation import with_account

DECLARED = [getattr(explorers, name).declaration for name in explorers.__all__]
SPECS = sorted(
    {spec for each in DECLARED for spec in re.findall(r":([,.\d]*[efgd%])}", repr(each))} | {".4f", ".3g", ",.1f"}
)
NUMBERS = [0.0, 0.6, 1.0, 2.26, 9.96, 13.0, -0.37, -12.6, 123.456, 99999.9, 0.00012345, 1234567.8, 1e-9, 100.0]

BENT = [0.0, 2.0, 6.0, 4.0, -2.0, 3.0]  # over 1, 10, 100, 1000, 2000, 4000
ALONG = [1.0, 10.0, 100.0, 1000.0, 2000.0, 4000.0]
EXTREMES = ("peak", "peak_at", "lowest", "lowest_at", "end")
HOWS = (*EXTREMES, "hours_above", "reaches")


@pytest.fixture(scope="module")
def readings():
    """Every way of reading, of a curve drawn 10 times as high as it is, with a threshold of 30 as drawn."""
    view = {
        "key": "v",
        "factor": 10,
        "threshold": 30,
        "series": [{"key": "y", "stroke": "now"}, {"key": "z", "stroke": "old"}],
    }
    measures = [{"key": how, "view": "v", "how": how, "factor": 100, "column": ""} for how in HOWS]
    hidden = {"key": "alone", "view": "v", "how": "end", "factor": 2, "column": "z"}
    return javascript(
        """const curves = { along: Float64Array.from(input.along), facts: { fact: "told" },
          columns: { y: Float64Array.from(input.bent), z: Float64Array.from(input.bent, () => 1) } };
        return state.measured({ source: { kind: "sweep" }, ...input.spec }, { dose: 3 }, curves);""",
        {"along": ALONG, "bent": BENT, "spec": {"views": [view], "measures": [*measures, hidden]}},
    )


def test_every_way_of_reading_a_curve_is_arithmetic(readings):
    above = 90 * (6 - 3) / (6 - 2) + 900 * 1 + 1000 * (4 - 3) / (4 + 2)
    now = {"peak": 600, "peak_at": 100, "lowest": -200, "lowest_at": 2000, "end": 300}
    now |= {"hours_above": above, "reaches": 10 * 10 ** (1 / 4)}
    old = {"peak": 100, "peak_at": 1, "lowest": 100, "lowest_at": 1, "end": 100, "hours_above": 0, "reaches": None}
    for how in HOWS:
        assert readings[f"{how}_now"] == pytest.approx(now[how]), how
        assert readings[f"{how}_old"] == (inf if how == "reaches" else pytest.approx(old[how])), how
    assert readings["alone"] == 2
    assert (readings["dose"], readings["fact"]) == (3, "told")
    assert len(readings) == 2 * len(HOWS) + 3


@pytest.mark.slow
@pytest.mark.parametrize("level", [-1.0, 0.0, 3.0, 5.5, 7.0])
def test_hours_above_are_those_of_the_straight_lines_between_points(level):
    found = javascript(
        "return state.hoursAbove(input.t, input.y, input.level);", {"t": ALONG, "y": BENT, "level": level}
    )
    fine = np.linspace(1, 4000, 3_999_001)
    assert found == pytest.approx(3999 * (np.interp(fine, ALONG, BENT) > level).mean(), abs=0.01)


def test_the_first_place_that_reaches_lies_straight_over_the_logarithm():
    asked = [([1, 100], [0, 100], 50), ([1, 10], [60, 80], 50), ([1, 10], [0, 40], 50), ([2, 8, 32], [50, 0, 90], 50)]
    asked += [([1, 4, 16], [0, 10, 50], 50), ([1, 4, 16, 64], [0, 60, 0, 90], 30)]
    found = javascript("return input.map((each) => state.reaches(...each));", asked)
    assert found == pytest.approx([10, 1, inf, 2, 16, 2])


def test_numbers_are_printed_as_python_prints_them():
    found = javascript(
        "return input.specs.map((spec) => input.numbers.map((value) => state.number(value, spec)));",
        {"specs": SPECS, "numbers": NUMBERS},
    )
    for spec, row in zip(SPECS, found, strict=True):
        plain = [format(value, spec).replace("e-0", "e-").replace("e+0", "e+") for value in NUMBERS]
        sure = [not re.fullmatch(r"-0\.?0*", text) for text in plain]
        assert [t for t, known in zip(row, sure, strict=True) if known] == [
            t for t, known in zip(plain, sure, strict=True) if known
        ], spec


def test_a_half_is_rounded_away_from_nought():
    found = javascript(
        "return input.map((each) => state.number(...each));", [(0.5, ".0f"), (2.5, ".0f"), (-2.25, ".1f")]
    )
    assert found == ["1", "3", "-2.3"]


def test_the_first_sentence_that_fits_is_filled_and_choices_are_joined():
    state = {"low": 1, "name": "w", "on": True, "x": 0.127, "big": 12345.6, "none": -0.5}
    choice = [
        {"text": "never", "when": [["low", "!=", 1]]},
        {"text": "in part", "when": [["low", "==", 1], ["name", "==", "N_0"]]},
        {"text": "both: {x:.2f} of {big:,.0f}, {name} {on} {none:g}.", "when": [["low", "<=", 1], ["low", ">=", 1]]},
        {"text": "later", "when": []},
    ]
    single = {
        how: [[{"text": how, "when": [["low", how, value]]}] for value in (0, 1, 2)]
        for how in ("==", "!=", "<", "<=", ">", ">=")
    }
    found = javascript(
        """const { state: now, choice, single } = input;
        const end = [{ text: "End.", when: [["name", "==", "w"]] }];
        const said = Object.entries(single).map(([how, three]) => [how, three.map((each) => state.say(each, now))]);
        return { told: state.tell([choice, [], [{ text: "", when: [] }], end], now), fits: Object.fromEntries(said),
          number: [state.numberOf("low", now), state.numberOf(7, now)] };""",
        {"state": state, "choice": choice, "single": single},
    )
    assert found["told"] == "both: 0.13 of 12,346, w true -0.5. End."
    fits = {"==": "010", "!=": "101", "<": "001", "<=": "011", ">": "100", ">=": "110"}
    assert found["fits"] == {how: [how if fit == "1" else "" for fit in row] for how, row in fits.items()}
    assert found["number"] == [1, 7]


def test_a_series_is_shown_while_its_control_is_on_or_above_nought():
    view = {"series": [{"key": key, "stroke": key} for key in ("on", "off", "some", "none", "free")]}
    found = javascript(
        "return state.shown(input, { on: true, off: false, some: 3, none: 0 }).map(({ key }) => key);", view
    )
    assert found == ["on", "some", "free"]


CLOCKS = [
    {},
    {"dose": 45.0, "days": 14},
    {"dose": 39.0},
    {"dose": 5.0, "days": 1},
    {"dose": 4.5, "schedule": "nightly"},
    {"dose": 50.0, "schedule": "nightly", "days": 2},
    {"dose": 50.0, "schedule": "nightly", "days": 10},
    {"dose": 50.0, "days": 1},
    {"dose": 0.0},
]


def near(state, within=1.25):
    """The scans at the nearest dose studied, if that is within a factor, on this schedule and in the days shown."""
    table = data.load("pet_occupancy")
    daily = "daily" if state["schedule"] == "nightly" else table.schedule[table.schedule != "daily"].iloc[0]
    rows = table[(table.schedule == daily) & (table.time_h.fillna(0) <= 24 * state["days"])]
    ratio = (
        np.maximum(rows.dose_mg / state["dose"], state["dose"] / rows.dose_mg) if state["dose"] else rows.dose_mg * inf
    )
    rows = rows[ratio <= within]
    ratio = ratio[ratio <= within]
    return sorted(rows.study[ratio <= ratio.min() + 1e-12]) if len(rows) else []


def test_the_scans_drawn_are_those_at_the_nearest_dose():
    states = [full(CLOCK, **changes) for changes in CLOCKS]
    found = javascript(
        """const { spec, states } = input;
        return states.map((values) => state.points(spec, spec.views[1], values).map((point) => point.study));""",
        {"spec": as_json(CLOCK), "states": states},
    )
    assert [sorted(each) for each in found] == [near(state) for state in states]
    assert any(found)
    far = javascript(
        """const spec = { ...input.spec, nearby: 100 };
        return input.states.map((values) => state.points(spec, spec.views[1], values).map((point) => point.study));""",
        {"spec": as_json(CLOCK), "states": states},
    )
    assert [sorted(each) for each in far] == [near(state, 100) for state in states]
    assert (
        javascript(
            "return state.points(input.spec, input.view, input.state);",
            {"spec": as_json(RECEPTOR), "view": asdict(CLOCK.views[1]), "state": states[0]},
        )
        == []
    )


def test_the_readings_of_nightly_doses_are_of_the_last_day_alone():
    """A curve that is its own hour: the peak is where the last day ends, the lowest where it begins."""
    spec = {"key": "v", "factor": 1, "threshold": None, "series": [{"key": "y", "stroke": "now"}]}
    measures = [{"key": how, "view": "v", "how": how, "factor": 1, "column": ""} for how in EXTREMES]
    source = {"kind": "regimen", "amount": "dose", "schedule": "schedule", "days": "days", "every": 24}
    found = javascript(
        """const along = Float64Array.from({ length: 5 * 24 + 1 }, (_, hour) => hour);
        return ["nightly", "once"].map((schedule) =>
          state.measured(input, { dose: 1, schedule, days: 5 }, { along, columns: { y: along }, facts: {} }));""",
        {"source": source, "views": [spec], "measures": measures},
    )
    read = [[each[f"{how}_now"] for how in EXTREMES] for each in found]
    assert read == [[120, 120, 96, 96, 120], [24, 24, 0, 0, 24]]


@pytest.mark.slow
def test_the_account_that_is_chosen_is_the_model_that_is_asked():
    """At 50 mg, where the accounts differ most: mean blockade of one that lasts all day is far higher."""
    declaration = explorers.DoseParadox.declaration
    found = javascript(
        """return ["plasma_driven", "brain_retention"].map((account) =>
          state.run(input.spec, models, { ...input.state, account }).columns.blocked.at(-1));""",
        {"spec": as_json(declaration), "state": declaration.defaults},
    )
    means = [dose_response(with_account(name), 50.0)["blocked"][0] for name in ("plasma_driven", "brain_retention")]
    assert found == pytest.approx(means, abs=5e-3)
    assert means[1] > means[0] + 0.3


def few(declaration, **changes):
    """The curves of a state at so few points that they fit on paper, and all of them."""
    body = """const all = state.run(input.spec, models, input.values);
      return [state.few(input.spec, models, input.values, all), all];"""
    return javascript(body, {"spec": as_json(declaration), "values": full(declaration, **changes)})


def test_on_paper_a_curve_has_eleven_points_with_both_its_ends():
    some, all_ = few(RECEPTOR)
    assert some["along"] == all_["along"][::16]
    assert len(some["along"]) == 11
    assert (some["along"][0], some["along"][-1]) == (all_["along"][0], all_["along"][-1])
    assert {key: column for key, column in some["columns"].items() if len(column) > 1} == {
        key: column[::16] for key, column in all_["columns"].items() if len(column) > 1
    }


def test_on_paper_rows_are_the_first_twenty_and_what_runs_over_something_else_is_thinned():
    some, all_ = few(TRIAL, trials=60)
    assert some["names"] == [str(n) for n in range(1, 21)]
    assert some["columns"]["difference"] == all_["columns"]["difference"][:20]
    assert some["columns"]["sizes"] == all_["columns"]["sizes"][::5]
    assert some["columns"]["size_here"] == all_["columns"]["size_here"]


def test_a_reply_is_told_with_the_numbers_of_the_state_that_is_shown():
    spec = {**as_json(CLOCK), "prediction": {"reply": "{dose:g} mg, {peak_plasma:.2f}", "values": {"dose": 4.5}}}
    told = javascript("return state.replyTo(input.spec, models, input.values);", {"spec": spec, "values": full(CLOCK)})
    assert told == "4.5 mg, 1.18"
