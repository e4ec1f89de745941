"""Fills the XML templates beside this file; whatever is put in is escaped."""

from pathlib import Path
from string import ascii_uppercase
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from painloop.pages.self_check import Option
from publish.classroom.question import ChoiceQuestion

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined
)


def fill(template: str, **values: Any) -> bytes:
    """A template with its values, as a file's content."""
    return TEMPLATES.get_template(f"{template}.xml").render(values, keyed=keyed).encode() + b"\n"


def keyed(question: ChoiceQuestion) -> list[tuple[str, Option]]:
    """The choices of a question, each with its letter."""
    return list(zip(ascii_uppercase, question.choices, strict=False))
