"""An explorer alone in somebody else's frame: as wide as the frame, as tall as it says, whole with its safety box."""

import csv
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import LATE, Watch, at_rest, opening, page_paths
from on_page import EXPLORERS
from playwright.sync_api import Page, expect
from sampled import EXPLORERS as SAMPLE
from sampled import sampled
from visits import BEYOND

from publish import embed

# The page around the frame, as a teacher would write it, with everything that it is told.
COURSE = """<!DOCTYPE html><link rel="icon" href="data:,"><style>body {{ margin: 0 }}</style>
<iframe title="x" src="/book/{address}" width="{width}" height="150" style="border: 0"></iframe>
<script>
  window.heard = [];
  addEventListener("message", (message) => {{
    heard.push(message.data);
    document.querySelector("iframe").height = message.data.height;
  }});
</script>"""
TALL = "() => document.scrollingElement.scrollHeight"
MENTIONS_DOSES = ("naltrexone", " mg", "LDN", "opioid")


WIDTHS = (320, 390, 600, 1000, 1600)
SEEN = """() => {
  const figures = [...document.querySelectorAll("figure.explorer")].filter((each) => each.checkVisibility());
  const boxes = [...document.querySelectorAll(".safety-box")];
  const folds = (box) => [...box.querySelectorAll("details"), box].filter((each) => each.matches("details"));
  return {
    figures: figures.map((each) => each.dataset.explorer),
    words: figures.map((each) => each.textContent).join(),
    boxes: boxes.map((box) => box.checkVisibility() && folds(box).every((fold) => fold.open)),
    beside: [...document.querySelectorAll("article")].some((each) => each.checkVisibility()),
  };
}"""
WIDE = "() => document.querySelector('.explorer-alone figure').getBoundingClientRect().width"


@dataclass
class Alone:
    """What is seen of an explorer in a frame of its own."""

    seen: dict[str, Any]
    beyond: int  # px that reach out of a frame of 320
    wide: dict[int, float]
    tall: list[int]  # at the widths that teachers are told of


def visit(page: Page, address: str) -> Alone:
    page.set_viewport_size({"width": 320, "height": 900})
    frame = embed.framed(page, address)
    seen, beyond, wide, tall = frame.evaluate(SEEN), frame.evaluate(BEYOND), {}, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide[width] = frame.evaluate(WIDE)
        if width in embed.WIDTHS:
            tall.append(embed.height(page, width))
    return Alone(seen, beyond, wide, tall)


@pytest.fixture(scope="session")
def addresses(site):
    """Every explorer on every page that holds it."""
    return [f"{stem}.html?embed={name}" for stem, name, _ in embed.shown(site)]


@pytest.fixture(scope="module", params=sampled(["sample", "all"], ["sample"]))
def alone(request, addresses, site_url, browser):
    """What is seen at each of these addresses, or at those of the sample; each is opened once."""
    asked = SAMPLE if request.param == "sample" else EXPLORERS
    watch = Watch()
    with opening(browser, watch) as open_page:
        page = open_page("about:blank")
        yield {address: visit(page, f"{site_url}/book/{address}") for address in addresses if named(address) in asked}
    watch.check()


@pytest.fixture
def in_course(site_url, open_page):
    """Opens an explorer in a frame of a width, and waits until the frame has its height."""

    def opener(address, width=600):
        page = open_page(f"{site_url}/book/index.html")
        page.route("**/course.html", lambda route: route.fulfill(body=COURSE.format(address=address, width=width)))
        page.goto(f"{site_url}/course.html")
        page.wait_for_function("window.heard.length > 0")
        rested(page)
        return page

    return opener


def rested(page):
    """Wait until the frame is at rest, and then the page around it, which has heard of its height."""
    page.frames[1].evaluate(embed.AT_REST)
    at_rest(page)


def test_every_explorer_of_the_book_is_looked_at(addresses):
    assert {named(address) for address in addresses} == set(EXPLORERS)
    assert len(addresses) > 2 * len(EXPLORERS) - 1
    assert {f"book/{address.partition('?')[0]}" for address in addresses} <= set(page_paths())


def named(address):
    """The explorer of an address."""
    return address.partition("?embed=")[2]


def test_embedded_it_stands_alone(alone):
    found = {address: (each.seen["figures"], each.seen["beside"]) for address, each in alone.items()}
    assert found == {address: ([named(address)], False) for address in alone}
    in_simulations = [each.seen["boxes"] for at, each in alone.items() if at.startswith("simulations.html")]
    assert len(in_simulations) == len({named(address) for address in alone})
    assert all(in_simulations), "the page has a safety box"


@pytest.mark.accessibility("eye")
def test_alone_it_is_as_wide_as_its_frame_on_every_page(alone):
    least = {width: 940 if width == 1600 else 0.94 * width for width in WIDTHS}
    found = {(address, width): own for address, each in alone.items() for width, own in each.wide.items()}
    assert len(found) == len(alone) * len(WIDTHS)
    assert not {at: own for at, own in found.items() if not least[at[1]] <= own <= at[1]}


