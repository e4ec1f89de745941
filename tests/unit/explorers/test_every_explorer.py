"""What holds of every explorer: its states, its links, its still face."""

import pkgutil
import re
from html import unescape
from urllib.parse import quote

import pytest
from drawn import drawn
from faces import EXPLORERS, named_states, random_states
from javascript import run as javascript
from oracle import explored, still

from painloop.explorers.widget import as_json

pytestmark = pytest.mark.slow

every = pytest.mark.parametrize("name", EXPLORERS)


@every
def test_presets_and_what_a_prediction_shows_are_states(name):
    declaration = EXPLORERS[name].declaration
    shown = [declaration.prediction.values] if declaration.prediction else []
    for values in (*(preset.values for preset in declaration.presets), *shown):
        assert EXPLORERS[name](**values).state == {**declaration.defaults, **values}


@every
def test_the_still_face_is_the_state_with_its_words_and_every_curve_on_show(name):
    declaration = EXPLORERS[name].declaration
    state = random_states(declaration, 1, seed=3)[0]
    page = still(declaration, state)
    assert explored(declaration, state).summary in unescape(page)
    drawn = [series for view in declaration.views for series in view.series if state.get(series.stroke, True)]
    for series in drawn:
        assert f'data-series="{series.key}"' in page, series.key
        assert f'data-column="{series.key}"' in page, series.key
    assert {series.key for view in declaration.views for series in view.series} >= set(
        re.findall(r'data-series="([^"]*)"', page)
    )
    assert "NaN" not in page
    assert "undefined" not in page


@every
def test_each_still_picture_is_named_with_its_finding_to_the_letter(name):
    declaration = EXPLORERS[name].declaration
    for state in named_states(declaration):
        labels = re.findall(r'<svg[^>]* aria-label="([^"]*)"', still(declaration, state))
        scene = drawn(declaration, state).get("aria-label")
        assert list(map(unescape, labels)) == [scene, *explored(declaration, state).findings]


@every
def test_two_still_faces_of_one_state_are_one_text_whatever_was_drawn_between(name):
    declaration = EXPLORERS[name].declaration
    first = still(declaration, declaration.defaults)
    still(EXPLORERS["DoseClock"].declaration, EXPLORERS["DoseClock"].declaration.defaults)
    assert still(declaration, declaration.defaults) == first


@every
def test_no_number_of_a_still_face_hangs_on_the_last_digits_of_a_machine(name):
    page = still(EXPLORERS[name].declaration, EXPLORERS[name].declaration.defaults)
    numbers = re.findall(r"\d+\.\d+", " ".join(re.findall(r'="([^"]*)"', page)))
    assert max(len(number.replace(".", "").lstrip("0")) for number in numbers) <= 9


@every
def test_what_runs_in_time_is_at_hand_as_arrays_and_else_it_is_said_whom_to_ask(name):
    explorer = EXPLORERS[name]()
    elsewhere = explorer.declaration.source.elsewhere
    if not elsewhere:
        assert len(explorer.trajectory().times) > 100
        return
    functions = re.findall(r"(painloop[\w.]*)\.(\w+)", elsewhere)
    assert functions
    assert all(callable(pkgutil.resolve_name(f"{module}:{function}")) for module, function in functions)
    with pytest.raises(ValueError, match=re.escape(f"runs in time; in Python ask {elsewhere}")):
        explorer.trajectory()


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


@every
def test_no_two_rows_of_what_is_read_off_the_curves_have_one_name(name):
    declaration = EXPLORERS[name].declaration
    read = {measure.view for measure in declaration.measures if not measure.column}
    rows = [series.label for view in declaration.views if view.key in read for series in view.series]
    assert len(set(rows)) == len(rows)


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
    for search, answer in zip(asked, read, strict=True):
        assert answer["values"] == {}, search
        assert answer["faults"], search


PARTED = re.compile(r"[\d}] (?:mg|ng|nM|µM|%|h|d)(?!\w)")  # the unit may begin a line while its number ends one


def texts(part):
    """Every text of a declaration."""
    if isinstance(part, str):
        yield part
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from texts(each)


@every
def test_in_sentences_no_unit_parts_from_its_number(name):
    said = {key: part for key, part in as_json(EXPLORERS[name].declaration).items() if key != "source"}
    sentences = [text for text in texts(said) if re.search(r"[.?]($| )", text)]
    unquoted = [re.sub("“.*?”", "", text) for text in sentences]  # names of buttons, as they stand on them
    assert sentences
    assert [text for text in unquoted if PARTED.search(text)] == []
