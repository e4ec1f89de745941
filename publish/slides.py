"""Slides for each chapter, as PDF: its prediction, its pictures with what they find, its questions, its key points.

python -m publish.slides [--site https://example.org/pain-loop]        (make slides)

Nothing is written for the slides; all of it is the chapter's own.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bs4 import Tag
from playwright.sync_api import Browser, Page, sync_playwright

from painloop import __version__
from publish.address import address_of_book
from publish.classroom.question import ChoiceQuestion, of_chapter, prediction
from publish.contents import TaughtChapter, chapters
from publish.elements import element
from publish.pdf import TEMPLATES, article, styles
from publish.site import BOOK, BUILT, pages
from setup import browsers

WIDTH, HEIGHT = 1280, 720
PICTURES = ".diagram, figure"
# A slide whose words do not fit is set smaller, down to what the last row of a room can still read.
FIT = """() => {
  for (const slide of document.querySelectorAll(".slide")) {
    const over = () => slide.scrollHeight > slide.clientHeight;
    for (let size = 97; over() && size > 55; size -= 3) slide.style.fontSize = `${size}%`;
  }
}"""


def deck(site: Path, chapter: TaughtChapter, address: str) -> str:
    """The slides of a chapter, as one HTML document."""
    page = article(site, f"book/{chapter.stem}", address)
    for link in page.select('a[href^="#"]'):
        link.unwrap()
    questions = BOOK / "questions" / f"{chapter.stem}.yml"
    return TEMPLATES.get_template("slides.html").render(
        chapter=chapter,
        version=__version__,
        page=f"{address}/book/{chapter.stem}.html" if address else "",
        styles=styles(site),
        safety=page.select_one(".safety-box"),
        prediction=prediction(questions),
        pictures=list(pictures(page)),
        questions=list(of_chapter(questions)),
        right=right,
        closing=[section(page, "key-points"), section(page, "what-we-do-not-know")],
    )


def pictures(page: Tag) -> Iterator[tuple[str, Tag]]:
    """Yield each picture of a page with the heading under which it stands."""
    for picture in page.select(PICTURES):
        if picture.select_one("img, svg"):
            heading = picture.find_previous("h2")
            assert heading, picture
            yield heading.get_text().strip(), picture


def section(page: Tag, name: str) -> Tag:
    """A section of a page, by the end of its id."""
    return element(page, f'section[id$="--{name}"]')


def right(question: ChoiceQuestion) -> tuple[str, str]:
    """The right choice, and why."""
    choice = next(each for each in question.choices if each.correct)
    return choice.text, choice.feedback.removeprefix("Yes. ")


def lay_out(browser: Browser, document: str, folder: Path) -> Page:
    """Open a deck with every slide fitted to its size."""
    source = folder / "deck.html"
    source.write_text(document, "utf-8")
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(source.as_uri())
    page.evaluate("document.fonts.ready")
    page.evaluate(FIT)
    return page


def write(page: Page, to: Path) -> Path:
    """Print an open deck, a slide on each sheet."""
    page.emulate_media(media="screen")
    page.pdf(path=to, width=f"{WIDTH}px", height=f"{HEIGHT}px", print_background=True, tagged=True, outline=True)
    page.close()
    return to


def main() -> str | None:
    """Make a deck for each chapter; return what is missing."""
    wanted = argparse.ArgumentParser(description="Make slides for each chapter.")
    wanted.add_argument("--site", type=address_of_book, default="", help="where the book is published")
    address, folder = wanted.parse_args().site, BUILT / "slides"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        site = pages()
    except FileNotFoundError as error:
        return str(error)
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        for chapter in chapters():
            page = lay_out(browser, deck(site, chapter, address), folder)
            print(write(page, folder / f"{chapter.stem}.pdf"), flush=True)
        browser.close()
    (folder / "deck.html").unlink()
    return None


if __name__ == "__main__":
    sys.exit(main())
