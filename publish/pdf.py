"""The whole book as one PDF, with bookmarks, page numbers and links within it.

python -m publish.pdf [--site https://example.org/pain-loop]        (make pdf)

The pages become one document without scripts, so each explorer is its still figure; Chromium prints it.
"""

import argparse
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, sync_playwright

from painloop import __version__
from painloop.pages import citation
from publish.address import address_of_book
from publish.elements import attribute, element
from publish.site import BUILT, ROOT, pages
from setup import browsers

NOT_ON_PAPER = "script, .headerlink, .launch, .figure-data, details.hide, details.explorer-data, button, .forget"
CALL = "div.cell:has(figure.explorer) > .cell_input"  # the one line of code by which a chapter shows an explorer
POINTERS = ("href", "xlink:href", "aria-labelledby", "aria-describedby", "for")
FOOT = '<div style="font: 8pt sans-serif; margin: auto"><span class="pageNumber"></span></div>'
TALLEST = 880  # px: what a page of A4 holds
SHRINK = """(tallest) => {
  for (const formula of document.querySelectorAll("div.math")) {
    const share = tallest / formula.getBoundingClientRect().height;
    if (share < 1) formula.querySelector(".katex-display").style.fontSize = `${0.82 * share}em`;
  }
}"""  # a formula cannot be broken over two pages
TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)


def assemble(site: Path, address: str = "") -> str:
    """Every page of the book, in its order, as one HTML document; `address` is where the book is published."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    parts = [("", [contents["root"]]), *((p["caption"], [c["file"] for c in p["chapters"]]) for p in contents["parts"])]
    chapters = {file: article(site, file, address) for _, files in parts for file in files}
    listed = [(part, [(Path(file).name, heading(chapters[file])) for file in files]) for part, files in parts]
    return TEMPLATES.get_template("pdf.html").render(
        book=citation.read(), address=address, parts=listed, articles=map(str, chapters.values()), styles=styles(site)
    )


def heading(page: Tag) -> str:
    """The title of a page."""
    return element(page, "h1").get_text().strip()


@cache
def styles(site: Path) -> tuple[str, ...]:
    """Every style sheet that a page of the book uses, once."""
    found: dict[str, None] = {}
    for page in sorted(site.glob("book/*.html")):
        links = BeautifulSoup(page.read_text("utf-8"), "html.parser").select("link[rel=stylesheet]")
        found |= dict.fromkeys(urljoin(page.as_uri(), attribute(link, "href")) for link in links)
    return tuple(sorted(found, key=lambda address: "painloop.css" in address))  # ours after the site's


def article(site: Path, file: str, address: str) -> Tag:
    """A page without what paper cannot do, its folds open, its ids and links made to fit one document."""
    path, stem = site / f"{file}.html", Path(file).name
    page = element(BeautifulSoup(path.read_text("utf-8"), "html.parser"), "article.bd-article")
    for unwanted in page.select(f"{NOT_ON_PAPER}, {CALL}"):
        unwanted.decompose()
    for fold in page.select("details"):
        fold["open"] = ""
    for explorer in page.select("figure.explorer"):
        explorer.append(live(attribute(explorer, "data-explorer"), stem, address))
    for tag in page.find_all(True):
        fit(tag, stem, path, address)
    page["id"] = stem
    return page


def live(name: str, stem: str, address: str) -> Tag:
    """A line that leads from a still figure to the moving one."""
    page = f"book/{stem}.html?embed={name}"
    there = f'<a href="{address}/{page}">{address}/{page}</a>' if address else f"{page} in the book's pages"
    return element(BeautifulSoup(f'<p class="live">Move it yourself: {there}</p>', "html.parser"), "p")


def fit(tag: Tag, stem: str, path: Path, address: str) -> None:
    """Give an element an id of its own in the document, and lead its links there."""
    if "id" in tag.attrs:
        tag["id"] = f"{stem}--{tag['id']}"
    if "src" in tag.attrs:
        tag["src"] = urljoin(path.as_uri(), attribute(tag, "src"))
    for name in tag.attrs:
        value = attribute(tag, name)
        if name in POINTERS:
            tag[name] = lead(name, value, stem, address)
        elif "url(#" in value:
            tag[name] = value.replace("url(#", f"url(#{stem}--")


def lead(name: str, value: str, stem: str, address: str) -> str:
    """A pointer of a page as a pointer within the document; one with a state leads to the published page."""
    if "href" not in name:
        return " ".join(f"{stem}--{each}" for each in value.split())
    parts = urlsplit(value)
    if parts.scheme or parts.netloc:
        return value
    if parts.query:
        return urljoin(f"{address}/book/", value) if address else f"#{Path(parts.path).stem or stem}"
    target = Path(parts.path).stem or stem
    return f"#{target}--{parts.fragment}" if parts.fragment else f"#{target}"


def write(browser: Browser, document: str, to: Path) -> Path:
    """Print a document with Chromium."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "book.html"
        source.write_text(document, "utf-8")
        page = browser.new_page(viewport={"width": 643, "height": 900})  # as wide as the paper between its margins
        page.goto(source.as_uri())
        page.evaluate("document.fonts.ready")
        page.emulate_media(media="print")
        page.evaluate(SHRINK, TALLEST)
        page.pdf(
            path=to, format="A4", margin={"top": "18mm", "bottom": "20mm", "left": "20mm", "right": "20mm"},
            tagged=True, outline=True, print_background=True,
            display_header_footer=True, header_template="<span></span>", footer_template=FOOT,
        )  # fmt: skip
        page.close()
    return to


def main() -> str | None:
    """Print the book; return what is missing."""
    wanted = argparse.ArgumentParser(description="Make one PDF of the book.")
    wanted.add_argument("--site", type=address_of_book, default="", help="where the book is published")
    address = wanted.parse_args().site
    print("Printing the book. This takes about half a minute.", flush=True)
    try:
        document = assemble(pages(), address)
    except FileNotFoundError as error:
        return str(error)
    with sync_playwright() as playwright:
        made = write(browsers.launch(playwright), document, BUILT / f"the-pain-loop-{__version__}.pdf")
    print(f"The book on paper: {made} ({made.stat().st_size / 1e6:.1f} MB)")
    return None


if __name__ == "__main__":
    sys.exit(main())
