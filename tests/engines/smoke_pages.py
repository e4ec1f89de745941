"""What every page must do in every engine: open, be found, ask, link, fill a frame, be kept."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from engine import Engine
from sampled import PAGES

from painloop.pages.self_check import read_questions
from publish.site import BOOK
from setup.local_server import QuietHandler, served

CHAPTER = "book/naltrexone-in-the-body.html"
ALL = "book/simulations.html"
QUESTION = read_questions(BOOK / "questions" / "naltrexone-in-the-body.yml").questions[0]
SAMPLE, ROUNDS, VIEWS = 4, 1, 3  # every fourth explorer; how often a copy is saved and removed, and looked at
AT_LENGTH = (1, 2, 12)  # the same where `tests/doubt/` asks for all, and for what goes wrong seldom
FRAME = """<!DOCTYPE html><title>A course</title><link rel="icon" href="data:,">
<style>body { margin: 0 } iframe { border: 0; display: block; height: 900px }</style>
<iframe title="explorer"></iframe>"""


class Course(QuietHandler):
    """The site, and beside it a page of a course with a frame."""

    def do_GET(self) -> None:  # noqa: N802  the library's name
        if self.path != "/course.html":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(FRAME.encode())


@contextmanager
def stoppable(site: Path) -> Iterator[tuple[str, ThreadingHTTPServer]]:
    """A server that a test can stop; nothing is stored for its address yet."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", server
        server.shutdown()


class Pages:
    """The pages, in one engine."""

    engine_name: str
    length = (SAMPLE, ROUNDS, VIEWS)
    pages = PAGES

    def test_every_page_opens_without_an_error_or_a_policy_message(self, engine: Engine, site_url: str):
        wrong = {}
        for path in self.pages:
            engine.open(f"{site_url}/{path}")
            engine.settle()
            if found := engine.errors():
                wrong[path] = found
        assert not wrong, engine.version

    @pytest.mark.parametrize("where", ["server", "disk"])
    @pytest.mark.parametrize("form", ["dialog", "page"])
    def test_a_search_sent_with_enter_finds_pages(self, engine: Engine, site: Path, site_url: str, where, form):
        address = site_url if where == "server" else site.as_uri()
        engine.open(f"{address}/{CHAPTER if form == 'dialog' else 'search.html'}")
        if form == "dialog":
            engine.press("Control+k")
        else:
            engine.evaluate("() => document.querySelector('main form input[name=q]').focus()")
        engine.until("() => document.activeElement.name === 'q'")
        engine.press(*"hysteresis", "Enter")
        assert engine.until("() => document.querySelectorAll('#search-results li a').length")
        assert engine.evaluate("() => location.search").startswith("?q=hysteresis")

    def test_a_question_is_answered_by_keyboard(self, engine: Engine, site: Path):
        form = f'form[data-question="{QUESTION.id}"]'
        engine.open(f"{site.as_uri()}/{CHAPTER}")
        engine.evaluate("(form) => document.querySelector(`${form} input`).focus()", form)
        engine.press("ArrowDown", "Enter")
        said = engine.until("(form) => document.querySelector(`${form} [role=status]`).textContent", form)
        assert QUESTION.options[1].feedback in said

    def test_a_link_opens_its_state_and_a_wrong_one_says_so(self, engine: Engine, site_url: str):
        dose = "() => document.querySelector('[data-explorer=dose-clock] [name=dose]').value"
        engine.open(f"{site_url}/{CHAPTER}?dose-clock.dose=4.123456789&dose-clock.schedule=nightly")
        assert engine.evaluate(dose) == "4.123456789"
        assert engine.evaluate("() => document.querySelector('[name=schedule]:checked').value") == "nightly"
        engine.open(f"{site_url}/{CHAPTER}?dose-clock.dose=51")
        assert engine.evaluate(dose) == "50"
        assert "outside 0 to 50 mg" in engine.evaluate("() => document.querySelector('.explorer-note').textContent")

    def test_a_place_in_a_closed_fold_is_opened_by_its_address_and_by_a_link(self, engine: Engine, site_url: str):
        engine.open(f"{site_url}/{CHAPTER}")
        assert not engine.evaluate(IS_SEEN, FOLDED_EQUATION)
        engine.click(f"article a.internal[href='#{FOLDED_EQUATION}']")
        assert engine.until(IS_SEEN, FOLDED_EQUATION)
        engine.open(f"{site_url}/book/glossary.html")
        engine.open(f"{site_url}/{CHAPTER}#{FOLDED_TABLE}")
        assert engine.until(IS_SEEN, FOLDED_TABLE)

    def test_on_a_phone_a_link_in_the_contents_closes_their_sheet(self, engine: Engine, site_url: str):
        engine.size(390, 844)
        engine.open(f"{site_url}/{CHAPTER}")
        engine.click(".secondary-toggle")
        engine.until("() => document.querySelector('#pst-secondary-sidebar-modal').open")
        link = "#pst-secondary-sidebar-modal a[href='#how-sure-are-we']"
        engine.click(link)
        engine.until("() => location.hash === '#how-sure-are-we'")
        assert engine.until("() => !document.querySelector('#pst-secondary-sidebar-modal').open")
        assert engine.until(NEAR_THE_TOP, "how-sure-are-we")

    def test_alone_in_a_frame_every_explorer_fills_it(self, engine: Engine, site: Path):
        with served(site, Course) as address:
            names = explorers(engine, f"{address}/{ALL}")
            engine.size(1600, 900)
            engine.open(f"{address}/course.html")
            shares = {name: engine.evaluate(SHARES, f"/{ALL}?embed={name}") for name in names[:: self.length[0]]}
        assert len(shares) > 2
        narrow = [
            (name, width, round(own))
            for name, found in shares.items()
            for width, own in found
            if own < (940 if width == 1600 else 0.94 * width)
        ]
        assert not narrow, engine.version

    def test_the_saved_copy_works_with_the_server_stopped(self, engine: Engine, site: Path):
        with stoppable(site) as (address, server):
            engine.open(f"{address}/{CHAPTER}")
            save(engine)
            server.shutdown()
            server.server_close()
            engine.open(f"{address}/{CHAPTER}?dose-clock.dose=4.5")
            assert engine.evaluate("() => document.querySelector('[name=dose]').value") == "4.5"
            engine.open(f"{address}/search.html?q=hysteresis")
            assert engine.until("() => document.querySelectorAll('#search-results li a').length")
            engine.open(f"{address}/book/the-trials.html")
            assert engine.evaluate("() => document.querySelectorAll('h1').length") == 1
            engine.heard()  # what the browser itself says of a server that has gone

    def test_a_saved_copy_is_offered_for_removal_at_every_view_and_is_removed(self, engine: Engine, site: Path):
        with stoppable(site) as (address, _):
            engine.open(f"{address}/{CHAPTER}")
            _, rounds, views = self.length
            for _ in range(rounds):
                save(engine)
                offered = [view(engine, f"{address}/{CHAPTER}") for _ in range(views)]
                assert set(offered) == {"Remove the saved copy"}
                engine.click(".offline button")
                engine.until("() => document.querySelector('.offline [role=status]').textContent.startsWith('Removed')")
                assert engine.evaluate(STORED) == [0, 0]


