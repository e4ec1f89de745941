"""Files of the book, read as text or as typed values; what is wrong with one is said so that it can be mended."""

import re
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import yaml

from painloop.data.sentences import filled

Text = Annotated[str, msgspec.Meta(min_length=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]
T = TypeVar("T")


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a mapping in a file must hold, as annotated fields; other keys are refused."""


def text(path: str | Path) -> str:
    """The text of a file.

    Raises:
        FileNotFoundError: if it is not there.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"no file {path} in {Path.cwd()}; a chapter names its files from the folder book/")
    return Path(path).read_text(encoding="utf-8")


def read(path: str | Path, shape: type[T]) -> T:
    """A YAML file as a value of some shape, with the sentences it names.

    Raises:
        FileNotFoundError: if it is not there.
        ValueError: if it is no YAML or has another shape; names the file, the place in it, and what is wrong.
    """
    try:
        content = filled(yaml.safe_load(text(path)))
    except (yaml.YAMLError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from None
    return shaped(content, shape, str(path))


def shaped(content: Any, shape: type[T], where: str) -> T:
    """Plain data as a value of some shape; `where` says in errors where they come from.

    Raises:
        ValueError: if they have another shape; names the place, and what is wrong.
    """
    try:
        return msgspec.convert(content, shape)
    except msgspec.ValidationError as error:
        fault, _, at = str(error).partition(" - at ")
        raise ValueError(f"{where}{_place(content, at)}: {fault}") from None


def _place(content: Any, at: str) -> str:
    """A place such as `$.questions[0].options[1]` in words, as in ", questions both-directions, options 2"."""
    words = ""
    for key, index in re.findall(r"\.([^.\[`]+)|\[(\d+)\]", at):
        content = content[key or int(index)]
        name = content.get("id") if isinstance(content, dict) else None
        words += f" {name or int(index) + 1}" if index else f", {key}"
    return words
