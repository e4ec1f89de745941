"""What a state asks of its model, and what of its curves is shown, printed and said."""

import pytest
from javascript import run as javascript
from oracle import full

from painloop import explorers
from painloop.analysis.dose import dose_response
from painloop.explorers.dose_clock import DECLARATION as CLOCK
from painloop.explorers.receptor_competition import DECLARATION as RECEPTOR
from painloop.explorers.virtual_trial import DECLARATION as TRIAL
from painloop.explorers.widget import as_json
from painloop.models.opioid_adaptation import with_account


def test_a_series_is_shown_while_its_control_is_on_or_above_nought():
    view = {"series": [{"key": key, "stroke": key} for key in ("on", "off", "some", "none", "free")]}
    found = javascript(
        "return state.shown(input, { on: true, off: false, some: 3, none: 0 }).map(({ key }) => key);", view
    )
    assert found == ["on", "some", "free"]


def test_an_end_of_an_axis_is_a_number_or_the_one_of_that_name():
    assert javascript('return [state.numberOf("low", input), state.numberOf(7, input)];', {"low": 1}) == [1, 7]


@pytest.mark.slow
def test_the_account_that_is_chosen_is_the_model_that_is_asked():
    """At 50 mg, where the accounts differ most: mean blockade of one that lasts all day is far higher."""
    declaration = explorers.DoseParadox.declaration
    found = javascript(
        """return ["plasma_driven", "brain_retention"].map((account) =>
          state.curvesOf(input.spec, models, { ...input.state, account }).columns.blocked.at(-1));""",
        {"spec": as_json(declaration), "state": declaration.defaults},
    )
    means = [dose_response(with_account(name), 50.0)["blocked"][0] for name in ("plasma_driven", "brain_retention")]
    assert found == pytest.approx(means, abs=5e-3)
    assert means[1] > means[0] + 0.3


def few(declaration, **changes):
    """The curves of a state at so few points that they fit on paper, and all of them."""
    body = """const all = state.curvesOf(input.spec, models, input.values);
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
