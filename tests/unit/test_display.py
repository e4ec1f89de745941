"""What a chapter prints: real MyST for the book, readable HTML for Jupyter, from one value."""

import pandas as pd
import pytest
import yaml

from painloop import data, display, references
from painloop.models import oral_naltrexone, receptor_blockade

QUESTION = {
    "id": "q",
    "stem": "Which?",
    "options": [{"text": "a", "correct": True, "feedback": "yes"}, {"text": "b", "feedback": "no"}],
}
FILE = {
    "chapter": "c",
    "prediction": {"id": "p", "stem": "What?", "options": [{"text": "a", "feedback": "see"}]},
    "questions": [QUESTION],
}


@pytest.fixture
def questions(tmp_path):
    def write(content):
        path = tmp_path / "c.yml"
        path.write_text(yaml.safe_dump(content))
        return path

    return write


def test_an_equation_has_its_label_in_the_book_and_none_in_jupyter():
    printed = display.equation(oral_naltrexone.MODEL, label="eq-x")
    assert printed.myst.startswith("$$\n\\begin{aligned}")
    assert printed.myst.endswith("$$ (eq-x)")
    assert "eq-x" not in printed.html
    assert "&amp;=" in printed.html


def test_the_parameter_table_has_a_row_with_grade_and_source_for_every_parameter():
    printed = display.parameters(receptor_blockade.MODEL, name="tab-x")
    for quantity in receptor_blockade.MODEL.parameters:
        assert f"| ${quantity.symbol}$ | {quantity.name} | {quantity.default:g} |" in printed.myst
    assert printed.myst.count('class="grade grade--') == len(receptor_blockade.MODEL.parameters)


def test_in_jupyter_a_citation_is_author_and_year_and_no_dead_link():
    html = display.parameters(oral_naltrexone.MODEL, name="tab-x").html
    assert "<cite>Meyer et al. 1984</cite>" in html
    assert "](#" not in html
    assert "<a" not in html


def test_parameters_that_another_model_has_are_left_out_on_request():
    printed = display.parameters(receptor_blockade.MODEL, name="tab-x", beyond=oral_naltrexone.MODEL)
    assert "apparent clearance" not in printed.myst
    assert "half-life of the effect compartment" in printed.myst


def test_a_data_table_links_its_sources_and_marks_what_is_missing():
    printed = display.table(data.load("pet_occupancy"), caption="Scans", name="tab-x")
    assert "[Lee et al. 1988](#lee1988)" in printed.myst
    assert "nan" not in printed.myst.lower()
    assert "| Study | Dose mg |" in printed.myst


def test_a_table_prints_any_frame():
    assert "| 1.5 | x |" in display.table(pd.DataFrame({"a": [1.5], "b": ["x"]}), "c", "tab-x").myst


def test_every_entry_of_the_reference_list_is_a_target_with_its_status():
    myst = display.references().myst
    for key, entry in references.read().entries.items():
        assert f"({key})=\n" in myst
        assert entry.fields["access"]
    assert myst.count("reference-status") == len(references.read().entries)


def test_questions_work_without_a_script():
    path = references.BOOK / "questions" / "naltrexone-in-the-body.yml"
    html = display.questions(path).html
    for question in display.read_questions(path)["questions"]:
        for option in question["options"]:
            assert html.count(display.escape(option["feedback"])) >= 1


def test_a_question_cannot_end_its_script_element(questions):
    sly = {**FILE, "questions": [{**QUESTION, "stem": "</script><b>x"}]}
    assert "</script><b>" not in display.questions(questions(sly)).html


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"questions": [{"id": "q", "stem": "x"}]}, "has no options"),
        ({"questions": [{**QUESTION, "options": [{"text": "a", "feedback": "x"}]}]}, "exactly one option"),
        ({"questions": [{**QUESTION, "options": [{"text": "a", "correct": True}]}]}, "a text and a feedback"),
        ({"extra": 1}, "exactly the keys"),
    ],
)
def test_a_faulty_question_file_says_what_to_mend(questions, change, message):
    with pytest.raises(ValueError, match=message):
        display.read_questions(questions({**FILE, **change}))
