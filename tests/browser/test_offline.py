"""A reader saves the book, the server goes away, and everything still works: links to states, search, explorers."""

import re
import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from conftest import LATE, at_rest
from playwright.sync_api import Page, expect

from setup.local_server import QuietHandler

CHAPTER = "book/naltrexone-in-the-body.html"
SAVED = re.compile("Saved")


@pytest.fixture
def server(site):
    """A server that a test can stop."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=site)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def stop(server: ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save this book for offline").press("Enter")
    expect(page.locator(".offline [role=status]")).to_have_text(SAVED, timeout=30_000)


@pytest.mark.accessibility("fallback")
def test_saved_on_a_phone_it_works_with_the_server_stopped(server, open_page, site):
    page = open_page(f"{address(server)}/{CHAPTER}", width=390)
    save(page)
    stop(server)
    page.goto(f"{address(server)}/{CHAPTER}?dose-clock.dose=4.5&dose-clock.schedule=nightly")
    dose = page.locator('figure.explorer [name="dose"]')
    expect(dose).to_have_js_property("value", "4.5")
    summary = page.locator(".explorer-summary").inner_text()
    dose.press("ArrowRight")
    expect(page.locator(".explorer-summary")).not_to_have_text(summary)
    page.goto(f"{address(server)}/search.html?q=hysteresis")
    expect(page.locator("#search-results li a").first).to_be_visible()
    page.goto(f"{address(server)}/")
    page.wait_for_url("**/book/index.html")
    for path in sorted(site.glob("book/*.html")):
        page.goto(f"{address(server)}/book/{path.name}")
        expect(page.locator("h1").first).to_be_visible()


def test_a_reader_who_does_not_ask_stores_nothing(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    at_rest(page)
    page.wait_for_timeout(LATE)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_from_a_file_nothing_is_offered_since_it_is_offline_already(site, open_page):
    expect(open_page(f"{site.as_uri()}/{CHAPTER}").locator(".offline")).to_be_hidden()


def test_every_file_of_the_site_is_kept(site):
    listed = re.search(r"const FILES = (\[.*?\]);", (site / "offline-worker.js").read_text("utf-8"))[1]
    unread = {".buildinfo", "objects.inv", "offline-worker.js"}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - unread
    assert set(re.findall(r'"([^"]+)"', listed)) == there


def test_no_file_is_kept_that_nothing_asks_for(site):
    listed = re.search(r"const FILES = \[(.*?)\];", (site / "offline-worker.js").read_text("utf-8"))[1]
    names = [name.strip('" ') for name in listed.split(",")]
    text = {name: (site / name).read_text("utf-8") for name in names if name.endswith((".html", ".css", ".js"))}
    idle = [
        name
        for name in names
        if not any(name.rpartition("/")[2] in words for other, words in text.items() if other != name)
    ]
    assert len(names) > 50
    assert not idle