def test_alone_nothing_reaches_out_of_the_frame(alone):
    assert not {address: each.beyond for address, each in alone.items() if each.beyond}


def test_the_heights_that_teachers_are_told_are_measured_and_leave_room(alone, addresses):
    told = {row["address"]: row for row in csv.DictReader(embed.TABLE.read_text("utf-8").splitlines())}
    collections = tuple(f"{stem}.html" for stem in embed.COLLECTIONS)
    assert set(told) == {address for address in addresses if not address.startswith(collections)}
    wrong = {}
    for address in set(told) & set(alone):
        row = told[address]
        given = [int(row[f"{width} px wide"]) for width in embed.WIDTHS]
        pairs = zip(alone[address].tall, given, strict=True)
        if not all(1.03 * true <= tall <= 1.2 * true + embed.STEP for true, tall in pairs):
            wrong[address] = alone[address].tall, given
    assert not wrong, "run `make embed`"


@pytest.mark.parametrize("width", embed.WIDTHS)
def test_how_tall_it_is_does_not_follow_its_frame(width, open_page, site_url):
    """A part as tall as a share of the frame would make another number of each frame that is set by hand."""
    page = open_page("about:blank")
    embed.framed(page, f"{site_url}/book/naltrexone-in-the-body.html?embed=dose-clock")
    tall = {}
    for frame in (300, 900, 4000):
        page.locator("iframe").evaluate("(frame, height) => { frame.style.height = `${height}px`; }", frame)
        tall[frame] = embed.height(page, width)
    assert len(set(tall.values())) == 1, tall


def test_the_page_for_teachers_prints_those_heights(site):
    text = (site / "book" / "running-it-for-a-class.html").read_text("utf-8")
    rows = list(csv.reader(embed.TABLE.read_text("utf-8").splitlines()))
    assert all(all(cell.replace("&", "&amp;") in text for cell in row) for row in rows)
    assert "900 to 1,400" not in text


# In its own chapter three kinds of view, of eleven: the frame and what it tells know nothing of the explorer.
@pytest.mark.parametrize("name", ["dose-clock", "virtual-trial", "claim-check"])
def test_a_frame_that_follows_is_as_tall_as_the_explorer_and_comes_to_rest(name, in_course, addresses):
    page = in_course(next(each for each in addresses if each.endswith(f"={name}")))
    frame = page.frames[1]
    said = page.evaluate("window.heard")
    assert all(list(data) == ["height"] for data in said), "it tells its height and nothing else"
    assert said[-1]["height"] == frame.evaluate(TALL) > 900
    page.wait_for_timeout(LATE)
    assert page.evaluate("window.heard.length") == len(said) < 12, "no running after each other"


def test_a_frame_follows_when_a_part_is_unfolded_and_when_the_page_gets_narrower(in_course):
    page = in_course("naltrexone-in-the-body.html?embed=dose-clock")
    frame, height = page.frames[1], lambda: page.evaluate("window.heard.at(-1).height")
    folded = height()
    frame.locator(".explorer-data > summary").click()
    rested(page)
    unfolded = height()
    assert unfolded == frame.evaluate(TALL) > folded + 50
    frame.locator(".explorer-data > summary").click()
    rested(page)
    assert height() == folded
    page.locator("iframe").evaluate("frame => { frame.width = 320 }")
    rested(page)
    assert height() == frame.evaluate(TALL) > folded + 300
    page.locator("iframe").evaluate("frame => { frame.width = 600 }")
    rested(page)
    assert height() == folded


def test_the_safety_box_is_whole_in_the_frame_wherever_a_dose_is_shown(alone):
    seen = {address: each.seen for address, each in alone.items()}
    spoken = {at for at, each in seen.items() if any(word in each["words"] for word in MENTIONS_DOSES)}
    assert spoken
    assert not [at for at in spoken if not seen[at]["boxes"]]
    assert not [at for at, each in seen.items() if not all(each["boxes"])]


def test_a_page_asked_for_an_explorer_that_it_has_not_says_so_in_a_frame_too(site_url, open_page):
    page = open_page(f"{site_url}/book/index.html")
    body = '<!DOCTYPE html><link rel="icon" href="data:,"><iframe title="x" src="/book/index.html?embed=no"></iframe>'
    page.route("**/course.html", lambda route: route.fulfill(body=body))
    page.goto(f"{site_url}/course.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".explorer-note")).to_contain_text("no explorer “no”")
    expect(frame.locator("article h1")).to_be_visible()


@pytest.mark.accessibility("fallback")
def test_where_our_script_is_blocked_an_embedded_page_shows_everything(site_url, open_page, watch):
    page = open_page("about:blank")
    page.route("**/painloop.js*", lambda route: route.abort())
    page.goto(f"{site_url}/book/the-pain-loop.html?embed=pain-loop")
    expect(page.locator("figure.explorer .explorer-fallback")).to_be_visible()
    expect(page.locator("article h1")).to_be_visible()
    watch.errors.clear()  # the refusal itself
