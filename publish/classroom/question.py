"""A question as every package of `make classroom` takes it: choose one, or give a number."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from painloop.pages.self_check import Item, Option, read_questions
from publish.site import BOOK


@dataclass(frozen=True)
class ChoiceQuestion:
    """A stem with several choices, exactly one of them correct (none in a prediction). Plain text."""

    identifier: str  # unique in a package: letters, digits, hyphens
    chapter: str  # the stem of the chapter's file
    objective: str
    stem: str
    choices: tuple[Option, ...]


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


def public() -> Iterator[ChoiceQuestion]:
    """Yield the self-check questions of the book, in the order of their files' names."""
    for path in sorted((BOOK / "questions").glob("*.yml")):
        yield from of_chapter(path)


def of_chapter(path: Path) -> Iterator[ChoiceQuestion]:
    """Yield the self-check questions of one file."""
    for each in read_questions(path).questions:
        yield _question(path.stem, each, each.objective)


def prediction(path: Path) -> ChoiceQuestion:
    """The prediction of one file; none of its choices is right or wrong."""
    return _question(path.stem, read_questions(path).prediction, objective="")


def _question(chapter: str, asked: Item, objective: str) -> ChoiceQuestion:
    return ChoiceQuestion(f"{chapter}-{asked.id}", chapter, objective, asked.stem, asked.options)
