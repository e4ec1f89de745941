"""Questions: asked with and without a script, and a faulty file says what to mend, and where."""

import json
import re
from html import unescape

import pytest
import yaml

from painloop.data.sentences import filled
from painloop.pages import self_check
from publish.site import BOOK

OPTIONS = [{"text": "a", "correct": True, "feedback": "yes"}, {"text": "b", "feedback": "no"}]
QUESTION = {"id": "q", "objective": "Tell.", "stem": "Which?", "options": OPTIONS}
PREDICTION = {"id": "p", "stem": "What?", "options": [{"text": "a", "feedback": "see"}]}
FILE = {"prediction": PREDICTION, "questions": [QUESTION]}
OURS = BOOK / "questions" / "naltrexone-in-the-body.yml"


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "c.yml"
        path.write_text(yaml.safe_dump(content), "utf-8")
        return path

    return write


def data(html):
    """What the script is given."""
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1])


def test_without_a_script_every_option_stands_with_its_feedback_and_one_is_said_to_be_right():
    html = unescape(self_check.questions(OURS).html.split("</script>")[1])
    for question in self_check.read_questions(OURS).questions:
        for option in question.options:
            assert f"<li>{option.text}</li>" in html
            assert f"<li>{'<strong>Correct.</strong> ' if option.correct else ''}{option.feedback}</li>" in html


def test_the_script_is_given_what_the_file_says_and_the_name_of_the_chapter():
    said = filled(yaml.safe_load(OURS.read_text("utf-8")))
    asked, guessed = data(self_check.questions(OURS).html), data(self_check.prediction(OURS).html)
    assert asked == {"chapter": OURS.stem, "kind": "questions", "questions": said["questions"]}
    assert guessed == {"chapter": OURS.stem, "kind": "prediction", "questions": [said["prediction"]]}


def test_a_question_cannot_end_its_script_element(written):
    sly = {**FILE, "questions": [{**QUESTION, "stem": "</script><b>x"}]}
    assert "</script><b>" not in self_check.questions(written(sly)).html


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"options": None}, "c.yml, questions q, options: Expected `array`"),
        ({"options": [{"text": "a", "correct": True}]}, "questions q, options 1: .*missing required field `feedback`"),
        ({"options": [OPTIONS[0], {"text": "", "feedback": "x"}]}, "questions q, options 2, text: .*length >= 1"),
        ({"options": [OPTIONS[0], {"corect": True, **OPTIONS[1]}]}, "questions q, options 2: .*unknown field `corect`"),
        ({"options": OPTIONS[1:]}, "questions q: exactly one of its options needs `correct: true`"),
        ({"options": OPTIONS[:1] * 2}, "questions q: exactly one of its options needs `correct: true`"),
        ({"objective": 3}, "questions q, objective: Expected `str`"),
        ({"id": "p"}, "c.yml: two questions have the id p"),
    ],
)
def test_a_faulty_question_is_named_with_what_to_mend(written, question, message):
    with pytest.raises(ValueError, match=message):
        self_check.read_questions(written({**FILE, "questions": [{**QUESTION, **question}]}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"extra": 1}, "c.yml: .*unknown field `extra`"),
        ({"prediction": {**PREDICTION, "options": OPTIONS}}, "c.yml, prediction: no option of a prediction"),
        ({"questions": [QUESTION, {"stem": "Why?"}]}, "c.yml, questions 2: .*missing required field `id`"),
    ],
)
def test_a_faulty_file_says_what_to_mend(written, change, message):
    with pytest.raises(ValueError, match=message):
        self_check.read_questions(written({**FILE, **change}))
