"""What a chapter prints: real MyST for the book, readable HTML for Jupyter, from one value."""

import re

import pandas as pd
import pytest
import yaml

from painloop import data, display, models, references
from painloop.models import glial_arm, oral_naltrexone, pain_loop, patient_on_ldn, receptor_blockade
from painloop.printers import to_latex

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


LABEL = re.compile(r"^\(([\w-]+)\)=$|^:name: (\S+)$|^\$\$ \((\S+)\)$", re.MULTILINE)
each_model = pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)


@pytest.fixture(scope="module")
def reference():
    """The generated page: every model, then the presets."""
    return display.every_model().myst + "\n\n" + display.presets("tab-presets").myst


@pytest.fixture
def questions(tmp_path):
    def write(content):
        path = tmp_path / "c.yml"
        path.write_text(yaml.safe_dump(content), "utf-8")
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


@pytest.mark.slow
@each_model
def test_the_reference_shows_every_parameter_of_every_model_with_grade_and_sources(model, reference):
    rows = reference.splitlines()
    for quantity in model.parameters:
        shown = [row for row in rows if row.startswith(f"| ${quantity.symbol}$ | {quantity.name}, `{quantity.key}` |")]
        assert any(
            f" {quantity.default:g} " in row
            and f">{quantity.grade}</span>" in row
            and all(display.cite(source) in row for source in quantity.sources)
            for row in shown
        ), quantity.key


@pytest.mark.slow
@each_model
def test_the_reference_shows_every_equation_state_and_readout_of_every_model(model, reference):
    lines = [line.removesuffix(r" \\[6pt]") for line in to_latex(model).split("\n")[1:-1]]
    assert not [line for line in lines if line not in reference]
    assert not [each.key for each in (*model.states, *model.readouts) if f", `{each.key}` |" not in reference]


def test_the_reference_gives_no_label_twice_and_its_links_lead_to_labels_or_sources(reference):
    labels = ["".join(found) for found in LABEL.findall(reference)]
    assert len(labels) == len(set(labels))
    assert {f"eq-model-{model.name.replace('_', '-')}" for model in models.ALL} <= set(labels)
    assert {target for target in re.findall(r"\]\(#([^)]+)\)", reference)} <= {*labels, *references.read().entries}


def test_the_other_accounts_of_a_model_are_folded_and_show_only_what_differs(reference):
    assert reference.count(":class: dropdown") == len(models.ALL) - len(
        {model.title.split(" (")[0] for model in models.ALL}
    )
    fold = reference.split("What differs: Naltrexone at TLR4 (brain retention)")[1].split("\n::::::")[0]
    assert "`t_half_brain`" in fold
    assert "`T_max`" not in fold
    assert "T_\\mathrm{max}" not in fold


def test_a_model_without_states_has_its_equations_under_the_same_label():
    from dataclasses import replace

    model = replace(pain_loop.MODEL, states=(), rates={}, readouts=(), parameters=pain_loop.PARAMETERS)
    model = replace(model, readouts=(replace(pain_loop.MODEL.readouts[1], expression=10 * pain_loop.w),))
    myst = display.model(model).myst
    assert "$$ (eq-model-pain-loop)" in myst
    assert "How the states change" not in myst


def test_the_docstring_of_a_model_is_shown_with_its_parts_in_bold_and_its_sources_as_citations():
    myst = display.docstring("glial_arm").myst
    assert "**The idea.** Naltrexone is said" in myst
    assert "**In words:** the share" in myst
    assert "after TLR4 was stimulated ([Cant et al. 2017](#cant2017))" in myst


@pytest.mark.parametrize("name", models.__all__)
def test_every_source_that_a_docstring_names_stands_in_the_reference_list(name):
    named = set(re.findall(r"\b[a-z]+(?:19|20)\d\d[a-z]*\b", getattr(models, name).__doc__))
    assert named <= set(references.read().entries)


def test_a_preset_is_shown_with_its_account_and_what_it_changes(reference):
    rows = {preset.key: next(row for row in reference.splitlines() if row.startswith(f"| {preset.name} |"))
            for preset in patient_on_ldn.PRESETS}  # fmt: skip
    assert "| two-phase | none |" in rows["story"]
    assert rf"| brain retention | $u$ = 1.44; ${glial_arm.ec50_tlr4}$ = 105500 nM |" in rows["data-anchored"]
    assert "| $\\alpha$ = 0 |" in rows["blockade-does-not-matter"]


def test_in_jupyter_the_reference_is_html_with_headings_and_folds():
    html = display.every_model((glial_arm.with_account("two_phase"), glial_arm.with_account("plasma_driven"))).html
    assert "<h3>Naltrexone at TLR4 (two-phase)</h3>" in html
    assert "<details><summary>What differs: Naltrexone at TLR4 (plasma-driven)</summary>" in html
    assert ":::" not in html


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


def test_a_diagram_is_drawn_in_the_page_and_says_in_words_what_it_shows(tmp_path):
    path = tmp_path / "loop.svg"
    path.write_text(
        '<svg viewBox="0 0 9 9">\n<title>The loop.</title>\n<desc>Nerves drive\n glia.</desc>\n<g/></svg>', "utf-8"
    )
    drawn = display.diagram(path, "fig-loop", "Two arrows ([Lee et al. 1988](#lee1988)).")
    assert "(fig-loop)=\n::::{container} diagram" in drawn.myst
    assert '<svg role="img" aria-label="The loop. Nerves drive glia." viewBox' in drawn.myst
    assert "<title>" not in drawn.html
    assert "[Lee et al. 1988](#lee1988)" in drawn.myst
    assert "<figcaption>" in drawn.html


def test_a_diagram_without_words_is_refused(tmp_path):
    path = tmp_path / "loop.svg"
    path.write_text("<svg><title>The loop.</title></svg>", "utf-8")
    with pytest.raises(ValueError, match="<desc>"):
        display.diagram(path, "fig-loop", "")


def test_a_table_of_sentences_says_so_and_a_long_address_of_a_source_makes_none():
    words = pd.DataFrame({"who": ["a sentence of more than forty characters in a cell"]})
    numbers = pd.DataFrame({"n": [1.5], "source": ["lee1988, rabiner2011, weerts2008, trostheim2023"]})
    assert ":class: table-data table-words\n" in display.table(words, "c", "tab-x").myst
    assert "table-words" not in display.table(numbers, "c", "tab-x").myst
