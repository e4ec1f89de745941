"""A site of a few pages with the book's own button and worker, and hosts that do to it what real hosts do."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import ROOT, Watch
from playwright.sync_api import Error, Page, expect

from painloop.web import offline
from setup.local_server import QuietHandler

FOOTER = (ROOT / "book/_templates/site-footer.html").read_text("utf-8").splitlines()[-1]
BUTTON = (ROOT / "book/_static/offline.js").read_text("utf-8")
OLD_WORKER = Path(__file__).with_name("offline-worker-2026.1.0.js").read_text("utf-8")
PAGE = """<!DOCTYPE html><html lang="en" data-content_root="{root}"><head><meta charset="utf-8"><title>{name}</title>
<link rel="icon" href="{root}_static/icon.svg"><link rel="stylesheet" href="{root}_static/site.css">
<script defer src="{root}_static/offline.js"></script></head><body><main><h1>{name}, {edition}</h1>
<p><a href="{root}book/two.html">The next page</a></p></main><footer>{footer}</footer></body></html>"""
SAVE, REMOVE = "Save this book for offline", "Remove the saved copy"
SIGN_IN = b"<!DOCTYPE html><title>Sign in</title><h1>Sign in</h1>"
FILES = 70
PATIENCE = 20_000  # ms: many workers share the machine


def write_site(folder: Path, edition: str = "first", root: str | None = None) -> Path:
    """Write the site; `root="/"` is for hosts that move pages one folder down."""
    for path in ("index", "book/index", "book/one", "book/two"):
        way = root or ("../" if "/" in path else "./")
        name = path.rpartition("/")[2]
        write(folder / f"{path}.html", PAGE.format(root=way, name=name, edition=edition, footer=FOOTER))
    write(folder / "_static/offline.js", BUTTON)
    write(folder / "_static/site.css", f"h1::after {{ content: ' in {edition}' }}")
    write(folder / "_static/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    for number in range(FILES - 7):
        write(folder / f"_images/{number}.txt", f"picture {number}")
    write(folder / offline.WORKER, offline.worker(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The site."""
    return write_site(tmp_path / "site")


@pytest.fixture
def quiet(watch: Watch) -> Iterator[None]:
    """The browser itself reports requests that failed; what matters is what the reader sees."""
    yield
    watch.errors.clear()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def with_old_worker(folder: Path) -> None:
    """Give the site the worker that edition 2026.1.0 was published with."""
    head = re.match(r"(const FILES.*\n)const HASHES.*\n(const EDITION.*\n)", offline.worker(folder))
    (folder / offline.WORKER).write_text(head[1] + head[2] + OLD_WORKER, "utf-8")


class Handler(QuietHandler):
    """Asks the host's manner first; what that leaves alone is served from the folder."""

    def do_GET(self) -> None:  # noqa: N802
        self.server.asked.append(self.path)
        if not self.server.manner(self, self.path.partition("?")[0]):
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> bool:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        return True

    def redirect(self, to: str) -> bool:
        return self.answer(302, Location=to)


Manner = Callable[[Handler, str], bool]


class Host(ThreadingHTTPServer):
    """A server whose manner a test may change, and which it may stop."""

    daemon_threads = True

    def __init__(self, folder: Path, manner: Manner, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), partial(Handler, directory=folder))
        self.manner = manner
        self.asked: list[str] = []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


@contextmanager
def hosted(folder: Path, manner: Manner | None = None) -> Iterator[Host]:
    """A host for a folder; without a manner it serves files as they are."""
    host = Host(folder, manner or as_they_are)
    yield host
    host.stop()


def as_they_are(handler: Handler, path: str) -> bool:
    """Serve every file, plainly."""
    return False


def bare(handler: Handler, path: str, end: str = "") -> bool:
    """Redirect `/x.html` to `/x`, and serve the file there; `end="/"` for hosts that write `/x/`."""
    if path.endswith("/index.html"):
        return handler.redirect(path.removesuffix("index.html"))
    if path.endswith(".html"):
        return handler.redirect(path.removesuffix(".html") + end)
    file = Path(handler.directory) / f"{path.strip('/')}.html"
    return file.is_file() and handler.answer(200, file.read_bytes())


def slashed(handler: Handler, path: str) -> bool:
    """Redirect `/x.html` to `/x/`."""
    return bare(handler, path, "/")


def sign_in_elsewhere(handler: Handler, path: str) -> bool:
    """Redirect everything to a page to sign in."""
    return handler.answer(200, SIGN_IN) if path == "/sign-in" else handler.redirect("/sign-in")


def sign_in_here(handler: Handler, path: str) -> bool:
    """Answer every address with a page to sign in, and say that all is well."""
    return handler.answer(200, SIGN_IN)


def status(page: Page):
    return page.locator("footer .offline [role=status]")


def save(page: Page) -> None:
    page.get_by_role("button", name=SAVE).click()
    expect(status(page)).to_contain_text("Saved", timeout=PATIENCE)


def leftovers(page: Page) -> tuple[list[str], int]:
    """The names of the stores, and how many workers are registered."""
    workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    return page.evaluate("caches.keys()"), page.evaluate(workers)


def opens(page: Page, address: str) -> bool:
    """Whether an address opens at all."""
    try:
        page.goto(address)
    except Error:
        page.wait_for_timeout(200)  # the browser still goes to its own page
        return False
    return page.locator("h1").count() == 1
