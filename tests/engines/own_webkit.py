"""This machine's WebKitGTK, over WebDriver, on a screen that nobody sees."""

import json
import os
import shlex
import subprocess
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from actions import keyboard, mouse, wheel
from engine import PATIENCE, WATCH, Engine, Point, ended, tied

from setup.browsers import SYSTEM_PYTHON
from setup.local_server import free_port

WINDOW = Path(__file__).with_name("webkit_window.py")
QUIET = {"GTK_THEME": "Adwaita", "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11"}
OWN_WORDS = ("CONSOLE", " ERROR ")


class WebKit(Engine):
    """The screen, the driver and its one window."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.console, self.read = folder, folder / "console.txt", 0
        self.at = f"http://127.0.0.1:{free_port()}"
        with ExitStack() as started:
            environment = {**os.environ, **QUIET, "DISPLAY": screen(started), "XDG_CACHE_HOME": str(folder / "cache")}
            driver = started.enter_context(ended(drive(urlsplit(self.at).port, environment)))
            asked = {"webkitgtk:browserOptions": {"binary": str(self.program()), "args": []}}
            session = self.begin(driver, {"capabilities": {"alwaysMatch": asked}})
            self.started = started.pop_all()
        self.at += f"/session/{session['sessionId']}"
        self.ask("timeouts", {"script": 1000 * PATIENCE, "pageLoad": 1000 * PATIENCE})

    def program(self) -> Path:
        """Write the command that shows the window; what the console says is appended to a file."""
        watch, program = self.folder / "watch.js", self.folder / "window.sh"
        watch.write_text(WATCH, "utf-8")
        command = shlex.join([SYSTEM_PYTHON, "-u", *map(str, (WINDOW, self.folder, watch))])
        program.write_text(f"#!/bin/sh\nexec stdbuf -oL {command} >>{shlex.quote(str(self.console))} 2>&1\n", "utf-8")
        program.chmod(0o755)
        return program

    def begin(self, driver: subprocess.Popen[bytes], wanted: dict[str, Any]) -> Any:
        """Open the session as soon as the driver listens."""
        while driver.poll() is None:
            try:
                return self.ask("session", wanted)
            except URLError as error:
                if not isinstance(error.reason, ConnectionRefusedError):
                    raise
                time.sleep(0.05)
        raise RuntimeError("WebKitWebDriver does not start")

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send a command and return its value."""
        request = urllib.request.Request(f"{self.at}/{path}", json.dumps(body or {}).encode())
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode()}") from error

    def size(self, width: int, height: int) -> None:
        self.ask("window/rect", {"width": width, "height": height})
        self.evaluate(SIZED, width, height)

    def open(self, address: str) -> None:
        self.ask("url", {"url": address})

    def back(self) -> None:
        self.ask("back")

    def evaluate(self, function: str, *values: object) -> Any:
        script = f"""const [values, done] = arguments;
          (async () => ({function})(...JSON.parse(values)))().then(
            (value) => done(JSON.stringify({{ value }})),
            (error) => done(JSON.stringify({{ error: String(error) }})));"""
        answer = json.loads(self.ask("execute/async", {"script": script, "args": [json.dumps(values)]}))
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def press(self, *keys: str) -> None:
        self.ask("actions", {"actions": keyboard(keys)})

    def drag(self, *points: Point, rest: int = 0) -> None:
        self.ask("actions", {"actions": mouse(points, rest)})

    def wheel(self, point: Point, by: int) -> None:
        self.ask("actions", {"actions": wheel(point, by)})

    def pdf(self) -> bytes:
        whole = self.folder / "printed.pdf"
        self.evaluate("() => window.webkit.messageHandlers.print.postMessage(null)")
        wait_for(whole.exists)
        made = whole.read_bytes()
        whole.unlink()
        return made

    def heard(self) -> list[str]:
        lines = self.console.read_text("utf-8", "replace").splitlines()
        new, self.read = lines[self.read :], len(lines)
        return [line for line in new if all(word in line for word in OWN_WORDS)]

    def close(self) -> None:
        self.started.close()  # the window ends with its driver, and its own processes with the window


SIZED = """async (width, height) => {
  while (innerWidth !== width || innerHeight !== height) await new Promise((done) => setTimeout(done, 20));
}"""


def screen(started: ExitStack) -> str:
    """Start a screen in memory and return its name."""
    reading, writing = os.pipe()
    command = [*tied(), "Xvfb", "-displayfd", str(writing), "-screen", "0", "1700x1400x24", "-nolisten", "tcp"]
    started.enter_context(ended(subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)))
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        return f":{said.readline().strip()}"


def drive(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the driver."""
    command = [*tied(), "WebKitWebDriver", f"--port={port}"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(there: Any) -> None:
    """Wait until something is there."""
    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("waited in vain")
        time.sleep(0.05)


def start(name: str, folder: Path, playwright: object) -> WebKit:
    data = folder / "webkit"
    data.mkdir()
    return WebKit(data)
