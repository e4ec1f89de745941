"""A real JupyterLab, set up as on Binder, and a page of the book opened in it."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

from benchmarks.lab import free_port

BIN = Path(sys.executable).parent
PATIENCE = 120_000  # ms: chapters that simulate trials, on a busy machine
PROMPTS = ".jp-CodeCell .jp-InputPrompt"


@contextmanager
def jupyterlab(work: Path, home: Path) -> Iterator[str]:
    """A JupyterLab on loopback over a folder, with its own home prepared by `.binder/postBuild`; gives its address."""
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
    with open(home / "log", "w", encoding="utf-8") as log:
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
    """Run the notebook, and wait until every cell has its number; a page of words alone has none."""
    prompts = page.locator(PROMPTS)
    if prompts.count():
        start_running(page)
    has_run = [re.compile(r"^\[\d+\]:$")] * prompts.count()  # any number: the cells may have been asked to run twice
    expect(prompts).to_have_text(has_run, timeout=PATIENCE)


def start_running(page: Page) -> None:
    """Ask for all cells, and see that the first has begun.

    On a busy machine the first request can come before the kernel listens: JupyterLab then asks which kernel to take,
    or does nothing. So answer, and ask again.
    """
    for _ in range(3):
        page.get_by_text("Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        try:
            return expect(page.locator(PROMPTS).first).not_to_have_text("[ ]:", timeout=30_000)
        except AssertionError:
            page.keyboard.press("Escape")
            for accept in page.locator(".jp-Dialog .jp-mod-accept").all():
                accept.click()
    pytest.fail(f"No cell began to run. JupyterLab shows:\n{page.locator('body').inner_text()[-3000:]}")


def opened(lab: str, browser: Browser, path: str) -> Page:
    """A page of the book, opened as a reader opens it, with all its cells run."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    open_notebook(page, f"{lab}/lab/workspaces/{Path(path).stem}/tree/{path}")
    run_all_cells(page)
    return page


def open_notebook(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=PATIENCE)
    expect(page.locator(".jp-KernelName")).to_have_text("Python 3 (ipykernel)", timeout=PATIENCE)
    expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle", timeout=PATIENCE)
