"""This machine's Firefox, over WebDriver BiDi: no other driver is needed."""

import json
import re
import subprocess
from base64 import b64decode
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from actions import keyboard, mouse, wheel
from engine import PATIENCE, WATCH, Engine, Point, ended, tied
from websockets.sync.client import connect

from setup.browsers import FIREFOX, first

PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.download.alwaysOpenPanel": False,  # the panel takes the focus from the page
    "browser.chrome.site_icons": False,  # asks for /favicon.ico
    "ui.useOverlayScrollbars": 1,
}
# Said of a sound formula too when it is drawn before the rest of it has come; `test_site.py` counts the children.
HALF_ARRIVED = re.compile(r"^Invalid markup: Incorrect number of children for <m\w+/> tag\.$")


class Firefox(Engine):
    """Firefox and the socket on which it answers."""

    def __init__(self, profile: Path) -> None:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("".join(lines), "utf-8")
        with ExitStack() as started:
            self.socket = started.enter_context(begin(profile, started))
            self.started = started.pop_all()
        self.asked = 0
        self.said: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.ask("script.addPreloadScript", functionDeclaration=f"() => {{ {WATCH} }}")
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **parameters: object) -> Any:
        """Send a command and return its result; what the console says meanwhile is kept."""
        self.asked += 1
        self.socket.send(json.dumps({"id": self.asked, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv(timeout=PATIENCE))
            if answer.get("method") == "log.entryAdded":
                self.listen(answer["params"])
            elif answer.get("id") == self.asked:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def listen(self, entry: dict[str, Any]) -> None:
        if entry["level"] == "error" and not HALF_ARRIVED.search(entry["text"]):
            self.said.append(f"{entry['type']}: {entry['text']}")

    def size(self, width: int, height: int) -> None:
        self.ask("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def open(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def back(self) -> None:
        self.ask("browsingContext.traverseHistory", context=self.tab, delta=-1)

    def evaluate(self, function: str, *values: object) -> Any:
        expression = f"(async () => JSON.stringify(await ({function})(...{json.dumps(values)})) ?? 'null')()"
        answer = self.ask("script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def press(self, *keys: str) -> None:
        self.ask("input.performActions", context=self.tab, actions=keyboard(keys))

    def drag(self, *points: Point, rest: int = 0) -> None:
        self.ask("input.performActions", context=self.tab, actions=mouse(points, rest))

    def wheel(self, point: Point, by: int) -> None:
        self.ask("input.performActions", context=self.tab, actions=wheel(point, by))

    def pdf(self) -> bytes:
        page = {"width": 21.0, "height": 29.7}
        return b64decode(self.ask("browsingContext.print", context=self.tab, page=page, background=True)["data"])

    def heard(self) -> list[str]:
        found, self.said = self.said, []
        return found

    def close(self) -> None:
        self.started.close()


def begin(profile: Path, started: ExitStack) -> connect:
    """Start Firefox and return the way to its socket."""
    written = profile / "stderr.txt"
    command = [*tied(), first(FIREFOX), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]
    with written.open("w", encoding="utf-8") as errors:
        process = started.enter_context(ended(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)))
    return connect(f"{listening(process, written)}/session", max_size=None, open_timeout=PATIENCE)


def listening(process: subprocess.Popen[bytes], errors: Path) -> str:
    """Return the address that Firefox says it listens on."""
    while process.poll() is None:
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)\s", errors.read_text("utf-8", "replace")):
            return found[1]
    raise RuntimeError(f"Firefox does not start:\n{errors.read_text('utf-8', 'replace')}")


def start(name: str, folder: Path, playwright: object) -> Firefox:
    profile = folder / "firefox"
    profile.mkdir()
    return Firefox(profile)
