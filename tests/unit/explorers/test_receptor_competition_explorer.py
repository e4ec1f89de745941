"""What the curves of receptor competition show is pharmacology."""

import numpy as np
import pytest

from painloop.explorers import ReceptorCompetition
from painloop.explorers.declaration import Curves
from painloop.explorers.receptor_competition import DECLARATION
from painloop.explorers.state import measured, reaches, run, tell
from painloop.models.receptor_competition import K_A, K_B, equieffective_concentration


def full(**changes):
    return {**DECLARATION.defaults, **changes}


def words(state):
    measures = measured(DECLARATION, state, run(DECLARATION, state))
    return measures, tell(DECLARATION.summary, measures), [tell(view.finding, measures) for view in DECLARATION.views]


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
    curves = run(DECLARATION, full(antagonist=0.0, partial=10.0))
    gain = curves["effect"] - curves["effect_alone"]
    assert gain[0] > 30
    assert gain.min() < -5


def test_lost_receptors_lower_the_top_and_may_put_half_out_of_reach():
    lost = words(full(antagonist=0.0, working=9.0))
    assert lost[0]["top_now"] < 50
    assert lost[0]["half_now"] == np.inf
    assert "out of reach" in lost[1]


def test_where_a_curve_begins_above_the_threshold_it_has_reached_it():
    assert reaches(np.array([1.0, 10.0]), np.array([60.0, 80.0]), 50.0) == 1.0
    assert reaches(np.array([1.0, 100.0]), np.array([0.0, 100.0]), 50.0) == pytest.approx(10.0)


def test_a_curve_is_on_while_its_control_is():
    effect, occupancy = DECLARATION.views
    assert [series.key for series in DECLARATION.shown(occupancy, full(antagonist=0.0))] == ["p_AR"]
    assert [series.key for series in DECLARATION.shown(occupancy, full(partial=1.0))] == ["p_AR", "p_PR", "p_BR"]
    assert len(DECLARATION.shown(effect, full())) == 2


def test_what_is_drawn_is_at_hand_in_python():
    explorer = ReceptorCompetition(antagonist=0.0, efficacy=100.0)
    curves = explorer.trajectory()
    assert isinstance(curves, Curves)
    assert curves["effect"].max() == pytest.approx(100 * 100 / 101, abs=0.1)
    assert "spare" in explorer.describe()


def test_the_page_face_has_its_table_along_the_agonist():
    page = ReceptorCompetition()._repr_mimebundle_()[0]["text/html"]
    assert '<th scope="col" data-column="A">concentration of the full agonist (nM)</th>' in page
    assert page.count("<tr><td") == 10
