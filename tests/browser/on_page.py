"""An explorer in a built page, as a reader or a script meets it."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import OpenPage, Watch, opening
from faces import EXPLORERS as CLASSES
from playwright.sync_api import Browser, CDPSession, Locator, Page
from sampled import EXPLORERS as SAMPLE
from sampled import sampled

from painloop.explorers.controls import Radio, Slider, Switch

PAGE = "book/simulations.html"
SETTLED = 700  # ms: words and table follow 500 ms after the last input
EXPLORERS = {each.declaration.name: each for each in CLASSES.values()}
every = pytest.mark.parametrize("name", sampled(EXPLORERS, SAMPLE))  # each explorer, once
SHOWS = {Slider: float, Radio: str, Switch: bool}  # what a control shows, which a script tells as text or as yes or no
CONTROLS = """(figure) => Object.fromEntries([...figure.querySelectorAll("input[name]")]
  .filter((each) => each.closest(".control") && (each.type !== "radio" || each.checked))
  .map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value]))"""
BOXES = """(figure) => Object.fromEntries([...figure.querySelectorAll(".control:has(.control__typed)")]
  .map((each) => [each.querySelector("input[type=range]").name, each.querySelector(".control__typed").value]))"""
VALUES = {Slider: float, Radio: str, Switch: "true".__eq__}  # what an address says of a control
SET = """(figure, values) => {
  for (const [key, value] of Object.entries(values)) {
    const inputs = [...figure.querySelectorAll(`[name="${key}"]`)];
    const input = inputs.find((each) => each.type !== "radio" || each.value === value);
    if (input.type === "radio") input.checked = true;
    else if (input.type === "checkbox") input.checked = value;
    else input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""
# Two frames: the picture. Then what is done before printing: words and table at once, without waiting for a rest.
SHOWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  dispatchEvent(new Event("beforeprint"));
  done();
})))"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
FIGURE = re.compile(r'<figure\b[^>]*data-explorer="([^"]+)".*?</figure>', re.DOTALL)
TABLE = """(figure) => Object.fromEntries([...figure.querySelectorAll("th[data-column]")].map((head, i) => [
  head.dataset.column,
  [...figure.querySelectorAll(".explorer-data tbody tr")].map((row) => row.children[i].dataset.value)
    .filter((value) => value !== undefined).map(Number),
]))"""


class Explorer:
    """One explorer of a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name, self.declaration = page, name, EXPLORERS[name].declaration
        self.figure = page.locator(f'figure.explorer[data-explorer="{name}"]')

    def set(self, **values: object) -> None:
        """What a script or an assistive tool does: values, each with its event."""
        self.figure.evaluate(SET, values)
        self.page.evaluate(SHOWN)

    def values(self) -> dict[str, float | str | bool]:
        """What the controls show."""
        kinds = {control.key: type(control) for control in self.declaration.controls}
        return {key: SHOWS[kinds[key]](value) for key, value in self.figure.evaluate(CONTROLS).items()}

    def typed(self) -> dict[str, str]:
        """What stands in the boxes."""
        return self.figure.evaluate(BOXES)

    def state(self) -> dict[str, float | str | bool]:
        """The state that is drawn and linked: what the printed address says."""
        self.page.evaluate(SHOWN)
        return self.said_state()

    def said_state(self) -> dict[str, float | str | bool]:
        """The state of which the printed address was last said."""
        address = re.search(r"\S+\?\S+$", self.figure.locator(".explorer-settings").text_content() or "")
        assert address, "no address is printed"
        said = {name.removeprefix(f"{self.name}."): text for name, text in parse_qsl(urlsplit(address.group()).query)}
        return {control.key: VALUES[type(control)](said[control.key]) for control in self.declaration.controls}

    def range(self, key: str) -> Locator:
        """A control's slider."""
        return self.figure.locator(f'input[type="range"][name="{key}"]')

    def grip(self, key: str) -> Locator:
        """What a hand takes hold of: the slider, or the track around one whose values are stretched."""
        return self.figure.locator(f'.control__track:has([name="{key}"]), .control > input[type="range"][name="{key}"]')

    def box(self, key: str) -> Locator:
        """The box beside it, in which a number can be typed."""
        return self.figure.locator(f'.control:has([name="{key}"]) .control__typed')

    def refusal(self, key: str) -> Locator:
        """What is said of a typed text that was refused."""
        return self.figure.locator(f'.control:has([name="{key}"]) .control__wrong')

    def unfold(self) -> None:
        """Show the controls that are folded away."""
        for more in self.figure.locator(".explorer-more:not([open]) > summary").all():
            more.click()

    def curves(self) -> dict[str, str]:
        """The shape of everything that carries a series."""
        script = "all => all.map((each) => [each.dataset.series, each.getAttribute('d') ?? each.outerHTML])"
        return dict(self.figure.locator("[data-series]").evaluate_all(script))

    def scene(self) -> str:
        """What the scene shows."""
        return self.figure.locator("svg.scene").evaluate("(scene) => scene.innerHTML")

    def probe(self) -> str:
        """The lines that say where along the charts the reader looks."""
        return self.figure.locator(".chart__probe").evaluate_all("all => all.map((each) => each.innerHTML).join()")

    def drawn(self) -> dict[str, str]:
        """All of this."""
        return {**self.curves(), "the scene": self.scene(), "the probe": self.probe()}

    def answer(self) -> str:
        """The short words that are spoken after a change."""
        return self.figure.locator(".explorer-answer").inner_text().replace("\u00a0", " ")

    def summary(self) -> str:
        return self.figure.locator(".explorer-summary").inner_text()

    def table(self) -> dict[str, list[float]]:
        """The columns of what is drawn, at full precision."""
        return self.figure.evaluate(TABLE)


