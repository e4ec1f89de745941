"""Every explorer in its presets, at every end of its controls and in 50 states at random: its words make sense."""

import pytest
from faces import EXPLORERS, edge_states, named_states, random_states, sound

every = pytest.mark.parametrize("name", EXPLORERS)


@every
def test_the_states_that_have_names(name):
    sound(EXPLORERS[name].declaration, named_states(EXPLORERS[name].declaration))


@every
def test_the_ends_of_all_controls(name):
    sound(EXPLORERS[name].declaration, edge_states(EXPLORERS[name].declaration))


@every
def test_fifty_states_at_random(name):
    sound(EXPLORERS[name].declaration, random_states(EXPLORERS[name].declaration, 50))
