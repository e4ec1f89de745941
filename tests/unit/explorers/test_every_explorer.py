"""What holds of every explorer: Python and the browser say the same, and what they say makes sense."""

import pytest
from faces import EXPLORERS, check, named_states, random_states

every = pytest.mark.parametrize("name", EXPLORERS)


@every
def test_python_and_browser_agree_in_the_states_that_have_names(name):
    declaration = EXPLORERS[name].declaration
    check(declaration, [*named_states(declaration), *random_states(declaration, 3)])


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
