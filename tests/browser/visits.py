"""One visit to a page collects what many tests ask of it; they read the record.

All tests of a page run one after another in one worker (`sharing.py`), so each record is made once in a run.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import Watch, at_rest, opening
from on_page import SHOWN
from playwright.sync_api import Browser, Page, Response, expect

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# What repeats by the thousand, alike: strokes of formulas, rows of data. One chapter is looked at with all of it.
THIN = """document.querySelectorAll(".katex-html > *, .explorer-data tbody tr:nth-child(n+4)")
    .forEach((each) => each.remove())"""
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true })"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ("color-contrast", "link-in-text-block")  # the rules that ask how light or dark something is
ALREADY_SMALL = (".woff2", ".png", ".jpg", ".webp")
NAVIGATION = (
    ".bd-sidebar-primary",
    ".bd-sidebar-secondary",
    ".bd-header-article",
    ".prev-next-footer",
    "#pst-skip-link",
)
# The event by which a reader copies something, and what is carried then.
COPIED = """(element) => {
  const range = document.createRange(), selection = getSelection();
  range.selectNode(element);
  selection.removeAllRanges();
  selection.addRange(range);
  const carried = new DataTransfer();
  document.dispatchEvent(new ClipboardEvent("copy", { clipboardData: carried, bubbles: true, cancelable: true }));
  return { plain: carried.getData("text/plain"), rich: carried.getData("text/html") };
}"""
FORMULAS_COPIED = f"""() => {{
  const copied = {COPIED}, seen = [...document.querySelectorAll("article .katex")].slice(0, 12);
  const found = seen.filter((each) => each.checkVisibility()).map((formula) => ({{
    ...copied(formula), source: formula.querySelector("annotation").textContent,
    alone: Boolean(formula.querySelector("math[display=block]")),
  }}));
  getSelection().removeAllRanges();
  return found;
}}"""
CUT_TABLES = """() => [...document.querySelectorAll(".table-words")]
    .filter((each) => each.offsetWidth > each.parentElement.clientWidth).map((each) => each.id)"""
TO_THE_DARK = """() => {
  const button = document.querySelector("button.theme-switch-button");
  for (let n = 0; n < 3 && document.documentElement.dataset.mode !== "dark"; n++) button.click();
}"""
BEYOND = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter((each) => !each.closest(".katex-display, .pst-scrollable-table-container, pre, svg"))
    .slice(0, 5).map((each) => each.outerHTML.slice(0, 120))"""
