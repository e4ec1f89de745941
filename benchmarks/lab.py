"""The other usual way: JupyterLab on this machine, where a live kernel redraws the explorer's own still figure."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat.v4 as notebooks
from nbformat import write
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

CELL = """\
%matplotlib inline
from IPython.display import display
from ipywidgets import FloatSlider, interact
from matplotlib.figure import Figure
from numpy import linspace
from painloop import Dose, figures, simulate
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
QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
NOTEBOOK = "interact.ipynb"
RUNNING = re.compile(r"\[(\*|\d+)\]")


@contextmanager
def start(folder: Path) -> Iterator[str]:
    """A JupyterLab with one notebook and a home of its own below `folder`; gives its address."""
    work, home = folder / "work", folder / "home"
    (home / "CONFIG_DIR" / "labconfig").mkdir(parents=True)
    (home / "CONFIG_DIR" / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(QUIET), "utf-8")
    work.mkdir()
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    write(notebooks.new_notebook(cells=[notebooks.new_code_cell(CELL)], metadata=metadata), work / NOTEBOOK)
    homes = {f"JUPYTER_{name}": str(home / name) for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
    url = f"http://127.0.0.1:{(port := free_port())}"
    command: list[str | Path] = [
        Path(sys.executable).with_name("jupyter-lab"), "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        "--allow-root", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True",
        f"--ServerApp.root_dir={work}", f"--LabApp.workspaces_dir={home / 'workspaces'}",
    ]  # fmt: skip
    with open(home / "log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(command, env={**os.environ, **homes}, stdout=log, stderr=log)
        try:
            wait_for(url, home / "log")
            yield url
            stop_kernels(url)
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def wait_for(url: str, log: Path) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/api", timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"JupyterLab did not start:\n{log.read_text('utf-8')[-2000:]}")


def sessions(url: str) -> list[dict[str, Any]]:
    """The notebooks that have a kernel, as the server tells it."""
    with urllib.request.urlopen(f"{url}/api/sessions") as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def stop_kernels(url: str) -> None:
    """No visitor finds a kernel that another one started."""
    for session in sessions(url):
        address = f"{url}/api/sessions/{session['id']}"
        urllib.request.urlopen(urllib.request.Request(address, method="DELETE")).close()


def fresh_address(url: str) -> str:
    """The notebook in a workspace that nobody has arranged yet."""
    return f"{url}/lab/workspaces/visit-{time.monotonic_ns()}/tree/{NOTEBOOK}"


def is_ready(session: dict[str, Any]) -> bool:
    """Whether the page is connected to its kernel, and the kernel waits for work."""
    ready: bool = session["kernel"]["connections"] > 0 and session["kernel"]["execution_state"] == "idle"
    return ready


def run_all(page: Page, url: str) -> None:
    """Run the notebook as a reader does, as soon as its kernel listens; a request JupyterLab forgets is made again."""
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    # JupyterLab's own sign says "idle" before there is a kernel; asked to run then, it opens a dialog.
    for _ in range(600):
        if any(map(is_ready, sessions(url))):
            break
        page.wait_for_timeout(50)
    for _ in range(10):
        page.get_by_text("Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        try:
            page.locator(".jp-InputPrompt", has_text=RUNNING).first.wait_for(timeout=2_000)
            return
        except PlaywrightTimeoutError:
            continue
    raise SystemExit("JupyterLab did not run the notebook")
