"""What the panel says to try ticks itself: when the words come, once, for this visit only."""

import re

import pytest
from on_page import FRAMES, SETTLED, Explorer
from playwright.sync_api import expect

FOLD, HEAD = "details.explorer-steps", "details.explorer-steps > summary"
# Every sentence that the status of the list has said, in order.
LISTEN = """(figure) => {
  window.heard = [];
  const status = figure.querySelector(".explorer-steps + [role=status]");
  new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true, characterData: true });
}"""
STORED = "() => [localStorage.length, sessionStorage.length, document.cookie, history.length, location.href]"
SIDEWAYS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


def done(explorer: Explorer, kind: str = "ol") -> list[int]:
    """The places of what is ticked: seen as a drawn tick, and heard as a word."""
    ticked = []
    for place, item in enumerate(explorer.figure.locator(f"{FOLD} > {kind} > li").all(), 1):
        drawn = item.evaluate("(item) => getComputedStyle(item, '::after').transform") != "none"
        heard = (item.text_content() or "").startswith("Done: ")
        assert drawn == heard
        ticked += [place] if heard else []
    return ticked


def press(explorer: Explorer, preset: str) -> None:
    explorer.figure.locator(f'[data-preset="{preset}"]').click()
    explorer.page.wait_for_timeout(SETTLED)


def test_a_step_ticks_when_its_state_is_reached_and_stays(open_one):
    loop = open_one("pain-loop")
    head = loop.figure.locator(HEAD)
    expect(head).to_have_text("Try it: 0 of 4, challenges: 0 of 3")
    press(loop, "stays")
    assert done(loop) == [2]
    press(loop, "weaker-loop")
    assert done(loop) == [2, 4]
    loop.figure.locator(".explorer-reset").click()
    loop.page.wait_for_timeout(SETTLED)
    assert done(loop) == [1, 2, 4]  # the state in which the page opened, come back to
    press(loop, "cause-removed")
    expect(head).to_have_text("Try it: 4 of 4, challenges: 0 of 3")
    assert not done(loop, "ul")


def test_a_challenge_ticks_by_any_way_that_reaches_it(open_one):
    loop = open_one("pain-loop")
    loop.set(days=2, strength=3, w=2.9)
    assert done(loop, "ul") == [1]
    loop.set(days=60, strength=0.24, w=2.1)
    assert done(loop, "ul") == [1, 2]
    assert not done(loop)
    expect(loop.figure.locator(HEAD)).to_have_text("Try it: 0 of 4, challenges: 2 of 3")


@pytest.mark.parametrize("query", ["", "?pain-loop.days=11"])
def test_a_state_in_which_the_page_opens_is_nobodys_step(query, open_one):
    loop = open_one("pain-loop", query)
    loop.page.wait_for_timeout(SETTLED)
    loop.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not done(loop)


@pytest.mark.accessibility("ear")
def test_what_is_done_is_said_once_and_politely_also_while_folded(open_one):
    loop = open_one("pain-loop")
    loop.figure.evaluate(LISTEN)
    expect(loop.figure.locator(FOLD)).not_to_have_attribute("open", "")
    for preset in ("stays", "stays", "weak-and-long", "stays"):
        press(loop, preset)
    assert loop.page.evaluate("heard") == ["Step 2 of 4 is done."]
    assert loop.figure.get_by_role("status").get_by_text("Step 2 of 4 is done.").count() == 1


def test_nothing_ticks_during_a_drag(open_one):
    loop = open_one("pain-loop")
    slider = loop.range("days")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    loop.page.mouse.move(box["x"] + box["width"] * 10 / 60, middle)
    loop.page.mouse.down()
    for pixels in range(60):
        loop.page.mouse.move(box["x"] + box["width"] * 10 / 60 + pixels, middle)
        if loop.values()["days"] == 11:
            break
    assert loop.values()["days"] == 11
    loop.page.wait_for_timeout(SETTLED + 300)
    assert not done(loop), "ticked while the hand is on the slider"
    loop.page.mouse.up()
    loop.page.wait_for_timeout(SETTLED)
    assert done(loop) == [2]


