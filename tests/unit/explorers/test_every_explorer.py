"""What holds of every explorer: Python and the browser say the same, and what they say makes sense."""

from urllib.parse import quote

import pytest
from faces import EXPLORERS, check, random_states
from javascript import run as javascript

from painloop.explorers.widget import as_json

every = pytest.mark.parametrize("name", EXPLORERS)


@every
def test_python_and_browser_agree(name):
    declaration = EXPLORERS[name].declaration
    check(declaration, [declaration.defaults, *random_states(declaration, 1)])


@every
def test_presets_and_what_a_prediction_shows_are_states(name):
    declaration = EXPLORERS[name].declaration
    shown = [declaration.prediction.values] if declaration.prediction else []
    for values in (*(preset.values for preset in declaration.presets), *shown):
        assert EXPLORERS[name](**values).state == {**declaration.defaults, **values}


@every
def test_the_page_is_made_of_the_state_and_its_words(name):
    explorer = EXPLORERS[name]()
    page = explorer._repr_mimebundle_()[0]["text/html"]
    assert f'data-explorer="{explorer.declaration.name}"' in page
    for view in explorer.declaration.views:
        for series in explorer.declaration.shown(view, explorer.state):
            assert f'data-column="{series.key}"' in page
    assert 'data-value="nan"' not in page


@every
def test_a_hundred_states_come_back_exactly_from_their_links(name):
    declaration = EXPLORERS[name].declaration
    states = random_states(declaration, 100)
    back = javascript(
        """return input.states.map((values) => {
          const address = link.writeLink(input.spec, values, "https://example.org/book/page.html?embed=x#here");
          return link.readLink(input.spec, new URL(address).search);
        });""",
        {"spec": as_json(declaration), "states": states},
    )
    for state, read in zip(states, back, strict=True):
        assert read == {"values": state, "faults": [], "asked": True}


HOSTILE = [
    "9e9",
    "-9e9",
    "NaN",
    "Infinity",
    "1e400",
    "0x10",
    "",
    " ",
    "1,5",
    "<img src=x onerror=alert(1)>",
    "__proto__",
]


@every
def test_a_hostile_link_changes_nothing_and_is_told(name):
    declaration = EXPLORERS[name].declaration
    keys = [*(control.key for control in declaration.controls), "preset", "constructor", "__proto__"]
    asked = [f"?{quote(declaration.name)}.{quote(key)}={quote(value)}" for key in keys for value in HOSTILE]
    read = javascript(
        "return input.asked.map((search) => link.readLink(input.spec, search));",
        {"spec": as_json(declaration), "asked": asked},
    )
    lows = {"0x10"}  # sixteen, written as programmers do: a number, and taken as one where it is in range
    for search, answer in zip(asked, read, strict=True):
        if not any(quote(value) in search for value in lows):
            assert answer["values"] == {}, search
            assert answer["faults"], search
