"""Every number that a reader meets in words, and what it rests on.

A number is computed, or cited in its sentence, or said in `prose/` to rest on a source or to be given; a few kinds of
number, such as years, are allowed everywhere. `prose/CHAPTER.py` holds for each chapter a list `NUMBERS` of

    says("tip up past {:.2f}", folds[0])             the words as they stand, filled with what models or tables give
    sets("{:.1f} for {:.1f}", other["w"], one["w"])  the same, filled with what an explorer is set to
    follows("needs {:.1f} times", 1 / 0.4)            the same, filled with what arithmetic gives from given numbers
    rests("70 to 80 %", "swissmonograph")            the words as they stand, and the source of their numbers
    given("from 1.4 to 2.3", "the figure's axis")    the words as they stand, and why nothing checks them

so that a number whose model or table changes no longer stands in its sentence, and a test says which sentence it is.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from math import floor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml
from pages import BOOK, CELL, CHAPTERS, MARKS, cells, figure, text

from painloop.data import references
from painloop.data.sentences import filled
from painloop.explorers.declaration import Challenge, TryIt
from painloop.pages import chapter, lessons

EVERYWHERE = yaml.safe_load(Path(__file__).with_name("prose").joinpath("everywhere.yml").read_text("utf-8"))
NUMBER = re.compile(r"(?<![\w.,/])[−-]?\d+(?:[.,]\d+)*(?!\w)")
CITATION = re.compile(r"\[[^\]]*\]\(#([\w-]+)\)")
COMPUTED = "computed"
CITED = "\N{DAGGER}"  # stands for a citation while a text is read
DIAGRAM = re.compile(r'"(diagrams/[\w-]+\.svg)"')
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
CODE = re.compile(r"`[^`]*`")
FONT = re.compile(r"\\math\w+\{([^}]*)\}")  # of a symbol
INDEX = re.compile(r"[_^](?:\{[^}]*\}|\w)")  # of a symbol, as in N_0 or EC_{50}
FIELD = re.compile(r"\{[^}]*\}")  # of a template, filled with what is computed
MARKER = re.compile(r"^\s*(?:\d+\.|[-*#>|]+)\s+", re.MULTILINE)  # of a list, a heading or a row
ENDS = re.compile(r"(?<=[.!?])[\"”)*]*\s+(?=[^a-z\s])|\n\s*\n|\0")
NO_NUMBER = {"id", "question", "answer", "minutes", "preset", "values", "at", "correct", "step"}  # of a file
NO_WORDS = {"key", "kind", "format", "name", "stroke", "source", "model", "rivals", "when", "points", "values", "unit"}


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is read, without markup, where it stands, and whether it cites a source."""

    file: str
    words: str
    cites: bool


@dataclass(frozen=True)
class Said:
    """Words with numbers, the same with a gap for each number, and what the numbers rest on."""

    words: str
    gaps: str
    rests_on: str
    keys: tuple[str, ...] = ()  # of the sources

    def __post_init__(self) -> None:
        """Refuse a bare number, which would stand for every other of its value."""
        if not NUMBER.search(self.words) or len(re.findall(r"[^\W\d]", self.words)) < 2:
            raise ValueError(f"{self.words!r}: give a number together with words beside it")

    @property
    def anywhere(self) -> re.Pattern[str]:
        """Finds the words, but not as a part of longer words or numbers."""
        return re.compile(rf"(?<![\w.,−]){re.escape(self.words)}(?!\w|[.,]\d)")


def says(template: str, *values: float | str) -> Said:
    """Words with numbers filled in that a model or a table gives; `tests/doubt/test_moved_prose.py` moves both."""
    return _filled(template, values, COMPUTED)


def sets(template: str, *values: float | str) -> Said:
    """Words with numbers filled in that a preset or a control declares."""
    return _filled(template, values, "declared")


def follows(template: str, *values: float | str) -> Said:
    """Words with numbers filled in that arithmetic alone gives from numbers that the text has chosen."""
    return _filled(template, values, "arithmetic")


def _filled(template: str, values: tuple[float | str, ...], rests_on: str) -> Said:
    return Said(tidy(template.format(*values)), FIELD.sub("{}", template), rests_on)


def limits(*tried: TryIt | Challenge) -> dict[str, Any]:
    """What the conditions of a step or of challenges compare with, by name."""
    return {name: value for each in tried for name, _, value in each.when}


def about(step: float, value: float) -> float:
    """A number rounded to a whole number of steps, a half upwards, where the text says "about"."""
    return step * floor(value / step + 0.5)


def rests(words: str, *keys: str) -> Said:
    """Words whose numbers rest on sources that the chapter cites elsewhere."""
    assert keys, f"{words!r} names no source"
    assert set(keys) <= set(references.read().entries), f"{words!r}: {keys} is not in the bibliography"
    return Said(tidy(words), NUMBER.sub("{}", words), ", ".join(keys), keys)


def given(words: str, why: str) -> Said:
    """Words whose numbers are chosen, by the sentence or the exercise itself."""
    assert why, f"{words!r} says no reason"
    return Said(tidy(words), NUMBER.sub("{}", words), why)


