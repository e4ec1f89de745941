"""A chapter as its own file tells it: title, headings, explorers, and the box "In this chapter".

The box is plain Markdown, a paragraph for each fact with a bold label, so that it can be read wherever the chapter can.
The file is taken apart by the parser of Markdown that the book uses, and the box must have the shape of `Box`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Annotated, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from msgspec import Meta

from painloop.data.sentences import unmarked
from painloop.pages import book_files
from painloop.pages.book_files import Shape, Text

BOX = "{admonition} In this chapter"
FOLDED = ":class: dropdown\n"  # so that a chapter begins with its subject
LABELS = {
    "does": "You will do",
    "learns": "You will learn",
    "needs": "You will need",
    "time": "Time",
    "domain": "IASP curriculum domain",
}
Aims = Annotated[str, Meta(pattern=r"^to [^;]+(; to [^;]+)*; and to [^;]+$")]
Minutes = Annotated[str, Meta(pattern=r"^about \d+ minutes; \d+ more for the lab and the exercises$")]
Domain = Literal[
    "multidimensional nature of pain", "pain assessment and measurement", "management of pain", "clinical conditions"
]
MARKDOWN = MarkdownIt("commonmark").use(front_matter_plugin).use(colon_fence_plugin)


class Box(Shape, frozen=True, rename=LABELS):
    """What a chapter says of itself before it begins, in Markdown, under the labels of its paragraphs."""

    does: Text
    learns: Aims
    needs: Text
    time: Minutes
    domain: Domain  # of the curricula of the International Association for the Study of Pain

    @property
    def objectives(self) -> list[str]:
        """What a learner can do afterwards, each beginning with a verb."""
        return [aim.removeprefix("to ") for aim in re.split("; (?:and )?", self.learns)]

    @property
    def minutes(self) -> tuple[int, int]:
        """How many it takes to read the chapter, and how many more for the lab and the exercises."""
        reading, more = re.findall(r"\d+", self.time)
        return int(reading), int(more)


@dataclass(frozen=True)
class Chapter:
    """What others need to know of a chapter."""

    stem: str  # of its file
    title: str
    headings: tuple[str, ...]
    explorers: tuple[str, ...]  # the classes of those that stand in it
    box: Box


def read(path: str | Path) -> Chapter:
    """A chapter from its file.

    Raises:
        FileNotFoundError: if it is not there.
        ValueError: if it has no title, or no box of the right shape; names what is missing or wrong.
    """
    tokens = MARKDOWN.parse(unmarked(book_files.text(path)))
    headings = [(mark.tag, words.content) for mark, words in pairwise(tokens) if mark.type == "heading_open"]
    if not headings or headings[0][0] != "h1":
        raise ValueError(f"{path}: its first heading is no title; begin it with one #")
    title, *others = (words for _, words in headings)
    cells = [token.content for token in tokens if token.type == "fence" and token.info.startswith("{code-cell}")]
    shown = re.findall(r"^([A-Z]\w+)\(", "\n".join(cells), re.MULTILINE)
    return Chapter(Path(path).stem, title, tuple(others), tuple(shown), _box(path, tokens))


def minutes(path: str | Path) -> int:
    """How many it takes to read a page: what a chapter says of itself; of another page, its words at 200 a minute."""
    text = book_files.text(path)
    return read(path).box.minutes[0] if BOX in text else ceil(len(text.split()) / 200)


def _box(path: str | Path, tokens: Sequence[Token]) -> Box:
    boxes = [
        token.content.removeprefix(FOLDED) for token in tokens if token.type == "colon_fence" and token.info == BOX
    ]
    if len(boxes) != 1:
        raise ValueError(f"{path}: it has {len(boxes)} boxes that begin with :::{BOX}; give it one")
    return book_files.shaped(dict(_labelled(boxes[0])), Box, f"{path}, the box")


def _labelled(markdown: str) -> Iterator[tuple[str, str]]:
    """Each paragraph without its full stop, by the bold words with which it begins."""
    for token in MARKDOWN.parse(markdown):
        if token.type == "inline":
            label, _, words = " ".join(token.content.split()).removeprefix("**").partition("**")
            yield label.rstrip(":"), words.strip().removesuffix(".")
