"""Numbers typed into every box of every explorer: taken when they have one reading, otherwise refused."""

import pytest
from on_page import (
    EXPLORERS,
    FRAMES,
    SETTLED,
    SHOWN,
    every,
    sample,
    sliders,
)
from playwright.sync_api import expect
from sampled import EXPLORERS as SAMPLED
from sampled import sampled

FOREVER = 3000  # ms
# Of the sampled explorers one slider of each kind; at length, of every explorer every one.
FEW, ALL = ([(name, which) for name in names] for names, which in ((SAMPLED, sample), (EXPLORERS, list)))
every_slider = pytest.mark.parametrize(("name", "which"), sampled([*FEW, *ALL], FEW))
BOX = """(figure, key) => {
  const range = figure.querySelector(`input[type=range][name="${key}"]`), control = range.closest(".control");
  const box = control.querySelector(".control__typed"), said = control.querySelector(".control__wrong");
  const { type, inputMode, value } = box;
  return {
    type, inputMode, value, font: parseFloat(getComputedStyle(box).fontSize), slider: Number(range.value),
    invalid: box.getAttribute("aria-invalid"), described: box.getAttribute("aria-describedby").split(" "),
    said: said.textContent, seen: said.checkVisibility() && said.getBoundingClientRect().height > 0,
    id: said.id, role: said.getAttribute("role"),
  };
}"""


@pytest.fixture
def explorer(explorer):
    """One explorer with all its controls in sight."""
    explorer.unfold()
    return explorer


@pytest.fixture
def controls(explorer, which):
    """The sliders that are tried."""
    return which(sliders(explorer))


@pytest.fixture
def clock(open_one):
    return open_one("dose-clock")


def inner(control):
    """A value inside the range and away from the default, and how it is typed with a comma."""
    share = 0.37 if abs((control.default - control.low) / (control.high - control.low) - 0.37) > 0.05 else 0.63
    value = control.low + share * (control.high - control.low)
    text = f"{value:.0f}" if control.whole else f"{value:.2f}"
    return float(text), text.replace(".", ",").replace("-", "−")


def shown(explorer, control):
    return look(explorer, control)["slider"]


def look(explorer, control):
    """A box, its slider and what is said of it, once the page has repainted."""
    explorer.page.evaluate(FRAMES)
    return explorer.figure.evaluate(BOX, control.key)


@every_slider
@pytest.mark.accessibility("hand")
def test_every_box_takes_a_comma_on_enter_and_nothing_before(explorer, controls):
    page = explorer.page
    page.evaluate("window.same = true")
    for control in controls:
        before, (value, text), box = look(explorer, control), inner(control), explorer.box(control.key)
        assert before["type"] == "text"
        assert before["inputMode"] == ("numeric" if control.whole else "decimal")
        assert before["font"] >= 16
        box.fill("")
        box.press_sequentially(text)
        assert shown(explorer, control) == before["slider"], f"{control.key}: taken while it was typed"
        box.press("Enter")
        after = look(explorer, control)
        assert after["slider"] == pytest.approx(value), control.key
        assert float(after["value"]) == pytest.approx(value)
        assert explorer.state()[control.key] == pytest.approx(value)
        assert after["said"] == ""
    assert page.evaluate("window.same"), "the page was loaded again"


@every_slider
@pytest.mark.accessibility("ear")
def test_every_box_refuses_what_is_no_number_of_its_range_until_it_is_mended(explorer, controls):
    for control in controls:
        before, box = shown(explorer, control), explorer.box(control.key)
        beyond = f"{control.high + 1:g}"
        for text in ("1.234,5", "", beyond, *(["4,5"] if control.whole else [])):  # `test_numbers.py` tries many more
            box.fill(text)
            box.blur()
            now = look(explorer, control)
            assert now["slider"] == before, (control.key, text)
            assert now["value"] == text
            assert now["seen"], (control.key, text)
            assert text in now["said"]
            assert now["invalid"] == "true"
            assert now["id"] in now["described"]
            assert now["role"] == "alert"
        value, good = inner(control)
        box.fill(good)
        box.blur()
        now = look(explorer, control)
        assert now["slider"] == pytest.approx(value), control.key
        assert now["said"] == ""
        assert now["invalid"] == "false"


@every_slider
@pytest.mark.accessibility("hand")
def test_the_wheel_over_every_box_and_slider_scrolls_the_page_and_moves_no_value(explorer, controls):
    page = explorer.page
    for control in controls:
        before = shown(explorer, control)
        for part in (explorer.box(control.key), explorer.range(control.key)):
            page.evaluate("scrollTo(0, 0)")
            part.evaluate("(each) => each.scrollIntoView({ block: 'center', behavior: 'instant' })")
            part.focus()
            page.mouse.move(*middle(part))
            place = page.evaluate("scrollY")
            page.mouse.wheel(0, 200)
            page.wait_for_function("(place) => Math.abs(scrollY - place) > 50", arg=place, timeout=FOREVER)
            assert shown(explorer, control) == before, control.key


@every_slider
@pytest.mark.accessibility("keyboard")
def test_the_arrows_step_in_every_box_and_stay_within_the_range(explorer, controls):
    for control in controls:
        middle, box = inner(control)[0], explorer.box(control.key)
        box.fill(f"{middle:g}")
        box.press("ArrowUp")
        up = shown(explorer, control)
        far = middle * (10 ** (1.5 / control.decade) - 1) if control.decade else 1.5 * control.typed_step
        assert 0 < up - middle <= far + 1e-9, control.key
        box.press("ArrowDown")
        assert shown(explorer, control) < up
        box.fill(f"{control.high:g}")
        box.press("ArrowUp")
        assert shown(explorer, control) == control.high


