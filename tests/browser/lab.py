"""A page of the book, opened in a JupyterLab of this machine."""

import re
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from setup import jupyter_lab

PATIENCE = 120_000  # ms: chapters that simulate trials, on a busy machine
PROMPTS = ".jp-CodeCell .jp-InputPrompt"
# JupyterLab draws only the cells in view; the tests look at all of them.
EVERY_CELL = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}


def jupyterlab(work: Path, home: Path) -> AbstractContextManager[str]:
    """A JupyterLab over a folder, which draws every cell; gives its address."""
    return jupyter_lab.running(work, home, EVERY_CELL)


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