OpenOne = Callable[..., Explorer]


@cache
def with_one(page: Path, name: str) -> str:
    """The page of all explorers with one of them left: what is asked of it need not wait for the others."""
    html = FIGURE.sub(lambda found: found[0] if found[1] == name else "", page.read_text("utf-8"))
    assert re.findall(r'<figure\b[^>]*data-explorer="([^"]+)"', html) == [name]
    return html


def one_opener(open_page: OpenPage, site: Path, site_url: str) -> OpenOne:
    """A function that opens one explorer alone on its page; the keywords are those of `open_page`."""

    def opener(name: str, query: str = "", **options: object) -> Explorer:
        page = open_page("about:blank", **options)
        body = with_one(site / PAGE, name)
        page.route(f"**/{PAGE}*", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page.goto(f"{site_url}/{PAGE}{query}")
        return Explorer(page, name)

    return opener


@pytest.fixture
def open_one(open_page: OpenPage, site: Path, site_url: str) -> OpenOne:
    """Opens one explorer for one test."""
    return one_opener(open_page, site, site_url)


@pytest.fixture(scope="module")
def shared_one(browser: Browser, site: Path, site_url: str) -> Iterator[OpenOne]:
    """Gives an explorer that is opened once for all tests of a file, which put back what they move."""
    record = Watch()
    with opening(browser, record) as open_page:
        yield cache(one_opener(open_page, site, site_url))
    record.check()


@pytest.fixture
def explorer(shared_one: OpenOne, name: str, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    """One explorer, put back afterwards; a test may give keywords of `open_page`."""
    shared = shared_one(name, **getattr(request, "param", {}))
    yield shared
    put_back(shared)


def touch(client: CDPSession, kind: str, *points: tuple[int, float, float]) -> None:
    """What a browser hears of fingers: of each its number and where it is."""
    client.send(
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y, "id": i} for i, x, y in points]}
    )


def place(explorer: Explorer, key: str, share: float) -> tuple[float, float]:
    """Where on the screen a share of a slider, or of its track, is."""
    slider = explorer.range(key)
    slider.evaluate("(range) => range.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = slider.bounding_box()
    assert box
    return box["x"] + share * box["width"], box["y"] + box["height"] / 2


def put_back(explorer: Explorer) -> None:
    """What a reader sees who opens the page: a typed text that was refused is taken back too."""
    explorer.page.emulate_media(media="screen")
    explorer.figure.locator(".explorer-reset").click()
    explorer.page.evaluate(SHOWN)


def sliders(explorer: Explorer) -> list[Slider]:
    return [control for control in explorer.declaration.controls if isinstance(control, Slider)]


def sample(controls: list[Slider]) -> list[Slider]:
    """One slider of each kind that its box tells apart: whole, molar, with values below nought, and any other."""
    return list({(each.whole, each.molar, each.low < 0): each for each in reversed(controls)}.values())