def sentences(file: str, markdown: str) -> Iterator[Sentence]:
    """Each sentence of a text that holds a number; of two in one paragraph the second begins with a capital."""
    cited = CITATION.sub(lambda link: CITED if link[1] in references.read().entries else link[0], markdown)
    for each in ENDS.split(MARKER.sub("\0", cited)):
        words = plain(each)
        if NUMBER.search(words):
            yield Sentence(file, re.sub(rf" ?\({CITED}\)| ?{CITED}", "", words), CITED in words)


def plain(markdown: str) -> str:
    """What is read of a sentence: no code, no marks, no address, no index of a symbol."""
    without = INDEX.sub("", FONT.sub(r"\1", LINK.sub(r"\1", CODE.sub(" ", markdown))))
    return tidy(re.sub(r"[*$\\]|<[^>]*>", "", without))


def tidy(words: str) -> str:
    """Words with single spaces, and a minus sign before a number where some files have a hyphen."""
    return re.sub(r"(?<![\w.,)−-])-(?=\d)", "−", " ".join(words.split()))


def leaves(content: Any, left_out: set[str]) -> Iterator[str]:
    """Each text in lists, mappings and declarations, but for what only a program reads."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for key, each in content.items():
            yield from leaves(each, left_out) if key not in left_out else ()
    elif isinstance(content, list | tuple):
        for each in content:
            yield from leaves(each, left_out)
    elif is_dataclass(content):
        yield from leaves({field.name: getattr(content, field.name) for field in fields(content)}, left_out)


@cache
def read(stem: str) -> tuple[Sentence, ...]:
    """Each sentence with a number of a page, and of its questions, lesson and explorer."""
    page = MARKS.sub("", CELL.sub("", text(stem).split("---", 2)[2]))
    shown = [words for cell in cells(stem) for words in (*drawn(cell), *captions(cell))]
    texts = [(f"book/{stem}.md", "\n\n".join([page, *shown]))]
    texts += [(f"book/{path}", words) for path in DIAGRAM.findall(text(stem)) for words in written(BOOK / path)]
    for folder in ("questions", "lessons"):
        if (path := BOOK / folder / f"{stem}.yml").exists():
            content = filled(yaml.safe_load(path.read_text("utf-8")))
            texts += [(f"book/{folder}/{stem}.yml", each) for each in leaves(content, NO_NUMBER)]
    if stem in CHAPTERS and (declared := lessons.explorer(chapter.read(BOOK / f"{stem}.md"))):
        texts += [(f"explorers/{declared.name}", FIELD.sub(" ", each)) for each in leaves(declared, NO_WORDS)]
    return tuple(sentence for file, markdown in texts for sentence in sentences(file, markdown))


def written(diagram: Path) -> Iterator[str]:
    """The words of a diagram: its title, its description, and each line that is written in it."""
    for element in ElementTree.parse(diagram).iter():
        if element.tag.rpartition("}")[2] in ("title", "desc", "text"):
            yield "".join(element.itertext())


def drawn(cell: str) -> list[str]:
    """Caption and alt text of what a cell draws."""
    return [figure(cell).get(key, "") for key in ("caption", "alt")]


def captions(cell: str) -> Iterator[str]:
    """Whole sentences that a cell hands to `pages`."""
    body = re.sub(r"^---$.*?^---$", "", cell, flags=re.MULTILINE | re.DOTALL)
    code = "\n".join(line for line in body.splitlines() if not line.startswith(("```", ":tags:")))
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for call in calls:
        if ast.unparse(call.func).startswith("pages."):
            words = [*call.args, *(keyword.value for keyword in call.keywords)]
            yield from (each.value for each in words if isinstance(each, ast.Constant) and " " in str(each.value))


def pattern(gaps: str) -> re.Pattern[str]:
    """Words with any number in each gap."""
    return re.compile(r"[−-]?\d+(?:[.,]\d+)*".join(re.escape(part) for part in gaps.split("{}")))


def missing(stem: str, numbers: list[Said]) -> list[str]:
    """What is said to stand in a page and does not, with the sentences that say it with other numbers."""
    found = read(stem)
    lost = [said for said in numbers if not any(said.anywhere.search(each.words) for each in found)]
    return [f"{said.words!r} ({said.rests_on}) stands nowhere; {_instead(found, said.gaps)}" for said in lost]


def _instead(found: tuple[Sentence, ...], gaps: str) -> str:
    like = [f"{each.file}: {each.words}" for each in found if pattern(gaps).search(each.words)]
    return "with other numbers it says\n      " + "\n      ".join(like) if like else "no sentence has those words"


def unexplained(stem: str, numbers: list[Said]) -> list[str]:
    """Each number that rests on nothing, with its sentence."""
    allowed = [re.compile(each) for each in EVERYWHERE] + [said.anywhere for said in numbers]
    left = []
    for sentence in read(stem):
        covered = [match.span() for each in allowed for match in each.finditer(sentence.words)]
        bare = [
            match[0]
            for match in NUMBER.finditer(sentence.words)
            if not any(start <= match.start() and match.end() <= end for start, end in covered)
        ]
        if bare and not sentence.cites:
            left.append(f"{', '.join(bare)} in {sentence.file}: {sentence.words}")
    return left
