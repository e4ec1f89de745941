"""What a published link opened, it opens still: the very state, whatever presets and defaults have become since.

Controls that came later stand as they stand for everybody.
"""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from faces import EXPLORERS
from javascript import run as javascript

from painloop.explorers.widget import as_json

LINKS = yaml.safe_load((Path(__file__).parents[2] / "published-links.yml").read_text("utf-8"))
STATES = [(link, state) for edition in LINKS.values() for link, state in edition["states"].items()]


@pytest.mark.parametrize("explorer", EXPLORERS.values(), ids=EXPLORERS)
def test_a_published_link_opens_the_state_that_was_published(explorer):
    declaration = explorer.declaration
    mine = [(urlsplit(link).query, state) for link, state in STATES if f"?{declaration.name}." in link]
    opened = javascript(
        "return input.searches.map((search) => link.readLink(input.spec, search))",
        {"spec": as_json(declaration), "searches": [search for search, _ in mine]},
    )
    assert mine
    for (search, state), said in zip(mine, opened, strict=True):
        assert not said["faults"], (search, said["faults"])
        now = {**declaration.defaults, **said["values"]}
        assert {key: now[key] for key in state} == state, search
        later = now.keys() - state.keys()
        assert {key: now[key] for key in later} == {key: declaration.defaults[key] for key in later}, search
