"""What the curves of receptor competition show is pharmacology."""

import numpy as np
import pytest
from javascript import run as javascript
from oracle import explored
from oracle import full as changed

from painloop.explorers import ReceptorCompetition
from painloop.explorers.receptor_competition import DECLARATION
from painloop.explorers.widget import as_json
from painloop.models.receptor_competition import K_A, K_B, equieffective_concentration


def full(**changes):
    return changed(DECLARATION, **changes)


def words(state):
    found = explored(DECLARATION, state)
    return found.measures, found.summary, found.findings


def reaches(along, y, threshold):
    return javascript("return measures.reaches(input.along, input.y, input.threshold);", locals())


def test_the_point_of_half_effect_is_the_models_own():
    for changes in ({"antagonist": 0.0}, {"antagonist": 50.0}, {"efficacy": 3.0}, {"partial": 3.0, "antagonist": 2.0}):
        state = full(**changes)
        exact = equieffective_concentration(
            50.0, B=state["antagonist"], P=state["partial"], tau_A=state["efficacy"], q=state["working"] / 100
        )
        assert words(state)[0]["half_now"] == pytest.approx(float(exact), rel=2e-3)  # between two drawn points


def test_an_antagonist_moves_the_curve_by_gaddums_dose_ratio_and_keeps_its_top():
    measures = words(full(antagonist=5.0))[0]
    assert measures["half_now"] / measures["half_alone"] == pytest.approx(1 + 5.0 / K_B.default, rel=2e-3)
    assert measures["ratio"] == pytest.approx(1 + 5.0 / K_B.default)
    assert measures["top_now"] == pytest.approx(measures["top_alone"], abs=0.1)


def test_with_receptors_to_spare_half_the_effect_needs_fewer_than_half_of_them():
    measures = words(full())[0]
    assert measures["half_alone"] < K_A.default / 5


def test_a_partial_agonist_helps_a_little_and_hinders_a_lot():
    curves = explored(DECLARATION, full(antagonist=0.0, partial=10.0))
    gain = curves["effect"] - curves["effect_alone"]
    assert gain[0] > 30
    assert gain.min() < -5


def test_lost_receptors_lower_the_top_and_may_put_half_out_of_reach():
    lost = words(full(antagonist=0.0, working=9.0))
    assert lost[0]["top_now"] < 50
    assert lost[0]["half_now"] == np.inf
    assert "out of reach" in lost[1]


def test_where_a_curve_begins_above_the_threshold_it_has_reached_it():
    assert reaches([1.0, 10.0], [60.0, 80.0], 50.0) == 1.0
    assert reaches([1.0, 100.0], [0.0, 100.0], 50.0) == pytest.approx(10.0)


def shown(view, state):
    body = "return state.shown(input.view, input.state).map(({ key }) => key);"
    return javascript(body, {"view": as_json(DECLARATION)["views"][view], "state": state})


def test_a_curve_is_on_while_its_control_is():
    assert shown(1, full(antagonist=0.0)) == ["p_AR"]
    assert shown(1, full(partial=1.0)) == ["p_AR", "p_PR", "p_BR"]
    assert len(shown(0, full())) == 2


def test_what_stands_still_is_asked_of_the_model():
    with pytest.raises(
        ValueError, match=r"nothing in receptor-competition runs in time; in Python ask painloop\.evaluate"
    ):
        ReceptorCompetition().trajectory()
    state = full(antagonist=0.0, efficacy=100.0)
    assert explored(DECLARATION, state)["effect"].max() == pytest.approx(100 * 100 / 101, abs=0.1)
    assert "spare" in words(state)[1]
