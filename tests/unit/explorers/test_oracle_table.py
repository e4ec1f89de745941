"""The page's table, and the file that is saved of it, as they would be written by hand."""

import csv
import io

import numpy as np
import pytest
from javascript import run as javascript
from oracle import DOCUMENT

VIEW = {
    "key": "v", "title": "A view", "unit": "%", "factor": 100, "format": ".1f", "bottom": 0,
    "across": {"label": "across {what}", "unit": "mg"},
    "series": [
        {"key": "y", "label": "as set", "stroke": "now"}, {"key": "z", "label": "", "stroke": "gone"},
        {"key": "a", "label": "told", "stroke": "alone", "over": "x"},
        {"key": "b", "label": "", "stroke": "alone", "over": "x"},
    ],
}  # fmt: skip
AXIS = {"key": "t", "label": "time", "unit": "h", "scale": "linear"}
CURVES = {
    "along": [1, 2.5, 3],
    "columns": {"y": [0.5, None, 0.123456], "z": [9, 9, 9], "a": [0.1, 0.2], "b": [1, 2], "x": [7, 8]},
}
BODY = """
  const numbers = (values) => Float64Array.from(values, (value) => value ?? NaN);
  const made = Object.entries(input.curves.columns).map(([key, values]) => [key, numbers(values)]);
  const own = { along: numbers(input.curves.along), facts: { what: "it" }, names: input.names,
    columns: Object.fromEntries(made) };
  const found = table.columns({ source: { axis: input.axis } }, [input.view], { gone: false }, own);
"""


def asked(body, names=(), scale="linear"):
    value = {"view": VIEW, "curves": CURVES, "axis": {**AXIS, "scale": scale}, "names": list(names)}
    return javascript(DOCUMENT + BODY + body, value)


def test_columns_are_the_axis_and_each_curve_on_show_in_its_unit_and_what_it_runs_over_once():
    found = asked("return found;")
    assert [each["key"] for each in found] == ["t", "y", "x", "a", "b"]
    assert [each["label"] for each in found] == ["time", "as set", "across it, told", "told", "A view"]
    assert [each["unit"] for each in found] == ["h", "%", "mg", "%", "%"]
    assert [each["format"] for each in found] == [".2f", ".1f", ".4f", ".1f", ".1f"]
    assert found[0]["values"] == [1, 2.5, 3]
    assert found[1]["values"][::2] == pytest.approx([50, 12.3456])
    assert found[2]["values"] == [7, 8]
    assert found[3]["values"] == pytest.approx([10, 20])
    assert asked("return found[0].format;", scale="log") == ".3g"


def test_behind_the_curves_stand_those_kept_and_the_ends_of_bands_in_their_unit():
    body = """const sure = { low_y: numbers([0.1, 0.2]), high_y: numbers([0.3, 0.4]), low_z: numbers([5]) };
      const kept = { state: { gone: false }, curves: { ...own, names: [] } };
      return table.allColumns({ source: { axis: input.axis } }, [input.view], { state: { gone: false }, curves: own },
        { kept, sure });"""
    own, kept, bands = np.split(np.array(asked(body), object), [5, 10])
    assert [each["key"] for each in kept] == [f"kept_{each['key']}" for each in own]
    assert [each["label"] for each in kept] == [f"kept: {each['label']}" for each in own]
    assert [each["values"] for each in kept] == [each["values"] for each in own]
    assert [each["key"] for each in bands] == ["low_y", "high_y"]
    assert [each["label"] for each in bands] == ["as set, low end of the band", "as set, high end of the band"]
    assert [each["values"] for each in bands] == [pytest.approx([10, 20]), pytest.approx([30, 40])]
    assert {each["unit"] for each in bands} == {"%"}


def test_a_file_has_every_number_in_full_and_an_empty_field_for_none():
    text = asked("return table.csv(found);")
    assert text[0] == "\ufeff"
    assert text.endswith("\r\n")
    head, *rows = csv.reader(io.StringIO(text[1:], newline=""))
    assert head == ["t (h)", "y (%)", "x (mg)", "a (%)", "b (%)"]
    numbers = [[float(field) if field else None for field in row] for row in rows]
    expected = [[1, 50, 7, 10, 100], [2.5, None, 8, 20, 200], [3, 12.3456, None, None, None]]
    assert [[n if n is None else round(n, 9) for n in row] for row in numbers] == expected


def test_names_stand_in_a_file_as_they_are_even_with_quotes_and_commas():
    names = ['say "a", b', "two", "<c> & d"]
    rows = list(csv.reader(io.StringIO(asked("return table.csv(found);", names)[1:], newline="")))
    assert [row[0] for row in rows[1:]] == names


def test_a_table_has_rounded_numbers_that_carry_the_full_ones():
    body = """const shown = document.createElement("table");
      table.fillTable(shown, found);
      return shown.children.map(({ text }) => text);"""
    caption, head, rows = asked(body)
    assert caption == "What is drawn above, point by point"
    assert head == "time (h)as set (%)across it, told (mg)told (%)A view (%)"
    number = '<td data-value="{}" translate="no">{}</td>'.format
    headed = '<th scope="row" data-value="{}" translate="no">{}</th>'.format
    assert rows.split("</tr><tr>")[0] == f"<tr>{headed(1, '1.00')}" + "".join(
        number(*pair) for pair in ((50, "50.0"), (7, "7.0000"), (10, "10.0"), (100, "100.0"))
    )
    assert rows.split("</tr><tr>")[1].startswith(headed(2.5, "2.50") + "<td></td>")
    assert rows.split("</tr><tr>")[2] == headed(3, "3.00") + number(12.3456, "12.3") + "<td></td>" * 3 + "</tr>"
    named = asked(body, ['"a"', "<b>", "&"])[2]
    assert [row.split("</th>")[0].rpartition('scope="row" ')[2] for row in named.split("</tr><tr>")] == [
        'data-value="1">"a"', 'data-value="2.5">&lt;b>', 'data-value="3">&amp;'
    ]  # fmt: skip
