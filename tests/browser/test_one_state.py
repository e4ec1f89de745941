"""What is shown, drawn, said, linked and typed is one state: after Back, a reload, any gesture."""

from functools import partial

import pytest
from faces import random_states
from on_page import (
    EXPLORERS,
    PAGE,
    SET,
    SETTLED,
    SHOWN,
    Explorer,
    every,
    place,
    put_back,
    sample,
    sliders,
    touch,
)
from playwright.sync_api import expect
from sampled import sampled

from setup.local_server import QuietHandler, served

FILLED = """addEventListener("load", () => {
  for (const input of document.querySelectorAll(".explorer input")) {
    if (input.type === "range") input.value = input.min;
    else if (input.type === "text") input.value = "7";
    else input.checked = !input.checked;
  }
})"""  # as a browser fills a form in again: after the page's own script, without an event
DRAWN = """(all) => Object.fromEntries(all.map((figure) => [figure.dataset.explorer,
  [...figure.querySelectorAll("[data-series]")].map((each) => each.getAttribute("d") ?? each.outerHTML).join()]))"""
GESTURE = """(range, [type, share, options = {}]) => {
  const how = { pointerId: 1, isPrimary: true, pointerType: "touch", bubbles: true, cancelable: true, ...options };
  if (type) range.dispatchEvent(new PointerEvent(type, how));
  if (share === null) return;
  range.value = Number(range.min) + share * (range.max - range.min);
  range.dispatchEvent(new Event("input", { bubbles: true }));
}"""


