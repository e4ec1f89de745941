"""How sure a curve is: its band and its words, worked out a second time from the same sets of parameters."""

import re

import numpy as np
import pytest
from faces import EXPLORERS, named_states, random_states
from javascript import run as javascript

import painloop
from painloop.explorers.widget import as_json
from painloop.models import receptor_blockade
from painloop.runs.simulate import Dose

pytestmark = pytest.mark.slow
DOUBTED = {
    name: each.declaration
    for name, each in EXPLORERS.items()
    if each.declaration.model and any(view.kind == "lines" and not view.across for view in each.declaration.views)
}
ASK = """
const { spec, state: values } = input;
const keys = spec.views.filter(({ kind, across }) => kind === "lines" && !across)
  .flatMap(({ series }) => series.map(({ key }) => key));
const own = state.momentOf(spec, models, values);
const sets = hypercube.hypercube(models, 100);
const moments = sets.map((set) => state.momentOf(spec, set, values));
const answers = moments.map(({ curves, measures }) => ({ columns: curves.columns, measures }));
const pick = ({ columns }) => Object.fromEntries(keys.map((key) => [key, columns[key]]));
"""


def asked(declaration, state, what):
    """What a piece of script gives, in which all sets have been asked."""
    return javascript(f"{ASK} return {what};", {"spec": as_json(declaration), "state": state})


def told(answer, summary, own, states):
    """The words on these states, where an answer and a summary are said in the state `own`."""
    spec = {"answer": answer, "summary": summary}
    given = {"spec": spec, "own": {"measures": own}, "states": [{"measures": each} for each in states]}
    return javascript("return sure.agreement(input.spec, input.own, input.states);", given)


def test_the_band_of_the_dose_clock_is_that_of_python_with_the_same_sets():
    state = {**DOUBTED["DoseClock"].defaults, "dose": 4.5}
    found = asked(
        DOUBTED["DoseClock"],
        state,
        """{ along: own.curves.along, band: sure.bandOf(keys, answers), sets: sets.map((set) =>
        Object.fromEntries(set.receptor_blockade.parameters.map(({ key, default: value }) => [key, value]))) }""",
    )
    values = {key: np.array([each[key] for each in found["sets"]]) for key in found["sets"][0]}
    times = np.array(found["along"])
    run = painloop.simulate(receptor_blockade.MODEL, times, doses=[Dose(0.0, 4.5)], **values)
    for key in ("plasma_naltrexone", "occupancy_two_phase", "occupancy_brain_retention"):
        ranked = np.sort(np.asarray(run[key]), axis=1)
        for end, place in {"low": 5, "high": 94}.items():
            expected = ranked[:, place]
            scale = 2e-4 * expected.max()
            assert found["band"][f"{end}_{key}"] == pytest.approx(expected, rel=2e-3, abs=scale), (end, key)


def test_ninety_sets_lie_within_the_band_at_every_point():
    found = asked(
        DOUBTED["DoseParadox"], DOUBTED["DoseParadox"].defaults, "[sure.bandOf(keys, answers), answers.map(pick)]"
    )
    band, columns = found
    for key in columns[0]:
        all_sets = np.array([each[key] for each in columns])
        inside = (np.array(band[f"low_{key}"]) <= all_sets) & (all_sets <= np.array(band[f"high_{key}"]))
        assert (inside.sum(axis=0) == 90).all() or np.ptp(all_sets, axis=0).min() == 0, key


def test_a_point_that_some_set_does_not_have_has_no_band():
    low, high = javascript("return sure.middle([1, NaN, 3])")
    assert np.isnan([low, high]).all()
    assert javascript("return sure.middle([...Array(100).keys()].reverse())") == [5, 94]
    assert javascript("return sure.middle([7])") == [7, 7]


HEALS = [
    [
        {"text": "It heals at {end:.1f} after {days:g} days.", "when": [["end", "<", 3]]},
        {"text": "It stays.", "when": []},
    ]
]
WHY = [[{"text": "One state.", "when": [["count", "<", 3]]}, {"text": "Three.", "when": []}]]


def test_the_words_count_the_sets_that_say_the_same_and_say_over_which_values():
    states = [{"end": i / 10, "days": 4, "count": 1 if i < 5 else 3} for i in range(100)]
    said = told(HEALS, WHY, {"end": 1, "days": 4, "count": 1}, states)
    assert said == (
        "30 of 100 sets of parameters give this answer, apart from its numbers, 5 of them with all that is said below. "
        "Over the middle nine tenths of the 30 it reads: “It heals at 0.1 to 2.8 after 4 days.”"
    )
    assert told(HEALS, WHY, {"end": 9, "days": 4, "count": 3}, states).startswith("70 of 100 sets")
    assert told(HEALS, WHY, {"end": 1, "days": 4, "count": 3}, [{"end": 9, "days": 4, "count": 3}] * 3) == (
        "0 of 3 sets of parameters give this answer, apart from its numbers."
    )


@pytest.mark.parametrize("name", DOUBTED)
def test_in_every_state_the_words_make_sense_and_a_band_is_where_a_curve_is(name):
    declaration = DOUBTED[name]
    states = [named_states(declaration)[-1], *random_states(declaration, 1)]
    for state in states:
        words, band, own = asked(
            declaration, state, "[sure.agreement(spec, own, answers), sure.bandOf(keys, answers), pick(own.curves)]"
        )
        assert re.match(
            r"\d+ of 100 sets of parameters give this answer, apart from its numbers(, \d+ of them |\.$)", words
        ), words
        assert not re.search(r"NaN|undefined|null|Infinity|[{}]", words), (state, words)
        for key, column in own.items():
            low, high, curve = (
                np.array(each, dtype=float) for each in (band[f"low_{key}"], band[f"high_{key}"], column)
            )
            drawn = np.isfinite(low)
            assert (low[drawn] <= high[drawn]).all()
            assert np.array_equal(drawn, np.isfinite(high))
            assert drawn[np.isfinite(curve)].mean() > 0.9 if np.isfinite(curve).any() else True, (key, state)


def test_what_the_reader_sets_stays_in_every_set():
    declaration = DOUBTED["PainLoop"]
    couplings = "sets.map((set) => set.loop_at_rest.parameters.find(({ key }) => key === 'w').default)"
    drawn, healthy = asked(
        declaration,
        {**declaration.defaults, "w": 1.0},
        f"[{couplings}, answers.map(({{ measures }}) => measures.healthy)]",
    )
    assert len(set(drawn)) == 100
    assert max(healthy) < 3, "a loop of a low coupling rests low, whatever the rest"
