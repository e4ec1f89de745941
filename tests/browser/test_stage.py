"""Whatever control is reached, its explorer's picture is in the window: whole, large enough, and not covered."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from conftest import OpenPage, at_rest
from on_page import EXPLORERS, FRAMES, PAGE
from playwright.sync_api import Locator, Page
from sampled import sampled

BOOK = Path(__file__).parents[2] / "book"
CALLS = {each.__name__: name for name, each in EXPLORERS.items()}
CHAPTERS = {  # of every explorer, the chapter in which it is alone
    CALLS[call]: path.stem
    for path in sorted(BOOK.glob("*.md"))
    if path.stem not in ("index", "simulations")
    for call in re.findall(r"^([A-Z]\w+)\(", path.read_text("utf-8"), re.MULTILINE)
    if call in CALLS
}
SAMPLE = ["pain-loop", "trial-forest"]  # pictures beside each other and below, with play and without
# Windows and the least height of the picture in each; one is as narrow as a classic scrollbar leaves it.
DESKS, PHONE, TABLET = [(1280, 800), (1263, 800), (1440, 900)], (390, 844), (768, 1024)
ROOMS = [*((size, 320) for size in DESKS), (TABLET, 200), (PHONE, 200)]
FEW_ROOMS = [(DESKS[0], 320), (PHONE, 200)]
SMALL = [(320, 256), (844, 390)]  # 400 % zoom, a phone on its side: the stage is in flow
LEAST_TEXT = 11  # px
UNCOVERED = 0.95

# What is seen of an explorer while one of its controls has the focus, or has just been pressed.
SEEN = """(figure) => {
  const control = document.activeElement, stage = figure.querySelector(".explorer-stage");
  const seen = (box) => getComputedStyle(box).visibility === "visible";
  const boxes = [...stage.querySelectorAll(".explorer-box")].filter(seen);
  const rects = boxes.map((box) => box.getBoundingClientRect());
  const top = Math.min(...rects.map((rect) => rect.top)), bottom = Math.max(...rects.map((rect) => rect.bottom));
  const hits = rects.flatMap((rect) => [...Array(64).keys()].map((i) => {
    const x = rect.left + rect.width * ((i % 8) + 0.5) / 8, y = rect.top + rect.height * (Math.floor(i / 8) + 0.5) / 8;
    return stage.contains(document.elementFromPoint(x, y));
  }));
  const drawn = (text) => text.getBoundingClientRect().height && text.textContent.trim();
  const sizes = boxes.flatMap((box) => [...box.querySelectorAll("text")].filter(drawn).map((text) =>
    parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b)));
  const own = control.getBoundingClientRect();
  const over = document.elementFromPoint(own.left + own.width / 2, own.top + own.height / 2);
  const track = control.closest(".control__track"); // what a hand takes hold of stands around its range
  return {
    control: control.name || control.textContent.slice(0, 30) || control.id, place: [own.left, own.top],
    top, bottom, height: bottom - top, uncovered: hits.filter(Boolean).length / hits.length,
    text: Math.min(Infinity, ...sizes), reached: control.contains(over) || Boolean(track?.contains(over)),
    window: innerHeight, pictures: boxes.length,
  };
}"""
# One look at the next picture: where the focus is, and in the panel what is seen.
LOOK = f"""async (figure) => {{
  await ({FRAMES})();
  if (!document.activeElement.closest(".explorer-area")) return "out";
  return document.activeElement.closest(".explorer-panel") ? ({SEEN})(figure) : "stage";
}}"""
STUCK = """() => [...document.querySelectorAll(".explorer-stage")].filter((stage) => {
  const { top } = stage.getBoundingClientRect(), { top: held } = getComputedStyle(stage);
  return Math.abs(top - parseFloat(held)) < 1;
}).length"""
# Waits until the page has not been scrolled for eight pictures: the stage may be on its way back into the window.
STILL = """() => new Promise((done) => {
  let last = scrollY, still = 0;
  const look = () => {
    still = scrollY === last ? still + 1 : 0;
    last = scrollY;
    if (still > 8) done(); else requestAnimationFrame(look);
  };
  look();
})"""
# The names of all controls that a reader can see.
NAMES = """(figure) => [...figure.querySelectorAll(".explorer-panel input[name]")]
  .filter((input) => input.checkVisibility()).map((input) => input.name)"""
SIDEWAYS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
CONTROLS = ".explorer-panel :is(input, button, summary):visible"


def faults(seen: dict, least: float) -> list[str]:
    """What is wrong with what was seen, in words."""
    wrong = {
        "is cut off": seen["top"] < -0.5 or seen["bottom"] > seen["window"] + 0.5,
        "is too low": seen["height"] < least,
        "is covered": seen["uncovered"] < UNCOVERED,
        "has text too small": seen["text"] < LEAST_TEXT - 0.05,
        "covers the control": not seen["reached"],
        "is not there": not seen["pictures"],
    }
    return [f"{seen['control']}: the picture {fault}: {seen}" for fault, so in wrong.items() if so]


def opened(open_page: OpenPage, url: str, name: str) -> tuple[Page, Locator]:
    """The chapter of an explorer, and the explorer."""
    page = open_page(f"{url}/book/{CHAPTERS[name]}.html")
    at_rest(page)
    return page, page.locator(f'figure.explorer[data-explorer="{name}"]')


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    at_rest(page)


def unfold(figure: Locator) -> None:
    """Open whatever is folded: help, further controls, tables."""
    figure.evaluate("""(figure) => {
      figure.querySelectorAll("details").forEach((each) => { each.open = true });
      figure.querySelectorAll(".control__ask[aria-expanded=false]").forEach((each) => each.click());
    }""")


def tabbed(page: Page, figure: Locator) -> list[dict]:
    """What is seen at every control of the panel, reached from the one before by Tab, and back by Shift and Tab."""
    figure.locator(".explorer-live").evaluate("""(live) => {
      const before = live.querySelector(".before") ?? document.createElement("a");
      before.className = "before";
      before.href = "#";
      live.prepend(before);
      before.focus();
    }""")
    found = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(200):
            page.keyboard.press(key)
            seen = figure.evaluate(LOOK)
            if seen == "out":
                break
            if seen != "stage":
                found.append(seen)
    return found


def pressed(page: Page, figure: Locator) -> list[dict]:
    """What is seen after each control of the panel was pressed where a reader comes upon it: anywhere in the window."""
    found = []
    for control in figure.locator(CONTROLS).element_handles():
        if control.is_visible() and control.is_enabled():  # a guess that was made closes the others
            control.scroll_into_view_if_needed()
            control.click(force=True)
            page.evaluate(STILL)
            control.focus()
            found.append(figure.evaluate(SEEN))
    return found


every = pytest.mark.parametrize("name", sampled(EXPLORERS, SAMPLE))


def unseen(page: Page, figure: Locator, rooms: list, look: Callable[[Page, Locator], list[dict]]) -> list[str]:
    """What is wrong at some control in some of these windows."""
    wrong = []
    for size, least in rooms:
        resize(page, size)
        found = look(page, figure)
        assert set(figure.evaluate(NAMES)) <= {seen["control"] for seen in found}, "a control was passed over"
        wrong += [f"{size}: {fault}" for seen in found for fault in faults(seen, least)]
    return wrong


@pytest.mark.parametrize("name", SAMPLE)  # the others in two windows, below; in five they take a quarter of an hour
def test_by_tab_the_picture_is_in_view_at_every_control_in_every_window(name, site_url, open_page):
    page, figure = opened(open_page, site_url, name)
    assert not (wrong := unseen(page, figure, ROOMS, tabbed)), "\n".join(wrong)


@every
def test_by_tab_the_picture_is_in_view_with_all_folds_open(name, site_url, open_page):
    page, figure = opened(open_page, site_url, name)
    unfold(figure)
    assert not (wrong := unseen(page, figure, FEW_ROOMS, tabbed)), "\n".join(wrong)


@pytest.mark.parametrize("name", SAMPLE)
def test_by_pointer_the_picture_is_in_view_once_a_control_is_let_go(name, site_url, open_page):
    page, figure = opened(open_page, site_url, name)
    assert not (wrong := unseen(page, figure, FEW_ROOMS, pressed)), "\n".join(wrong)


@every
def test_where_there_is_no_room_the_stage_is_in_flow_and_nothing_hides_what_has_the_focus(name, site_url, open_page):
    page, figure = opened(open_page, site_url, name)
    wrong = []
    for size in SMALL:
        resize(page, size)
        assert page.evaluate(SIDEWAYS) <= 0
        assert figure.locator(".explorer-stage").evaluate("(stage) => getComputedStyle(stage).position") == "static"
        wrong += [f"{size}: {seen['control']} is hidden" for seen in tabbed(page, figure) if not seen["reached"]]
    assert not wrong, "\n".join(wrong)


@every
def test_each_tab_shows_its_picture_large_enough_on_a_phone(name, site_url, open_page):
    page, figure = opened(open_page, site_url, name)
    resize(page, PHONE)
    for tab in figure.locator(".explorer-tab:visible").all():
        tab.click()
        seen = figure.evaluate(SEEN)
        assert not faults(seen, 200), tab.inner_text()
        assert seen["pictures"] == 1
        chosen = figure.locator(".explorer-chosen").get_attribute("data-picture")
        assert chosen == tab.get_attribute("data-picture")
        assert figure.locator(".explorer-tab[aria-pressed=true]").count() == 1


# How far the pressed ready-made state runs out of its row, and which ends of the row are faded out.
PRESET = """(figure) => {
  const row = figure.querySelector(".explorer-presets"), seen = row.getBoundingClientRect();
  const own = row.querySelector("[aria-pressed=true]").getBoundingClientRect();
  const more = [row.scrollLeft > 2, row.scrollLeft + row.clientWidth < row.scrollWidth - 2];
  const faded = ["before", "behind"].map((end) => row.classList.contains(`explorer-presets--${end}`));
  const spare = Math.max(0, own.width - seen.width); // of one that is wider than the row, as much as there is room for
  return { over: Math.max(seen.left - own.left, own.right - seen.right) - spare, more, faded };
}"""


@every
def test_the_ready_made_state_that_is_shown_is_whole_in_its_row_and_more_is_faded(name, site_url, open_page):
    page, figure = opened(open_page, site_url, name)
    resize(page, PHONE)
    assert page.evaluate("scrollY") == 0, "the page was scrolled"
    for preset in EXPLORERS[name].declaration.presets:
        figure.locator(f'.explorer-preset[data-preset="{preset.id}"]').evaluate("(button) => button.click()")
        page.wait_for_timeout(100)
        seen = figure.evaluate(PRESET)
        assert seen["over"] < 1, preset
        assert seen["faded"] == seen["more"], preset


def test_two_stages_never_stick_at_once(site_url, open_page):
    page = open_page(f"{site_url}/{PAGE}")
    for size in (DESKS[0], PHONE):
        resize(page, size)
        heights = page.evaluate("document.scrollingElement.scrollHeight")
        for at in range(0, heights, 300):
            page.evaluate(f"scrollTo(0, {at})")
            assert page.evaluate(STUCK) <= 1, (size, at)


def test_the_keyboard_of_a_phone_leaves_the_box_in_sight(site_url, open_page):
    """The window that is seen shrinks to 390 by 400; the page's own does not, so a script has to let the stage go."""
    page, figure = opened(open_page, site_url, "patient-on-ldn")
    resize(page, PHONE)
    box = figure.locator(".control__typed").nth(2)
    box.focus()
    page.evaluate("""() => {
      Object.defineProperty(visualViewport, "height", { value: 400, configurable: true });
      visualViewport.dispatchEvent(new Event("resize"));
    }""")
    assert figure.locator(".explorer-stage").evaluate("(stage) => getComputedStyle(stage).position") == "static"
    assert page.evaluate("document.activeElement.matches('.control__typed')")
    page.evaluate("""() => {
      delete visualViewport.height;
      visualViewport.dispatchEvent(new Event("resize"));
    }""")
    assert figure.locator(".explorer-stage").evaluate("(stage) => getComputedStyle(stage).position") == "sticky"


