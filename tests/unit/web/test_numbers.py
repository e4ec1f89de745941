"""Numbers as people type them: exactly one reading, or a reason; and a dose is never silently another."""

import sys
from unicodedata import category, ucd_3_2_0

import pytest
from faces import EXPLORERS
from javascript import run as javascript

from painloop.explorers.controls import Slider

DOSE = {"low": 0, "high": 50, "unit": "mg", "label": "Dose", "whole": False}
SIGNED = {"low": -3, "high": 1, "unit": "points", "label": "Change", "whole": False}
WIDE = {"low": 0, "high": 5000, "unit": "nM", "label": "Concentration", "whole": False}
DAYS = {"low": 1, "high": 400, "unit": "days", "label": "Days", "whole": True}
SIGNED_DAYS = {**DAYS, "low": -10}

READ = [
    *((DOSE, text, 4.5) for text in (
        "4,5", "4.5", " 4,5 ", "4,50", "04,5", "+4.5", "4.500000000000000000000001",
        "４．５", "４，５", "４.5", "٤٫٥", "٤،٥", "۴٫۵", "४.५", "৪.৫", "๔.๕", "𝟜.𝟝", "𝟰.𝟱",
        "4·5", "4。5", "4、5", "\u00a04,5\u2009", "\u200f٤٫٥\u200f", "\u202a4.5\u202c", "\ufeff4.5", "\t4.5\n",
    )),
    (DOSE, ".5", 0.5), (DOSE, ",5", 0.5), (DOSE, "٫٥", 0.5), (DOSE, "0", 0), (DOSE, "50", 50), (DOSE, "50,0", 50),
    (DOSE, "-0", 0), (DOSE, "−0,0", 0), (DOSE, "1,234", 1.234), (DOSE, "1.234", 1.234), (DOSE, "0,125", 0.125),
    *((SIGNED, text, -0.3) for text in (
        "−0,3", "-0,3", "-.3", "−,3", "－０．３", "–0,3", "‑0.3", "- 0,3", "-0.30", "\u200e-0.3", "؜−٠٫٣",
    )),
    (WIDE, "0,125", 0.125), (WIDE, "0.050", 0.05), (WIDE, ".125", 0.125), (WIDE, "1,2340", 1.234), (WIDE, "1234", 1234),
    (WIDE, "1234,5", 1234.5), (WIDE, "1234.567", 1234.567), (WIDE, "1,23", 1.23), (WIDE, "9,999", 9.999),
    *((DAYS, text, 45) for text in ("45", " 45 ", "+45", "045", "４５", "٤٥", "۴۵", "४५")),
    (SIGNED_DAYS, "−7", -7),
]  # fmt: skip

REFUSED = [
    *((DOSE, text) for text in (
        "1.234,5", "1,234.5", "1e3", "1E1", "4.5e0", "4.5 mg",
        "4,5mg", "abc", "", " ", "\u200b", "4,5,6", "4.5.6",
        "4..5", "4,,5", "4.,5", "Infinity", "-Infinity", "∞", "NaN",
        "0x10", "0b1", "0o7", "1_0", "1/2", "½", "4½", "4⁵",
        "④", "Ⅳ", "四", "4 5", "4\u20095", "4\u00a05", "4 , 5",
        "4. 5", "1'0", "1’0", "1٬0", "4'5", "4:5", "4;5", "4-5", "4+5",
        "--4", "−−4", "—4", "+-4", "4-", "4,", "4.", ".", ",",
        "-", "+", "−,", "(4)", "$4", "4%", "~4", "<4", "4*1", "=4",
        "[4]", "true", "null", "\u202e5.4", "100", "51",
        "50,1", "50.01", "-1", "−0,1", "1.000.000", "1 000", "9" * 400,
    )),
    *((SIGNED, text) for text in ("1,01", "−3,1", "--1", "1-", "−", "-1,2,3", "1.234.5", "-4")),
    *((WIDE, text) for text in (
        "1,234", "1.234", "١٫٢٣٤", "１，２３４", "+1,234",
        "4.500", "5,000", "1 234", "1'234", "1,234,567",
        "5001",
    )),
    *((DAYS, text) for text in ("4,5", "4.5", "45,", "45.", "45,0", "45.0", ".5", "٤٫٥", "1,234", "0", "401", "1e2")),
    (SIGNED_DAYS, "-4,5"), (SIGNED_DAYS, "-11"),
    ({**WIDE, "low": -5000}, "-1,234"), ({**WIDE, "low": -5000}, "−1.234"),
]  # fmt: skip


