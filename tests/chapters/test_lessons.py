"""The lesson plans keep their time, and lead to places, states and questions that exist."""

import re
from urllib.parse import urlsplit

import pytest
import yaml
from javascript import run as javascript
from pages import BOOK, CHAPTERS, each_chapter, text

from painloop import lessons
from painloop.explorers.widget import as_json

ROUND = ["predict", "observe", "explain"]


def steps(chapter):
    plan = lessons.read(chapter)
    return plan["short"] + plan["long"]


def test_every_chapter_has_a_lesson_and_the_page_shows_them_in_the_order_of_the_book():
    assert {path.stem for path in (BOOK / "lessons").glob("*.yml")} == {*CHAPTERS, "project"}
    assert re.findall(r'^lessons\.lesson\("(.+)"\)', text("for-instructors"), re.MULTILINE) == CHAPTERS


@each_chapter
def test_the_page_calls_a_chapter_by_its_title(chapter):
    before, _ = text("for-instructors").split(f'lessons.lesson("{chapter}")')
    assert re.findall(r"^### (.+)$", before, re.MULTILINE)[-1] == lessons.front_box(chapter).title


@each_chapter
def test_the_minutes_add_up(chapter):
    plan = lessons.read(chapter)
    assert sum(step["minutes"] for step in plan["short"]) == 10
    assert sum(step["minutes"] for step in plan["long"]) == 50


@each_chapter
def test_learners_predict_before_they_observe_and_observe_before_they_explain(chapter):
    plan = lessons.read(chapter)
    assert [step["step"] for step in plan["short"]] == ROUND
    long = [step["step"] for step in plan["long"]]
    assert long[:3] == ROUND
    assert long.count("predict") >= 2
    assert {"practise", "check"} <= set(long) <= {*ROUND, "practise", "check"}


@pytest.mark.slow
@each_chapter
def test_a_step_leads_to_a_heading_or_to_a_state_that_exists(chapter):
    headings = re.findall(r"^#+ (.+)$", text(chapter), re.MULTILINE)
    assert all(step["at"] in headings for step in steps(chapter) if "at" in step)
    states = [step for step in steps(chapter) if "at" not in step]
    if states:
        opened = javascript(
            "return input.searches.map((search) => link.readLink(input.spec, search))",
            {
                "spec": as_json(lessons.explorer(chapter)),
                "searches": [urlsplit(lessons.address(chapter, step)).query for step in states],
            },
        )
        assert not [said["faults"] for said in opened if said["faults"]]
        for step, said in zip(states, opened, strict=True):
            assert said["values"].items() >= step.get("values", {}).items()


@pytest.mark.slow
@each_chapter
def test_a_misconception_is_shown_by_a_wrong_answer(chapter):
    asked = yaml.safe_load((BOOK / "questions" / f"{chapter}.yml").read_text("utf-8"))["questions"]
    options = {question["id"]: question["options"] for question in asked}
    for each in lessons.read(chapter)["misconceptions"]:
        assert not options[each["question"]][each["answer"] - 1].get("correct"), each
    assert len(lessons.read(chapter)["misconceptions"]) >= 3


@each_chapter
def test_both_sides_are_asked(chapter):
    discussion = lessons.read(chapter)["discussion"]
    assert set(discussion) == {"supporter", "sceptic"}
    assert all(discussion.values())


@pytest.mark.slow
@each_chapter
def test_what_a_chapter_promises_is_printed(chapter):
    box = lessons.front_box(chapter)
    assert len(box.objectives) >= 3
    assert 20 <= box.minutes + box.more <= 90
    shown = lessons.lesson(chapter)
    assert all(objective in shown.myst for objective in box.objectives)
    assert box.domain in shown.myst
    assert "<a " not in shown.html


def test_a_chapter_without_a_box_is_refused():
    with pytest.raises(ValueError, match="no box"):
        lessons.front_box("glossary")
