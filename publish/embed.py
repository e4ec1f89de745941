"""How tall each explorer is when it stands alone in a frame, measured, for teachers whose platform wants a number.

python -m publish.embed        (make embed)

`book/embed-heights.csv` is printed in *Running it for a class*. A test measures again and says when it no longer fits.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from publish.elements import attribute, element
from publish.site import ROOT, pages
from setup import browsers
from setup.local_server import served

TABLE = ROOT / "book" / "embed-heights.csv"
WIDTHS = (320, 390, 600, 1000)  # px
ROOM = 1.1  # for letters that are wider on another machine, and words that change
STEP = 50  # px
# The page around the frame: in a frame an explorer is laid out otherwise than in a window.
AROUND = """<!DOCTYPE html><link rel="icon" href="data:,">
<style>body {{ margin: 0 }} iframe {{ border: 0; display: block; width: 100%; height: 900px }}</style>
<iframe title="explorer" src="{}"></iframe>"""
COLLECTIONS = ("index", "simulations")  # which show explorers that have a chapter of their own
# Six frames in which nothing grows, comes or goes; a page that never comes to rest is taken as it is after 300.
AT_REST = """async () => {
  await document.fonts.ready;
  const { scrollingElement: all } = document;
  const seen = () => [all.scrollHeight, all.scrollWidth, document.getElementsByTagName("*").length,
    performance.getEntriesByType("resource").length].join();
  for (let n = 0, still = 0, before = ""; n < 300 && still < 6; n++) {
    await new Promise(requestAnimationFrame);
    still = seen() === before ? still + 1 : 0;
    before = seen();
  }
}"""
SIZE = "() => document.querySelector('.explorer-alone').getBoundingClientRect().height"


def shown(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the stem of a page, the name of an explorer on it and the explorer's title, for every page."""
    figures = SoupStrainer("figure", class_="explorer")
    for path in sorted(site.glob("book/*.html")):
        for figure in BeautifulSoup(path.read_text("utf-8"), "html.parser", parse_only=figures).select(".explorer"):
            yield path.stem, attribute(figure, "data-explorer"), element(figure, ".explorer-title").get_text().strip()


def framed(page: Page, address: str) -> Frame:
    """Open a page of the site in a frame as wide as the window; return that frame, at rest."""
    around = f"{address.partition('?')[0]}.frame"  # of the same server
    page.route(around, lambda route: route.fulfill(body=AROUND.format(address), content_type="text/html"))
    page.goto(around)
    frame = page.frames[1]
    frame.evaluate(AT_REST)
    return frame


def heights(page: Page, address: str) -> list[int]:
    """How tall the explorer at an address is at each width, in px."""
    framed(page, address)
    return [height(page, width) for width in WIDTHS]


def height(page: Page, width: int) -> int:
    """How tall the framed explorer is at one width."""
    page.set_viewport_size({"width": width, "height": 900})
    frame = page.frames[1]
    frame.evaluate(AT_REST)
    tall: float = frame.evaluate(SIZE)
    return round(tall)


def with_room(measured: int) -> int:
    """The height to give a frame."""
    return -int(-measured * ROOM // STEP) * STEP


def rows(browser: Browser, site: Path) -> Iterator[list[str | int]]:
    """Yield the rows of the table: each explorer in its own chapter."""
    page = browser.new_page()
    with served(site) as server:
        for stem, name, title in shown(site):
            if stem not in COLLECTIONS:
                address = f"{stem}.html?embed={name}"
                yield [title, address, *map(with_room, heights(page, f"{server}/book/{address}"))]


def main() -> str | None:
    """Measure and write the table; return what is missing."""
    try:
        site = pages()
    except FileNotFoundError as error:
        return str(error)
    with sync_playwright() as playwright, TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["explorer", "address", *(f"{width} px wide" for width in WIDTHS)])
        table.writerows(rows(browsers.launch(playwright), site))
    print(f"How tall each explorer is: {TABLE}")
    return None


if __name__ == "__main__":
    sys.exit(main())