def typed(cases):
    return javascript(
        "return input.map(([control, text]) => numbers.readTyped(text, control));",
        [[control, text] for control, text in cases],
    )


def test_what_has_one_reading_is_read():
    answers = typed([(control, text) for control, text, _ in READ])
    wrong = {text: answer for (_, text, value), answer in zip(READ, answers, strict=True) if answer != {"value": value}}
    assert not wrong


def test_what_has_none_or_two_is_refused_with_a_reason_that_quotes_it():
    for (_, text), answer in zip(REFUSED, typed(REFUSED), strict=True):
        assert list(answer) == ["wrong"], text
        quoted = text.strip().replace("\u200b", "")
        assert (f"“{quoted[:40]}" if quoted else "Nothing is typed") in answer["wrong"]
        assert answer["wrong"].endswith(".")
        assert len(answer["wrong"]) < 200


@pytest.mark.parametrize(
    ("control", "text", "reason"),
    [
        (DOSE, "100", "is outside 0 to 50 mg."),
        (DOSE, "1.234,5", "has more than one decimal sign. Type only one comma or point."),
        (DOSE, "4.5 mg", "is not a number. Type digits only, and one comma or point for decimals."),
        (DAYS, "4,5", "is not a whole number. Type digits only."),
        (WIDE, "1,234", "may mean 1234 or 1.234. Type 1234 or 1.2340."),
    ],
)
def test_the_reason_says_what_to_type_instead(control, text, reason):
    assert typed([(control, text)]) == [{"wrong": f"“{text}” {reason}"}]


@pytest.mark.slow
def test_every_digit_of_unicode_has_its_value():
    characters = [chr(code) for code in range(sys.maxunicode + 1)]
    digits = [
        each for each in characters if category(each) == ucd_3_2_0.category(each) == "Nd"
    ]  # old enough for any Node
    answers = typed([(DOSE, each) for each in digits])
    assert [answer["value"] for answer in answers] == [ucd_3_2_0.decimal(each) for each in digits]
    assert len(digits) > 200


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_value_of_every_control_can_be_typed_as_it_is_shown_and_with_a_comma(name):
    sliders = [each for each in EXPLORERS[name].declaration.controls if isinstance(each, Slider)]
    cases = []
    for each in sliders:
        control = {"low": each.low, "high": each.high, "unit": each.unit, "label": each.label, "whole": each.whole}
        values = {each.low, each.high, each.default, *each.jumps, *((each.low + each.step * i) for i in range(20))}
        for value in (min(each.high, round(value, 12)) for value in values):
            shown = f"{value:.12g}"
            cases += [(control, shown, float(shown)), (control, shown.replace(".", ","), float(shown))]
    answers = typed([(control, text) for control, text, _ in cases])
    assert [answer.get("value") for answer in answers] == [pytest.approx(value) for _, _, value in cases]


def test_a_link_is_read_as_scripts_write_numbers_and_a_comma_is_told():
    texts = ["4.5", "4.500000000000001", "1e-7", "1E1", "5e+0", "50", ".5", "5.", " 4.5 ", "-0"]
    values = [4.5, 4.500000000000001, 1e-7, 10, 5, 50, 0.5, 5, 4.5, 0]
    told = [
        "4,5",
        "٤٫٥",
        "−4",
        "+4",
        "4.5 mg",
        "",
        "0x10",
        "1_0",
        "Infinity",
        "NaN",
        "51",
        "1e400",
        "4 5",
        "1,234",
        "--4",
    ]
    answers = javascript(
        "return input.map((text) => numbers.readWritten(text, {low: 0, high: 50, unit: 'mg'}));", texts + told
    )
    assert answers[: len(texts)] == [{"value": value} for value in values]
    assert all(list(answer) == ["wrong"] for answer in answers[len(texts) :])
