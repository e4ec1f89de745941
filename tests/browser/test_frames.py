"""In a frame that forbids: nothing is said to be saved that may not be, and numbers can be typed."""

import pytest
from on_page import PAGE, SHOWN, Explorer, every
from playwright.sync_api import expect

from painloop.explorers.controls import Slider
from setup.local_server import served

STRICT = "allow-scripts allow-same-origin"  # no allow-downloads, no allow-forms
REFUSALS = ("Download is disallowed", "Blocked form submission")  # what Chromium writes of what a frame may not do


class InFrame(Explorer):
    """An explorer in the only frame of a page."""

    def __init__(self, page, name):
        super().__init__(page, name)
        self.outer = page
        self.figure = page.frame_locator("iframe").locator(f'figure.explorer[data-explorer="{name}"]')
        expect(self.figure.locator("svg.chart, .claims").first).to_be_visible()
        self.page = page.frames[1]


@pytest.fixture
def framed(site_url, open_page, tmp_path, name):
    (tmp_path / "course.html").write_text(
        f'<!DOCTYPE html><link rel="icon" href="data:,"><iframe title="x" width="900" height="800" sandbox="{STRICT}"'
        f' src="{site_url}/{PAGE}?embed={name}"></iframe>',
        "utf-8",
    )
    with served(tmp_path) as course:
        yield InFrame(open_page(f"{course}/course.html"), name)


@every
def test_a_frame_that_may_not_save_is_not_said_to_have_saved(framed, watch):
    for button in (".explorer-download", ".explorer-picture"):
        framed.figure.locator(button).click()
        said = framed.figure.locator(".explorer-said")
        expect(said).to_contain_text("If it did not, this frame may not save files.")
        assert "Saved" not in said.inner_text()
        address = said.locator("a").get_attribute("href")
        assert f"{PAGE}?{framed.name}." in address
        assert "embed" not in address
    framed.outer.wait_for_timeout(200)
    watch.errors[:] = [each for each in watch.errors if not any(words in each for words in REFUSALS[:1])]


@pytest.mark.parametrize("name", ["dose-clock", "pain-loop", "virtual-trial"])
def test_enter_takes_a_number_where_forms_may_not_be_sent(framed):
    control = next(each for each in framed.declaration.controls if isinstance(each, Slider))
    framed.box(control.key).fill(f"{control.high:g}")
    framed.box(control.key).press("Enter")
    framed.page.evaluate(SHOWN)
    assert framed.values()[control.key] == control.high
    framed.range(control.key).press("Enter")
    framed.figure.locator("input[type=checkbox], input[type=radio]").first.press("Enter")  # the watch hears a complaint


@every
def test_on_a_page_of_its_own_a_file_is_handed_over_and_no_more_is_claimed(shared_one, name):
    explorer = shared_one(name)
    with explorer.page.expect_download() as download:
        explorer.figure.locator(".explorer-download").click()
    said = explorer.figure.locator(".explorer-said")
    expect(said).to_have_text(f"Your browser was asked to save {download.value.suggested_filename}.")
