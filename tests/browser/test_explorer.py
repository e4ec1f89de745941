"""The dose clock in the built page: it draws, speaks, links, saves and prints, on a server and from a folder."""

import csv
import io
import re
from base64 import b64encode
from hashlib import sha256

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sampled import sampled

from painloop import Dose, simulate
from painloop.models import receptor_blockade
from setup.local_server import served

CHAPTER = "book/naltrexone-in-the-body.html"
SETTLED = 700  # ms: words and table follow 500 ms after the last input
ACCOUNTS = ("plasma_driven", "two_phase", "brain_retention")

BAD_LINKS = (
    ("dose-clock.dose=51", "outside 0 to 50 mg"),
    ("dose-clock.dose=-1", "outside 0 to 50 mg"),
    ("dose-clock.dose=lots", "“lots” is not a number"),
    ("dose-clock.dose=", "not a number"),
    ("dose-clock.dose=NaN", "not a number"),
    ("dose-clock.dose=Infinity", "not a number"),
    ("dose-clock.days=2.5", "not a whole number"),
    ("dose-clock.schedule=hourly", "“hourly” is none of once, nightly"),
    ("dose-clock.schedule=__proto__", "none of once, nightly"),
    ("dose-clock.two_phase=maybe", "neither true nor false"),
    ("dose-clock.two_phase=toString", "neither true nor false"),
    ("dose-clock.nonsense=1", "no control “nonsense”"),
    ("dose-clock.preset=story", "no preset “story”"),
    ("dose-clock.dose=<img src=x onerror=alert(1)>", "is not a number"),
)  # `test_links.py` asks the script of many more


@pytest.fixture
def chapter(request, site, site_url):
    """The chapter's address: as a file, where more is forbidden, unless a test asks for a server too."""
    return f"{site_url if getattr(request, 'param', 'file') == 'http' else site.as_uri()}/{CHAPTER}"


BOTH = pytest.mark.parametrize("chapter", ["http", "file"], indirect=True)


@pytest.fixture
def clock(chapter, open_page):
    return open_page(chapter)


def control(page: Page, key: str):
    return page.locator(f'figure.explorer [name="{key}"]')


def set_value(page: Page, key: str, value: float) -> None:
    """What a script or an assistive tool does: a value, then the event."""
    control(page, key).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )
    settings = page.locator("figure.explorer .explorer-settings").element_handle()
    page.wait_for_function("([line, value]) => line.textContent.includes(`: ${value} `)", arg=[settings, value])


def value(page: Page, key: str) -> float:
    """A slider's value once the page has repainted."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return float(control(page, key).input_value())


def curve(page: Page, key: str) -> str:
    return page.locator(f'figure.explorer [data-series="{key}"]').get_attribute("d")


def column(page: Page, key: str) -> list[float]:
    """A column of the data table at full precision."""
    heads = page.locator(".explorer-data th[data-column]").evaluate_all("all => all.map((each) => each.dataset.column)")
    place = heads.index(key)
    return page.locator(".explorer-data tbody tr").evaluate_all(
        "(rows, place) => rows.map((row) => Number(row.children[place].dataset.value))", place
    )


def summary(page: Page) -> str:
    return page.locator(".explorer-summary").inner_text().replace("\u00a0", " ")


# ------------------------------------------------------------------ it draws what the model says


@BOTH
def test_the_drawn_curves_change_when_the_dose_changes(clock):
    keys = ["plasma_naltrexone", *(f"occupancy_{account}" for account in ACCOUNTS)]
    before = {key: curve(clock, key) for key in keys}
    set_value(clock, "dose", 4.5)
    assert all(curve(clock, key) != before[key] for key in keys)


def test_the_page_computes_what_python_computes(clock):
    set_value(clock, "dose", 4.5)
    times = np.array(column(clock, "time"))
    ours = simulate(receptor_blockade.MODEL, times, doses=[Dose(0.0, 4.5)])
    for account in ACCOUNTS:
        theirs = column(clock, f"occupancy_{account}")
        np.testing.assert_allclose(theirs, 100 * ours[f"occupancy_{account}"], rtol=1e-10, atol=1e-10)


def test_the_drawn_curve_passes_through_the_table(clock):
    """The last point of the path lies where the table says, on the axis's own scale, to the half pixel of its ticks."""
    last = column(clock, "occupancy_brain_retention")[-1]
    end = float(re.findall(r"[-\d.]+", curve(clock, "occupancy_brain_retention"))[-1])
    chart = clock.locator("figure.explorer svg.chart").last
    ticks = chart.locator(".chart__y .tick").evaluate_all(
        "all => all.map((t) => [Number(t.textContent), Number(/,([-\\d.]+)/.exec(t.getAttribute('transform'))[1])])"
    )
    (low, at_low), (high, at_high) = ticks[0], ticks[-1]
    assert end == pytest.approx(at_low + (last - low) / (high - low) * (at_high - at_low), abs=0.6)


