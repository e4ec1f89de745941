"""Concentrations, spoken values and steps of the scripts, as they would be reckoned by hand."""

import pytest
from javascript import run as javascript

CONCENTRATIONS = {
    9.0: "1\u00a0nM",
    9.187086643357144: "0.65\u00a0nM",
    6.0: "1\u00a0µM",
    3.9767: "105.5\u00a0µM",
    6.5: "316\u00a0nM",
}
PLAIN = {"low": 0, "high": 50, "unit": "mg", "molar": False}
STEPS = [
    ((4.5, 1, 0.5), 5.0),
    ((4.6, 1, 0.5), 5.0),
    ((4.5, -1, 0.1), 4.4),
    ((49.9, 2, 0.5), 50.0),
    ((0.1, -1, 0.5), 0.0),
]


@pytest.mark.parametrize(("p", "told"), CONCENTRATIONS.items())
def test_a_concentration_is_told_in_nano_or_micromoles(p, told):
    assert javascript("return numbers.concentration(input);", p) == told
    assert javascript("return numbers.spoken(input, { unit: '', molar: true });", p) == told


@pytest.mark.parametrize(
    ("value", "steps", "after"),
    [
        (10, 1, 13),
        (13, 1, 16),
        (16, 1, 20),
        (79, 1, 100),
        (10, 10, 100),
        (10, -1, 7.9),
        (0.01, -1, 0.01),
        (9e4, 9, 1e5),
    ],
)
def test_ten_steps_take_a_value_ten_times_as_far_within_its_range(value, steps, after):
    asked = "return numbers.tenfold(...input, { decade: 10, low: 0.01, high: 1e5 });"
    assert javascript(asked, [value, steps]) == after


def test_a_value_is_spoken_with_its_unit_and_moves_by_whole_steps_within_its_range():
    found = javascript(
        """const { steps, control } = input;
        return [numbers.spoken(4.5, control), numbers.spoken(3, { unit: "", molar: false }),
          steps.map(([value, count, length]) => numbers.stepped(value, count, length, control))];""",
        {"steps": [asked for asked, _ in STEPS], "control": PLAIN},
    )
    assert found[:2] == ["4.5 mg", "3"]
    assert found[2] == [after for _, after in STEPS]
