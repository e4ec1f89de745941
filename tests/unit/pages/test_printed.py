"""Printed things have two faces: real MyST for the book, readable HTML for Jupyter, from one value."""

import pandas as pd
import pytest

from painloop import data
from painloop.pages import printed


def test_a_data_table_links_its_sources_and_marks_what_is_missing():
    shown = printed.table(data.load("pet_occupancy"), caption="Scans", name="tab-x")
    assert "[Lee et al. 1988](#lee1988)" in shown.myst
    assert "nan" not in shown.myst.lower()
    assert "| Study | Dose mg |" in shown.myst


def test_a_table_prints_any_frame():
    assert "| 1.5 | x |" in printed.table(pd.DataFrame({"a": [1.5], "b": ["x"]}), "c", "tab-x").myst


def test_a_table_of_sentences_says_so_and_a_long_address_of_a_source_makes_none():
    words = pd.DataFrame({"who": ["a sentence of more than forty characters in a cell"]})
    numbers = pd.DataFrame({"n": [1.5], "source": ["lee1988, rabiner2011, weerts2008, trostheim2023"]})
    assert ":class: table-data table-words\n" in printed.table(words, "c", "tab-x").myst
    assert "table-words" not in printed.table(numbers, "c", "tab-x").myst


def test_a_long_table_is_opened_by_what_its_rows_come_to():
    shown = printed.table(pd.DataFrame({"n": [1, 2, 3]}), "c", "tab-x", answer="They rise.")
    assert shown.myst.startswith("::::::{admonition} They rise. Table, 3 rows\n:class: dropdown\n\n:::{table} c\n")
    assert shown.html.startswith("<details><summary>They rise. Table, 3 rows</summary>")


def test_a_diagram_is_drawn_in_the_page_and_says_in_words_what_it_shows(tmp_path):
    path = tmp_path / "loop.svg"
    path.write_text(
        '<svg viewBox="0 0 9 9">\n<title>The loop.</title>\n<desc>Nerves drive\n glia.</desc>\n<g/></svg>', "utf-8"
    )
    drawn = printed.diagram(path, "fig-loop", "Two arrows ([Lee et al. 1988](#lee1988)).")
    assert "(fig-loop)=\n::::{container} diagram" in drawn.myst
    assert '<svg role="img" aria-label="The loop. Nerves drive glia." viewBox' in drawn.myst
    assert "<title>" not in drawn.html
    assert "[Lee et al. 1988](#lee1988)" in drawn.myst
    assert "<figcaption>" in drawn.html


def test_a_diagram_without_words_is_refused(tmp_path):
    path = tmp_path / "loop.svg"
    path.write_text("<svg><title>The loop.</title></svg>", "utf-8")
    with pytest.raises(ValueError, match="<desc>"):
        printed.diagram(path, "fig-loop", "")