def test_a_switched_off_account_is_drawn_and_tabled_no_more(clock):
    control(clock, "plasma_driven").uncheck()
    clock.wait_for_timeout(SETTLED)
    expect(clock.locator('[data-series="occupancy_plasma_driven"]')).to_have_count(0)
    expect(clock.locator('[data-column="occupancy_plasma_driven"]')).to_have_count(0)
    assert "Plasma-driven" not in summary(clock)


def test_scans_are_dots_near_their_dose_only(clock):
    dots = clock.locator(".chart__points circle")
    expect(dots).to_have_count(2)
    set_value(clock, "dose", 5)
    expect(dots).to_have_count(3)
    set_value(clock, "dose", 30)
    expect(dots).to_have_count(0)


@pytest.mark.parametrize("dose", [0.5, 1.5, 4.5, 50.0])
def test_the_doses_of_the_debate_stand_behind_the_question_mark(clock, dose):
    jump = clock.get_by_role("button", name=f"Dose of naltrexone: {dose:g} mg", exact=True)
    expect(jump).to_have_count(0)  # nor is it heard before
    clock.get_by_role("button", name="About: Dose of naltrexone", exact=True).click()
    jump.click()
    expect(control(clock, "dose")).to_have_js_property("value", f"{dose:g}")


def test_every_repaint_says_how_long_it_took(clock):
    clock.evaluate("window.heard = []; document.addEventListener('explorer:rendered', (e) => heard.push(e.detail.ms))")
    set_value(clock, "dose", 4.5)
    heard = clock.evaluate("window.heard")
    assert len(heard) == 1
    assert 0 < heard[0] < 5000


# ------------------------------------------------------------------ it is spoken


@pytest.mark.accessibility("keyboard")
def test_every_control_is_native_has_a_label_and_speaks_its_unit(clock):
    for key in ("dose", "schedule", "days", *ACCOUNTS):
        assert control(clock, key).count()
    unlabelled = "all => all.filter((each) => each.labels.length === 0).map((each) => each.outerHTML)"
    assert not clock.locator("figure.explorer :is(input, select)").evaluate_all(unlabelled)
    expect(control(clock, "dose")).to_have_attribute("aria-valuetext", "50 mg")
    set_value(clock, "dose", 4.5)
    expect(control(clock, "dose")).to_have_attribute("aria-valuetext", "4.5 mg")


@pytest.mark.accessibility("ear")
def test_every_chart_is_named_with_its_finding(clock):
    names = clock.locator("figure.explorer svg[role=img]").evaluate_all("all => all.map((each) => each.ariaLabel)")
    assert "At hour 48" in names[0]  # the scene
    assert "13.1" in names[1]
    assert "Brain retention 87" in names[2]


@pytest.mark.accessibility("ear")
def test_the_words_follow_the_state(clock):
    assert "13.1 ng/mL" in summary(clock)
    assert "the data reject it" in summary(clock)
    set_value(clock, "dose", 4.5)
    assert "extrapolation" in summary(clock)
    expect(clock.locator(".explorer-answer")).to_have_attribute("role", "status")
    expect(clock.locator(".explorer-summary")).not_to_have_attribute("role", re.compile("."))  # too long to be spoken


