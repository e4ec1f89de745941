"""The dose clock says the same in Python and in the browser, and only what its curves show."""

import json
from dataclasses import replace

import numpy as np
import pytest
import traitlets
from javascript import run as javascript

from painloop import data
from painloop.explorers import DoseClock
from painloop.explorers.dose_clock import DECLARATION
from painloop.explorers.state import hours_above, measured, points, run, say, tell
from painloop.explorers.widget import as_json

STATES = [
    {},
    {"dose": 0.0},
    {"dose": 0.5, "days": 1},
    {"dose": 4.5, "schedule": "nightly", "days": 14},
    {"dose": 5.0, "days": 2, "plasma_driven": False},
    {"dose": 12.3, "schedule": "nightly", "days": 3, "two_phase": False},
    {"dose": 50.0, "schedule": "nightly"},
    {"plasma_driven": False, "two_phase": False, "brain_retention": False},
]


def full(changes):
    return {**DECLARATION.defaults, **changes}


def python(state):
    trajectory = run(DECLARATION, state)
    measures = measured(DECLARATION, state, trajectory)
    return {
        "measures": measures,
        "summary": tell(DECLARATION.summary, measures),
        "findings": [tell(view.finding, measures) for view in DECLARATION.views],
        "points": [[p.study for p in points(DECLARATION, view, state)] for view in DECLARATION.views],
        "times": trajectory.along.tolist(),
    }


@pytest.fixture(scope="module")
def browser():
    return javascript(
        """const { spec } = input;
        return input.states.map((values) => {
          const trajectory = state.run(spec, models, values);
          const measures = state.measured(spec, values, trajectory);
          return { measures, times: Array.from(trajectory.along), summary: state.tell(spec.summary, measures),
            findings: spec.views.map((view) => state.tell(view.finding, measures)),
            points: spec.views.map((view) => state.points(spec, view, values).map((p) => p.study)) };
        });""",
        {"spec": as_json(DECLARATION), "states": [full(changes) for changes in STATES]},
    )


@pytest.mark.parametrize("i", range(len(STATES)), ids=[json.dumps(state) for state in STATES])
def test_python_and_browser_say_and_measure_the_same(browser, i):
    ours, theirs = python(full(STATES[i])), browser[i]
    assert theirs["summary"] == ours["summary"]
    assert theirs["findings"] == ours["findings"]
    assert theirs["points"] == ours["points"]
    np.testing.assert_allclose(theirs["times"], ours["times"], rtol=1e-14)
    for key, value in ours["measures"].items():
        assert theirs["measures"][key] == (
            pytest.approx(value, rel=1e-9, abs=1e-12) if isinstance(value, float) else value
        )


def test_the_measures_of_50_mg_are_those_of_the_model():
    measures = python(full({}))["measures"]
    assert measures["peak_plasma"] == pytest.approx(13.1, abs=0.2)
    assert measures["end_brain_retention"] == pytest.approx(87, abs=1)
    assert measures["hours_plasma_driven"] == pytest.approx(10.9, abs=0.1)


def test_hours_above_half_at_4_5_mg_are_those_of_the_table():
    measures = python(full({"dose": 4.5}))["measures"]
    assert measures["hours_plasma_driven"] == pytest.approx(2.7, abs=0.05)


def test_hours_above_counts_the_time_a_broken_line_spends_above():
    assert hours_above(np.array([0.0, 1, 2, 3]), np.array([0.0, 2, 2, 0]), 1.0) == 2.0
    assert hours_above(np.array([0.0, 1]), np.array([1.0, 1]), 1.0) == 0.0


def test_a_measurement_is_shown_only_near_its_dose_on_its_schedule_and_within_the_days():
    occupancy = DECLARATION.views[1]

    def studies(**changes):
        return {p.study for p in points(DECLARATION, occupancy, full(changes))}

    assert studies(dose=4.5) == {"Rabiner 2011"}
    assert studies(dose=3.0) == set()
    assert studies(dose=50.0, days=1) == {"Rabiner 2011", "Lee 1988"}
    assert studies(dose=50.0) == {"Rabiner 2011", "Lee 1988", "Swiss product text"}
    assert studies(dose=50.0, schedule="nightly") == {"Weerts 2008"}


def test_every_row_of_the_pet_table_is_a_point():
    assert len(DECLARATION.views[1].points) == len(data.load("pet_occupancy"))


@pytest.mark.parametrize("dose", [0, 0.1, 1, 2, 3, 4, 5, 6.25, 7, 15, 39, 40, 50])
@pytest.mark.parametrize("schedule", ["once", "nightly"])
@pytest.mark.parametrize("days", [1, 7])
def test_there_are_words_for_every_state(dose, schedule, days):
    said = python(full({"dose": float(dose), "schedule": schedule, "days": days}))
    assert said["summary"].endswith(".")
    assert "{" not in said["summary"]


def test_where_there_is_no_scan_the_words_say_extrapolation():
    for changes in ({"dose": 4.5, "schedule": "nightly"}, {"dose": 1.0}, {"dose": 4.5}, {"dose": 25.0}):
        assert "extrapolation" in python(full(changes))["summary"]


def test_a_sentence_that_does_not_fit_is_not_said():
    assert say(DECLARATION.summary[2][:1], full({})) == ""


def test_a_control_is_a_trait_that_can_be_observed():
    clock, seen = DoseClock(), []
    clock.observe(lambda change: seen.append(change["new"]), "dose")
    clock.dose = 4.5
    assert seen == [4.5]
    assert clock.trajectory()["plasma_naltrexone"].max() == pytest.approx(1.18, abs=0.01)


@pytest.mark.parametrize("wrong", [{"dose": 51}, {"dose": -1}, {"schedule": "hourly"}, {"days": 0}, {"days": 2.5}])
def test_a_value_outside_its_range_is_refused(wrong):
    with pytest.raises(traitlets.TraitError):
        DoseClock(**wrong)


def test_a_control_that_is_none_is_refused_with_the_names_there_are():
    with pytest.raises(TypeError, match=r"no control doze; it has dose, schedule"):
        DoseClock(doze=4.5)


def test_the_page_face_carries_its_state_its_fallback_and_its_words():
    clock = DoseClock(dose=4.5)
    html = clock._repr_mimebundle_()[0]["text/html"]
    assert '<figure class="explorer" data-explorer="dose-clock"' in html
    assert "data:image/svg+xml" in html
    assert 'data-column="occupancy_brain_retention"' in html
    assert clock.describe() in html.replace("&#x27;", "'")


def test_two_printings_of_one_state_are_identical():
    assert DoseClock()._page() == DoseClock()._page()


def test_text_in_a_declaration_cannot_end_its_script_element():
    class Sly(DoseClock):
        declaration = replace(DECLARATION, caution="</script><b>")

    assert "</script><b>" not in Sly()._page().split("</figure>")[0].split("<figcaption")[0]
