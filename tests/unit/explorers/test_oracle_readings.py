"""The table of readings: every measure of every explorer, in its declared digits and unit, as Python would write it."""

from math import isfinite

import pytest
from javascript import run as javascript
from oracle import DOCUMENT, full

from painloop import explorers
from painloop.explorers.widget import as_json

DECLARED = {name: getattr(explorers, name).declaration for name in explorers.__all__}
MEASURED = {name: each for name, each in DECLARED.items() if each.measures}
CHANGES = {
    "DoseClock": [{}, {"dose": 4.5, "schedule": "nightly", "two_phase": False}, {"dose": 0.0}, {"dose": 45.0}],
    "DoseParadox": [{}, {"gain": 3.0}],
    "PotencyGap": [{}, {"pEC50": 5.0}],
    "ReceptorCompetition": [{}, {"partial": 3.0}, {"antagonist": 0.0, "working": 5.0}],
}
SAID = {  # the settings of the first state, by hand
    "DoseClock": "Settings: Dose of naltrexone: 50 mg; Taken: once; Days shown: 7 days; ",
    "DoseParadox": "Settings: Strength of the answer to blockade (u): 2; Exponent of the answer (h): 1; "
    "The answer follows: blockade; ",
    "PotencyGap": "Settings: Naltrexone that half-acts at glial TLR4: 0.65\u00a0nM; ",
}


@pytest.fixture(scope="module")
def pages():
    """For every state: the measures, the rows of the table as texts and numbers, the settings and the key."""
    asked = [[as_json(each), [full(each, **change) for change in CHANGES[name]]] for name, each in MEASURED.items()]
    found = javascript(
        DOCUMENT
        + """return input.map(([spec, states]) => states.map((values) => {
          const measured = measures.measured(spec, values, state.curvesOf(spec, models, values));
          const made = document.createElement("table");
          readings.fillReadings(made, spec, spec.views, { state: values, measures: measured });
          const cells = (row) => row.children.map(({ text, attributes }) => [text, attributes["data-value"]]);
          const [caption, head, body] = made.children;
          return { measures: measured, caption: caption.text,
            head: cells(head.children[0]), rows: body.children.map(cells),
            settings: readings.settings(spec, values), key: readings.keyTexts(spec, spec.views.at(-1), values) };
        }));""",
        asked,
    )
    return dict(zip(MEASURED, found, strict=True))


def cell(measure, value):
    return f"{value:{measure.format}}\u00a0{measure.unit}" if isfinite(value) else "nowhere"


def rows(declaration, state, measures):
    """What the table must say: a row for each curve on show of a view that is measured."""
    drawn = [measure for measure in declaration.measures if not measure.column]
    labels = list(dict.fromkeys(measure.label for measure in drawn))
    for view in declaration.views:
        own = {measure.label: measure for measure in drawn if measure.view == view.key}
        for series in view.series if own else ():
            if state.get(series.stroke, True):
                values = [
                    (own[label], measures[f"{own[label].key}_{series.stroke}"]) if label in own else None
                    for label in labels
                ]
                yield [series.label[0].upper() + series.label[1:], *(cell(*pair) if pair else "–" for pair in values)]


@pytest.mark.parametrize("name", MEASURED)
def test_every_reading_on_show_is_printed_in_its_digits_and_unit(name, pages):
    declaration = MEASURED[name]
    for change, page in zip(CHANGES[name], pages[name], strict=True):
        state = full(declaration, **change)
        assert [[text for text, _ in row] for row in page["rows"]] == list(rows(declaration, state, page["measures"]))
        labels = list(dict.fromkeys(measure.label for measure in declaration.measures if not measure.column))
        assert [text for text, _ in page["head"]] == ["Curve", *labels]
        assert page["caption"] == declaration.source.read


@pytest.mark.parametrize("name", MEASURED)
def test_a_cell_carries_its_number_in_full(name, pages):
    for page in pages[name]:
        carried = [float(value) for row in page["rows"] for _, value in row if value is not None]
        assert carried
        assert all(any(value == other for other in page["measures"].values()) for value in carried)


@pytest.mark.parametrize("name", SAID)
def test_the_settings_are_said_with_their_units(name, pages):
    assert pages[name][0]["settings"].startswith(SAID[name])


def test_the_key_names_the_scans_at_the_nearest_dose_and_how_each_is_drawn(pages):
    keys = [page["key"] for page in pages["DoseClock"]]
    assert keys[2] == []
    assert keys[0] == keys[3]
    assert len(set(keys[0])) == len(keys[0]) > 1
    assert any(", 50 mg (" in key for key in keys[0])
