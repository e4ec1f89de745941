"""The sheet of a model: everything it has is printed, under labels that are given once."""

import re
from dataclasses import replace

import pytest

from painloop import models
from painloop.data import references
from painloop.equations.printers import to_latex
from painloop.models import glial_arm, oral_naltrexone, pain_loop, patient_on_ldn, receptor_blockade
from painloop.pages import model_sheet
from painloop.pages.printed import cite

LABEL = re.compile(r"^\(([\w-]+)\)=$|^:name: (\S+)$|^\$\$ \((\S+)\)$", re.MULTILINE)
each_model = pytest.mark.parametrize("model", models.ALL, ids=lambda model: model.name)


@pytest.fixture(scope="module")
def reference():
    """The generated page: every model, then the presets."""
    return model_sheet.every_model().myst + "\n\n" + model_sheet.presets("tab-presets").myst


def test_an_equation_has_its_label_in_the_book_and_none_in_jupyter():
    printed = model_sheet.equation(oral_naltrexone.MODEL, label="eq-x")
    assert "\n$$\n\\begin{aligned}" in printed.myst
    assert "\n$$ (eq-x)\n" in printed.myst
    assert "eq-x" not in printed.html
    assert "&amp;=" in printed.html


def test_equations_and_numbers_of_a_chapter_are_folded_and_those_of_the_reference_page_are_not(reference):
    model = oral_naltrexone.MODEL
    for printed in (model_sheet.equation(model, label="eq-x"), model_sheet.parameters(model, name="tab-x")):
        assert ":class: dropdown" in printed.myst
        assert printed.html.startswith("<details><summary>")
    assert ":class: dropdown" not in reference.split("What differs")[0]


def test_the_parameter_table_has_a_row_with_grade_and_source_for_every_parameter():
    printed = model_sheet.parameters(receptor_blockade.MODEL, name="tab-x")
    for quantity in receptor_blockade.MODEL.parameters:
        assert f"| ${quantity.symbol}$ | {quantity.name} | {quantity.default:g} |" in printed.myst
    assert printed.myst.count('class="grade grade--') == len(receptor_blockade.MODEL.parameters)


def test_in_jupyter_a_citation_is_author_and_year_and_no_dead_link():
    html = model_sheet.parameters(oral_naltrexone.MODEL, name="tab-x").html
    assert "<cite>Meyer et al. 1984</cite>" in html
    assert "](#" not in html
    assert "<a" not in html


def test_parameters_that_another_model_has_are_left_out_on_request():
    printed = model_sheet.parameters(receptor_blockade.MODEL, name="tab-x", beyond=oral_naltrexone.MODEL)
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
            and all(cite(source) in row for source in quantity.sources)
            for row in shown
        ), quantity.key


@pytest.mark.slow
@each_model
def test_the_reference_shows_every_equation_state_readout_and_dose_of_every_model(model, reference):
    begin = [rf"\dfrac{{\mathrm{{d}}{each.symbol}}}{{\mathrm{{d}}t}} &= " for each in model.states]
    begin += [f"\n{each.symbol} &= " for each in (*model.readouts, *model.definitions)]
    begin += [rf"{each.symbol} &\mapsto " for each in model.states if each.key in model.dose_into]
    assert not [start for start in begin if start not in reference]
    whole = [line.removesuffix(r" \\[6pt]") for line in to_latex(model).split("\n")[1:-1]]
    assert len(whole) == len(begin)
    assert not [line for line in whole if line not in reference]
    assert not [each.key for each in (*model.states, *model.readouts) if f", `{each.key}` |" not in reference]


def test_the_reference_gives_no_label_twice_and_its_links_lead_to_labels_or_sources(reference):
    labels = ["".join(found) for found in LABEL.findall(reference)]
    assert len(labels) == len(set(labels))
    names = {model.name.replace("_", "-") for model in models.ALL} - {"trial-on-paper"} | {"virtual-trial"}  # published
    assert {f"eq-model-{name}" for name in names} <= set(labels)
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
    model = replace(pain_loop.MODEL, states=(), rates={}, readouts=(), parameters=pain_loop.PARAMETERS)
    model = replace(model, readouts=(replace(pain_loop.MODEL.readouts[1], expression=10 * pain_loop.w),))
    myst = model_sheet.model(model).myst
    assert "$$ (eq-model-pain-loop)" in myst
    assert "How the states change" not in myst


def test_the_docstring_of_a_model_is_shown_with_its_parts_in_bold_and_its_sources_as_citations():
    myst = model_sheet.docstring("glial_arm").myst
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
    html = model_sheet.every_model((glial_arm.with_account("two_phase"), glial_arm.with_account("plasma_driven"))).html
    assert "<h3>Naltrexone at TLR4 (two-phase)</h3>" in html
    assert "<details><summary>What differs: Naltrexone at TLR4 (plasma-driven)</summary>" in html
    assert ":::" not in html