@pytest.mark.accessibility("ear")
def test_the_words_wait_until_the_hand_is_still(clock):
    before = summary(clock)
    control(clock, "dose").scroll_into_view_if_needed()
    slider = control(clock, "dose").bounding_box()
    middle = slider["y"] + slider["height"] / 2
    clock.mouse.move(slider["x"] + slider["width"] - 8, middle)
    clock.mouse.down()
    clock.mouse.move(slider["x"] + slider["width"] / 2, middle, steps=5)
    clock.wait_for_timeout(SETTLED + 300)
    assert summary(clock) == before, "the words changed during the drag"
    clock.mouse.up()
    clock.wait_for_timeout(SETTLED)
    assert summary(clock) != before


def test_a_press_on_the_track_of_the_dose_takes_two_digits(clock):
    """Where the hand points: the dose stands on its track by asinh, and its thumb has 8 px at either end."""
    control(clock, "dose").scroll_into_view_if_needed()
    track = control(clock, "dose").bounding_box()
    clock.mouse.click(track["x"] + track["width"] * 0.37, track["y"] + track["height"] / 2)
    share = (track["width"] * 0.37 - 8) / (track["width"] - 16)
    dose = value(clock, "dose")
    assert dose == pytest.approx(np.sinh(share * np.arcsinh(50)), abs=0.1)  # a pixel, and half of the last digit
    assert dose == float(f"{dose:.2g}")


# ------------------------------------------------------------------ it works by keyboard


@pytest.mark.accessibility("keyboard")
def test_keyboard_alone_moves_every_control(clock):
    control(clock, "dose").focus()
    for key, dose in (("Home", 0), ("ArrowRight", 0.5), ("PageUp", 5.5), ("Shift+ArrowRight", 5.6), ("End", 50)):
        clock.keyboard.press(key)
        assert value(clock, "dose") == pytest.approx(dose)
    control(clock, "schedule").first.focus()
    clock.keyboard.press("ArrowRight")
    expect(control(clock, "schedule").nth(1)).to_be_checked()
    control(clock, "brain_retention").focus()
    clock.keyboard.press("Space")
    expect(control(clock, "brain_retention")).not_to_be_checked()
    clock.locator(".explorer-reset").focus()
    clock.keyboard.press("Enter")
    expect(control(clock, "brain_retention")).to_be_checked()
    expect(control(clock, "schedule").first).to_be_checked()


@pytest.mark.accessibility("keyboard")
def test_tab_reaches_every_control_in_the_order_in_which_they_stand(clock):
    clock.locator(".explorer-preset").first.focus()
    seen = []
    for _ in range(30):
        seen.append(clock.evaluate("document.activeElement.name || document.activeElement.className"))
        clock.keyboard.press("Tab")
    order = [
        "dose",
        "schedule",
        "days",
        *ACCOUNTS,
        "explorer-button explorer-reset",
        "explorer-button explorer-copy-link",
    ]
    places = [seen.index(name) for name in order]
    assert places == sorted(places)


@pytest.mark.accessibility("hand")
def test_targets_are_large_enough_for_a_thumb(chapter, open_page):
    page = open_page(chapter, width=390, has_touch=True)
    page.locator(".control__ask").first.click()
    targets = page.locator(
        "figure.explorer :is(button, summary, label:has(input), .control__typed, .control__track, .control > input)"
    ).evaluate_all(
        "all => all.filter((e) => e.checkVisibility() && !e.matches('.explorer-hidden'))"
        ".map((e) => [e.outerHTML.slice(0, 99), e.getBoundingClientRect()])"
        ".map(([html, box]) => [html, box.width, box.height])"
    )
    assert len(targets) > 20
    assert not [each for each in targets if each[1] < 44 or each[2] < 44]


@pytest.mark.accessibility("ear")
def test_a_typed_dose_is_taken_and_a_wrong_one_is_refused_in_words(clock):
    typed = clock.get_by_label("Dose of naltrexone, typed, mg")
    typed.fill("1,7")
    typed.press("Enter")
    assert value(clock, "dose") == 1.7
    typed.fill("80")
    typed.press("Enter")
    assert value(clock, "dose") == 1.7
    expect(typed).to_have_accessible_description("“80” is outside 0 to 50 mg. It stays at 1.7 mg.")


# ------------------------------------------------------------------ it can be linked, saved, reset and printed


