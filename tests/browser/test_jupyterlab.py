"""The chapter in a real JupyterLab, set up as on Binder: it opens as a notebook, runs, and the explorer answers."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Page, TimeoutError, expect

CHAPTER = "book/naltrexone-in-the-body.md"
BIN = Path(sys.executable).parent
FIND_CLOCK = "import gc\nclock = next(o for o in gc.get_objects() if type(o).__name__ == 'DoseClock')"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab on loopback over a copy of the book; its own home folder was prepared by `.binder/postBuild`."""
    home, work = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("work")
    shutil.copytree(ROOT / "book", work / "book")
    names = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    environment = {
        **os.environ,
        **{f"JUPYTER_{name}": str(home / name) for name in names},
        "PATH": f"{BIN}:{os.environ['PATH']}",
    }
    subprocess.run([ROOT / ".binder" / "postBuild"], env=environment, check=True, capture_output=True)
    show_every_cell(home / "CONFIG_DIR")
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = {"IdentityProvider.token": "", "ServerApp.disable_check_xsrf": True, "ServerApp.root_dir": work}
    command = [BIN / "jupyter-lab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--allow-root"]
    command += [f"--{name}={value}" for name, value in settings.items()]
    with open(home / "log", "w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"{url}/api", home / "log")
            yield url
        finally:
            server.terminate()
            server.wait(30)


def show_every_cell(config: Path) -> None:
    """JupyterLab draws only the cells in view; the test looks at all of them. Its news would ask another server."""
    path = config / "labconfig" / "default_setting_overrides.json"
    settings = json.loads(path.read_text("utf-8"))
    settings["@jupyterlab/notebook-extension:tracker"] = {"windowingMode": "none"}
    settings["@jupyterlab/apputils-extension:notification"] = {"fetchNews": "false", "checkForUpdates": False}
    path.write_text(json.dumps(settings), "utf-8")


def wait_for(url: str, log: Path) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8')[-2000:]}")


def run_all_cells(page: Page) -> None:
    """Run the notebook; on a busy machine the first request can come before the kernel listens, so ask again."""
    for _ in range(3):
        page.get_by_text("Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        try:
            page.wait_for_selector("figure.explorer .chart__curve", state="attached", timeout=45_000)
            return
        except TimeoutError:
            page.keyboard.press("Escape")
    pytest.fail(f"The explorer did not appear. JupyterLab shows:\n{page.locator('body').inner_text()[-3000:]}")


@pytest.fixture(scope="module")
def notebook(lab, browser):
    """The chapter, opened as a reader opens it, with all its cells run."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.goto(f"{lab}/lab/tree/{CHAPTER}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle", timeout=60_000)
    run_all_cells(page)
    last = page.locator(".jp-CodeCell .jp-InputPrompt").last
    expect(last).to_have_text(f"[{page.locator('.jp-CodeCell').count()}]:", timeout=90_000)
    yield page
    page.context.close()


def in_kernel(page: Page, code: str) -> str:
    """What a cell at the end of the notebook prints."""
    page.locator(".jp-Notebook .jp-Cell").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("y")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    output = page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output pre")
    expect(output).to_have_count(1, timeout=20_000)
    return output.inner_text().strip()


def test_the_chapter_runs_from_top_to_bottom_without_an_error(notebook):
    expect(notebook.locator("[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)
    expect(notebook.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)


def test_the_prose_reads_well(notebook):
    """Author and year, rendered formulas and exercises; no role, directive or label is left raw."""
    prose = "\n".join(notebook.locator(".jp-MarkdownCell").all_inner_texts())
    printed = "\n".join(notebook.locator(".jp-OutputArea-output").all_inner_texts())
    assert "Lee et al. 1988" in prose
    assert "What a tenfold dose buys" in prose
    assert "Meyer et al. 1984" in printed
    for raw in ("{cite", "{term", "{doc", "{eq", ":::", "](#", "(eq-", "#fig-", "#eq-", "```", "interactive("):
        assert raw not in prose + printed, raw
    assert notebook.locator(".jp-MarkdownCell aside").count() >= 1
    assert notebook.locator("mjx-container").count() > 20


def test_the_slider_moves_the_trait(notebook):
    notebook.locator('figure.explorer [name="dose"]').evaluate(
        "(input) => { input.value = 4.5; input.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert in_kernel(notebook, f"{FIND_CLOCK}\nprint(clock.dose)") == "4.5"


def test_the_trait_moves_the_slider_and_the_curve(notebook):
    before = notebook.locator('[data-series="occupancy_brain_retention"]').get_attribute("d")
    in_kernel(notebook, f"{FIND_CLOCK}\nclock.dose = 12.5\nprint(clock.dose)")
    expect(notebook.locator('figure.explorer [name="dose"]')).to_have_js_property("value", "12.5")
    expect(notebook.locator('[data-series="occupancy_brain_retention"]')).not_to_have_attribute("d", before)


def test_a_lab_has_live_sliders_that_redraw(notebook):
    slider = notebook.locator(".widget-interact .noUi-handle").first
    picture = notebook.locator(".widget-interact img")
    before = picture.get_attribute("src")
    slider.focus()
    notebook.keyboard.press("PageUp")
    expect(picture).not_to_have_attribute("src", before, timeout=20_000)
