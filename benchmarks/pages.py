"""Pages in Chromium: served from this machine, opened with an empty cache, at full speed or slowed down."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, Request
from playwright.sync_api import Error as PlaywrightError

from publish.browsers import is_elsewhere

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
PATIENCE_MS = 120_000
BUSY = 1.25  # a loop that takes so much longer than on the quiet machine: something else is at work
REPEATS = 3  # of visits so disturbed, for each page and speed; later ones count, so that the run ends on a busy machine
REPEAT_UNTIL = time.monotonic() + 200


@dataclass
class Sample:
    """What was measured of one page at one speed, in ms."""

    subject: str
    slowdown: int
    first: list[float] = field(default_factory=list)
    repaint: list[float] = field(default_factory=list)
    rendered: list[float] = field(default_factory=list)
    loop: list[float] = field(default_factory=list)
    repeated: int = 0
    disturbed: int = 0

    def take(self, page: Page, target: str, changes: int, quiet: float) -> bool:
        """Measure an opened page, and say whether it counts; `quiet` is the loop's time on a machine at rest."""
        first = page.evaluate("probe.first")
        measured = page.evaluate("([name, count]) => probe.changes(name, count)", [target, changes])
        busy = max(measured["loop"]) > BUSY * self.slowdown * quiet
        if busy and self.repeated < REPEATS and time.monotonic() < REPEAT_UNTIL:
            self.repeated += 1
            return False
        self.disturbed += busy
        self.first.append(first)
        self.repaint += measured["repaint"]
        self.rendered += measured["rendered"]
        self.loop += measured["loop"]
        return True


class Handler(SimpleHTTPRequestHandler):
    """Serves files, to pages of other ports too (as a CDN does), and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def visit(browser: Browser, url: str, target: str | None = None, slowdown: int = 1) -> Iterator[Page]:
    """An address opened as by a first visitor, watched by probe.js if there is a target.

    Raises:
        SystemExit: if the page fails, or asks another machine for anything.
    """
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        if is_elsewhere(request.url):
            elsewhere.append(request.url)

    try:
        with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("request", note)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
            page.add_init_script(PROBE + (f"\nprobe.watch('{target}')" if target else ""))
            page.goto(url, wait_until="commit")
            yield page
    except PlaywrightError as error:
        said = "\n".join(error.message.splitlines()[:5])  # the rest is Chromium's own log
        raise SystemExit(f"{url} could not be measured: {said}") from None
    if elsewhere:
        raise SystemExit(f"{url} asked another machine, which makes its time meaningless: {elsewhere}")


def quiet_loop(browser: Browser) -> float:
    """How long the fixed loop takes in an empty page, in ms: the shortest of many, when nothing came between."""
    with visit(browser, "about:blank") as page:
        shortest: float = min(page.evaluate("probe.loop()") for _ in range(10))
    return shortest