class NoStore(QuietHandler):
    """A server whose pages no browser may keep, so that Back loads them again."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture(scope="module")
def no_store(site):
    with served(site, NoStore) as address:
        yield f"{address}/{PAGE}"


@pytest.fixture
def on_a_phone(name, shared_one):
    """An explorer under a finger, and what tells the browser of fingers."""
    explorer = shared_one(name, width=390, has_touch=True)
    yield explorer, explorer.page.context.new_cdp_session(explorer.page)
    put_back(explorer)


@pytest.fixture
def clock(open_one):
    return open_one("dose-clock")


@pytest.fixture
def gestures():
    """Of the sliders of an explorer, those on which a gesture is tried; `tests/doubt/test_at_length.py` tries all."""
    return sample


def in_one_state(page):
    """Fail if an explorer shows one state and has drawn, or says, another."""
    page.evaluate(SHOWN)
    states = {}
    for explorer in map(partial(Explorer, page), EXPLORERS):
        state = states[explorer.name] = explorer.said_state()
        shown, typed = explorer.values(), explorer.typed()
        for control in explorer.declaration.controls:
            told = (explorer.name, control.key)
            assert shown[control.key] == near(state[control.key]), told
            if control.key in typed:
                rounded = pytest.approx(state[control.key], abs=0.005 if control.molar else 0)
                assert float(typed[control.key]) == rounded, told
    before = page.locator("figure.explorer").evaluate_all(DRAWN)
    for name, state in states.items():  # drawn anew, the same
        options = {key: value for key, value in state.items() if isinstance(value, str)}
        Explorer(page, name).figure.evaluate(SET, options)
    page.evaluate(SHOWN)
    after = page.locator("figure.explorer").evaluate_all(DRAWN)
    assert not [name for name in after if after[name] != before[name]]


def near(value):
    """A range input tells 15 digits; the address of a state has them all."""
    return pytest.approx(value, rel=1e-13) if isinstance(value, float) else value


def move_everything(page):
    for name, explorer in EXPLORERS.items():
        Explorer(page, name).figure.evaluate(SET, random_states(explorer.declaration, 1)[0])
    page.evaluate(SHOWN)
    for explorer, control in first_sliders(page):
        explorer.box(control.key).fill(f"{control.low:g}")
        explorer.box(control.key).press("Enter")


@pytest.mark.parametrize("way", sampled(["back", "reload", "twice"], ["back"]))
def test_after_back_and_reload_every_explorer_is_in_one_state(no_store, open_page, way):
    page = open_page(no_store)
    move_everything(page)
    in_one_state(page)
    if way == "reload":
        page.reload()
    else:
        page.goto(no_store.replace("simulations", "index"))
        page.go_back()
    if way == "twice":
        page.go_forward()
        page.go_back()
    in_one_state(page)


def test_what_a_browser_fills_in_by_itself_is_put_right(site, open_page):
    page = open_page("about:blank")
    page.add_init_script(FILLED)
    page.goto(f"{site.as_uri()}/{PAGE}")
    in_one_state(page)


# ------------------------------------------------------------------ gestures


def first_sliders(page):
    """The first slider of every explorer that has one."""
    for explorer in map(partial(Explorer, page), EXPLORERS):
        for control in sliders(explorer)[:1]:
            yield explorer, control


@every
def test_a_swipe_that_scrolls_the_page_gives_every_slider_its_value_back(name, on_a_phone):
    explorer, client = on_a_phone
    for control in sliders(explorer)[:1]:
        explorer.set(**{control.key: control.default})
        before = explorer.state()
        share = 0.2 if control.default > (control.low + control.high) / 2 else 0.8
        x, y = place(explorer, control.key, share)
        scrolled = explorer.page.evaluate("scrollY")
        touch(client, "touchStart", (1, x, y))
        for i in range(1, 16):
            touch(client, "touchMove", (1, x, y - 15 * i))
        touch(client, "touchEnd")
        explorer.page.wait_for_function("(before) => Math.abs(scrollY - before) > 50", arg=scrolled, timeout=3000)
        assert explorer.state() == before
        assert explorer.values()[control.key] == pytest.approx(control.default)


@every
def test_a_finger_that_slides_sideways_moves_every_slider(name, on_a_phone):
    explorer, client = on_a_phone
    for control in sliders(explorer)[:1]:
        x, y = place(explorer, control.key, 0.5)
        touch(client, "touchStart", (1, x, y))
        for i in range(1, 9):
            touch(client, "touchMove", (1, x - 8 * i, y))
        touch(client, "touchEnd")
        value = explorer.state()[control.key]
        assert value != control.default
        snapped = float(f"{value:.2g}") if control.stretch else control.step * round(value / control.step)
        assert value == pytest.approx(snapped), "a drag snaps"


@every
def test_a_cancelled_gesture_gives_back_the_value_and_the_words(shared_one, name, gestures):
    explorer = shared_one(name)
    for control in gestures(sliders(explorer)):
        explorer.set(**{control.key: control.default})
        before, said, slider = explorer.state(), explorer.summary(), explorer.range(control.key)
        slider.evaluate(GESTURE, ["pointerdown", 0.1])
        slider.evaluate(GESTURE, ["pointermove", 0.9])
        slider.evaluate(GESTURE, ["pointercancel", 0.3])  # an input that comes too late
        assert explorer.state() == before, control.key
        assert explorer.summary() == said
        slider.evaluate(GESTURE, ["", 0.25])  # afterwards it obeys
        assert explorer.state() != before, control.key
        explorer.set(**{control.key: control.default})
    put_back(explorer)


def test_an_event_after_the_hand_was_lifted_snaps_too(clock):
    """Firefox sends a last `input` after `pointerup`."""
    clock.range("dose").evaluate(
        f"""(range) => {{ const act = {GESTURE}; const mouse = {{ pointerType: "mouse" }};
        act(range, ["pointerdown", 0.3055, mouse]); act(range, ["pointerup", 0.3055, mouse]); }}"""
    )
    assert clock.state()["dose"] == 15.5
    clock.range("dose").evaluate(GESTURE, ["", 0.3055])
    assert clock.state()["dose"] == pytest.approx(15.275)  # a script's value is kept exactly


def test_a_second_finger_neither_moves_nor_ends_what_the_first_one_does(open_one):
    explorer = open_one("dose-clock", width=390, has_touch=True)
    phone = explorer.page
    client = phone.context.new_cdp_session(phone)
    x, y = place(explorer, "dose", 0.6)
    said = explorer.summary()
    touch(client, "touchStart", (1, x, y))
    touch(client, "touchMove", (1, x - 40, y))
    touch(client, "touchStart", (1, x - 40, y), (2, x, y - 120))
    touch(client, "touchEnd", (2, x, y - 120))  # the points that are lifted
    touch(client, "touchMove", (1, x - 60, y))
    assert explorer.values()["dose"] < 15, "the first finger no longer moves the slider"
    phone.wait_for_timeout(SETTLED + 300)
    assert explorer.summary() == said, "the words changed during the drag"
    touch(client, "touchEnd")
    phone.wait_for_timeout(SETTLED)
    assert explorer.summary() != said
    dose = explorer.state()["dose"]
    assert dose < 30
    assert explorer.values()["dose"] == dose


def test_a_second_finger_on_the_same_slider_that_is_cancelled_leaves_the_first_in_peace(clock):
    slider, second = clock.range("dose"), {"pointerId": 2, "isPrimary": False}
    slider.evaluate(GESTURE, ["pointerdown", 0.3])
    slider.evaluate(GESTURE, ["pointerdown", None, second])
    slider.evaluate(GESTURE, ["pointercancel", None, second])
    slider.evaluate(GESTURE, ["pointermove", 0.4])
    assert clock.state()["dose"] == 20
    slider.evaluate(GESTURE, ["pointercancel", None])
    assert clock.state()["dose"] == 50


def drag(clock, *shares):
    """Press the mouse on the dose and move it; it is still down."""
    x, y = place(clock, "dose", shares[0])
    clock.page.mouse.move(x, y)
    clock.page.mouse.down()
    for share in shares[1:]:
        clock.page.mouse.move(place(clock, "dose", share)[0], y, steps=4)


def test_escape_during_a_drag_gives_the_value_back(clock):
    drag(clock, 0.5, 0.3)
    assert clock.state()["dose"] < 20
    clock.page.keyboard.press("Escape")
    assert clock.state()["dose"] == 50
    clock.page.mouse.move(*place(clock, "dose", 0.1))
    clock.page.mouse.up()
    assert clock.state()["dose"] == clock.values()["dose"] == 50


def test_a_drag_that_loses_the_window_does_not_silence_the_words(clock):
    said = clock.summary()
    drag(clock, 0.5, 0.3)
    clock.page.evaluate("dispatchEvent(new Event('blur'))")
    clock.page.wait_for_timeout(SETTLED + 100)
    assert clock.summary() != said
    clock.page.mouse.up()


def test_a_menu_on_a_slider_does_not_silence_the_words(clock):
    said, slider = clock.summary(), clock.range("dose")
    slider.evaluate(GESTURE, ["pointerdown", None, {"button": 2, "pointerType": "mouse"}])  # its end is never heard
    slider.evaluate(GESTURE, ["", 0.2])
    clock.page.wait_for_timeout(SETTLED + 100)
    assert clock.summary() != said


def test_paper_printed_during_a_drag_has_the_words_of_the_picture(clock):
    drag(clock, 0.5, 0.3)
    dose = clock.state()["dose"]
    assert f"{dose:g}\u00a0mg" in clock.summary() or f"{dose:g} mg" in clock.summary()
    clock.page.mouse.up()


def test_a_hand_on_the_slider_stops_what_plays(open_one):
    explorer = open_one("pain-loop")
    explorer.set(day=0.0)
    explorer.figure.locator(".explorer-play").click()
    explorer.page.wait_for_timeout(300)
    explorer.range("day").evaluate(GESTURE, ["pointerdown", None])
    expect(explorer.figure.locator(".explorer-play")).to_have_accessible_name("Let the days pass")
    held = explorer.state()["day"]
    explorer.page.wait_for_timeout(300)
    assert explorer.state()["day"] == held


def test_the_names_of_switches_have_the_colour_of_their_curve(clock):
    for key in ("plasma_driven", "two_phase", "brain_retention"):
        curve = clock.figure.locator(f'[data-series="occupancy_{key}"]').evaluate(
            "(each) => getComputedStyle(each).stroke"
        )
        name = clock.figure.locator(f'label:has([name="{key}"])')
        assert name.evaluate("(each) => getComputedStyle(each).color") == curve
