"""A JupyterLab on this machine, set up as on Binder, with homes of its own; and what its server knows of kernels."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from setup.local_server import free_port
from setup.run import ROOT

BIN = Path(sys.executable).parent
MOST_MEGABYTES = 700  # of a chapter's kernel, so that JupyterLab fits beside it into the 1 GB that Binder promises
HOMES = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")  # where Jupyter looks for settings, as variables name the folders
SERVER = {"IdentityProvider.token": "", "ServerApp.disable_check_xsrf": True}
QUIET: dict[str, object] = {  # its news would ask another server
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}
START_S = 60


@contextmanager
def running(work: Path, home: Path, settings: Mapping[str, object] | None = None) -> Iterator[str]:
    """Start a JupyterLab; yields its address, and ends it with all its kernels.

    Args:
        work: the folder that it shows.
        home: an empty folder for its own files.
        settings: what JupyterLab is to do otherwise than it would by itself, by plugin.

    Raises:
        RuntimeError: if it does not answer within a minute; the message ends with its log.
    """
    environment = surroundings(home)
    subprocess.run([ROOT / ".binder" / "postBuild"], env=environment, check=True, capture_output=True)
    settle(home / "CONFIG_DIR", {**QUIET, **(settings or {})})
    port, log = free_port(), home / "log"
    url = f"http://127.0.0.1:{port}"
    with open(log, "w", encoding="utf-8") as said:
        server = subprocess.Popen(command(work, port), env=environment, stdout=said, stderr=said)
        try:
            wait_for(url, log)
            yield url
            stop_kernels(url)
        finally:
            server.terminate()
            server.wait(30)


def surroundings(home: Path) -> dict[str, str]:
    """The variables of a JupyterLab whose settings, data and notes stand below `home`."""
    homes = {f"JUPYTER_{name}": str(home / name) for name in HOMES}
    return {**os.environ, **homes, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def settle(config: Path, settings: Mapping[str, object]) -> None:
    """Add to the settings that `.binder/postBuild` has written."""
    path = config / "labconfig" / "default_setting_overrides.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **settings}), "utf-8")


def command(work: Path, port: int) -> list[str | Path]:
    """What starts it, without a password, on this machine only."""
    options = {**SERVER, "ServerApp.root_dir": work}
    given = [f"--{name}={value}" for name, value in options.items()]
    return [BIN / "jupyter-lab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--allow-root", *given]


def wait_for(url: str, log: Path) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/api", timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text('utf-8')[-2000:]}")


def sessions(url: str) -> list[dict[str, Any]]:
    """The notebooks that have a kernel, as the server tells it."""
    with urllib.request.urlopen(f"{url}/api/sessions") as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def stop_kernels(url: str) -> None:
    """End every kernel, so that no visitor finds one that another has started."""
    for session in sessions(url):
        address = f"{url}/api/sessions/{session['id']}"
        urllib.request.urlopen(urllib.request.Request(address, method="DELETE")).close()
