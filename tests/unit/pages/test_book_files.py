"""A file of the book that cannot be read is named, with what is wrong."""

import pytest

from painloop.pages import book_files


def test_a_file_that_is_not_there_is_said_to_be_looked_for_in_the_folder_of_the_book():
    with pytest.raises(FileNotFoundError, match=r"no file questions/x\.yml in .*folder book/"):
        book_files.text("questions/x.yml")


@pytest.mark.parametrize(
    ("written", "fault"),
    [("a: [", "x.yml: .*line 1"), ("{{nobody-said-it}}", "x.yml: "), ("a: '{{nobody-said-it}}'", "x.yml: no sentence")],
)
def test_a_file_that_is_no_yaml_or_names_an_unknown_sentence_is_named(tmp_path, written, fault):
    path = tmp_path / "x.yml"
    path.write_text(written, "utf-8")
    with pytest.raises(ValueError, match=rf"(?s){fault}"):
        book_files.read(path, dict)


def test_a_value_is_what_the_file_says_and_not_another_of_its_kind(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("[1, 1.5, yes, one]", "utf-8")
    read = book_files.read(path, tuple[int | float | str | bool, ...])
    assert read == (1, 1.5, True, "one")
    assert [type(each) for each in read] == [int, float, bool, str]
