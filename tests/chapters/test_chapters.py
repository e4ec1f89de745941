"""Every chapter has its parts, in order; every link of the text leads to a source, a term or a label."""

import re

import jupytext
import pytest
from pages import (
    BOOK,
    CHAPTERS,
    LINK,
    cells,
    each_chapter,
    each_page,
    figure,
    front_matter,
    options,
    prose,
    stems,
    text,
)

from painloop import data, models
from painloop.data import references
from painloop.pages import chapter as chapters
from painloop.pages.self_check import read_questions

EXPLORERS = {
    "the-pain-loop": "PainLoop",
    "tipping-points": "TippingPoint",
    "opioid-receptors": "ReceptorCompetition",
    "naltrexone-in-the-body": "DoseClock",
    "low-and-standard-doses": "DoseParadox",
    "glia-and-the-potency-gap": "PotencyGap",
    "turning-down-the-loop": "PatientOnLdn",
    "break-the-model": "StressTest",
    "the-trials": "TrialForest",
    "why-trials-disagree": "VirtualTrial",
    "reading-the-headline": "ClaimCheck",
}  # a chapter that is not here rests on figures
WITHOUT_A_DOSE = {"PainLoop", "TippingPoint"}
ON_EVIDENCE = {
    "why-pain-persists",
    "phantom-limb-pain",
    "the-trials",
    "reading-the-headline",
    "safety-and-conversations",
}


def sections(chapter: str) -> tuple[str, ...]:
    """The anatomy of a chapter: without a model there is evidence, without an explorer a closer look at it."""
    ground = "The evidence" if chapter in ON_EVIDENCE else "The model"
    return (
        "Predict first",
        "The idea",
        *(("Try it", ground) if chapter in EXPLORERS else (ground, "Look closely")),
        "What it shows",
        "How sure are we?",
        "What this leaves out",
        "Lab",
        "Exercises",
        "Check yourself",
        "Key points",
        "What we do not know",
        "Where this comes from",
    )


def bibliography_of_everything() -> set[str]:
    """Every key that a page links, a table or a model's file names, or a parameter rests on, and what those rest on."""
    linked = {key for stem in stems() for _, key in LINK.findall(text(stem))}
    linked |= {key for _, key in LINK.findall((BOOK / "_safety.md").read_text("utf-8"))}
    tables = {key.strip() for name in data.names() for keys in data.load(name).source for key in keys.split(",")}
    parameters = {source for model in models.ALL for quantity in model.parameters for source in quantity.sources}
    files = {word for name in models.__all__ for word in re.findall(r"\w+", getattr(models, name).__doc__)}
    named = {word for entry in references.read().entries.values() for word in entry.fields["access"].split()}
    return linked | tables | parameters | files | named


def test_there_is_a_chapter():
    assert CHAPTERS


@each_page
def test_a_page_has_a_description_for_search_engines(page):
    assert len(front_matter(page)["myst"]["html_meta"]["description"]) > 50


@each_chapter
def test_the_sections_stand_in_the_order_of_the_anatomy(chapter):
    heads = re.findall(r"^## (.+)$", prose(chapter), re.MULTILINE)
    assert [head.split(":")[0] for head in heads] == list(sections(chapter))


@each_chapter
def test_the_chapter_opens_with_what_the_reader_will_do_learn_and_need(chapter):
    """The box has the parts that its reader asks for, and stands before the first section."""
    read = chapters.read(BOOK / f"{chapter}.md")
    assert text(chapter).index("{admonition} In this chapter") < text(chapter).index("## ")
    assert read.title.endswith("?"), "the title is a person's question"
    assert len(read.box.objectives) >= 3
    assert 20 <= sum(read.box.minutes) <= 90


@each_chapter
def test_the_chapter_prints_its_model_or_its_evidence_and_its_questions(chapter):
    code = "\n".join(cells(chapter))
    assert all(call in code for call in ("pages.prediction(", "pages.questions(", "figures.lab("))
    printed = ("pages.table(",) if chapter in ON_EVIDENCE else ("pages.equation(", "pages.presets(")
    assert any(call in code for call in printed)


@each_chapter
def test_the_chapter_shows_the_explorer_that_belongs_to_it(chapter):
    shown = re.findall(r"^([A-Z]\w+)\(", "\n".join(cells(chapter)), re.MULTILINE)
    assert shown == ([EXPLORERS[chapter]] if chapter in EXPLORERS else [])


@each_page
def test_a_page_that_shows_a_dose_shows_the_safety_box(page):
    code = "\n".join(cells(page))
    shows_a_dose = (
        re.search(r"\d mg\b", prose(page))
        or "pages.presets(" in code
        or EXPLORERS.get(page, "PainLoop") not in WITHOUT_A_DOSE
    )
    assert "pages.safety()" in code or not shows_a_dose or page == "glossary"


def test_the_reference_page_prints_every_model_and_every_preset():
    code = "\n".join(cells("models-and-parameters"))
    for call in ("pages.every_model()", "pages.presets(", "pages.docstring("):
        assert call in code, call


@each_chapter
def test_there_are_two_exercises_by_thought_and_one_in_code_with_solutions(chapter):
    by_thought = re.findall(r"`{3}\{exercise\}.*?:label: (\S+)", text(chapter), re.DOTALL)
    in_code = re.findall(r"`{3}\{exercise-start\}.*?:label: (\S+)", text(chapter), re.DOTALL)
    solved = re.findall(r"\{solution(?:-start)?\} (\S+)", text(chapter))
    assert len(by_thought) >= 2
    assert in_code
    assert sorted(by_thought + in_code) == sorted(solved)


