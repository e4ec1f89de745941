"""Which keys do what is told in a dialog, from any control of an explorer, and it gives the focus back."""

import pytest
from on_page import PAGE, every
from playwright.sync_api import expect

from setup.local_server import served

FIRST = 'button, input[type="range"], input[type="checkbox"], input[type="radio"]:checked, summary'


def keys(explorer):
    return explorer.figure.locator("dialog.explorer-keys")


@every
@pytest.mark.accessibility("keyboard")
def test_a_question_mark_on_any_control_lists_the_keys_and_escape_gives_the_focus_back(name, shared_one):
    explorer = shared_one(name)
    for kind in FIRST.split(", "):
        for control in explorer.figure.locator(f".explorer-panel {kind}").filter(visible=True).all()[:1]:
            control.focus()
            explorer.page.keyboard.press("?")
            expect(keys(explorer)).to_be_visible()
            explorer.page.keyboard.press("Escape")
            expect(keys(explorer)).to_be_hidden()
            expect(control).to_be_focused()


@pytest.fixture
def clock(open_one):
    return open_one("dose-clock")


def test_in_a_box_for_numbers_a_question_mark_is_typed(clock):
    clock.box("dose").press("End")
    clock.box("dose").press("?")
    expect(clock.box("dose")).to_have_value("50?")
    expect(keys(clock)).to_be_hidden()


def test_outside_explorers_a_question_mark_opens_nothing(clock):
    clock.page.locator("body").press("?")
    expect(keys(clock)).to_be_hidden()


def test_the_button_opens_it_too_and_is_focused_when_it_was_closed(clock):
    button = clock.figure.get_by_role("button", name="Keys", exact=True)
    button.press("Enter")
    dialog = clock.page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_focused()  # so that its name is heard
    clock.page.keyboard.press("?")  # a second one does nothing
    clock.page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    clock.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_the_keys_do_what_it_says(clock):
    said = dict(
        zip(keys(clock).locator("dt").all_text_contents(), keys(clock).locator("dd").all_text_contents(), strict=True)
    )
    assert list(said) == [
        "Tab: ", "Arrow keys: ", "Page Up, Page Down: ", "Home, End: ", "Space: ", "Enter: ", "Escape: ", "?: ",
    ]  # fmt: skip
    control = clock.declaration.controls[0]
    slider = clock.range("dose")
    for pressed, value in (
        ("Home", control.low),
        ("ArrowRight", control.step),
        ("Shift+ArrowRight", control.step + control.typed_step),
        ("End", control.high),
        ("PageDown", control.high - 10 * control.step),
    ):
        slider.press(pressed)
        assert clock.state()["dose"] == pytest.approx(value), pressed
    clock.box("dose").fill("7")
    clock.box("dose").press("Enter")
    assert clock.state()["dose"] == 7
    clock.box("dose").fill("9")
    clock.box("dose").press("Escape")
    assert clock.state()["dose"] == 7
    clock.box("dose").press("ArrowUp")
    assert clock.state()["dose"] == pytest.approx(7 + control.typed_step)


def test_paper_shows_no_keys(clock):
    clock.range("dose").press("?")
    clock.page.emulate_media(media="print")
    expect(keys(clock)).to_be_hidden()


def test_in_a_frame_taller_than_the_window_it_opens_where_it_was_asked_for(site_url, open_page, tmp_path):
    (tmp_path / "course.html").write_text(
        '<!DOCTYPE html><link rel="icon" href="data:,"><iframe title="x" width="900" height="2400" '
        f'src="{site_url}/{PAGE}?embed=pain-loop"></iframe>',
        "utf-8",
    )
    with served(tmp_path) as course:
        page = open_page(f"{course}/course.html")
        figure = page.frame_locator("iframe").locator('figure.explorer[data-explorer="pain-loop"]')
        figure.locator(".explorer-keys-open").click()
        dialog = figure.locator("dialog.explorer-keys")
        expect(dialog).to_be_visible()
        box = dialog.bounding_box()
        assert box["y"] < 900, "it opens below the window"
        assert box["y"] + box["height"] > 0, "it opens above the window"
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_be_hidden()
