"""The lesson plans keep their time, and lead to places, states and questions that exist."""

import re
from urllib.parse import urlsplit

import pytest
from javascript import run as javascript
from pages import BOOK, CHAPTERS, each_chapter, text

from painloop.explorers.widget import as_json
from painloop.pages import book_files, lessons
from painloop.pages import chapter as chapters
from painloop.pages.lesson_plan import Plan

ROUND = ["predict", "observe", "explain"]


def plan_of(chapter):
    return book_files.read(BOOK / "lessons" / f"{chapter}.yml", Plan)


def test_every_chapter_has_a_lesson_and_the_page_shows_them_in_the_order_of_the_book():
    assert {path.stem for path in (BOOK / "lessons").glob("*.yml")} == {*CHAPTERS, "project"}
    shown = re.findall(r'^pages\.lesson\("lessons/(.+)\.yml"\)', text("for-instructors"), re.MULTILINE)
    assert shown == CHAPTERS


@each_chapter
def test_the_page_calls_a_chapter_by_its_title(chapter):
    before, _ = text("for-instructors").split(f'pages.lesson("lessons/{chapter}.yml")')
    assert re.findall(r"^### (.+)$", before, re.MULTILINE)[-1] == chapters.read(BOOK / f"{chapter}.md").title


@each_chapter
def test_the_minutes_add_up(chapter):
    plan = plan_of(chapter)
    assert sum(step.minutes for step in plan.short) == 10
    assert sum(step.minutes for step in plan.long) == 50


@each_chapter
def test_learners_predict_before_they_observe_and_observe_before_they_explain(chapter):
    plan = plan_of(chapter)
    assert [step.step for step in plan.short] == ROUND
    long = [step.step for step in plan.long]
    assert long[:3] == ROUND
    assert long.count("predict") >= 2
    assert {"practise", "check"} <= set(long)


@pytest.mark.slow
@each_chapter
def test_a_state_that_a_step_opens_is_opened_by_the_page(chapter):
    """That it exists, and that a heading does, is refused where the lesson is printed."""
    about, plan = chapters.read(BOOK / f"{chapter}.md"), plan_of(chapter)
    states = [step for step in plan.short + plan.long if not step.at]
    if states:
        opened = javascript(
            "return input.searches.map((search) => link.readLink(input.spec, search))",
            {
                "spec": as_json(lessons.explorer(about)),
                "searches": [urlsplit(lessons.place(about, step).address).query for step in states],
            },
        )
        assert not [said["faults"] for said in opened if said["faults"]]
        for step, said in zip(states, opened, strict=True):
            assert said["values"].items() >= step.values.items()


@each_chapter
def test_there_are_three_misconceptions_or_more(chapter):
    assert len(plan_of(chapter).misconceptions) >= 3


@pytest.mark.slow
@each_chapter
def test_a_lesson_prints_what_its_chapter_promises_and_each_step(chapter):
    box, plan = chapters.read(BOOK / f"{chapter}.md").box, plan_of(chapter)
    shown = lessons.lesson(BOOK / "lessons" / f"{chapter}.yml")
    assert all(objective in shown.myst for objective in box.objectives)
    assert box.domain in shown.myst
    assert not [step.do for step in plan.short + plan.long if " ".join(step.do.split()) not in shown.myst]
    assert "<a " not in shown.html
