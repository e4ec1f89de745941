"""A question as every package of `make classroom` takes it: choose one, or give a number."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from painloop.references import BOOK


@dataclass(frozen=True)
class Choice:
    """One of the answers offered. Plain text."""

    text: str
    feedback: str
    correct: bool = False


@dataclass(frozen=True)
class Question:
    """A stem with several choices, exactly one of them correct. Plain text."""

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
    """Yield the self-check questions of one file; its prediction is not among them, for it has no right answer."""
    read = yaml.safe_load(path.read_text("utf-8"))
    for each in read["questions"]:
        choices = tuple(
            Choice(option["text"].strip(), option["feedback"].strip(), option.get("correct", False))
            for option in each["options"]
        )
        chapter = read["chapter"]
        yield Question(f"{chapter}-{each['id']}", chapter, each["objective"], each["stem"].strip(), choices)
