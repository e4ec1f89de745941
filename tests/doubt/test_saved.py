"""A page opened in JupyterLab or Notebook runs from top to bottom within the memory that Binder has.

Saved, it is the same file: later corrections reach its reader.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from lab import jupyterlab, open_notebook, run_all_cells
from pages import stems
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from setup.jupyter_lab import BIN, MOST_MEGABYTES, sessions, stop_kernels

WRONG = ["application/vnd.jupyter.error", "application/vnd.jupyter.stderr"]
ADDRESS = {"lab": "{url}/lab/workspaces/{stem}/tree/book/{stem}.md", "notebook": "{url}/notebooks/book/{stem}.md"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    shutil.copytree(ROOT / "book", folder / "book")
    return folder


@pytest.fixture(scope="module")
def server(folder, tmp_path_factory):
    with jupyterlab(folder, tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.fixture
def upstream(folder, tmp_path) -> Path:
    """The repository that learners pull from, and below the server's folder what one of them has pulled."""
    upstream = tmp_path / "upstream"
    shutil.copytree(ROOT / "book", upstream / "book")
    git(upstream, "init", "--quiet", "--initial-branch=main")
    commit(upstream)
    pull(upstream, folder / "pulled")
    return upstream


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=The authors", "-c", "user.email=authors@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Say something")


def pull(upstream: Path, folder: Path) -> None:
    """As a nbgitpuller link does."""
    subprocess.run([BIN / "gitpuller", upstream.as_uri(), "main", folder], check=True, capture_output=True)


def change(page: Path, old: str, new: str) -> None:
    text = page.read_text("utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def page(browser, server):
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    yield page
    page.context.close()
    stop_kernels(server)


def megabytes(kernel: str) -> float:
    """The most memory that a kernel has taken, as Linux tells it."""
    process = next(path for path in Path("/proc").glob("[0-9]*") if kernel in (path / "cmdline").read_text("utf-8"))
    return int(re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text("utf-8"))[1]) / 1024


def save(page: Page) -> None:
    """Press the keys until the server has said that it is done.

    While a save before is being finished (its checkpoint is made after its answer), JupyterLab ignores the keys.
    """
    written = lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url  # noqa: E731
    page.locator(".jp-Notebook").first.click(position={"x": 3, "y": 3})
    for _ in range(6):
        try:
            with page.expect_response(written, timeout=10_000) as answer:
                page.keyboard.press("Control+s")
        except PlaywrightTimeout:
            continue
        assert answer.value.ok, answer.value.text()
        return
    pytest.fail("JupyterLab did not save.")


@pytest.mark.parametrize(("tool", "stem"), [*(("lab", stem) for stem in stems()[::3]), ("notebook", "the-trials")])
def test_a_page_runs_and_saved_before_and_after_stays_as_it_was(tool, stem, server, folder, page):
    open_notebook(page, ADDRESS[tool].format(url=server, stem=stem))
    for act in (lambda page: None, run_all_cells):
        act(page)
        save(page)
        assert (folder / f"book/{stem}.md").read_text("utf-8") == (ROOT / f"book/{stem}.md").read_text("utf-8")
    for kind in WRONG:
        expect(page.locator(f"[data-mime-type='{kind}']")).to_have_count(0)
    (session,) = sessions(server)
    assert megabytes(session["kernel"]["id"]) < MOST_MEGABYTES


def test_a_correction_reaches_a_learner_who_has_run_and_saved_the_page_and_keeps_what_they_changed(
    server, folder, page, upstream
):
    """What was wrong in a caption is put right; the learner has changed a line of code beside it, in the same cell."""
    stem, wrong, right = "the-trials", "Nought lies inside the", "Nought is inside the"
    mine, theirs = folder / f"pulled/book/{stem}.md", upstream / f"book/{stem}.md"
    change(mine, 'xlabel="Points of 10, naltrexone', 'xlabel="My points of 10, naltrexone')
    open_notebook(page, f"{server}/lab/workspaces/pulled/tree/pulled/book/{stem}.md")
    run_all_cells(page)
    save(page)
    change(theirs, wrong, right)
    commit(upstream)
    pull(upstream, folder / "pulled")
    assert right in mine.read_text("utf-8")
    assert "My points of 10" in mine.read_text("utf-8")
