"""Sentences that many pages say: each is written once, in `data/sentences.yml`.

YAML, CSV and Python name it: `{{id}}`, filled by whatever reads the file, or `plain("id")`. In a chapter it stands
readable between two marks, `<!-- says: id -->` and `<!-- end -->`, which are invisible in the book, in JupyterLab and
on GitHub; `make sentences` writes the current words between them. A mark never begins a line: there Markdown would
take the whole line for HTML, and its links would be lost.
"""

import re
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

NAMED = re.compile(r"\{\{([a-z0-9-]+)\}\}")
SAID = re.compile(r"<!-- says: ([a-z0-9-]+) -->(.*?)<!-- end -->", re.DOTALL)
MARK = re.compile(r"<!-- (?:says: \S*|end) -->")
LINK = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")


@cache
def every() -> dict[str, str]:
    """All sentences by id, in Markdown."""
    return dict(yaml.safe_load(files("painloop.data").joinpath("sentences.yml").read_text(encoding="utf-8")))


def sentence(id: str) -> str:
    """A sentence in Markdown, with its terms and sources as links.

    Raises:
        ValueError: if there is none of that id.
    """
    if id not in every():
        raise ValueError(f"no sentence {id!r}; there are {', '.join(every())}")
    return every()[id]


def plain(id: str) -> str:
    """A sentence as words without links."""
    return LINK.sub(r"\1", sentence(id))


def filled(content: Any) -> Any:
    """A text with every `{{id}}` replaced by its sentence, without links; or a list or mapping of such."""
    if isinstance(content, str):
        return NAMED.sub(lambda named: plain(named[1]), content)
    if isinstance(content, list):
        return [filled(each) for each in content]
    if isinstance(content, dict):
        return {key: filled(each) for key, each in content.items()}
    return content


def written(markdown: str) -> str:
    """A chapter with the current words between all marks; words that differ only in line breaks are left alone."""
    return SAID.sub(_current, markdown)


def _current(said: re.Match[str]) -> str:
    now = sentence(said[1])
    return said[0] if said[2].split() == now.split() else f"<!-- says: {said[1]} -->{now}<!-- end -->"


def unmarked(markdown: str) -> str:
    """A chapter as it is read: without the marks."""
    return MARK.sub("", markdown)


def main(paths: list[str]) -> None:
    """Write the current words into each chapter named."""
    for path in map(Path, paths):
        before = path.read_text(encoding="utf-8")
        if (after := written(before)) != before:
            path.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