@every_slider
@pytest.mark.accessibility("keyboard")
def test_shift_makes_no_step_coarser(explorer, controls):
    for control in controls:
        steps = {}
        for key in ("ArrowRight", "Shift+ArrowRight"):
            explorer.set(**{control.key: inner(control)[0]})
            explorer.range(control.key).press(key)
            steps[key] = shown(explorer, control) - inner(control)[0]
        assert steps["Shift+ArrowRight"] <= max(steps["ArrowRight"], control.step) + 1e-9, (control.key, steps)
        assert steps["Shift+ArrowRight"] <= 1.5 * control.step


def middle(part):
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def press_the_same(clock):
    clock.figure.get_by_role("button", name="About: Dose of naltrexone", exact=True).click()
    clock.figure.get_by_role("button", name="Dose of naltrexone: 50 mg", exact=True).click()


def refused(clock, text="100"):
    clock.box("dose").fill(text)
    clock.box("dose").press("Enter")
    expect(clock.refusal("dose")).to_contain_text("is outside 0 to 50 mg. It stays at 50 mg.")
    return clock.box("dose")


def test_a_refusal_outlasts_other_controls_and_new_typing(clock):
    box = refused(clock)
    clock.set(days=3)
    expect(box).to_have_value("100")
    expect(clock.refusal("dose")).to_be_visible()
    box.press("Backspace")
    expect(clock.refusal("dose")).to_be_visible()
    box.press("Enter")
    expect(clock.refusal("dose")).to_be_empty()
    assert clock.state() == {**clock.declaration.defaults, "dose": 10, "days": 3}


@pytest.mark.parametrize(
    "how",
    [
        lambda clock: clock.box("dose").press("Escape"),
        press_the_same,
        lambda clock: clock.figure.locator(".explorer-reset").click(),
        lambda clock: clock.grip("dose").dblclick(),
    ],
    ids=["Escape", "a button with the same value", "reset", "a double click"],
)
def test_a_value_set_by_other_means_ends_a_refusal(clock, how):
    box = refused(clock)
    how(clock)
    clock.page.evaluate(SHOWN)
    expect(clock.refusal("dose")).to_be_empty()
    expect(box).to_have_value("50")
    expect(box).to_have_attribute("aria-invalid", "false")


def test_escape_takes_back_what_was_typed(clock):
    clock.box("dose").fill("3")
    clock.box("dose").press("Escape")
    clock.box("dose").blur()
    assert clock.state()["dose"] == 50


def test_a_button_that_is_pressed_after_typing_sees_the_number(clock):
    clock.box("dose").fill("4,5")
    with clock.page.expect_download() as download:
        clock.figure.locator(".explorer-download").click()
    assert download.value.suggested_filename.startswith("dose-clock_dose-4.5")


@pytest.mark.parametrize("name", ["pain-loop", "dose-clock"])  # longer words push their buttons down
def test_a_long_press_on_a_button_after_typing_is_a_press(explorer):
    page, reset = explorer.page, explorer.figure.locator(".explorer-reset")
    for control in sample(sliders(explorer)):
        explorer.box(control.key).fill(inner(control)[1])
        reset.hover()
        page.mouse.down()
        place = reset.bounding_box()  # what moved before the press, a busy machine may show late
        page.wait_for_timeout(SETTLED)
        assert reset.bounding_box() == pytest.approx(place, abs=2), control.key
        page.mouse.up()
        assert explorer.state()[control.key] == pytest.approx(control.default)
        # by the page's own clock, or the words of this press move the button away from the next
        page.evaluate(f"() => new Promise((done) => setTimeout(done, {SETTLED}))")


def test_a_press_for_a_menu_whose_end_is_not_heard_keeps_no_words_back(clock):
    summary = clock.figure.locator(".explorer-summary")
    before = summary.inner_text()
    clock.figure.locator(".explorer-reset").dispatch_event("pointerdown", {"button": 2, "bubbles": True})
    clock.box("dose").fill("4,5")
    clock.box("dose").press("Enter")
    expect(summary).not_to_have_text(before)


def test_enter_while_characters_are_composed_takes_nothing(clock):
    clock.box("dose").fill("４")
    clock.box("dose").evaluate(
        "(box) => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
    )
    assert clock.state()["dose"] == 50


def test_a_molar_box_keeps_the_digits_that_it_does_not_show(open_one):
    explorer = open_one("potency-gap", "?potency-gap.pEC50=7.123456")
    explorer.box("pEC50").focus()
    explorer.box("pEC50").press("Enter")
    assert explorer.state()["pEC50"] == 7.123456


@every
@pytest.mark.accessibility("hand")
def test_a_minus_can_be_typed_where_the_keys_of_a_phone_have_none(explorer):
    for control in sliders(explorer):
        sign = explorer.box(control.key).locator("xpath=../button[contains(@aria-label, 'plus or minus')]")
        if control.low >= 0:
            assert not sign.count()
            continue
        explorer.box(control.key).fill(f"{-control.low / 2:g}")
        sign.click()
        expect(explorer.box(control.key)).to_be_focused()
        explorer.page.keyboard.press("Enter")
        assert shown(explorer, control) == pytest.approx(control.low / 2)