def explorers(engine: Engine, address: str) -> list[str]:
    """The names of all explorers of a page."""
    engine.open(address)
    return engine.evaluate(
        "() => [...document.querySelectorAll('figure.explorer')].map((figure) => figure.dataset.explorer)"
    )


def save(engine: Engine) -> None:
    engine.until("() => !document.querySelector('.offline').hidden")
    engine.click(".offline button")
    engine.until("() => document.querySelector('.offline [role=status]').textContent.startsWith('Saved')")


def view(engine: Engine, address: str) -> str:
    """What the button offers when the page is opened again."""
    engine.open(address)
    return engine.until(
        "() => !document.querySelector('.offline').hidden && document.querySelector('.offline button').textContent"
    )


FOLDED_EQUATION, FOLDED_TABLE = "equation-eq-oral-naltrexone", "tab-receptor-blockade"  # of the chapter
IS_SEEN = """(id) => {
  const place = document.getElementById(id);
  const { top, bottom } = place.getBoundingClientRect();
  return place.checkVisibility() && top < innerHeight && bottom > 0;
}"""
NEAR_THE_TOP = """(id) => {
  const { top } = document.getElementById(id).getBoundingClientRect();
  return 0 <= top && top < innerHeight / 2;
}"""
STORED = """async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
SHARES = """async (address) => {
  const frame = document.querySelector("iframe"), found = [];
  for (const width of [320, 390, 600, 1000, 1600]) {
    frame.width = width;
    if (!found.length) await new Promise((done) => { frame.onload = done; frame.src = address; });
    const figure = frame.contentDocument.querySelector(".explorer-alone figure.explorer");
    found.push([width, figure.getBoundingClientRect().width]);
  }
  return found;
}"""
