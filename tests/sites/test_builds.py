"""A book of three pages, built again and again: success is said only when all is there, and what is gone goes."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from matplotlib.font_manager import FontManager
from sampled import sampled

from painloop_page.rebuild import fingerprint
from publish.whole import BUILD, STRICT

ROOT = Path(__file__).parents[2]
SHARED = (
    "_config.yml",
    "CITATION.cff",
    "VERSION",
    "node_modules",
    "src",
    *(f"book/_{n}" for n in ("ext", "static", "templates")),
)
PAGES = {
    "index": "# First\n\n(first)=\nSee [the second](second.md).\n",
    "second": """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3}
---
# Second

A [link](index.md) and $x^2$.

```{code-cell} python
import matplotlib.pyplot as plt

plt.plot([1, 2, 3])
plt.show()
```
""",
    "third": "# Third\n\nWords.\n",
}

# of an explorer about which nothing is said
MOUNT = """<figure class="explorer" data-explorer="x" data-start="{}">
<script type="application/json" class="explorer-spec">{"title": "X", "caution": "None."}</script>
</figure>"""


class Book:
    """Three pages in a folder of their own, with everything else taken from this checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site = folder, folder / "_build" / "html"
        (folder / "book").mkdir(parents=True)
        for name in SHARED:
            (folder / name).symlink_to(ROOT / name)
        for stem, text in PAGES.items():
            self.write(stem, text)
        self.contents("second", "third")

    def write(self, stem: str, text: str) -> None:
        (self.folder / "book" / f"{stem}.md").write_text(text, "utf-8")

    def contents(self, *stems: str) -> None:
        chapters = [{"file": f"book/{stem}"} for stem in stems]
        listed = {"format": "jb-book", "root": "book/index", "parts": [{"caption": "All", "chapters": chapters}]}
        (self.folder / "_toc.yml").write_text(yaml.safe_dump(listed), "utf-8")

    def build(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*BUILD, *STRICT],
            cwd=self.folder,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in self.site.rglob("*")
            if path.is_file() and path.name != ".buildinfo"
        }

    def kept_offline(self) -> set[str]:
        """The pages in the list of what is kept offline."""
        return set(re.findall(r'"([^"]+\.html)"', (self.site / "offline-worker.js").read_text("utf-8")))


