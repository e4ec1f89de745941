"""The pages of the book as text, for the tests that read them."""

import re
from pathlib import Path

import pytest
import yaml

from painloop.data.sentences import filled, unmarked

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
BACK = {
    "card",
    "simulations",
    "models-and-parameters",
    "glossary",
    "references",
    "for-instructors",
    "running-it-for-a-class",
    "accessibility",
    "changelog",
}
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(#([^)]+)\)")
CODE = re.compile(r"^(`{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
CELL = re.compile(r"^```(?:\{code-cell\}|\w+\n).*?^```\s*$", re.MULTILINE | re.DOTALL)
MARKS = re.compile(r"^(?:[`:]{3,}.*\}|[`:]{3,}|:[a-z-]+:.*|\([\w-]+\)=)", re.MULTILINE)


def stems() -> list[str]:
    """Every page of the book, in its order."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    files = [contents["root"], *(chapter["file"] for part in contents["parts"] for chapter in part["chapters"])]
    return [Path(file).name for file in files]


CHAPTERS = [stem for stem in stems()[1:] if stem not in BACK]
each_page = pytest.mark.parametrize("page", stems())
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS)


def text(stem: str) -> str:
    return unmarked((BOOK / f"{stem}.md").read_text("utf-8"))


def front_matter(stem: str) -> dict:
    return yaml.safe_load(text(stem).split("---")[1])


def cells(stem: str) -> list[str]:
    return [match[0] for match in CODE.finditer(text(stem)) if match[0].startswith("```{code-cell}")]


def options(cell: str) -> dict:
    """What stands in a cell's head between lines of dashes."""
    head = re.search(r"^---\n(.*?)^---$", cell, re.MULTILINE | re.DOTALL)
    return yaml.safe_load(head[1]) if head else {}


def figure(cell: str) -> dict[str, str]:
    """Name, caption and alt text of what a cell draws, where it draws a figure."""
    drawn = options(cell).get("mystnb", {})
    return {**drawn.get("figure", {}), **drawn.get("image", {})}


def prose(stem: str) -> str:
    """The running text: no front matter, no code, no exercises."""
    return CODE.sub("", text(stem).split("---", 2)[2])


def everything_read(stem: str) -> str:
    """Every word a reader meets: the running text, exercises and solutions, captions and alt text, the questions."""
    drawn = [figure(cell) for cell in cells(stem)]
    captions = [said for each in drawn for key, said in each.items() if key in ("alt", "caption")]
    questions = BOOK / "questions" / f"{stem}.yml"
    asked = filled(questions.read_text("utf-8")) if questions.exists() else ""
    asked = re.sub(
        r"^(?:#.*|\s*-? ?(?:id|chapter):.*)$|\b(?:stem|text|feedback|objective|correct): (?:>-|true)?",
        "",
        asked,
        flags=re.MULTILINE,
    )
    return "\n\n".join([MARKS.sub("", CELL.sub("", text(stem).split("---", 2)[2])), *captions, asked])


def terms() -> dict[str, str]:
    """What a glossary term may be called in a sentence, and its label: its first name, and its abbreviation."""
    found = {}
    for label, names in re.findall(r"^\((term-[^)]+)\)=\n(.+)$", text("glossary"), re.MULTILINE):
        first, *others = re.split(r"[,;:] ?(?:also: )?", names)
        found |= {name: label for name in (first, *(o for o in others if re.fullmatch(r"[A-Z][A-Z0-9]{1,4}", o)))}
    return found


def first_uses(stem: str) -> list[tuple[str, str, bool]]:
    """Each glossary term where the running text first uses it: its label, the words, whether they are a link to it."""
    named = terms()
    names = "|".join(rf"{re.escape(name)}s?" for name in sorted(named, key=len, reverse=True))
    running = re.sub(r"^#.*$|^\*\*(?:You|IASP).*$|\$[^$]*\$|`[^`]*`", " ", prose(stem), flags=re.MULTILINE)
    found: dict[str, tuple[str, bool]] = {}
    for match in re.finditer(rf"\[([^\]]*)\]\(([^)]*)\)|(?<![\w-])({names})(?![\w-])", running, re.IGNORECASE):
        words, target, bare = match.groups()
        if bare:
            small = bare[0].lower() + bare[1:]
            name = next((n for n in named if bare in (n, f"{n}s") or small in (n, f"{n}s")), None)
            if name:
                found.setdefault(named[name], (bare, False))
        elif target.startswith("#term-"):
            found.setdefault(target[1:], (words, True))
    return [(label, *use) for label, use in found.items()]
