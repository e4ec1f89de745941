"""A question as every package of `make classroom` takes it: choose one, or give a number."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from painloop.display import read_questions
from painloop.references import BOOK


@dataclass(frozen=True)
class Choice:
    """One of the answers offered. Plain text."""

    text: str
    feedback: str
    correct: bool = False


@dataclass(frozen=True)
class Question:
    """A stem with several choices, exactly one of them correct (none in a prediction). Plain text."""

    identifier: str  # unique in a package: letters, digits, hyphens
    chapter: str  # the stem of the chapter's file
    objective: str
    stem: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class NumberQuestion:
    """A stem that asks for a number. Plain text."""

    identifier: str
    chapter: str
    objective: str
    stem: str
    answer: float
    tolerance: float  # an answer no further off than this is right
    unit: str  # what the number is in, as words; empty for a bare number
    feedback: str  # shown afterwards, right or wrong: how to get there


def public() -> Iterator[Question]:
    """Yield the self-check questions of the book, in the order of their files' names."""
    for path in sorted((BOOK / "questions").glob("*.yml")):
        yield from of_chapter(path)


def of_chapter(path: Path) -> Iterator[Question]:
    """Yield the self-check questions of one file."""
    read = read_questions(path)
    for each in read["questions"]:
        yield _question(read["chapter"], each)


def prediction(path: Path) -> Question:
    """The prediction of one file; none of its choices is right or wrong."""
    read = read_questions(path)
    return _question(read["chapter"], {"objective": "", **read["prediction"]})


def _question(chapter: str, asked: dict[str, Any]) -> Question:
    choices = tuple(
        Choice(option["text"].strip(), option["feedback"].strip(), option.get("correct", False))
        for option in asked["options"]
    )
    return Question(f"{chapter}-{asked['id']}", chapter, asked["objective"], asked["stem"].strip(), choices)
