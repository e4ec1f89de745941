"""The chapter in a real JupyterLab, set up as on Binder: it opens as a notebook, runs, and the explorer answers."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT
from faces import random_states
from on_page import EXPLORERS, PAGE, SET
from playwright.sync_api import Page, TimeoutError, expect

from painloop.explorers.declaration import Slider

CHAPTER = "book/naltrexone-in-the-body.md"
BIN = Path(sys.executable).parent
FIND_ALL = """import gc, json
from painloop.explorers.widget import Explorer
live = {each.declaration.name: each for each in gc.get_objects() if isinstance(each, Explorer)}
"""
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
    """Run the notebook.

    On a busy machine the first request can come before the kernel listens: JupyterLab then asks which kernel to take,
    or does nothing. So answer, and ask again.
    """
    for _ in range(3):
        page.get_by_text("Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        try:
            page.wait_for_selector("figure.explorer .chart__curve", state="attached", timeout=45_000)
            return
        except TimeoutError:
            page.keyboard.press("Escape")
            for accept in page.locator(".jp-Dialog .jp-mod-accept").all():
                accept.click()
    pytest.fail(f"The explorer did not appear. JupyterLab shows:\n{page.locator('body').inner_text()[-3000:]}")


def opened(lab, browser, path):
    """A page of the book, opened as a reader opens it, with all its cells run."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.goto(f"{lab}/lab/workspaces/{Path(path).stem}/tree/{path}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
    expect(page.locator(".jp-KernelName")).to_have_text("Python 3 (ipykernel)", timeout=60_000)
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle", timeout=60_000)
    run_all_cells(page)
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    has_run = [re.compile(r"^\[\d+\]:$")] * prompts.count()  # any number: the cells may have been asked to run twice
    expect(prompts).to_have_text(has_run, timeout=90_000)
    return page


@pytest.fixture(scope="module")
def notebook(lab, browser):
    page = opened(lab, browser, CHAPTER)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def simulations(lab, browser):
    """The page of all explorers, and what each of them is moved to."""
    page = opened(lab, browser, PAGE.replace(".html", ".md"))
    for name in EXPLORERS:
        expect(page.locator(f'figure.explorer[data-explorer="{name}"] [data-series]').first).to_be_attached()
    yield page, {name: random_states(each.declaration, 1, seed=5)[0] for name, each in EXPLORERS.items()}
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


def test_every_explorer_moves_its_traits(simulations):
    page, states = simulations
    for name, state in states.items():
        page.locator(f'figure.explorer[data-explorer="{name}"]').evaluate(SET, state)
    page.wait_for_timeout(2000)
    code = f"{FIND_ALL}print(json.dumps({{name: each.state for name, each in live.items()}}))"
    traits = json.loads(in_kernel(page, code))
    assert set(traits) == set(states)
    for name, state in states.items():
        assert_same(traits[name], state)


def assert_same(found, meant):
    for key, value in meant.items():
        assert found[key] == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), key


def test_the_traits_move_every_explorer(simulations):
    page, _ = simulations
    shape = "all => all.map((each) => each.getAttribute('d') ?? each.outerHTML).join('')"
    drawn = {name: page.locator(f'figure[data-explorer="{name}"] [data-series]') for name in EXPLORERS}
    before = {name: each.evaluate_all(shape) for name, each in drawn.items()}
    defaults = {name: each.declaration.defaults for name, each in EXPLORERS.items()}
    move = """for name, values in json.loads(defaults).items():
    for key, value in values.items():
        setattr(live[name], key, value)"""
    in_kernel(page, f"{FIND_ALL}defaults = {json.dumps(defaults)!r}\n{move}\nprint('moved')")
    page.wait_for_timeout(2000)
    for name, each in drawn.items():
        assert each.evaluate_all(shape) != before[name], name
        first = EXPLORERS[name].declaration.controls[0]
        if isinstance(first, Slider):
            slider = page.locator(f'figure[data-explorer="{name}"] input[type="range"][name="{first.key}"]')
            assert float(slider.input_value()) == pytest.approx(first.default)


def test_no_explorer_of_the_page_left_an_error(simulations):
    expect(simulations[0].locator("[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)


@pytest.mark.parametrize("name", ["pain-loop", "tipping-point"])
def test_an_explorer_answers_in_its_own_chapter_too(name, lab, browser):
    chapter = {"pain-loop": "the-pain-loop", "tipping-point": "tipping-points"}[name]
    page = opened(lab, browser, f"book/{chapter}.md")
    state = random_states(EXPLORERS[name].declaration, 1, seed=5)[0]
    page.locator(f'figure.explorer[data-explorer="{name}"]').evaluate(SET, state)
    page.wait_for_timeout(2000)
    traits = json.loads(in_kernel(page, f"{FIND_ALL}print(json.dumps(live[{name!r}].state))"))
    assert_same(traits, state)
    page.context.close()