@BOTH
def test_a_link_opens_the_state_it_was_copied_from(chapter, open_page):
    first = open_page(chapter, permissions=["clipboard-read", "clipboard-write"])
    set_value(first, "dose", 4.123456789)
    control(first, "schedule").nth(1).check()
    control(first, "two_phase").uncheck()
    first.locator(".explorer-copy-link").click()
    expect(first.locator(".explorer-said")).to_contain_text("Link copied")
    link = first.evaluate("navigator.clipboard.readText()")
    assert "?dose-clock.dose=4.123456789&" in link
    second = open_page(link)
    assert control(second, "dose").input_value() == "4.123456789"
    expect(control(second, "schedule").nth(1)).to_be_checked()
    expect(control(second, "two_phase")).not_to_be_checked()
    expect(second.locator(".explorer-note")).to_have_count(0)
    assert curve(second, "plasma_naltrexone") == curve(first, "plasma_naltrexone")


def test_a_preset_can_be_linked(chapter, open_page):
    page = open_page(f"{chapter}?dose-clock.preset=low-dose-nightly&dose-clock.days=3")
    assert control(page, "dose").input_value() == "4.5"
    assert control(page, "days").input_value() == "3"


@pytest.mark.parametrize(("query", "words"), sampled(BAD_LINKS, BAD_LINKS[1::4]))
def test_a_bad_link_gives_the_default_and_says_so(chapter, open_page, query, words):
    page = open_page(f"{chapter}?{query}")
    expect(page.locator(".explorer-note")).to_be_visible()
    expect(page.locator(".explorer-note")).to_contain_text(words)
    assert control(page, "dose").input_value() == "50"
    expect(control(page, "schedule").first).to_be_checked()
    expect(page.locator(".explorer-note img")).to_have_count(0)


def test_a_link_to_another_explorer_is_not_this_ones_business(chapter, open_page):
    page = open_page(f"{chapter}?other.dose=4&utm=x")
    expect(page.locator(".explorer-note")).to_have_count(0)


def test_reset_brings_back_what_the_chapter_chose(clock):
    before = curve(clock, "plasma_naltrexone")
    set_value(clock, "dose", 3)
    clock.locator(".explorer-reset").click()
    clock.wait_for_timeout(SETTLED)
    assert curve(clock, "plasma_naltrexone") == before


@BOTH
def test_the_saved_file_is_the_table_at_full_precision(clock):
    set_value(clock, "dose", 4.5)
    with clock.expect_download() as download:
        clock.locator(".explorer-download").click()
    assert download.value.suggested_filename.startswith("dose-clock_dose-4.5")
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert rows[0][:2] == ["time (h)", "plasma_naltrexone (ng/mL)"]
    saved = np.array(rows[1:], float)
    np.testing.assert_array_equal(saved[:, 0], column(clock, "time"))
    np.testing.assert_array_equal(saved[:, -1], column(clock, "occupancy_brain_retention"))


def test_paper_shows_the_current_chart_its_settings_and_the_address_that_restores_it(clock):
    set_value(clock, "dose", 4.5)
    clock.emulate_media(media="print")
    chart = clock.locator("figure.explorer svg.chart").first
    expect(chart).to_be_visible()
    expect(chart).to_have_attribute("aria-label", re.compile("4.5.mg.*1.18"))
    settings = clock.locator(".explorer-settings")
    expect(settings).to_be_visible()
    expect(settings).to_contain_text("Dose of naltrexone: 4.5 mg")
    expect(settings).to_contain_text("dose-clock.dose=4.5")
    expect(clock.locator(".explorer-controls")).to_be_hidden()
    expect(clock.locator(".explorer-caution")).to_be_visible()


