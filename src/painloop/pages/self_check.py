"""The questions of a chapter: a prediction before it, a self-check after it. Text in them is plain, without markup."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import msgspec

from painloop.pages.book_files import Shape, Text, read
from painloop.pages.printed import Printed
from painloop.web.markup import script_json

LABELS = {"questions": "Self-check questions", "prediction": "Your prediction"}


class Option(Shape, frozen=True):
    """One of the answers offered, and what is said to whoever chooses it."""

    text: Text
    feedback: Text
    correct: bool = False


class Item(Shape, frozen=True, kw_only=True):
    """A stem and the answers offered."""

    id: Text  # for good: readers' browsers remember their answers by it
    stem: Text
    options: tuple[Option, ...]


class Prediction(Item, frozen=True, kw_only=True):
    """What one may expect of a chapter before it is read; nothing is right or wrong yet."""

    def __post_init__(self) -> None:
        """Refuse an option that is said to be right."""
        if any(option.correct for option in self.options):
            raise ValueError("no option of a prediction has `correct: true`; take it out")


class Question(Item, frozen=True, kw_only=True):
    """A question that checks an objective; exactly one option is right."""

    objective: Text

    def __post_init__(self) -> None:
        """Refuse two right options, or none."""
        if sum(option.correct for option in self.options) != 1:
            raise ValueError("exactly one of its options needs `correct: true`")


class SelfCheck(Shape, frozen=True):
    """A file of `book/questions`."""

    prediction: Prediction
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        """Refuse an id that two questions have."""
        ids = [each.id for each in (self.prediction, *self.questions)]
        if twice := {id for id in ids if ids.count(id) > 1}:
            raise ValueError(f"two questions have the id {', '.join(sorted(twice))}; give each its own")


def read_questions(path: str | Path) -> SelfCheck:
    """A file of questions, with the sentences it names.

    Raises:
        FileNotFoundError: if it is not there.
        ValueError: if a question lacks a part, an option has no feedback, or there is not exactly one right option.
    """
    return read(path, SelfCheck)


def questions(path: str | Path) -> Printed:
    """The self-check questions of a chapter's file."""
    return _form(Path(path).stem, "questions", read_questions(path).questions)


def prediction(path: str | Path) -> Printed:
    """The predict-first question of a chapter's file."""
    return _form(Path(path).stem, "prediction", [read_questions(path).prediction])


def _form(chapter: str, kind: str, asked: Sequence[Item]) -> Printed:
    """The questions as data for the script, and as plain lists with folded answers where there is none."""
    data = script_json({"chapter": chapter, "kind": kind, "questions": msgspec.to_builtins(asked)})
    still = "".join(_still(question) for question in asked)
    html = (
        f'<section class="self-check" aria-label="{LABELS[kind]}">'
        f'<script type="application/json">{data}</script>{still}</section>'
    )
    return Printed(f"```{{raw}} html\n{html}\n```", html)


def _still(question: Item) -> str:
    options = "".join(f"<li>{escape(option.text)}</li>" for option in question.options)
    answers = "".join(
        f"<li>{'<strong>Correct.</strong> ' if option.correct else ''}{escape(option.feedback)}</li>"
        for option in question.options
    )
    return (
        f'<div class="question"><p><strong>{escape(question.stem)}</strong></p><ol>{options}</ol>'
        f"<details><summary>What each answer means</summary><ol>{answers}</ol></details></div>"
    )
