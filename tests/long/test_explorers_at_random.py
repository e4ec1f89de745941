"""Every explorer in its presets, at every end of its controls and in 50 states at random: both faces agree to 1e-9."""

import pytest
from faces import EXPLORERS, check, edge_states, named_states, random_states


@pytest.mark.parametrize("name", EXPLORERS)
def test_python_and_browser_agree_in_the_states_that_have_names(name):
    declaration = EXPLORERS[name].declaration
    check(declaration, named_states(declaration))


@pytest.mark.parametrize("name", EXPLORERS)
def test_python_and_browser_agree_at_the_ends_of_all_controls(name):
    declaration = EXPLORERS[name].declaration
    check(declaration, edge_states(declaration))


@pytest.mark.parametrize("name", EXPLORERS)
def test_python_and_browser_agree_in_fifty_states_at_random(name):
    declaration = EXPLORERS[name].declaration
    check(declaration, random_states(declaration, 50))
