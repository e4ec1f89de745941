"""What the book consists of, in its order: parts, chapters, their titles and explorers."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from painloop import explorers
from painloop.pages import chapter
from publish.site import ROOT


@dataclass(frozen=True)
class TaughtChapter:
    """A page of the book."""

    stem: str  # of its file
    part: str
    title: str
    explorers: tuple[tuple[str, str], ...]  # name and title of each explorer that stands in it


def stems(root: Path = ROOT) -> list[str]:
    """Every page of the contents, as a file without its ending, in the order of the book."""
    contents = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    return [contents["root"], *(each["file"] for part in contents["parts"] for each in part["chapters"])]


def chapters(root: Path = ROOT) -> list[TaughtChapter]:
    """Every chapter with self-check questions, in the order of the book."""
    contents = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    listed = [(part["caption"], Path(each["file"]).name) for part in contents["parts"] for each in part["chapters"]]
    taught = [(part, stem) for part, stem in listed if (root / "book" / "questions" / f"{stem}.yml").exists()]
    return [_chapter(root / "book" / f"{stem}.md", part) for part, stem in taught]


def _chapter(path: Path, part: str) -> TaughtChapter:
    read = chapter.read(path)
    classes = [getattr(explorers, name) for name in read.explorers]
    shown = tuple((each.declaration.name, each.declaration.title) for each in classes)
    return TaughtChapter(read.stem, part, read.title, shown)
