"""Two builds of the same text are the same, byte for byte."""

from difflib import unified_diff
from itertools import islice
from pathlib import Path

from conftest import build_book


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def difference(name: str, first: bytes, second: bytes) -> str:
    """The first lines in which two versions of a file differ."""
    lines = (text.decode("utf-8", "replace").splitlines() for text in (first, second))
    return "\n".join([name, *islice(unified_diff(*lines, n=0, lineterm=""), 12)])[:2000]


def test_two_builds_are_the_same_byte_for_byte(site, tmp_path):
    first, second = contents(site), contents(build_book(tmp_path))
    assert first.keys() == second.keys()
    different = [difference(name, first[name], second[name]) for name in first if first[name] != second[name]]
    assert not different, "\n".join(different)