FORMULAS = """() => {
  const scrolls = (box) => ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
  function holder(formula) {  // the box that cuts the formula or lets it scroll
    for (let box = formula; box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return box;
    return document.body;
  }
  return [...document.querySelectorAll("article .katex")].map((formula) => {
    const box = holder(formula);
    const over = box.scrollWidth - box.clientWidth;
    return {
      tex: formula.querySelector("annotation").textContent.slice(0, 60),
      inside: box.getBoundingClientRect().right <= document.documentElement.clientWidth + 1,
      wide: over > 1, scrolls: scrolls(box), stop: box.tabIndex === 0,
      named: !box.matches(".katex-display") || Boolean(box.getAttribute("aria-label")),
    };
  });
}"""
# Every text that is drawn, with its contrast against what it stands on; the ground of all is the paper, white.
FAINT = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function rgb(colour, under, opacity = 1) {  // as it is seen upon another
    pen.globalAlpha = 1;
    pen.fillStyle = `rgb(${under})`;
    pen.fillRect(0, 0, 1, 1);
    pen.globalAlpha = opacity;
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }
  const parents = (each) => (each ? [...parents(each.parentElement), each] : []);
  const ground = (each) => parents(each)
    .reduce((under, at) => rgb(getComputedStyle(at).backgroundColor, under), [255, 255, 255]);
  function covers(shape, text) {  // a shape of a scene that is drawn before a text, under its middle
    const style = getComputedStyle(shape), box = text.getBoundingClientRect(), place = shape.getScreenCTM();
    if (style.fill === "none" || !place || !(place.a * place.d - place.b * place.c)) return false;  // none, or no size
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(place.inverse());
    return shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && shape.isPointInFill(middle);
  }
  const shapes = (text) => [...(text.closest("svg.scene")?.querySelectorAll("rect, circle, ellipse, path") ?? [])];
  const beneath = (text) => shapes(text).filter((each) => covers(each, text)).map((each) => getComputedStyle(each))
    .reduce((under, { fill, fillOpacity }) => rgb(fill, under, Number(fillOpacity)), ground(text));
  const light = (channels) => channels
    .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  function contrast(a, b) {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [], seen = new Set();
  let count = 0;
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (seen.has(holder) || !texts.currentNode.textContent.trim()) continue;
    seen.add(holder);
    if (!holder.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (holder.closest(".katex-mathml, .explorer-hidden, .visually-hidden, script, style")) continue;
    count += 1;
    const style = getComputedStyle(holder), under = beneath(holder);
    const ink = rgb(holder.closest("svg") && holder.namespaceURI.endsWith("svg") ? style.fill : style.color, under);
    const seenAs = contrast(ink, under);
    const name = holder.className.baseVal ?? holder.className;
    if (seenAs < 4.5) found.push([holder.textContent.trim().slice(0, 40), name, Number(seenAs.toFixed(2))]);
  }
  return { count, found: found.slice(0, 8), scheme: getComputedStyle(document.documentElement).colorScheme,
           paper: ground(document.body), noted: document.querySelector("html").dataset.theme };
}"""
DRAWN = r"""() => Object.fromEntries([...document.querySelectorAll(
    "svg.chart [style*='--stroke-'], .diagram [style*='--stroke-']")]
  .flatMap((each) => [...each.getAttribute("style").matchAll(/(?:^|; ?)(fill|stroke|--own): var\(--stroke-(\w+)\)/g)]
    .map(([, what, name]) => [name, what === "--own" ? `--stroke-${name}` : what])
    .map(([name, property]) => [name, getComputedStyle(each).getPropertyValue(property)])))"""
# What a translator would change, and must not.
TOUCHED = """() => [...document.querySelectorAll(
    ".katex, article code, article pre, svg.chart, .control__unit, .explorer-settings",
  ), ...document.querySelectorAll("td[data-value]:not(:first-child)")]  // the first may be a name, in words
  .filter((each) => !each.closest("[translate=no], .explorer-fallback") && /\\d|[=_]/.test(each.textContent))
  .map((each) => each.outerHTML.slice(0, 120))"""


@dataclass
class Desk:
    """A page on a desk: fetched by a browser that has nothing yet, read to its end, printed, printed from the dark."""

    watch: Watch
    weights: dict[str, int]  # bytes of each response with gzip
    touched: list[str]
    cut: list[str]  # tables of sentences that are not seen whole
    copied: list[dict[str, Any]]  # formulas, each as it was copied
    on_paper: dict[str, bool]  # whether each of these was seen
    faint: dict[str, Any]  # on paper, after dark was chosen for the screen
    drawn: dict[str, str]  # there too, the colours of what is drawn
    curves: int
    axe: dict[str, str]  # findings, by scheme


@dataclass
class Phone:
    """A page on a phone, and on a narrower one."""

    watch: Watch
    beyond: dict[int, int]  # px that stand out at the side, by the window's width
    too_wide: dict[int, list[str]]
    formulas: dict[int, list[dict[str, Any]]]
    axe: dict[str, str]


class Visits:
    """The pages of the built book, each visited once in each window."""

    def __init__(self, browser: Browser, site_url: str) -> None:
        self.browser, self.site_url = browser, site_url
        self.desk: Callable[[str], Desk] = cache(self._desk)
        self.phone: Callable[[str], Phone] = cache(self._phone)

    def _desk(self, path: str) -> Desk:
        watch = Watch()
        with opening(self.browser, watch) as open_page:
            page = open_page("about:blank")
            return Desk(
                watch,
                weighed(page, f"{self.site_url}/{path}"),
                page.evaluate(TOUCHED),
                page.evaluate(CUT_TABLES),
                page.evaluate(FORMULAS_COPIED),
                on_paper(page),
                *from_the_dark(page),
                by_axe(page, "light", "dark"),
            )

    def _phone(self, path: str) -> Phone:
        watch, beyond, too_wide, formulas = Watch(), {}, {}, {}
        with opening(self.browser, watch) as open_page:
            page = open_page(f"{self.site_url}/{path}", width=390)
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 844})
                at_rest(page)
                beyond[width] = page.evaluate(BEYOND)
                too_wide[width] = page.evaluate(TOO_WIDE)
                formulas[width] = page.evaluate(FORMULAS)
            page.set_viewport_size({"width": 390, "height": 844})
            return Phone(watch, beyond, too_wide, formulas, by_axe(page, "dark"))


@pytest.fixture(scope="session")
def visits(browser: Browser, site_url: str) -> Visits:
    """The records of this worker."""
    return Visits(browser, site_url)


# ------------------------------------------------------------------ what is collected


def weight(response: Response) -> int:
    """The bytes of a response as a server with gzip sends them."""
    body = response.body()
    return len(body) if urlsplit(response.url).path.endswith(ALREADY_SMALL) else len(gzip.compress(body, 6))


def weighed(page: Page, url: str) -> dict[str, int]:
    """Open a page with an empty cache and weigh everything it asks for, to its very end."""
    responses: list[Response] = []
    keep = lambda response: responses.append(response)  # noqa: E731  Playwright takes no built-in method
    page.on("response", keep)
    page.goto(url)
    read_to_the_end(page)
    page.remove_listener("response", keep)
    return {response.url: weight(response) for response in responses}


def read_to_the_end(page: Page) -> None:
    """Scroll down, and wait until nothing more is asked for."""
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    at_rest(page)


def on_paper(page: Page) -> dict[str, bool]:
    """Whether each part of a page is seen on paper: what must not be, and what must."""
    page.emulate_media(media="print")
    parts = {f"{part} {n}": each for part in NAVIGATION for n, each in enumerate(page.locator(part).all())}
    parts["title"] = page.locator("#main-content h1").first
    parts["frame"] = page.get_by_text("Education, not medical advice.").last
    return {name: part.is_visible() for name, part in parts.items()}


def from_the_dark(page: Page) -> tuple[dict[str, Any], dict[str, str], int]:
    """Choose dark with the switch, and put the page on paper, as far as a page can tell; afterwards nothing is chosen.

    Gives the faint texts, the colours of what is drawn, and how many curves there are.
    """
    page.emulate_media(media="screen")
    page.evaluate(TO_THE_DARK)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.evaluate(OPEN)
    to_paper(page)
    seen = page.evaluate(FAINT), page.evaluate(DRAWN), page.locator(".chart__curve").count()
    page.evaluate("localStorage.clear()")
    return seen


def to_paper(page: Page) -> None:
    """What a reader does who prints, as far as a page can tell."""
    page.emulate_media(media="print")
    page.evaluate(SHOWN)
    at_rest(page)


def by_axe(page: Page, *schemes: str) -> dict[str, str]:
    """What axe finds by all its rules in the first scheme, and by those of colour in the others."""
    page.emulate_media(media="screen", reduced_motion="reduce", color_scheme=schemes[0])
    page.reload()
    page.evaluate(OPEN)
    page.evaluate(THIN)
    found: dict[str, str] = {}
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"html[data-theme={scheme}]")
        found[scheme] = findings(page, *(OF_COLOUR if found else ()))
    return found


def findings(page: Page, *rules: str) -> str:
    """Everything axe finds on a page, by all rules or by these, as text; empty if nothing."""
    page.evaluate("scrollTo(0, 0)")  # from under a stage that stays in view, what it covers can be scrolled out
    page.evaluate(AXE.read_text("utf-8"))  # not as a script of the page, whose own policy would refuse it
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    # Only what is wrong: the list of all that is right takes longer to fetch than to find.
    run = "runOnly => axe.run({ runOnly, resultTypes: ['violations'] }).then((found) => found.violations)"
    return "\n".join(told(violation) for violation in page.evaluate(run, asked))


def told(violation: dict[str, Any]) -> str:
    """A finding in words: the rule and where it is broken."""
    places = "\n".join(f"    {node['html'][:160]}\n      {node['failureSummary']}" for node in violation["nodes"])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{places}"
