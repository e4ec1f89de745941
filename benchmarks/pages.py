"""Pages in Chromium: opened with an empty cache, at full speed or slowed down."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from setup.browsers import is_elsewhere, launch
from setup.local_server import QuietHandler

PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
PATIENCE_MS = 120_000


@contextmanager
def workplace() -> Iterator[tuple[Browser, Path]]:
    """A browser, and a folder that is removed in the end."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright, launch(playwright) as browser:
        yield browser, Path(folder)


class Open(QuietHandler):
    """Serves files to pages of other ports too, as a CDN does."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


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
            context.on("request", note)
            page = blank(context, target, slowdown)
            page.goto(url, wait_until="commit")
            yield page
    except PlaywrightError as error:
        said = "\n".join(error.message.splitlines()[:5])  # the rest is Chromium's own log
        raise SystemExit(f"{url} could not be measured: {said}") from None
    if elsewhere:
        raise SystemExit(f"{url} asked another machine, which makes its time meaningless: {elsewhere}")


def blank(context: BrowserContext, target: str | None, slowdown: int) -> Page:
    """A page in which nothing is open yet, slowed down, and watched."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.add_init_script(PROBE + (f"\nprobe.watch('{target}')" if target else ""))
    return page


def quiet_loop(browser: Browser) -> float:
    """How long the fixed loop takes in an empty page, in ms: the shortest of many, when nothing came between."""
    with visit(browser, "about:blank") as page:
        shortest: float = min(page.evaluate("probe.loop()") for _ in range(10))
    return shortest
