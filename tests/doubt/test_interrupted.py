"""An ordinary user without a home makes the book: killed at any moment, twice at once, moved: it comes out the same.

All in one copy of the project with one environment, made by that user: where the tests run as root, somebody of whom
the machine knows nothing but a number.
"""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from checkout import contents, copy_project, differences
from conftest import ROOT
from test_builds import PAGES
from test_setup import run

NUMBER = 54321  # of a user; no name belongs to it
SOMEBODY = [] if os.getuid() else ["setpriv", f"--reuid={NUMBER}", f"--regid={NUMBER}", "--clear-groups", "--"]
LEFT_BEHIND = 120  # s, after which somebody whom the kill has missed still holds the output
PLACES = ("/usr/local/bin", "/usr/bin", "/bin")
THREE = {"index": PAGES["index"], "second": PAGES["second"], "safety-and-conversations": PAGES["third"]}
THIRD = "book/safety-and-conversations.md"  # every page leads to it
OTHER = {
    THIRD: "# Third\n\nOther words, and $y^3$.\n",
    "book/second.md": PAGES["second"].replace("[1, 2, 3]", "[3, 1, 2]"),
    "book/_static/site.css": "/* another style */\n" + (ROOT / "book/_static/site.css").read_text("utf-8"),
}


def may_enter(folder: str) -> bool:
    return subprocess.run([*SOMEBODY, "test", "-x", folder], check=False).returncode == 0


def settings() -> dict[str, str]:
    """Where packages come from, and the programs of the machine; no home, no name, nothing of this environment."""
    given = {name: value for name, value in os.environ.items() if run.kept(name) and name not in ("USER", "LOGNAME")}
    path = [*os.environ["PATH"].split(os.pathsep), *PLACES]
    return {**given, "PATH": os.pathsep.join(f for f in path if f != str(ROOT / ".venv/bin") and may_enter(f))}


class Checkout:
    """The project, in a folder of that user's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.settings = folder, settings()
        copy_project(folder)
        self.give_away()

    @property
    def site(self) -> Path:
        return self.folder / "_build" / "html"

    def give_away(self) -> None:
        """Give everything to the user."""
        if SOMEBODY:
            subprocess.run(["chown", "-R", f"{NUMBER}:{NUMBER}", self.folder.parent], check=True)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """Start make in a process group of its own, that hears SIGINT even where this one is deaf to it."""
        return subprocess.Popen(
            [*SOMEBODY, "make", *words],
            cwd=self.folder,
            env={**self.settings, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    def make(self, *words: str, **more: str) -> str:
        """What is said by a command that succeeds."""
        process = self.start(*words, **more)
        said, _ = process.communicate()
        assert process.returncode == 0, said[-4000:]
        return said

    def fail(self, *words: str) -> str:
        """What is said by a command that fails, which is never a traceback."""
        process = self.start(*words)
        said, _ = process.communicate()
        assert process.returncode
        assert "Traceback" not in said
        return said

    def build(self, **more: str) -> dict[str, bytes]:
        """The pages of a build that succeeds."""
        assert f"The book: {self.site}/index.html" in self.make("book", **more)
        return contents(self.site)

    def cut_off(self, seconds: float, end: signal.Signals) -> bool:
        """Kill a build after some seconds; whether there was still something to kill. Never says what is not so."""
        process = self.start("book")
        time.sleep(seconds)
        os.killpg(process.pid, end)
        said, _ = process.communicate(timeout=LEFT_BEHIND)
        assert ("The book: " in said) == (process.returncode == 0), said[-2000:]
        return process.returncode != 0

    @contextmanager
    def three_pages(self) -> Iterator[None]:
        """Let the book be three pages for a while; its pages are the last that were written."""
        names = ["_toc.yml", *(f"book/{stem}.md" for stem in THREE), *OTHER]
        before = {name: (self.folder / name).read_text("utf-8") for name in names if (self.folder / name).exists()}
        shutil.rmtree(self.folder / "_build", ignore_errors=True)
        chapters = [{"file": f"book/{stem}"} for stem in THREE if stem != "index"]
        listed = {"format": "jb-book", "root": "book/index", "parts": [{"caption": "All", "chapters": chapters}]}
        self.write("_toc.yml", yaml.safe_dump(listed))
        for stem, text in THREE.items():
            self.write(f"book/{stem}.md", text)
        yield
        shutil.rmtree(self.folder / "_build", ignore_errors=True)
        for name in {*names} - {*before}:
            (self.folder / name).unlink()
        for name, text in before.items():
            self.write(name, text)


@pytest.fixture(scope="module")
def checkout() -> Iterator[Checkout]:
    """A copy with a finished environment, below a folder that everybody may enter."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        made = Checkout(Path(name).resolve() / "book")
        assert "Setting up .venv" in made.make("setup", HOME="/")
        yield made


