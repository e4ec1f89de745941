"""Which conclusions survive."""

import numpy as np
import pytest

from painloop.analysis.sensitivity import CONCLUSIONS, OF_DRUG_AND_TIME, VARIED, conclusions, hypercube, one_at_a_time
from painloop.models.patient_on_ldn import MODEL


@pytest.fixture(scope="module")
def lost():
    changes, multipliers = one_at_a_time()
    held = conclusions(MODEL, multipliers)
    missing = {key: {changes[i] for i in np.flatnonzero(~held[key])} for key in CONCLUSIONS}
    return missing, int(held["all"].sum()), len(changes)


def test_27_of_36_single_changes_leave_every_conclusion(lost):
    assert lost[1:] == (27, 36)


def test_what_is_lost_is_lost_where_the_figures_say(lost):
    missing = lost[0]
    assert missing["bistable"] == {("w", 0.5), ("n", 0.5), ("theta", 1.5)}
    further = {("w", 1.5), ("theta", 0.5), ("u", 0.5), ("T_max", 0.5)}
    assert missing["escape_at_4_5"] == missing["bistable"] | further
    assert missing["no_gain_at_50"] == {("alpha", 0.5), ("T_max", 1.5)}
    assert missing["inverted_u"] == {("u", 0.5)}
    assert not missing["tone_falls_at_50"] | missing["low_dose_helps"] | missing["no_escape_at_50"]


def test_the_defaults_keep_every_conclusion():
    held = conclusions(MODEL, {key: np.ones(1) for key in VARIED})
    assert all(held[key][0] for key in (*CONCLUSIONS, "all"))


def test_a_hypercube_fills_every_strip_once():
    multipliers = hypercube(50, OF_DRUG_AND_TIME)
    assert set(multipliers) == set(OF_DRUG_AND_TIME)
    for drawn in multipliers.values():
        assert sorted(np.floor((drawn - 0.5) * 50).astype(int)) == list(range(50))


def test_the_same_seed_gives_the_same_cube():
    np.testing.assert_array_equal(hypercube(8)["w"], hypercube(8)["w"])
    assert (hypercube(8)["w"] != hypercube(8, seed=8)["w"]).any()


@pytest.mark.doubt
@pytest.mark.parametrize(
    ("varied", "percent"),
    [
        (VARIED, [47, 78, 100, 70, 100, 8, 99, 4]),
        (OF_DRUG_AND_TIME, [100, 78, 100, 70, 100, 79, 94, 42]),
    ],
    ids=["all 18", "the 14 of drug and time"],
)
def test_two_hypercubes_of_2000_give_the_printed_table(varied, percent):
    cubes = [hypercube(2000, varied, seed) for seed in (7, 8)]
    multipliers = {key: np.concatenate([cube[key] for cube in cubes]) for key in varied}
    held = conclusions(MODEL, multipliers)
    found = [100 * held[key].mean() for key in (*CONCLUSIONS, "all")]
    np.testing.assert_allclose(found, percent, atol=1.0)


def test_a_parameter_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="nothing is known of alfa"):
        conclusions(MODEL, {"alfa": np.ones(2)})
