"""The whole book, made in a folder with a hard name by a builder whose every setting is hostile: the same bytes.

It is at once the second build that must equal the first. What was made there is then copied and changed.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from checkout import contents, copy_project, differences
from test_setup import HOSTILE

CHARMAPS = Path("/usr/share/i18n/charmaps")  # Debian's package `locales`

# What other people may have left above a checkout; nothing of the book's looks there.
STRANGERS = {
    "conftest.py": "raise SystemExit('a conftest.py of other people was read')\n",
    "pytest.ini": "[pytest]\naddopts = --no-such-option\n",
    "pyproject.toml": "[broken\n",
    "package.json": '{"type": "commonjs", "sideEffects": false}',  # one that is broken stops esbuild, which names it
    "tsconfig.json": "{",
    "biome.json": "{",
    "_toc.yml": "- broken: [\n",
    ".git": "gitdir: /not/there\n",
}


def locale(folder: Path) -> dict[str, str]:
    """A locale whose letters are not those of UTF-8, made for this test: machines often have none."""
    if not CHARMAPS.is_dir():
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "locales"], check=False)
    command = ["localedef", "-i", "ja_JP", "-f", "EUC-JP", folder / "ja_JP.eucjp"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (folder / "ja_JP.eucjp").is_dir(), f"localedef made no locale: {done.stderr}"
    return {"LOCPATH": str(folder), "LC_ALL": "ja_JP.eucjp"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> dict[str, str]:
    """What this builder has set; where packages come from is not theirs to break."""
    home = tmp_path_factory.mktemp("home")
    for name, text in {
        ".npmrc": "omit=optional\n",
        ".config/matplotlib/matplotlibrc": "figure.facecolor: red\n",
        ".ipython/profile_default/startup/0.py": "print('hello')\n",
        ".config/pip/pip.conf": f"[install]\ntarget = {home / 'elsewhere'}\ndry-run = true\n",
        ".docutils": "[html writers]\ninitial_header_level: 3\n",
        ".gitconfig": "[core]\nautocrlf = true\n",
    }.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    own = {name: value for name, value in HOSTILE.items() if name not in ("MAKEFLAGS", "SOURCE_DATE_EPOCH")}
    return {**os.environ, **own, "HOME": str(home), **locale(tmp_path_factory.mktemp("locales"))}


def make(folder: Path, settings: dict[str, str], *goals: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *goals], cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def hostile(settings, tmp_path_factory) -> Path:
    """The folder in which that builder made the book."""
    above = tmp_path_factory.mktemp("far")
    for name, text in STRANGERS.items():
        (above / name).write_text(text, "utf-8")
    folder = above / "course [2025] ö '#"
    copy_project(folder)
    done = make(folder, settings, "book")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    assert f"The book: {folder}/_build/html/index.html" in done.stdout
    return folder


def test_the_book_is_the_same_byte_for_byte(site, hostile):
    found = differences(contents(site), contents(hostile / "_build" / "html"))
    assert not found, "\n".join(found)


def test_published_twice_it_is_one_release_and_from_another_checkout_too(site, hostile, settings, tmp_path):
    first = make(hostile, settings, "release", f"INTO={tmp_path}")
    assert first.returncode == 0, first.stdout[-2000:] + first.stderr[-2000:]
    again = make(hostile, settings, "release", f"INTO={tmp_path}")
    assert again.returncode == 0, again.stdout[-2000:] + again.stderr[-2000:]
    assert "nothing new" in again.stdout
    from publish.release import known, release

    assert release(site, tmp_path) == known(tmp_path)


def test_a_copy_that_is_changed_makes_its_own_pages_from_its_own_package(hostile, settings, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(hostile, copy, symlinks=True)
    before = contents(hostile / "_build" / "html")
    words = "Words of the copy alone."
    init = copy / "src" / "painloop" / "data" / "safety_facts.csv"
    text = init.read_text("utf-8")
    init.write_text(text.replace("people taking opioids for pain", words, 1), "utf-8")
    done = make(copy, settings, "book")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    assert "is a copy, or was moved" in done.stdout
    assert words in (copy / "_build/html/book/safety-and-conversations.html").read_text("utf-8")
    assert contents(hostile / "_build" / "html") == before


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (["classroom"], "Say where your copy"),
        (["classroom", "SITE=https://"], "no address of the book"),
        (["classroom", "SITE=ftp://example.org"], "no address of the book"),
        (["classroom", "SITE=https://example.org/a b"], "no address of the book"),
        (["classroom", 'SITE=https://example.org"; touch typed; echo "'], "no address of the book"),
        (["classroom", "SITE=https://example.org/book/index.html"], "not a page of it"),
        (["classroom", "SITE=https://example.org", "SEED=-5"], "whole number"),
        (["classroom", "SITE=https://example.org", "SEED=2e3"], "whole number"),
        (["release"], "Say into which folder"),
        (["chapter"], "CH is one of"),
        (["chapter", "CH=no-such"], "CH is one of"),
        (["chapter", "CH=../index"], "CH is one of"),
        (["chapter", "CH=--help"], "CH is one of"),
        (["chapter", "CH=`touch typed`"], "'`touch typed`' is no chapter"),
        (["chapter", "CH=$(shell touch typed)"], "'$(shell touch typed)' is no chapter"),
        (["serve", "PORT=80"], "1024 to 65535"),
    ],
)
def test_what_is_typed_wrong_is_said_without_a_traceback_and_never_run(goal, said, hostile, settings):
    done = make(hostile, settings, *goal)
    assert done.returncode
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (hostile / "typed").exists()
