"""The repository's address in all its spellings, and the links that follow from it."""

import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest

from painloop.pages.repository import Repository, find, jupyterhub_address, public_address

HERE = "https://github.com/owner/name"
BOOK = Repository(HERE, "v2026.1.0")


@pytest.mark.parametrize(
    "address",
    [
        HERE,
        f"{HERE}.git",
        f"{HERE}/",
        "git@github.com:owner/name.git",
        "ssh://git@github.com/owner/name",
        "https://reader:secret@github.com/owner/name.git",
    ],
)
def test_every_spelling_is_one_address_and_no_password_is_left(address):
    assert public_address(address) == HERE


def test_a_host_keeps_its_port_and_its_groups():
    assert public_address("https://git.example.org:8443/a/b/c.git") == "https://git.example.org:8443/a/b/c"
    assert public_address("ssh://git@git.example.org:2222/a/b") == "https://git.example.org/a/b"


@pytest.mark.parametrize("address", ["", "/srv/book", "../book", "C:/book", "file:///srv/book", "https://github.com"])
def test_a_folder_of_this_machine_is_no_public_address(address):
    assert public_address(address) is None


def test_a_wrong_variable_says_what_to_do(tmp_path):
    with pytest.raises(ValueError, match=r"'our repo'; give an address such as https://"):
        find(tmp_path, {"BOOK_REPOSITORY": "our repo"})


def git(folder, *words):
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, "-C", folder, *words], check=True, capture_output=True)


def test_without_the_variable_and_without_a_remote_there_is_none(tmp_path):
    assert find(tmp_path, {}) is None
    git(tmp_path, "init")
    assert find(tmp_path, {}) is None


def test_the_place_is_the_release_else_the_branch_else_what_it_is_told(tmp_path):
    git(tmp_path, "init")
    git(tmp_path, "remote", "add", "origin", "git@github.com:owner/name.git")
    git(tmp_path, "commit", "--allow-empty", "-m", "begin")
    assert find(tmp_path, {}) == Repository(HERE, "main")
    git(tmp_path, "tag", "v2026.1.0")
    assert find(tmp_path, {}) == BOOK
    assert find(tmp_path, {"BOOK_REF": "autumn"}) == Repository(HERE, "autumn")


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        (HERE, "gh/owner/name"),
        ("https://gitlab.com/group/name", "gl/group%2Fname"),
        ("https://git.example.org/a/b", "git/https%3A%2F%2Fgit.example.org%2Fa%2Fb"),
    ],
)
def test_binder_is_asked_in_the_way_it_knows_for_each_host(url, provider):
    address = Repository(url, "v1").binder("the-trials")
    assert address == f"https://mybinder.org/v2/{provider}/v1?urlpath=lab/tree/book/the-trials.md"


def test_nbgitpuller_fetches_the_repository_and_opens_the_chapter_in_its_folder():
    parts = urlsplit(BOOK.jupyterhub("https://hub.example.edu/", "the-trials"))
    assert (parts.netloc, parts.path) == ("hub.example.edu", "/hub/user-redirect/git-pull")
    assert parse_qs(parts.query) == {
        "repo": [HERE],
        "branch": ["v2026.1.0"],
        "urlpath": ["lab/tree/name/book/the-trials.md"],
    }


@pytest.mark.parametrize(
    ("url", "path", "keys"),
    [
        (HERE, "/owner/name/issues/new", ["title", "body"]),
        ("https://gitlab.com/a/b", "/a/b/-/issues/new", ["issue[title]", "issue[description]"]),
    ],
)
def test_an_issue_is_filled_in(url, path, keys):
    parts = urlsplit(Repository(url, "main").issue("What & where?", "a\nb"))
    assert parts.path == path
    assert parse_qs(parts.query) == dict(zip(keys, (["What & where?"], ["a\nb"]), strict=True))


def test_where_the_host_has_no_such_page_there_is_no_link():
    assert Repository("https://git.example.org/a/b", "main").issue("a", "b") == ""


def test_the_hub_is_an_address_or_nothing():
    assert jupyterhub_address({}) == ""
    assert jupyterhub_address({"BOOK_JUPYTERHUB": "https://hub.example.edu/"}) == "https://hub.example.edu/"


@pytest.mark.parametrize("wrong", ["hub.example.edu", "ftp://hub.example.edu", "https://"])
def test_a_hub_that_is_no_address_says_what_to_give(wrong):
    with pytest.raises(ValueError, match=r"give an address such as https://hub\.example\.edu"):
        jupyterhub_address({"BOOK_JUPYTERHUB": wrong})
