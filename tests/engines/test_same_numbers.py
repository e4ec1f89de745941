"""The same state shows the same numbers and words in every engine."""

from itertools import combinations

import pytest
from faces import EXPLORERS, named_states, random_states
from sampled import sampled
from smoke_explorers import ACT
from smoke_pages import ALL

from setup.browsers import chosen

AT_RANDOM = 3
RELATIVE, ABSOLUTE = 1e-9, 1e-12
SEED = 20261128
SAMPLE = "dose-clock", "trial-forest"  # curves in time, and a pool
DECLARATIONS = {each.declaration.name: each.declaration for each in EXPLORERS.values()}


def short(state):
    """A state whose numbers have six digits; of more, the engines' sliders keep the last ones differently."""
    return {key: float(f"{value:.6g}") if isinstance(value, float) else value for key, value in state.items()}


@pytest.fixture(scope="module")
def opened(engines, site_url):
    """Every chosen engine, with all explorers open."""
    found = {name: engines(name) for name in chosen()}
    for engine in found.values():
        engine.size(1280, 900)
        engine.open(f"{site_url}/{ALL}")
    return found


@pytest.mark.skipif(len(chosen()) < 2, reason="one engine was chosen: there is nothing to compare it with")
@pytest.mark.parametrize("name", sampled(DECLARATIONS, SAMPLE))
def test_numbers_and_words_are_the_same_in_all_engines(name, opened):
    declaration = DECLARATIONS[name]
    states = [short(each) for each in (*named_states(declaration), *random_states(declaration, AT_RANDOM, SEED))]
    shown = {engine: each.evaluate(ACT, "tells", name, states) for engine, each in opened.items()}
    assert all(any(each["numbers"] for each in found) for found in shown.values())
    for one, other in combinations(shown, 2):
        for state, here, there in zip(states, shown[one], shown[other], strict=True):
            assert here["words"] == there["words"], (one, other, state)
            assert here["numbers"] == pytest.approx(there["numbers"], rel=RELATIVE, abs=ABSOLUTE), (one, other, state)
