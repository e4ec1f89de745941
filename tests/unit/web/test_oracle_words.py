"""Words of a state: Python's number formats, sentences chosen and filled by hand, textwrap's lines."""

import re
import textwrap

import pytest
from javascript import run as javascript

from painloop import explorers

DECLARED = [getattr(explorers, name).declaration for name in explorers.__all__]
SPECS = sorted(
    {spec for each in DECLARED for spec in re.findall(r":([,.\d]*[efgd%])}", repr(each))} | {".4f", ".3g", ",.1f"}
)
NUMBERS = [0.0, 0.6, 1.0, 2.26, 9.96, 13.0, -0.37, -12.6, 123.456, 99999.9, 0.00012345, 1234567.8, 1e-9, 100.0]


def test_numbers_are_printed_as_python_prints_them():
    found = javascript(
        "return input.specs.map((spec) => input.numbers.map((value) => words.number(value, spec)));",
        {"specs": SPECS, "numbers": NUMBERS},
    )
    for spec, row in zip(SPECS, found, strict=True):
        python = [format(value, spec).replace("e-0", "e-").replace("e+0", "e+") for value in NUMBERS]
        plain = [text.replace("%", "\u00a0%") for text in python]
        sure = [not re.fullmatch(r"-0\.?0*", text) for text in plain]
        assert [t for t, known in zip(row, sure, strict=True) if known] == [
            t for t, known in zip(plain, sure, strict=True) if known
        ], spec


def test_a_half_is_rounded_away_from_nought():
    found = javascript(
        "return input.map((each) => words.number(...each));", [(0.5, ".0f"), (2.5, ".0f"), (-2.25, ".1f")]
    )
    assert found == ["1", "3", "-2.3"]


def test_the_first_sentence_that_fits_is_filled_and_choices_are_joined():
    state = {"low": 1, "name": "w", "on": True, "x": 0.127, "big": 12345.6, "none": -0.5}
    choice = [
        {"text": "never", "when": [["low", "!=", 1]]},
        {"text": "in part", "when": [["low", "==", 1], ["name", "==", "N_0"]]},
        {"text": "both: {x:.2f} of {big:,.0f}, {name} {on} {none:g}.", "when": [["low", "<=", 1], ["low", ">=", 1]]},
        {"text": "later", "when": []},
    ]
    single = {
        how: [[{"text": how, "when": [["low", how, value]]}] for value in (0, 1, 2)]
        for how in ("==", "!=", "<", "<=", ">", ">=")
    }
    found = javascript(
        """const { state: now, choice, single } = input;
        const end = [{ text: "End.", when: [["name", "==", "w"]] }];
        const fits = Object.entries(single).map(([how, three]) => [how, three.map((each) => words.say(each, now))]);
        const told = words.tell([choice, [], [{ text: "", when: [] }], end], now);
        return { told, fits: Object.fromEntries(fits) };""",
        {"state": state, "choice": choice, "single": single},
    )
    assert found["told"] == "both: 0.13 of 12,346, w true -0.5. End."
    fits = {"==": "010", "!=": "101", "<": "001", "<=": "011", ">": "100", ">=": "110"}
    assert found["fits"] == {how: [how if fit == "1" else "" for fit in row] for how, row in fits.items()}


def test_names_are_listed_as_one_reads_them_out():
    names = ["Younger 2013", "FINAL 2024", "INNOVA 2026"]
    found = javascript("return input.map((each) => words.listInWords(each));", [names[:n] for n in range(4)])
    assert found == ["", "Younger 2013", "Younger 2013 and FINAL 2024", "Younger 2013, FINAL 2024 and INNOVA 2026"]


@pytest.mark.parametrize("most", [16, 26, 40, 90])
@pytest.mark.parametrize("indent", [0, 7])
def test_lines_break_where_the_next_word_would_not_fit(most, indent):
    text = "The loop can rest in two places. At 4.5 mg some nightly doses lower the pain, and it stays down afterwards."
    lines = textwrap.wrap(text, most, initial_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
    found = javascript("return words.wrapped(...input);", [text, most, indent])
    assert found == [line.strip() for line in lines]