@BOTH
@pytest.mark.accessibility("fallback")
def test_without_script_there_is_the_still_figure_with_its_words_and_numbers(chapter, open_page):
    page = open_page(chapter, java_script_enabled=False)
    charts = page.locator("figure.explorer .explorer-fallback svg[role=img]")
    expect(charts).to_have_count(3)  # the scene too
    expect(page.locator("figure.explorer .explorer-fallback svg.scene")).to_have_count(1)
    assert "87" in charts.last.get_attribute("aria-label")
    assert all(charts.nth(i).bounding_box()["width"] > 300 for i in range(3))
    curve = page.locator('figure.explorer [data-series="occupancy_brain_retention"]')
    assert curve.bounding_box()["height"] > 50
    assert curve.evaluate("(each) => getComputedStyle(each).stroke") != "none"
    expect(page.locator('figure.explorer th[data-column="occupancy_brain_retention"]')).to_have_count(1)
    expect(page.locator("figure.explorer .explorer-fallback")).to_contain_text("not for treatment decisions")
    expect(page.locator(".explorer-elsewhere")).to_have_count(0)  # the note for viewers that are not the book


def test_a_still_figure_is_drawn_from_the_state_the_page_starts_in(site):
    html = (site / CHAPTER).read_text("utf-8")
    assert "peaks at 13.1\u00a0ng/mL" in html


@BOTH
def test_embedded_it_stands_alone_with_its_safety_box(chapter, open_page):
    page = open_page(f"{chapter}?embed=dose-clock&dose-clock.dose=4.5")
    expect(page.locator("figure.explorer")).to_be_visible()
    expect(page.locator(".safety-box")).to_be_visible()
    expect(page.locator("article")).to_be_hidden()
    assert control(page, "dose").input_value() == "4.5"


def test_an_unknown_embedding_shows_the_page_and_says_so(chapter, open_page):
    page = open_page(f"{chapter}?embed=no-such")
    expect(page.locator(".explorer-note").first).to_contain_text("no explorer “no-such”")
    expect(page.locator("article h1")).to_be_visible()


def test_embedded_in_a_strict_page_of_elsewhere_it_tells_its_height_and_nothing_else(site_url, open_page, tmp_path):
    heard = "window.heard = []; addEventListener('message', (event) => heard.push(event.data));"
    allowed = b64encode(sha256(heard.encode()).digest()).decode()
    (tmp_path / "course.html").write_text(
        f"""<!DOCTYPE html><link rel="icon" href="data:,">
        <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; img-src data:; frame-src {site_url}; script-src 'sha256-{allowed}'">
        <script>{heard}</script><iframe title="x" width="600" src="{site_url}/{CHAPTER}?embed=dose-clock"></iframe>""",
        "utf-8",
    )
    with served(tmp_path) as course:
        page = open_page(f"{course}/course.html")
        expect(page.frame_locator("iframe").locator("figure.explorer svg.scene")).to_be_visible()  # one at a time
        page.wait_for_timeout(SETTLED)
        said = page.evaluate("window.heard")
    assert max(data["height"] for data in said) > 300
    assert all(list(data) == ["height"] for data in said)


# ------------------------------------------------------------------ it survives


def test_500_random_inputs_leave_no_error_and_no_nan(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    page.evaluate(
        """async () => {
        let seed = 20261122;
        const random = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
        const figure = document.querySelector("figure.explorer");
        const inputs = [...figure.querySelectorAll("input, button:not(.explorer-download, .explorer-copy-link)")];
        for (let i = 0; i < 500; i++) {
          const input = inputs[Math.floor(random() * inputs.length)];
          if (input.type === "range") input.value = Number(input.min) + random() * (input.max - input.min);
          if (input.type === "text") input.value = 60 * random();
          if (input.type === "range") input.dispatchEvent(new Event("input", { bubbles: true }));
          else if (input.type === "text") input.dispatchEvent(new Event("change", { bubbles: true }));
          else input.click();
          if (i % 10 === 0) await new Promise(requestAnimationFrame);
        } }"""
    )
    page.wait_for_timeout(SETTLED)
    drawn = page.locator("figure.explorer .explorer-charts").inner_html()
    assert "NaN" not in drawn + summary(page)
    assert "undefined" not in drawn + summary(page)


def test_the_landing_page_has_a_small_live_one(site, open_page):
    page = open_page(f"{site.as_uri()}/book/index.html")
    before = curve(page, "pain_rating")
    set_value(page, "days", 11)
    assert curve(page, "pain_rating") != before
    expect(page.locator("figure.explorer svg.chart")).to_have_count(1)
