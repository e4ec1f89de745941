"""What is typed on the command line is checked, and what is wrong is said."""

import re
from argparse import ArgumentTypeError

import pytest

from publish.address import MADE_AGAIN, address_of_book, folder_for_editions, port, whole_number
from publish.chapter import chapter
from publish.site import ROOT


@pytest.mark.parametrize("text", ["https://example.org", "http://127.0.0.1:8000/pain-loop", "https://a.b/c/d.e"])
def test_an_address_of_a_folder_is_taken(text):
    assert address_of_book(text) == address_of_book(f"{text}/") == text


def test_no_address_stays_none():
    assert address_of_book("") == ""


@pytest.mark.parametrize(
    "text",
    [
        *("https://", "https:///book", "example.org", "ftp://example.org", "file:///book", "https://a b.org", "https:"),
        *("https://example.org/book/index.html", "https://example.org/index.html#top", "https://example.org/?a=1"),
        *("https://example.org/#top", "https://example.org:port", "https://[::1", 'https://a.org/"onload="', "//a.org"),
        *(
            "https://.",
            "https://a..b",
            "https://a.org/a b",
            "https://a.org\\b",
            "https://a.org/`b`",
            "https://a.org/\u202e",
        ),
        *("https://name@a.org", "https://name:secret@a.org/book"),
    ],
)
def test_what_is_no_address_of_the_book_is_refused_with_an_example(text):
    with pytest.raises(ArgumentTypeError, match=r"give one such as https://example\.org/pain-loop"):
        address_of_book(text)


def test_a_seed_is_a_whole_number_of_nought_or_more():
    assert whole_number("0") == 0
    assert whole_number("2026") == 2026
    for text in ("-5", "1.5", "1e3", "", "abc", "２", "1234567890", "9" * 5000):
        with pytest.raises(ArgumentTypeError, match="whole number"):
            whole_number(text)


def test_a_port_is_one_that_an_ordinary_user_may_have():
    assert port("8000") == 8000
    for text in ("80", "70000", "-1", "http", ""):
        with pytest.raises(ArgumentTypeError, match="1024 to 65535"):
            port(text)


def test_a_chapter_is_one_of_the_contents():
    assert chapter("the-trials") == "the-trials"
    for text in ("", "the-trial", "../README", "book/the-trials"):
        with pytest.raises(ArgumentTypeError, match="the-trials"):
            chapter(text)


def test_editions_go_into_a_folder_of_their_own(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert folder_for_editions(str(tmp_path / "new" / "one")) == tmp_path / "new" / "one"
    assert folder_for_editions("published") == ROOT / "published"
    (tmp_path / "CNAME").write_text("a file of the site's owner", "utf-8")
    assert folder_for_editions(str(tmp_path)) == tmp_path
    (tmp_path / "link").symlink_to(ROOT / "_build")
    for text in (
        ".",
        "..",
        "/",
        "book",
        "book/_static",
        "tests",
        str(tmp_path / "CNAME"),
        str(tmp_path / "link" / "p"),
    ):
        with pytest.raises(ArgumentTypeError, match=r"name another folder, such as \.\./published"):
            folder_for_editions(text)


@pytest.mark.parametrize("name", MADE_AGAIN)
def test_no_edition_goes_where_it_would_be_removed(name):
    for text in (ROOT / name, ROOT / name / "published"):
        with pytest.raises(ArgumentTypeError, match=r"(removes what it made|is a file); name another folder"):
            folder_for_editions(str(text))


def test_what_make_removes_is_no_place_for_editions():
    clean = re.search(r"^clean:.*\n\trm -rf (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert clean
    assert set(clean[1].split()) <= set(MADE_AGAIN)