@pytest.mark.accessibility("keyboard")
def test_by_keyboard_the_list_opens_and_a_step_is_done(open_one):
    loop = open_one("pain-loop")
    loop.figure.locator(".explorer-more > summary, .explorer-controls input").last.focus()
    for _ in range(4):
        loop.page.keyboard.press("Tab")
        if loop.page.evaluate(f"document.activeElement.matches('{HEAD}')"):
            break
    loop.page.keyboard.press("Enter")
    expect(loop.figure.locator(f"{FOLD} li").first).to_be_visible()
    loop.range("days").focus()
    loop.page.keyboard.press("ArrowRight")
    loop.page.wait_for_timeout(SETTLED)
    assert done(loop) == [2]
    assert loop.page.evaluate("document.activeElement.name") == "days"  # nothing takes the focus


def test_nothing_is_stored(open_one):
    loop = open_one("pain-loop")
    before = loop.page.evaluate(STORED)
    press(loop, "stays")
    assert done(loop) == [2]
    assert loop.page.evaluate(STORED) == before
    loop.page.reload()
    loop.page.wait_for_timeout(SETTLED)
    assert not done(loop)


def test_on_paper_there_is_none(open_one):
    loop = open_one("pain-loop")
    loop.figure.locator(HEAD).click()
    loop.page.emulate_media(media="print")
    expect(loop.figure.locator(f"{FOLD} li").first).to_be_hidden()
    expect(loop.figure.locator(HEAD)).to_be_hidden()


@pytest.mark.parametrize("name", ["dose-clock", "trial-forest"])  # without challenges, and with the longest texts
def test_on_a_phone_they_are_large_enough_to_touch_and_within_the_page(name, open_one):
    explorer = open_one(name, width=390, has_touch=True, is_mobile=True)
    head = explorer.figure.locator(HEAD)
    head.tap()
    explorer.page.evaluate(FRAMES)
    assert head.bounding_box()["height"] >= 44
    assert explorer.page.evaluate(SIDEWAYS) <= 0
    panel = explorer.figure.locator(".explorer-panel").bounding_box()
    for item in explorer.figure.locator(f"{FOLD} li").all():
        box = item.bounding_box()
        assert panel["x"] <= box["x"]
        assert box["x"] + box["width"] <= panel["x"] + panel["width"] + 0.5
    expect(explorer.figure.locator(f"{FOLD} > ul")).to_have_count(int(name == "trial-forest"))


def test_a_part_of_an_explorer_has_none(site_url, open_page):
    page = open_page(f"{site_url}/book/index.html")
    expect(page.locator(".explorer-live--compact")).to_have_count(1)
    expect(page.locator(f"{FOLD}, .explorer-steps")).to_have_count(0)


def test_each_step_has_its_number_and_the_lists_are_lists(open_one):
    loop = open_one("pain-loop")
    loop.figure.locator(HEAD).click()
    assert loop.figure.locator(FOLD).get_by_role("list").count() == 2
    texts = [each.text for each in (*loop.declaration.steps, *loop.declaration.challenges)]
    assert loop.figure.locator(FOLD).get_by_role("listitem").all_text_contents() == texts
    number = "(item) => getComputedStyle(item, '::before').content"
    first = loop.figure.locator(f"{FOLD} > ol > li").first
    assert re.search(r"counter\(list-item\)|1", first.evaluate(number))


def test_the_picture_is_in_view_when_the_list_is_opened_and_when_it_is_closed_again(open_one):
    """Far down a long list the stage has left the window; closed, the list is shorter than the stage."""
    forest = open_one("trial-forest")
    head = forest.figure.locator(HEAD)
    for _ in range(2):
        head.evaluate("(head) => scrollBy(0, head.getBoundingClientRect().top - 400)")
        forest.page.wait_for_timeout(SETTLED)
        head.click()
        forest.page.wait_for_timeout(SETTLED)
        charts = forest.figure.locator(".explorer-charts").bounding_box()
        assert charts["y"] >= 0
        assert charts["y"] + charts["height"] <= forest.page.viewport_size["height"]
