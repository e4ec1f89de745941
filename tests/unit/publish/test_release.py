"""An edition is published whole, whatever interrupted it before, and nobody's file is written over."""

import sys
from pathlib import Path

import pytest

from publish import release

PAGES = ("index.html", "book/index.html", "book/other.html", "_static/site.css")


@pytest.fixture
def site(tmp_path):
    return make_site(tmp_path / "site", "first")


def make_site(folder, words):
    for name in PAGES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name}: {words}", "utf-8")
    return folder


def held(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("cut", range(7))
def test_a_release_that_was_cut_off_is_made_again_as_if_nothing_had_been(cut, site, tmp_path, monkeypatch):
    """Cut off when half is done of each of the seven things that it copies and writes."""
    newer = make_site(tmp_path / "newer", "second")
    (newer / "book/other.html").unlink()
    for into in (tmp_path / "whole", tmp_path / "cut"):
        release.release(site, into, "2026.1.0")
    release.release(newer, tmp_path / "whole", "2026.2.0")
    left = iter(range(cut))
    copy, write = release.copy, Path.write_text

    def half_a_copy(site, into):
        if next(left, None) is None:
            copy(site / "book", into / "book")
            raise KeyboardInterrupt
        copy(site, into)

    def half_a_text(path, text, encoding):
        if next(left, None) is None:
            write(path, text[: len(text) // 2], encoding)
            raise KeyboardInterrupt
        write(path, text, encoding)

    with monkeypatch.context() as patch:
        patch.setattr(release, "copy", half_a_copy)
        patch.setattr(Path, "write_text", half_a_text)
        with pytest.raises(KeyboardInterrupt):
            release.release(newer, tmp_path / "cut", "2026.2.0")
    release.release(newer, tmp_path / "cut", "2026.2.0")
    assert held(tmp_path / "cut") == held(tmp_path / "whole")


def test_a_file_that_no_edition_put_there_is_not_written_over(site, tmp_path):
    into = tmp_path / "into"
    into.mkdir()
    (into / "index.html").write_text("somebody's own page", "utf-8")
    with pytest.raises(FileExistsError, match=r"such as index\.html; move them away"):
        release.release(site, into, "2026.1.0")
    assert (into / "index.html").read_text("utf-8") == "somebody's own page"


@pytest.mark.parametrize("text", ["site/index.html", "site/index.html/below", "/proc/published"])
def test_where_nothing_can_be_written_one_line_says_so(text, site, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(release, "pages", lambda: site)
    monkeypatch.setattr(sys, "argv", ["release", f"--into={tmp_path / text}"])
    before = held(tmp_path)
    try:
        said = release.main()
    except SystemExit:
        said = capsys.readouterr().err.splitlines()[-1]
    assert "is a file" in said or said.startswith("Not published into ")
    assert "\n" not in said
    assert held(tmp_path) == before
