"""What holds of every explorer: Python and the browser compute, measure and say the same, and never say nonsense."""

import numpy as np
import pytest
from javascript import run as javascript

from painloop import explorers
from painloop.explorers.declaration import Radio, Slider
from painloop.explorers.state import measured, run, tell
from painloop.explorers.widget import as_json

EXPLORERS = {name: getattr(explorers, name) for name in explorers.__all__}
RANDOM = 50
every = pytest.mark.parametrize("name", EXPLORERS)


def at_random(control, random):
    if isinstance(control, Slider):
        value = float(random.uniform(control.low, control.high))
        return round(value) if control.whole else value
    return str(random.choice(list(control.options))) if isinstance(control, Radio) else bool(random.integers(2))


def states(declaration):
    """The default, every preset, what a prediction shows, the ends of every slider, and states at random."""
    random = np.random.default_rng(20261123)
    ends = [{c.key: end} for c in declaration.controls if isinstance(c, Slider) for end in (c.low, c.high)]
    options = [{c.key: option} for c in declaration.controls if isinstance(c, Radio) for option in c.options]
    shown = [declaration.prediction.values] if declaration.prediction else []
    named = [{}, *(preset.values for preset in declaration.presets), *shown, *ends, *options]
    drawn = [{c.key: at_random(c, random) for c in declaration.controls} for _ in range(RANDOM)]
    return [{**declaration.defaults, **changes} for changes in (*named, *drawn)]


def all_of(declaration, state):
    curves = run(declaration, state)
    measures = measured(declaration, state, curves)
    findings = [tell(view.finding, measures) for view in declaration.views]
    return curves, measures, tell(declaration.summary, measures), findings


@pytest.fixture(scope="module", params=EXPLORERS)
def both(request):
    """The declaration, and for every state what Python and the browser make of it."""
    declaration = EXPLORERS[request.param].declaration
    asked = states(declaration)
    theirs = javascript(
        """const { spec } = input;
        return input.states.map((values) => {
          const curves = state.run(spec, models, values);
          const measures = state.measured(spec, values, curves);
          return { ...curves, measures, summary: state.tell(spec.summary, measures),
            findings: spec.views.map((view) => state.tell(view.finding, measures)) };
        });""",
        {"spec": as_json(declaration), "states": asked},
    )
    return declaration, [
        (state, *all_of(declaration, state), answer) for state, answer in zip(asked, theirs, strict=True)
    ]


def test_python_and_browser_draw_the_same(both):
    for state, curves, _, _, _, theirs in both[1]:
        np.testing.assert_allclose(theirs["along"], curves.along, rtol=1e-12, err_msg=str(state))
        assert theirs["names"] == list(curves.names)
        assert set(theirs["columns"]) == set(curves.columns)
        for key, column in curves.columns.items():
            np.testing.assert_allclose(theirs["columns"][key], column, rtol=1e-9, atol=1e-11, err_msg=f"{key} {state}")


def test_python_and_browser_measure_and_say_the_same(both):
    for state, _, measures, summary, findings, theirs in both[1]:
        assert set(theirs["measures"]) == set(measures)
        for key, value in measures.items():
            if isinstance(value, str | bool):
                assert theirs["measures"][key] == value, (key, state)
            else:
                assert theirs["measures"][key] == pytest.approx(value, rel=1e-8, abs=1e-9, nan_ok=True), (key, state)
        assert theirs["summary"] == summary, state
        assert theirs["findings"] == findings, state


def test_there_are_words_for_every_state_and_no_nonsense_in_them(both):
    for state, _, _, summary, findings, _ in both[1]:
        for text in (summary, *findings):
            assert text.endswith((".", ".”")), state
            assert not {"nan", "inf", "null"} & set(text.lower().replace("\u00a0", " ").split()), (
                text,
                state,
            )
            assert "  " not in text


def test_what_is_drawn_is_finite_or_left_out(both):
    declaration, answers = both
    for state, curves, *_ in answers:
        for view in declaration.views:
            for series in declaration.shown(view, state):
                column = curves[series.key]
                if view.kind == "lines" and not series.over:
                    assert len(column) == len(curves.along)
                assert not np.isinf(column).any(), (series.key, state)


@every
def test_presets_and_what_a_prediction_shows_are_states(name):
    declaration = EXPLORERS[name].declaration
    shown = [declaration.prediction.values] if declaration.prediction else []
    for values in (*(preset.values for preset in declaration.presets), *shown):
        assert EXPLORERS[name](**values).describe()


@every
def test_the_page_is_made_of_the_state_and_its_words(name):
    explorer = EXPLORERS[name]()
    page = explorer._repr_mimebundle_()[0]["text/html"]
    assert f'data-explorer="{explorer.declaration.name}"' in page
    for view in explorer.declaration.views:
        for series in explorer.declaration.shown(view, explorer.state):
            assert f'data-column="{series.key}"' in page
    assert 'data-value="nan"' not in page
