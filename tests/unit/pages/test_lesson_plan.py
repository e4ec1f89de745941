"""A lesson plan that asks for what there is not is refused, with the file, the step and what there is."""

import re
import shutil

import pytest
import yaml

from painloop.pages import lessons
from publish.site import BOOK

CHAPTER = "naltrexone-in-the-body"
PLAN = yaml.safe_load((BOOK / "lessons" / f"{CHAPTER}.yml").read_text("utf-8"))
STEP = {"minutes": 3, "step": "observe", "do": "Look."}
BELIEF = {"belief": "It is so.", "question": "plasma-is-not-blockade", "answer": 1}


@pytest.fixture
def printed(tmp_path):
    """A lesson printed beside its chapter, with changes to its plan."""

    def lesson(**changes):
        for name in ("lessons", "questions"):
            (tmp_path / name).mkdir()
        shutil.copy(BOOK / f"{CHAPTER}.md", tmp_path)
        shutil.copy(BOOK / "questions" / f"{CHAPTER}.yml", tmp_path / "questions")
        path = tmp_path / "lessons" / f"{CHAPTER}.yml"
        path.write_text(yaml.safe_dump({**PLAN, **changes}), "utf-8")
        return lessons.lesson(path)

    return lesson


def test_a_step_leads_to_its_heading_or_to_its_state_and_says_which_in_words(printed):
    state = {"dose": 5, "schedule": "nightly", "two_phase": False}
    myst = printed(short=[{**STEP, "at": "How sure are we?"}, {**STEP, "values": state}]).myst
    assert f'<a href="{CHAPTER}.html#how-sure-are-we">How sure are we?</a>' in myst
    query = "dose-clock.dose=5&amp;dose-clock.schedule=nightly&amp;dose-clock.two_phase=False"
    words = "Dose of naltrexone: 5 mg; Taken: every night; Two-phase: hidden"
    assert f'<a href="{CHAPTER}.html?{query}#try-it">{words}</a>' in myst


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ({}, "short 1: give it either `at`"),
        ({"at": "Lab", "preset": "before"}, "short 1: give it either `at`"),
        ({"at": "Lab", "minuts": 3}, "short 1: Object contains unknown field `minuts`"),
        ({"at": "Lab", "minutes": 0}, "short 1, minutes: Expected `int` >= 1"),
        ({"at": "Lab", "step": "guess"}, "short 1, step: Invalid enum value 'guess'"),
        ({"at": "Nowhere"}, "short, step 1: the chapter has no heading 'Nowhere'; it has Predict first"),
        ({"preset": "best"}, "short, step 1: the explorer dose-clock has no preset 'best'; it has "),
        ({"values": {"size": 3}}, "short, step 1: the explorer dose-clock has no control 'size'; it has dose"),
        ({"values": {"dose": 500}}, "short, step 1: dose is 500, but it takes a number from 0 to 50"),
        ({"values": {"dose": "much"}}, "short, step 1: dose is 'much', but it takes a number from 0 to 50"),
        ({"values": {"dose": True}}, "short, step 1: dose is True, but it takes a number from 0 to 50"),
        ({"values": {"days": 2.5}}, "short, step 1: days is 2.5, but it takes a whole number from 1 to 14"),
        ({"values": {"schedule": "weekly"}}, "short, step 1: schedule is 'weekly', but it takes one of once, nightly"),
        ({"values": {"two_phase": 1}}, "short, step 1: two_phase is 1, but it takes true or false"),
    ],
)
def test_a_faulty_step_is_named_with_what_there_is(printed, step, message):
    with pytest.raises(ValueError, match=rf"lessons/{CHAPTER}\.yml, {re.escape(message)}"):
        printed(short=[{**STEP, **step}])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"misconceptions": [{**BELIEF, "question": "x"}]}, "misconceptions, 'It is so.': no question 'x'; there are "),
        (
            {"misconceptions": [{**BELIEF, "answer": 9}]},
            "misconceptions, 'It is so.': the wrong options of plasma-is-not-blockade are 1, 3, 4, ",
        ),
        (
            {"discussion": {"supporter": ["Why?"], "sceptic": []}},
            "discussion, sceptic: Expected `array` of length >= 1",
        ),
        ({"extra": 1}, "unknown field `extra`"),
    ],
)
def test_a_faulty_part_is_named_with_what_there_is(printed, change, message):
    with pytest.raises(ValueError, match=rf"lessons/{CHAPTER}\.yml.*{re.escape(message)}"):
        printed(**change)
