"""The other usual way: JupyterLab on this machine, where a live kernel redraws the explorer's own still figure."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat.v4 as notebooks
from nbformat import write
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from setup import jupyter_lab

CELL = """\
%matplotlib inline
from IPython.display import display
from ipywidgets import FloatSlider, interact
from matplotlib.figure import Figure
from numpy import linspace
from painloop import Dose, simulate
from painloop.pages import figures
from painloop.models.receptor_blockade import MODEL

def redraw(dose):
    run = simulate(MODEL, linspace(0, 168, 449), doses=[Dose(0.0, dose)])
    figure = Figure(figsize=(7.2, 6))
    plasma, blocked = figure.subplots(2)
    figures.plot_trajectory(plasma, run, ["plasma_naltrexone"])
    figures.plot_trajectory(blocked, run, [key for key in run.columns if key.startswith("occupancy_")])
    display(figure)

interact(redraw, dose=FloatSlider(value=50, min=0, max=50, step=0.5));
"""
NOTEBOOK = "interact.ipynb"
RUNNING = re.compile(r"\[(\*|\d+)\]")


@contextmanager
def start(folder: Path) -> Iterator[str]:
    """A JupyterLab with one notebook and a home of its own below `folder`; gives its address."""
    work, home = folder / "work", folder / "home"
    for each in (work, home):
        each.mkdir(parents=True)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    write(notebooks.new_notebook(cells=[notebooks.new_code_cell(CELL)], metadata=metadata), work / NOTEBOOK)
    with jupyter_lab.running(work, home) as url:
        yield url


def fresh_address(url: str) -> str:
    """The notebook in a workspace that nobody has arranged yet."""
    return f"{url}/lab/workspaces/visit-{time.monotonic_ns()}/tree/{NOTEBOOK}"


def run_all(page: Page, url: str) -> None:
    """Run the notebook as a reader does, as soon as its kernel listens; a request JupyterLab forgets is made again."""
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    await_kernel(page, url)
    for _ in range(10):
        page.get_by_text("Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        try:
            page.locator(".jp-InputPrompt", has_text=RUNNING).first.wait_for(timeout=2_000)
            return
        except PlaywrightTimeoutError:
            continue
    raise SystemExit("JupyterLab did not run the notebook")


def await_kernel(page: Page, url: str) -> None:
    """Wait until the server has a kernel: JupyterLab's own sign says "idle" before, and then opens a dialog."""
    for _ in range(600):
        if any(map(is_ready, jupyter_lab.sessions(url))):
            return
        page.wait_for_timeout(50)


def is_ready(session: dict[str, Any]) -> bool:
    """Whether the page is connected to its kernel, and the kernel waits for work."""
    ready: bool = session["kernel"]["connections"] > 0 and session["kernel"]["execution_state"] == "idle"
    return ready
