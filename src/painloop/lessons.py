"""Lesson plans: how to teach a chapter in ten minutes and in fifty.

What a chapter promises is read from its own front box, what may be set from its explorer, what is asked from its
questions. Only the plan itself is written in `book/lessons`, one file for each chapter.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import yaml

from painloop import display, explorers
from painloop.display import Printed
from painloop.explorers.declaration import Declaration, Radio, Slider
from painloop.references import BOOK
from painloop.sentences import filled, unmarked

ANCHOR = re.compile(r"</?a\b[^>]*>")
BOX = re.compile(
    r"\*\*You will do\*\* (?P<does>.+?)\s*"
    r"\*\*You will learn\*\* (?P<learns>.+?)\s*"
    r"\*\*You will need\*\* (?P<needs>.+?)(?:,? and|\.) about (?P<minutes>\d+) minutes; (?P<more>\d+) more.+?"
    r"\*\*IASP curriculum domain:\*\* (?P<domain>.+?)\.?\n:::",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class FrontBox:
    """What a chapter says of itself before it begins."""

    title: str
    does: str
    objectives: tuple[str, ...]
    needs: str
    minutes: int  # to read it
    more: int  # for the lab and the exercises
    domain: str


def front_box(chapter: str) -> FrontBox:
    """The title of a chapter and its box "In this chapter".

    Raises:
        ValueError: if the chapter has no such box.
    """
    text = _markdown(chapter)
    title, box = re.search(r"^# (.+)$", text, re.MULTILINE), BOX.search(text)
    if not title or not box:
        raise ValueError(f"{chapter}: the chapter has no title, or no box that says what it does, needs and teaches")
    does, learns, needs, domain = (" ".join(box[part].split()) for part in ("does", "learns", "needs", "domain"))
    objectives = tuple(objective.removeprefix("to ").rstrip(".") for objective in re.split(r"; (?:and )?", learns))
    return FrontBox(title[1], does, objectives, needs, int(box["minutes"]), int(box["more"]), domain)


@cache
def _markdown(chapter: str) -> str:
    return unmarked((BOOK / f"{chapter}.md").read_text("utf-8"))


def read(chapter: str) -> dict[str, Any]:
    """The lesson file of a chapter, with the sentences it names.

    Raises:
        ValueError: if it lacks a part or has one too many.
    """
    content = filled(yaml.safe_load((BOOK / "lessons" / f"{chapter}.yml").read_text("utf-8")))
    if set(content) != {"chapter", "short", "long", "misconceptions", "discussion"}:
        raise ValueError(f"{chapter}: a lesson has the keys chapter, short, long, misconceptions and discussion")
    return dict(content)


def explorer(chapter: str) -> Declaration | None:
    """What the chapter's explorer declares, if it has one."""
    named = re.search(rf"^({'|'.join(explorers.__all__)})\(", _markdown(chapter), re.MULTILINE)
    return getattr(explorers, named[1]).declaration if named else None


def address(chapter: str, step: dict[str, Any]) -> str:
    """Where a step happens: under a heading of the chapter, or at a state of its explorer."""
    if "at" in step:
        return f"{chapter}.html#{re.sub('[^a-z0-9]+', '-', step['at'].lower()).strip('-')}"
    shown = explorer(chapter)
    if shown is None:
        raise ValueError(f"{chapter} has no explorer to set")
    asked = {key: step[key] for key in ("preset",) if key in step} | step.get("values", {})
    return f"{chapter}.html?{urlencode({f'{shown.name}.{key}': value for key, value in asked.items()})}#try-it"


def place(chapter: str, step: dict[str, Any]) -> str:
    """The same in words: the heading, or the labels of the preset and of the controls."""
    shown = explorer(chapter)
    if "at" in step or shown is None:
        return str(step["at"])
    presets = [preset.label for preset in shown.presets if preset.id == step.get("preset")]
    set_to = [_setting(shown, key, value) for key, value in step.get("values", {}).items()]
    return "; ".join([*presets, *set_to])


def _setting(shown: Declaration, key: str, value: Any) -> str:
    control = next(control for control in shown.controls if control.key == key)
    if isinstance(control, Radio):
        return f"{control.label}: {control.options[value]}"
    unit = control.unit if isinstance(control, Slider) else ""
    return f"{control.label}: {value} {unit}".rstrip()


def rubric() -> Printed:
    """How to mark the project, from `book/lessons/project.yml`."""
    rows = filled(yaml.safe_load((BOOK / "lessons" / "project.yml").read_text("utf-8")))
    return display.table(pd.DataFrame(rows), "Two points for each row, twenty in all.", "tab-project")


def lesson(chapter: str) -> Printed:
    """How to teach a chapter: what it is for, two plans, misconceptions, and questions for both sides."""
    plan = read(chapter)
    whole = display.joined(
        _overview(chapter),
        *(_plan(chapter, length, plan[length]) for length in ("short", "long")),
        _misconceptions(chapter, plan["misconceptions"]),
        _discussion(plan["discussion"]),
    )
    return Printed(whole.myst, ANCHOR.sub("", whole.html))  # Jupyter has no pages to lead to


def _overview(chapter: str) -> Printed:
    box = front_box(chapter)
    lines = [
        f"In [this chapter]({chapter}.md) learners do one thing: {box.does.removeprefix('one thing: ')} Then they can",
        ";\n".join(f"- {objective}" for objective in box.objectives) + ".",
        f"**Time to read:** {box.minutes} minutes; {box.more} more for the lab and the exercises. "
        f"**Needs:** {box.needs}. **IASP curriculum domain:** {box.domain}.",
    ]
    return display.as_text("\n\n".join(lines))


def _plan(chapter: str, length: str, steps: list[dict[str, Any]]) -> Printed:
    total = sum(step["minutes"] for step in steps)
    rows = [
        {
            "minutes": str(step["minutes"]),
            "step": f"**{step['step'].capitalize()}**",
            "what you do": " ".join(step["do"].split()),
            "open": _link(address(chapter, step), place(chapter, step)),
        }
        for step in steps
    ]
    name = f"tab-{length}-{chapter}"
    return display.folded(
        f"In {total} minutes", display.table(pd.DataFrame(rows), f"A lesson of {total} minutes.", name)
    )


def _link(to: str, words: str) -> str:
    """An anchor, because Sphinx takes a Markdown link with a query for a missing page."""
    return f'<a href="{escape(to)}">{escape(words)}</a>'


def _misconceptions(chapter: str, believed: list[dict[str, Any]]) -> Printed:
    asked = {question["id"]: question for question in display.read_questions(_questions(chapter))["questions"]}
    rows = [
        {
            "what some believe": each["belief"],
            "the question that shows it": _link(f"{chapter}.html#check-yourself", asked[each["question"]]["stem"]),
            "the answer they give": asked[each["question"]]["options"][each["answer"] - 1]["text"],
        }
        for each in believed
    ]
    table = display.table(pd.DataFrame(rows), "What some believe, and how you notice.", f"tab-believed-{chapter}")
    return display.folded("Misconceptions, and the questions that show them", table)


def _questions(chapter: str) -> str:
    return str(BOOK / "questions" / f"{chapter}.yml")


def _discussion(asked: dict[str, list[str]]) -> Printed:
    lines = [f"- **A {side} asks:** {question}" for side, questions in asked.items() for question in questions]
    return display.folded("Both sides of the evidence", display.as_text("\n".join(lines)))
