"""Two builds of the same text are the same, byte for byte."""

from pathlib import Path

from conftest import build_book


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_byte_for_byte(tmp_path):
    first, second = (contents(build_book(tmp_path / name)) for name in ("first", "second"))
    assert first.keys() == second.keys()
    assert not [name for name in first if first[name] != second[name]]