@each_chapter
def test_there_are_five_questions_with_three_options_or_more(chapter):
    questions = read_questions(BOOK / "questions" / f"{chapter}.yml").questions
    assert len(questions) >= 5
    assert all(len(question.options) >= 3 for question in questions)


@pytest.mark.slow
@each_chapter
def test_the_right_answer_is_not_always_in_the_same_place_or_the_longest(chapter):
    questions = read_questions(BOOK / "questions" / f"{chapter}.yml").questions
    places = [next(i for i, option in enumerate(q.options) if option.correct) for q in questions]
    longest = [max(q.options, key=lambda option: len(option.text)).correct for q in questions]
    assert len(set(places)) >= 3
    assert sum(longest) <= len(questions) / 2


@each_chapter
def test_every_figure_has_a_name_a_caption_and_words_for_those_who_do_not_see_it(chapter):
    for cell in cells(chapter):
        if "plt.subplots(" in cell:
            drawn = figure(cell)
            assert drawn["name"].startswith("fig-")
            assert min(len(drawn["alt"]), len(drawn["caption"])) >= 60, drawn["name"]


@each_page
def test_the_options_of_every_cell_can_be_read(page):
    for cell in cells(page):
        assert isinstance(options(cell), dict)


@pytest.mark.slow
@each_page
def test_a_page_is_written_as_jupytext_writes_it(page):
    """So that a save in JupyterLab changes nothing. Tried there, with a real server, in `tests/doubt/test_saved.py`."""
    written = (BOOK / f"{page}.md").read_text("utf-8")
    saved = jupytext.writes(jupytext.reads(written, fmt="md:myst"), fmt="md:myst")
    assert saved == written, f"let jupytext write it: .venv/bin/python -m jupytext --to md:myst book/{page}.md"


@each_chapter
def test_the_data_behind_every_figure_can_be_saved(chapter):
    """But for a lab's: there the code is the data."""
    drawn = [figure(cell) for cell in cells(chapter) if "figures.lab(" not in cell]
    names = {each["name"].removeprefix("fig-") for each in drawn if each}
    assert set(re.findall(r'figures\.data\("([^"]+)"', text(chapter))) == names


@each_chapter
def test_the_chapter_has_the_length_of_a_chapter(chapter):
    """Its folded box and its sources aside; the pages themselves are counted in `tests/browser/test_beginnings.py`."""
    read, _ = re.sub(r":::\{admonition\}.*?^:::$", "", prose(chapter), flags=re.DOTALL | re.MULTILINE).split(
        "## Where this comes from"
    )
    assert 1200 <= len(read.split()) <= 2500


@each_chapter
def test_the_chapter_begins_with_what_it_finds_in_a_few_lines(chapter):
    _title, first, *_ = (part for part in prose(chapter).split("\n\n") if not part.startswith("("))
    assert first.startswith("**In short.** ")
    assert len(LINK.sub(r"\1", first).split()) <= 85


@each_page
def test_prose_has_no_roles_because_jupyterlab_would_show_them_raw(page):
    assert not re.findall(r"\{(?:cite|term|ref|eq|doc|numref)[:}]", text(page))
    assert not re.findall(r"\[\]\(", prose(page))


@each_page
def test_a_citation_is_worded_as_the_reference_list_words_it(page):
    entries = references.read().entries
    for words, key in LINK.findall(text(page)):
        if key in entries and re.search(r"\d{4}$", words):
            assert words.lower() == references.author_year(key).lower()


@each_page
def test_every_link_to_a_term_leads_to_one(page):
    terms = set(re.findall(r"^\((term-[^)]+)\)=$", text("glossary"), re.MULTILINE))
    assert {key for _, key in LINK.findall(text(page)) if key.startswith("term-")} <= terms


def test_the_glossary_is_in_alphabetical_order_and_every_term_is_explained():
    entries = re.findall(r"^\(term-([^)]+)\)=\n(.+)\n: (.+)$", text("glossary"), re.MULTILINE)
    assert len(entries) == len(re.findall(r"^\(term-", text("glossary"), re.MULTILINE))
    names = [name.lower() for _, name, _ in entries]
    assert names == sorted(names)


def test_nothing_stands_in_the_reference_list_that_nobody_cites():
    assert set(references.read().entries) <= bibliography_of_everything()


def test_the_safety_box_is_short_and_cites_and_leads_on():
    box = (BOOK / "_safety.md").read_text("utf-8")
    assert len(LINK.sub(r"\1", box).split()) <= 110
    cited = {key for _, key in LINK.findall(box)}
    assert len(cited) >= 5
    assert cited - set(references.read().entries) == {"help-now", "talk-to-a-clinician"}


def test_where_hope_is_told_the_null_trials_are_told_too():
    hope = [paragraph for stem in CHAPTERS for paragraph in prose(stem).split("\n\n") if "hope of relief" in paragraph]
    assert hope
    assert all(
        {"bruun2024final", "rodriguezfreire_innova", "bested2023ldn"} <= {k for _, k in LINK.findall(p)} for p in hope
    )


def test_where_the_nerve_block_is_told_the_freezing_is_told_too():
    """Two trials of one idea, by one group and of one size: one in favour and one against."""
    told = {stem: text(stem) for stem in stems()} | {
        f"claim {row.number}": row.source for row in data.load("claims").itertuples()
    }
    block = {where for where, words in told.items() if "ilfeld2021block" in words}
    assert {"phantom-limb-pain", "claim 10"} <= block
    assert not [where for where in block if "ilfeld2023cryoneurolysis" not in told[where]]
    size = data.load("phantom_limb_treatments").set_index("study").n
    assert size["Ilfeld 2021"] == size["Ilfeld 2023"]
