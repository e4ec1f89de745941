"""How to teach a chapter in ten minutes and in fifty, printed from its lesson plan.

What the chapter promises is read from its own box, what may be set from its explorer, what is asked from its questions.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from html import escape
from pathlib import Path

from painloop import explorers
from painloop.explorers.declaration import Declaration
from painloop.pages import chapter, explorer_state
from painloop.pages.book_files import read
from painloop.pages.chapter import Chapter
from painloop.pages.lesson_plan import Criterion, Discussion, Misconception, Plan, Step
from painloop.pages.printed import WORDY, Printed, as_text, folded, joined, rows_as_table
from painloop.pages.self_check import Question, read_questions

ANCHOR = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True)
class Place:
    """What a step opens."""

    address: str
    words: str


def lesson(path: str | Path) -> Printed:
    """How to teach a chapter: what it is for, two plans, misconceptions, and questions for both sides.

    Args:
        path: the lesson's file; the chapter and its questions are found from it, by the same name.

    Raises:
        FileNotFoundError: if one of the three files is not there.
        ValueError: if one is faulty, or the plan names a heading, question or state that there is not.
    """
    plan, book = read(path, Plan), Path(path).parent.parent
    about = chapter.read(book / f"{Path(path).stem}.md")
    asked = {question.id: question for question in read_questions(book / "questions" / Path(path).name).questions}
    whole = joined(
        _overview(about),
        _steps(about, "short", plan.short),
        _steps(about, "long", plan.long),
        _misconceptions(about, plan.misconceptions, asked),
        _discussion(plan.discussion),
    )
    return Printed(whole.myst, ANCHOR.sub("", whole.html))  # Jupyter has no pages to lead to


def rubric(path: str | Path = "lessons/project.yml") -> Printed:
    """How to mark the project."""
    rows = [(each.what, each.one_point, each.two_points) for each in read(path, tuple[Criterion, ...])]
    heads = ("What", "One point", "Two points")
    return rows_as_table(heads, rows, "Two points for each row, twenty in all.", "tab-project", WORDY)


def explorer(about: Chapter) -> Declaration | None:
    """What a chapter's explorer declares, if it has one."""
    return next((getattr(explorers, name).declaration for name in about.explorers), None)


def place(about: Chapter, step: Step) -> Place:
    """Where a step of a chapter's lesson happens: under a heading, or at a state of the explorer.

    Raises:
        ValueError: if the chapter has no such heading, no explorer, or one without that state.
    """
    page, shown = f"{about.stem}.html", explorer(about)
    if step.at:
        if step.at not in about.headings:
            raise ValueError(f"the chapter has no heading {step.at!r}; it has {'; '.join(about.headings)}")
        return Place(f"{page}#{re.sub('[^a-z0-9]+', '-', step.at.lower()).strip('-')}", step.at)
    if shown is None:
        raise ValueError("the chapter has no explorer to set; give `at`, a heading, instead")
    words = explorer_state.in_words(shown, step.preset, step.values)
    return Place(f"{page}?{explorer_state.query(shown, step.preset, step.values)}#try-it", words)


def _overview(about: Chapter) -> Printed:
    box, (minutes, more) = about.box, about.box.minutes
    lines = [
        f"In [this chapter]({about.stem}.md) learners do one thing: {box.does.removeprefix('one thing: ')}. "
        "Then they can",
        ";\n".join(f"- {objective}" for objective in box.objectives) + ".",
        f"**Time to read:** {minutes} minutes; {more} more for the lab and the exercises. "
        f"**Needs:** {box.needs}. **IASP curriculum domain:** {box.domain}.",
    ]
    return as_text("\n\n".join(lines))


def _steps(about: Chapter, length: str, steps: Sequence[Step]) -> Printed:
    total = sum(step.minutes for step in steps)
    heads = ("Minutes", "Step", "What you do", "Open")
    rows = [_step(about, step, f"{length}, step {number}") for number, step in enumerate(steps, 1)]
    name = f"tab-{length}-{about.stem}"
    shown = rows_as_table(heads, rows, f"A lesson of {total} minutes.", name, WORDY)
    return folded(f"In {total} minutes", shown)


def _step(about: Chapter, step: Step, where: str) -> tuple[str, ...]:
    try:
        opened = place(about, step)
    except ValueError as error:
        raise ValueError(f"{_file(about)}, {where}: {error}") from None
    return str(step.minutes), f"**{step.step.capitalize()}**", " ".join(step.do.split()), _link(*astuple(opened))


def _file(about: Chapter) -> str:
    return f"lessons/{about.stem}.yml"


def _link(address: str, words: str) -> str:
    """An anchor, because Sphinx takes a Markdown link with a query for a missing page."""
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _misconceptions(about: Chapter, believed: Iterable[Misconception], asked: Mapping[str, Question]) -> Printed:
    heads = ("What some believe", "The question that shows it", "The answer they give")
    rows = [_misconception(about, each, asked) for each in believed]
    shown = rows_as_table(heads, rows, "What some believe, and how you notice.", f"tab-believed-{about.stem}", WORDY)
    return folded("Misconceptions, and the questions that show them", shown)


def _misconception(about: Chapter, each: Misconception, asked: Mapping[str, Question]) -> tuple[str, ...]:
    """A row of the table.

    Raises:
        ValueError: if there is no such question, or no such wrong option.
    """
    where = f"{_file(about)}, misconceptions, {each.belief!r}"
    if each.question not in asked:
        raise ValueError(f"{where}: no question {each.question!r}; there are {', '.join(asked)}")
    question = asked[each.question]
    wrong = {number: option.text for number, option in enumerate(question.options, 1) if not option.correct}
    if each.answer not in wrong:
        numbers = ", ".join(map(str, wrong))
        raise ValueError(f"{where}: the wrong options of {each.question} are {numbers}, and not {each.answer}")
    return each.belief, _link(f"{about.stem}.html#check-yourself", question.stem), wrong[each.answer]


def _discussion(discussion: Discussion) -> Printed:
    sides = {"supporter": discussion.supporter, "sceptic": discussion.sceptic}
    lines = [f"- **A {side} asks:** {question}" for side, questions in sides.items() for question in questions]
    return folded("Both sides of the evidence", as_text("\n".join(lines)))
