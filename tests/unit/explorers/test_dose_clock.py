"""The dose clock says only what its curves show, and is a widget whose controls refuse what is no value."""

import re
from dataclasses import replace

import pytest
import traitlets
from javascript import run as javascript
from oracle import answered, explored

from painloop import data
from painloop.explorers import DoseClock
from painloop.explorers.dose_clock import ACCOUNTS, DECLARATION
from painloop.explorers.widget import note


def full(changes):
    return {**DECLARATION.defaults, **changes}


def said(**changes):
    return explored(DECLARATION, full(changes))


def test_the_measures_of_50_mg_are_those_of_the_model():
    measures = said().measures
    assert measures["peak_plasma"] == pytest.approx(13.1, abs=0.2)
    assert measures["end_brain_retention"] == pytest.approx(87, abs=1)
    assert measures["hours_plasma_driven"] == pytest.approx(10.9, abs=0.1)


def test_hours_above_half_at_4_5_mg_are_those_of_the_table():
    measures = said(dose=4.5).measures
    assert measures["hours_plasma_driven"] == pytest.approx(2.7, abs=0.05)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Blocked at hour 48: Plasma-driven 0 %. Two-phase 34 %. Brain retention 79 %."),
        ({"dose": 4.5, "hour": 1}, "Blocked at hour 1: Plasma-driven 83 %. Two-phase 45 %. Brain retention 29 %."),
        ({"dose": 4.5, "schedule": "nightly"}, "Blocked at hour 48: Plasma-driven 1 %. Two-phase 18 %. Brain retention "
             "49 %."),
        (dict.fromkeys(ACCOUNTS, False), "Plasma at hour 48: below 0.001 ng/mL."),
        ({**dict.fromkeys(ACCOUNTS, False), "hour": 1}, "Plasma at hour 1: 11.2 ng/mL."),
        ({"dose": 4.5}, "Blocked at hour 48: Plasma-driven 0 %. Two-phase 5 %. Brain retention 26 %."),
        ({"dose": 0.0}, "No dose, no blockade."),
    ],
)  # fmt: skip
def test_the_answer_speaks_of_receptors_first_as_the_title_does(changes, said):
    assert answered(DECLARATION, full(changes)).replace("\u00a0", " ") == said


@pytest.mark.parametrize(("t", "y", "hours"), [([0, 1, 2, 3], [0, 2, 2, 0], 2.0), ([0, 1], [1, 1], 0.0)])
def test_hours_above_counts_the_time_a_broken_line_spends_above(t, y, hours):
    assert javascript("return measures.hoursAbove(input.t, input.y, 1);", {"t": t, "y": y}) == hours


def test_a_measurement_is_shown_only_near_its_dose_on_its_schedule_and_within_the_days():
    def studies(**changes):
        return set(said(**changes).points[1])

    assert studies(dose=4.5) == {"Rabiner 2011"}
    assert studies(dose=3.0) == set()
    assert studies(dose=50.0, days=1) == {"Rabiner 2011", "Lee 1988"}
    assert studies(dose=50.0) == {"Rabiner 2011", "Lee 1988", "Swiss product text"}
    assert studies(dose=50.0, schedule="nightly") == {"Weerts 2008"}


def test_every_row_of_the_pet_table_is_a_point():
    assert len(DECLARATION.views[1].points) == len(data.load("pet_occupancy"))


def test_where_there_is_no_scan_the_words_say_extrapolation():
    for changes in ({"dose": 4.5, "schedule": "nightly"}, {"dose": 1.0}, {"dose": 4.5}, {"dose": 25.0}):
        assert "extrapolation" in said(**changes).summary


@pytest.mark.slow
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


def test_its_mount_is_data_alone():
    html = DoseClock(dose=4.5)._repr_mimebundle_()[0]["text/html"]
    assert html.startswith('<figure class="explorer" data-explorer="dose-clock" data-start="{&quot;')
    assert not re.sub(r"<script.*?</script>|<[^>]*>", "", html, flags=re.DOTALL).strip()


def test_two_printings_of_one_state_are_identical():
    assert DoseClock()._mount() == DoseClock()._mount()


def test_text_in_a_declaration_cannot_end_its_script_element():
    class Sly(DoseClock):
        declaration = replace(DECLARATION, caution="</script><b>")

    assert "</script><b>" not in Sly()._mount()
    assert "<b>" not in note(Sly.declaration)