def succeeded(done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode == 0


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Book:
    """The book, built once; in a folder whose name would be a pattern."""
    book = Book(tmp_path_factory.mktemp("built") / "course [2025] ö '#")
    done = book.build()
    assert succeeded(done), done.stdout[-3000:] + done.stderr[-3000:]
    return book


@pytest.fixture
def book(template):
    """The book as it was built: what a test does to it is undone for the next."""
    kept = template.folder.with_name("kept")
    shutil.copytree(template.folder, kept, symlinks=True)
    yield template
    shutil.rmtree(template.folder)
    kept.rename(template.folder)


def test_a_fault_fails_every_build_until_it_is_mended(book):
    book.write("third", "# Third\n\n```{no-such-directive}\n```\n")
    assert not succeeded(book.build())
    assert not succeeded(book.build())
    book.write("second", PAGES["second"] + "\nMore words elsewhere.\n")
    assert not succeeded(book.build())
    book.write("third", PAGES["third"])
    assert succeeded(book.build())


@pytest.mark.doubt
@pytest.mark.parametrize("drawn", ["$\\frac{1}$", MOUNT], ids=["formula", "explorer"])
def test_what_cannot_be_drawn_fails_every_build(book, drawn):
    book.write("third", f"# Third\n\n{drawn}\n")
    assert not succeeded(book.build())
    assert not succeeded(book.build())


@pytest.mark.parametrize(
    "lost",
    sampled(["_images/*.png", "book/third.html", "_static/painloop.js", "_static/site.css"], ["book/third.html"]),
)
def test_a_file_that_was_deleted_is_made_again(book, lost):
    before = book.files()
    found = list(book.site.glob(lost))
    assert found
    for path in found:
        path.unlink()
    assert succeeded(book.build())
    assert book.files() == before


def test_a_build_that_was_cut_off_is_made_whole_by_the_next(book):
    before = book.files()
    (book.folder / "_build" / ".doctrees" / "whole.json").unlink()
    shutil.rmtree(book.site / "_images")
    (book.site / "book" / "second.html").write_text("half a page", "utf-8")
    assert succeeded(book.build())
    assert book.files() == before


@pytest.mark.doubt
def test_a_list_that_was_cut_off_stops_no_build(book):
    before = book.files()
    made = book.folder / "_build" / ".doctrees" / "whole.json"
    made.write_bytes(made.read_bytes()[:100])
    (book.site / "book" / "second.html").write_text("half a page", "utf-8")
    assert succeeded(book.build())
    assert book.files() == before


@pytest.mark.doubt
def test_a_lock_that_a_killed_build_left_in_matplotlibs_cache_does_not_stop_the_next(book, tmp_path):
    (tmp_path / f"fontlist-v{FontManager.__version__}.json.matplotlib-lock").touch()
    (book.folder / "_build" / ".doctrees" / "whole.json").unlink()
    done = book.build(MPLCONFIGDIR=str(tmp_path))
    assert succeeded(done), done.stderr[-2000:]


def test_building_again_changes_no_byte(book):
    before = book.files()
    assert succeeded(book.build())
    assert book.files() == before


@pytest.mark.doubt
def test_a_change_that_is_taken_back_leaves_no_trace(book):
    before = book.files()
    book.write("third", "# Thirdly\n\nOther words, and $y^3$.\n")
    assert succeeded(book.build())
    assert b"thirdli" in (book.site / "searchindex.js").read_bytes()
    book.write("third", PAGES["third"])
    assert succeeded(book.build())
    assert book.files() == before


def test_what_left_the_contents_leaves_the_site_and_the_offline_list(book):
    assert "book/second.html" in book.kept_offline()
    book.write("index", PAGES["index"].replace("See [the second](second.md).", "Alone."))
    book.contents("third")
    assert succeeded(book.build())
    assert not (book.site / "book" / "second.html").exists()
    assert not list(book.site.glob("_images/*.png"))
    assert book.kept_offline() == {"index.html", "search.html", "book/index.html", "book/third.html"}


@pytest.mark.doubt
def test_a_notebook_of_the_same_name_beside_a_chapter_is_left_alone(book):
    before = book.files()
    notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (book.folder / "book" / "second.ipynb").write_text(json.dumps(notebook), "utf-8")
    (book.folder / "book" / "stray.md").write_text("no title, no links", "utf-8")
    assert succeeded(book.build())
    assert book.files() == before


@pytest.mark.doubt
def test_the_builders_matplotlib_and_ipython_stay_out_of_a_build_without_make(book, tmp_path):
    before = book.files()
    (tmp_path / "profile_default" / "startup").mkdir(parents=True)
    (tmp_path / "profile_default" / "startup" / "0.py").write_text("print('hello')", "utf-8")
    (book.folder / "_build" / ".doctrees" / "whole.json").unlink()
    assert succeeded(book.build(MPLBACKEND="no-such-backend", IPYTHONDIR=str(tmp_path)))
    assert book.files() == before


def test_one_page_is_built_alone_and_the_others_by_the_next_build(book):
    def read():
        return {
            path.stem: path.stat().st_mtime_ns for path in (book.folder / "_build/.doctrees/book").glob("*.doctree")
        }

    before = read()
    (book.folder / "book" / "new.bib").write_text("% something behind every page", "utf-8")
    assert succeeded(book.build(PAINLOOP_ONE_PAGE="book/second"))
    after = read()
    assert {stem for stem in after if after[stem] != before[stem]} == {"second"}
    (book.folder / "book" / "new.bib").unlink()  # undone: the page that was built alone shows what was before
    assert succeeded(book.build())
    assert all(read()[stem] != after[stem] for stem in after)


@pytest.mark.parametrize("behind", ["package-lock.json", "_config.yml", "src/painloop/web/views/lines.js"])
def test_what_draws_the_pages_stands_behind_them(tmp_path, behind):
    path = tmp_path / behind
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("1", "utf-8")
    before = fingerprint(tmp_path)
    path.write_text("2", "utf-8")
    assert fingerprint(tmp_path) != before
