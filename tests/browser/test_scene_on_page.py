"""The scene in the page is the one that Node draws, whose seats, needles and balls tests/unit/web/scenes read back."""

import pytest
from drawn import drawn, tree
from faces import random_states
from on_page import EXPLORERS
from sampled import sampled

FEW, MANY = 4, 20
SCENE = """(figure) => new XMLSerializer().serializeToString(figure.querySelector("svg.scene"))"""
OWN_SIZE = {"width", "height", "id"}  # a page has its own


def shapes(root):
    """Every element of a drawing: what it is, what it says, and all its attributes but those of a page's own."""
    for element in root.iter():
        own = {key: value for key, value in element.attrib.items() if key not in OWN_SIZE and "url(#" not in value}
        yield element.tag.rpartition("}")[2], (element.text or "").strip(), own


@pytest.mark.parametrize(
    ("name", "count"), sampled([(n, c) for c in (FEW, MANY) for n in EXPLORERS], [(n, FEW) for n in EXPLORERS])
)
def test_the_scene_of_a_state_is_the_same_in_the_page(explorer, count):
    for state in random_states(explorer.declaration, count, seed=11):
        explorer.set(**state)
        shown = list(shapes(tree(explorer.figure.evaluate(SCENE))))
        expected = list(shapes(drawn(explorer.declaration, explorer.values())))
        assert len(shown) > 8
        assert shown == expected, state