# Text alone at twice its size, as Firefox and some phones have it: boxes keep theirs.
DOUBLED = """() => {
  const all = [...document.querySelectorAll("body, body *:not(svg, svg *)")];
  const sizes = all.map((each) => parseFloat(getComputedStyle(each).fontSize));
  all.forEach((each, i) => each.style.setProperty("font-size", `${2 * sizes[i]}px`, "important"));
}"""
# What can be pressed or read beside a control: where it is, and whether its own text runs out of it.
PIECES = """(figure) => [...figure.querySelectorAll("button, label, legend, summary, input, .explorer-answer")]
  .filter((each) => each.checkVisibility() && each.clientWidth !== 1 && !each.closest(".explorer-presets"))
  .map((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    const over = each.clientWidth ? each.scrollWidth - each.clientWidth : 0; // a label in a line has no box of its own
    const lines = Math.round((bottom - top) / parseFloat(getComputedStyle(each).lineHeight));
    const words = each.textContent.trim().split(/\\s+/).length;
    return { name: each.textContent || each.className, left, right, top, bottom, over, broken: lines > words + 1 };
  })"""


def lies_on(one: dict, other: dict) -> bool:
    """Whether two pieces lie on each other by more than a line's rounding."""
    return all(min(one[far], other[far]) - max(one[near], other[near]) > 3 for near, far in SIDES)


SIDES = [("left", "right"), ("top", "bottom")]


@every
@pytest.mark.accessibility("eye")
def test_with_text_alone_at_twice_its_size_nothing_is_cut_or_covered(name, site_url, open_page):
    page, figure = opened(open_page, site_url, name)
    page.evaluate(DOUBLED)
    for size in (DESKS[0], PHONE):
        resize(page, size)
        assert page.evaluate(SIDEWAYS) <= 0
        pieces = figure.evaluate(PIECES)
        assert len(pieces) > 8
        assert not [each for each in pieces if each["over"] > 2], "text runs out of its box"
        assert not [each for each in pieces if each["broken"]], "words are broken into letters"
        on_stage = figure.locator(".explorer-stage").evaluate(PIECES)
        assert not [(a["name"], b["name"]) for a, b in combinations(on_stage, 2) if lies_on(a, b)]
        wrong = [each["control"] for each in tabbed(page, figure) if not each["reached"]]
        assert not wrong, f"{size}: hidden"