@pytest.fixture
def small(checkout) -> Iterator[Checkout]:
    with checkout.three_pages():
        yield checkout


def moments(duration: float, count: int) -> list[tuple[float, signal.Signals]]:
    """Moments at random, one in each of `count` equal parts, and how it ends at each, in turn."""
    chance = random.Random(14)
    ends = [signal.SIGINT, signal.SIGKILL]
    return [(duration * (n + chance.random()) / count, ends[n % 2]) for n in range(count)]


def test_the_whole_book_cut_off_three_times_is_the_same_byte_for_byte(site, checkout):
    hit = [checkout.cut_off(seconds, end) for seconds, end in moments(120, 3)]
    assert any(hit)
    found = differences(contents(site), checkout.build(HOME="/"))
    assert not found, "\n".join(found)


def test_cut_off_at_ten_moments_the_next_build_is_right(small):
    """Each time after a change of words, a picture and the style, twice in a folder in which nothing was built yet."""
    first = {name: (small.folder / name).read_text("utf-8") for name in OTHER}
    begun = time.monotonic()
    right = [small.build()]
    took = time.monotonic() - begun
    editions = [first, OTHER]
    for name, text in OTHER.items():
        small.write(name, text)
    shutil.rmtree(small.folder / "_build")
    right.append(small.build())
    assert len([name for name in right[0] if right[0][name] != right[1].get(name)]) > 5
    hit = []
    for n, (seconds, end) in enumerate(moments(took, 10)):
        for name, text in editions[n % 2].items():
            small.write(name, text)
        if n % 5 == 4:
            shutil.rmtree(small.folder / "_build")
        hit.append(small.cut_off(seconds, end))
        found = differences(right[n % 2], small.build())
        assert not found, f"cut off after {seconds:.2f} of {took:.2f} s by {end.name}:\n" + "\n".join(found)
    assert sum(hit) > 5


def test_two_at_once_both_succeed_and_each_says_the_truth(small):
    right = small.build()
    small.write(THIRD, OTHER[THIRD])
    both = [small.start("book") for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert all(f"The book: {small.site}/index.html" in each for each in said)
    assert any("waiting until it is done" in each for each in said)
    small.write(THIRD, PAGES["third"])
    assert not differences(right, small.build())


def test_a_port_that_is_taken_is_said(small):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = small.fail("serve", f"PORT={port}")
    assert f"Port {port} cannot be had (Address already in use). Say another: make serve PORT=" in said


def test_where_no_edition_can_be_put_nothing_is_lost(small):
    right = small.build()
    kept = small.folder.parent / "kept.txt"
    kept.write_text("somebody's words", "utf-8")
    assert "is a file; name another folder" in small.fail("release", f"INTO={kept}")
    assert f"Not published into {kept}/below: Not a directory" in small.fail("release", f"INTO={kept}/below")
    assert "removes what it made; name another folder" in small.fail("release", "INTO=_build/html/published")
    assert "holds the book's own files; name another folder" in small.fail("release", "INTO=book")
    assert "Permission denied" in small.fail("release", "INTO=/published")
    assert kept.read_text("utf-8") == "somebody's words"
    assert contents(small.site) == right


def test_after_a_move_nothing_names_the_old_folder(small):
    small.build()
    old, new = small.folder, small.folder.with_name("moved")
    right = contents(small.site)
    old.rename(new)
    small.folder = new
    try:
        said = small.make("book")
        assert f"was made in {old}; this is a copy, or was moved" in said
        assert contents(small.site) == right
        named = re.compile(re.escape(str(old)).encode() + rb"\b")
        files = [path for path in new.rglob("*") if path.is_file() and not path.is_symlink()]
        files = [path for path in files if path.suffix != ".pyc"]  # Python puts the new place in as it reads them
        found = [path for path in files if named.search(path.read_bytes())]
        found += [path for path in new.rglob("*") if path.is_symlink() and named.match(bytes(path.readlink()))]
        assert not found, "\n".join(map(str, found))
    finally:
        new.rename(old)
        small.folder = old
