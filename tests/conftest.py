"""The built site and a browser, shared by every test that looks at pages.

Every page opened through `open_page` may talk to its own origin only, and must leave the console without an error.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from choice import (  # noqa: F401  hooks and fixtures
    engine,
    engines,
    pytest_configure,
    pytest_ignore_collect,
    pytest_sessionfinish,
    pytest_testnodedown,
)
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright
from sampled import PAGES, sampled
from sharing import pytest_collection_modifyitems, pytest_xdist_make_scheduler  # noqa: F401  hooks

from publish.contents import stems
from publish.embed import AT_REST
from publish.whole import BUILD, STRICT
from setup.browsers import is_elsewhere, launch
from setup.local_server import served

pytest_plugins = ("hosts", "on_page", "visits")  # fixtures
pytest.register_assert_rewrite("smoke_end", "smoke_explorers", "smoke_pages", "smoke_paper")

ROOT = Path(__file__).parents[1]


def build_book(output: Path = ROOT) -> Path:
    """Build the book as `make book` does, below `output`, and return the folder of its pages."""
    pages = output / "_build" / "html"
    # No page of yesterday's book is tested; chapters that have not changed do not run again.
    shutil.rmtree(pages, ignore_errors=True)
    done = subprocess.run(
        [*BUILD, *STRICT, "--path-output", output], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"the book does not build:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return pages


def page_paths() -> list[str]:
    """Every page of the book, from its table of contents, and the search page."""
    return [*(f"{stem}.html" for stem in stems()), "search.html"]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Fail as briefly in CI as elsewhere; strict tests heed what each Python that they start does (tests/strict)."""
    for sign in ("CI", "BUILD_NUMBER"):  # there pytest writes out how two long lists differ, which can take hours
        os.environ.pop(sign, None)
    if ours := getattr(sys.modules.get("sitecustomize"), "OURS", None):
        session.config.addinivalue_line("filterwarnings", f"error::EncodingWarning:{ours}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `page_path` once for every page, `make test` for those of the sample."""
    if "page_path" in metafunc.fixturenames:
        metafunc.parametrize("page_path", sampled(page_paths(), PAGES))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book: the one PAINLOOP_SITE names, else built once for all the workers of this run."""
    if "PAINLOOP_SITE" in os.environ:
        return Path(os.environ["PAINLOOP_SITE"]).resolve()
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    done = shared / "site-is-built"
    with FileLock(shared / "site.lock"):
        if not done.exists():
            build_book()
            done.touch()
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the built book on a server of this machine."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself, of which a process can have one."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    started = launch(playwright)
    yield started
    started.close()


class Watch:
    """What must not happen: requests to elsewhere, errors in the console, errors nobody caught."""

    def __init__(self) -> None:
        self.elsewhere: list[str] = []
        self.errors: list[str] = []

    def guard(self, context: BrowserContext) -> None:
        """Record requests to another origin; the browser itself was started so that they reach nobody."""
        context.on("request", self.note)

    def note(self, request: Request) -> None:
        """Record a request unless it stays on this machine."""
        if is_elsewhere(request.url):
            self.elsewhere.append(request.url)

    def listen(self, page: Page) -> None:
        """Record a page's errors."""
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self.errors.append(f"{page.url}: {said.text}"))

    def check(self) -> None:
        """Fail if anything was recorded."""
        assert not self.elsewhere, f"asked elsewhere: {self.elsewhere}"
        assert not self.errors, f"errors: {self.errors}"


OpenPage = Callable[..., Page]


LATE = 500  # ms in which a page would do what it must not


def at_rest(page: Page) -> None:
    """Wait until fonts, layout and what follows from them have settled; a busy machine may never be "network idle"."""
    page.evaluate(AT_REST)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A record of what the pages of a test did, empty at its end."""
    record = Watch()
    yield record
    record.check()


@contextmanager
def opening(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """A function that opens an address; further keywords go to Playwright's `new_context`."""
    contexts: list[BrowserContext] = []

    def opener(url: str, width: int = 1280, scheme: str = "light", **options: object) -> Page:
        height = 844 if width < 600 else 900
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        contexts.append(context)
        watch.guard(context)
        page = context.new_page()
        watch.listen(page)
        page.goto(url)
        return page

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """`opening`, for one test."""
    with opening(browser, watch) as opener:
        yield opener
