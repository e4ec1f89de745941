"""The explorers that share a page: each obeys its controls, links, speaks, prints, and leaves its neighbours alone."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import at_rest
from faces import random_states
from on_page import (
    EXPLORERS,
    PAGE,
    SHOWN,
    Explorer,
    every,
    sliders,
)
from playwright.sync_api import expect

from painloop.explorers.controls import Radio, Slider

FROM = {  # where a control is tried from, if in the default state it has nothing to do
    ("dose-paradox", "exponent"): {"gain": 1.5},
    ("claim-check", "opened"): None,  # it opens the list, and draws nothing
}
UNITS = r"things|%|mg|nM|µM|points?|days?|of 10|of 45|conclusions|claims|concentration|rating"


@pytest.fixture
def address(site):
    return f"{site.as_uri()}/{PAGE}"


def other_value(control):
    """A value that is not the default."""
    if isinstance(control, Slider):
        middle = (control.low + control.high) / 2
        near = control.low if abs(control.default - middle) < (control.high - control.low) / 4 else middle
        return round(near) if control.whole else near
    if isinstance(control, Radio):
        return next(option for option in reversed(control.options) if option != control.default)
    return not control.default


def near(seen, state):
    """A range input tells 15 digits; the address of a state has them all."""
    return all(
        value == pytest.approx(state[key], rel=1e-13) if isinstance(value, float) else value == state[key]
        for key, value in seen.items()
    )


@every
def test_every_control_moves_what_is_drawn(explorer, name):
    for control in explorer.declaration.controls:
        begin = FROM.get((name, control.key), {})
        if begin is None:
            continue
        explorer.set(**{**explorer.declaration.defaults, **begin})
        before = seen(explorer, control)
        explorer.set(**{control.key: other_value(control)})
        after = seen(explorer, control)
        assert [part for part in after if after[part] == before[part]] == [], control.key
        assert "NaN" not in "".join(map(str, explorer.drawn().items())), control.key


def seen(explorer, control):
    """What a control must move: curves, or, if it only says where the reader looks, the line there and the scene."""
    if control.key == explorer.declaration.probe:
        return {"line": explorer.probe(), "scene": explorer.scene()}
    return {"curves": explorer.curves()}


@every
def test_the_scene_follows_what_is_drawn(explorer):
    """In some state that differs from the first: not every control must change the picture of the thing."""
    before = explorer.scene()
    explorer.set(**random_states(explorer.declaration, 1)[0])
    assert explorer.scene() != before
    assert not re.search(r"NaN|undefined|Infinity|\{", explorer.scene())


@every
@pytest.mark.accessibility("ear")
def test_the_words_follow_the_hand_with_units(explorer):
    said = explorer.summary()
    first = explorer.declaration.controls[0]
    explorer.set(**{first.key: other_value(first)})
    assert explorer.summary() != said
    assert re.search(UNITS, explorer.summary())
    for chart in explorer.figure.locator("svg.chart").all():
        assert (chart.get_attribute("aria-label") or "").endswith(".")


@every
def test_a_link_restores_every_value_exactly(open_one, name):
    state = random_states(EXPLORERS[name].declaration, 1, seed=11)[0]
    query = "&".join(
        f"{name}.{key}={str(value).lower() if isinstance(value, bool) else value}" for key, value in state.items()
    )
    explorer = open_one(name, f"?{query}")
    explorer.page.evaluate(SHOWN)
    link = re.search(r"(http:\S+)", explorer.figure.locator(".explorer-settings").text_content()).group(1)
    assert parse_qsl(urlsplit(link).query) == parse_qsl(query)
    assert near(explorer.values(), state)


@every
def test_a_faulty_link_gives_the_default_and_a_note_and_never_markup(open_one, name):
    faulty = {c.key: "9e9" if isinstance(c, Slider) else "<b>0</b>" for c in EXPLORERS[name].declaration.controls}
    queries = "&".join(f"{name}.{key}={value}" for key, value in {**faulty, "preset": "none", "zzz": "NaN"}.items())
    explorer = open_one(name, f"?{queries}")
    expect(explorer.figure.locator(".explorer-note")).to_be_visible()
    assert near(explorer.values(), explorer.declaration.defaults)
    assert explorer.figure.locator("b").count() == 0


def test_explorers_on_one_page_do_not_interfere(address, open_page):
    page = open_page(address)
    all_of_them = {name: Explorer(page, name) for name in EXPLORERS}
    before = {name: explorer.drawn() for name, explorer in all_of_them.items()}
    for name, explorer in all_of_them.items():
        explorer.set(**random_states(explorer.declaration, 1)[0])
        moved = {other: each.drawn() for other, each in all_of_them.items()}
        assert moved[name] != before[name]
        assert {**moved, name: 0} == {**before, name: 0}
        before = moved


@pytest.mark.accessibility("keyboard")
def test_the_keyboard_moves_by_coarse_and_fine_steps_and_to_the_ends(open_one):
    slider = open_one("receptor-competition").range("antagonist")
    slider.focus()
    moves = {"ArrowRight": 5.5, "Shift+ArrowLeft": 5.49, "PageUp": 10.5, "Home": 0.0, "End": 50.0}
    for key, expected in moves.items():
        slider.press(key)
        expect(slider).to_have_value(f"{expected:g}")


@pytest.mark.parametrize(("name", "key", "other"), [("pain-loop", "days", "w"), ("dose-clock", "dose", "days")])
def test_a_double_click_takes_one_control_back(open_one, name, key, other):
    """On a slider, and on a track that is stretched."""
    explorer = open_one(name)
    moved = {control.key: control.low for control in sliders(explorer) if control.key in (key, other)}
    explorer.set(**moved)
    explorer.grip(key).dblclick()
    assert explorer.state() == {**explorer.declaration.defaults, **moved, key: explorer.declaration.defaults[key]}


@every
def test_reset_goes_back_to_the_beginning(explorer):
    explorer.set(**random_states(explorer.declaration, 1)[0])
    explorer.figure.locator(".explorer-reset").click()
    explorer.page.evaluate(SHOWN)
    assert near(explorer.values(), explorer.declaration.defaults)


@every
def test_at_most_six_controls_are_in_sight_and_the_others_a_press_away(explorer):
    controls = explorer.figure.locator(".explorer-controls .control")
    assert sum(each.is_visible() for each in controls.all()) <= 6
    if explorer.figure.locator(".explorer-more").count():
        explorer.figure.locator(".explorer-more > summary").click()
    assert all(each.is_visible() for each in controls.all())


@pytest.mark.parametrize("name", [name for name, each in EXPLORERS.items() if each.declaration.prediction])
def test_a_guess_is_answered_shown_and_kept(open_one, name):
    """At once where nothing may move; `test_cause_and_effect.py` waits for the end of what plays."""
    explorer = open_one(name, reduced_motion="reduce")
    prediction, play = explorer.declaration.prediction, explorer.declaration.play
    wrong = (prediction.right + 1) % len(prediction.options)
    expect(explorer.figure.locator(".explorer-reply")).to_be_empty()
    guesses = explorer.figure.locator(".explorer-guess")
    guesses.nth(wrong).click()
    expect(explorer.figure.locator(".explorer-reply")).to_contain_text(
        f"You said: {prediction.options[wrong]}. It is otherwise: {prediction.options[prediction.right]}."
    )
    expect(guesses.nth(wrong)).to_have_attribute("aria-pressed", "true")
    explorer.page.evaluate(SHOWN)
    end = {control.key: control.high for control in sliders(explorer) if play and control.key == play.control}
    assert near(explorer.values(), {**explorer.declaration.defaults, **prediction.values, **end})
    explorer.figure.locator(".explorer-reset").click()
    expect(guesses.nth(wrong)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("name", [name for name, each in EXPLORERS.items() if each.declaration.play])
def test_what_takes_time_plays_pauses_and_ends(explorer):
    key = explorer.declaration.play.control
    button = explorer.figure.locator(".explorer-play")
    explorer.set(**{key: next(c for c in explorer.declaration.controls if c.key == key).low})
    begin = explorer.values()[key]
    button.click()
    explorer.page.wait_for_timeout(600)
    button.click()
    paused = explorer.values()[key]
    assert paused > begin
    explorer.page.wait_for_timeout(300)
    assert explorer.values()[key] == paused


@pytest.mark.accessibility("hand")
def test_without_motion_play_goes_straight_to_the_end(open_one):
    explorer = open_one("pain-loop", reduced_motion="reduce")
    explorer.set(day=0.0)
    explorer.figure.locator(".explorer-play").click()
    explorer.page.evaluate(SHOWN)
    assert explorer.values()["day"] == 240.0


@every
def test_the_picture_stands_alone_with_its_settings_and_what_it_is_not(explorer, open_page, tmp_path):
    with explorer.page.expect_download() as download:
        explorer.figure.locator(".explorer-picture").click()
    download.value.save_as(tmp_path / "picture.svg")
    assert download.value.suggested_filename.endswith(".svg")
    svg = (tmp_path / "picture.svg").read_text("utf-8")
    words = " ".join(re.findall(r">([^<>]+)</text>", svg))
    assert "var(--" not in svg
    assert explorer.declaration.title in words
    assert explorer.declaration.caution in words
    assert "Settings:" in words
    page = open_page((tmp_path / "picture.svg").as_uri())
    assert page.locator("svg > svg").count() == explorer.figure.locator(".explorer-box > svg").count() > 1


@every
@pytest.mark.accessibility("fallback")
def test_paper_shows_the_current_chart_and_its_settings(explorer, name):
    first = explorer.declaration.controls[0]
    explorer.set(**{first.key: other_value(first)})
    explorer.page.emulate_media(media="print")
    expect(explorer.figure.locator("svg.chart").first).to_be_visible()
    expect(explorer.figure.locator(".explorer-controls")).to_be_hidden()
    expect(explorer.figure.locator(".explorer-settings")).to_contain_text(f"{name}.{first.key}=")
    expect(explorer.figure.locator(".explorer-caution")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.accessibility("eye")
def test_no_word_of_a_picture_is_cut(address, open_page, width):
    inside = """(svg) => [...svg.querySelectorAll('text')].filter((text) => {
        const box = text.getBoundingClientRect(), all = svg.getBoundingClientRect();
        return box.width && (box.right > all.right + 1 || box.left < all.left - 1 || box.top < all.top - 1);
    }).map((text) => text.textContent)"""
    page = open_page(address, width=width)
    at_rest(page)
    cut = {
        name: page.locator(f'figure[data-explorer="{name}"] .explorer-box > svg').evaluate_all(
            f"all => all.flatMap({inside})"
        )
        for name in EXPLORERS
    }
    assert not {name: words for name, words in cut.items() if words}


@pytest.mark.parametrize("size", ["100%", "200%"])
@pytest.mark.accessibility("eye")
def test_no_sideways_scroll_on_a_small_phone_or_with_large_letters(address, open_page, size):
    page = open_page(address, width=320 if size == "100%" else 1280)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    at_rest(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.accessibility("eye")
def test_with_forced_colours_curves_and_words_take_the_readers_own(address, open_page):
    page = open_page(address, forced_colors="active")
    at_rest(page)
    text = page.evaluate("getComputedStyle(document.body).color")
    strokes = page.locator("path.chart__curve").evaluate_all("all => all.map((each) => getComputedStyle(each).stroke)")
    assert set(strokes) == {text}


@every
@pytest.mark.parametrize("explorer", [{"width": 390, "has_touch": True}], indirect=True, ids=["phone"])
@pytest.mark.accessibility("hand")
def test_every_control_is_native_has_a_label_and_is_large_enough(explorer, name):
    for more in explorer.figure.locator(".explorer-more > summary").all():
        more.click()
    for control in explorer.declaration.controls:
        for element in explorer.figure.locator(f'[name="{control.key}"]').all():
            assert element.evaluate("(input) => input.labels.length") >= 1
            box = (
                element.locator("xpath=ancestor::label").first.bounding_box()
                if not isinstance(control, Slider)
                else element.bounding_box()
            )
            assert box["height"] >= 44, control.key
        if isinstance(control, Slider):
            spoken = explorer.figure.locator(f'input[type="range"][name="{control.key}"]').get_attribute(
                "aria-valuetext"
            )
            assert control.unit in spoken or re.search("[nµ]M", spoken)


@pytest.mark.parametrize("name", ["patient-on-ldn"])  # `tests/doubt/test_at_length.py` asks all together
def test_memory_does_not_grow_and_nothing_breaks_under_500_random_inputs(open_one, name):
    hammered(open_one(name).page, [name])


def hammered(page, names):
    """Each explorer in turn: mouse, keyboard and touch events, then what is left."""
    client = page.context.new_cdp_session(page)
    client.send("HeapProfiler.enable")

    def heap() -> float:
        page.evaluate(SHOWN)
        client.send("HeapProfiler.collectGarbage")
        return client.send("Runtime.getHeapUsage")["usedSize"]

    page.evaluate(FUZZ, [500, 1])  # code is compiled, tables and what is remembered are filled
    before = heap()
    page.evaluate(FUZZ, [500, 2])
    assert heap() <= 1.1 * before
    for name in names:
        explorer = Explorer(page, name)
        everything = explorer.figure.locator(".explorer-charts").inner_html() + explorer.summary()
        assert "NaN" not in everything, name
        assert "undefined" not in everything, name


FUZZ = """async ([times, begin]) => {
  let seed = 20261123 * begin;
  const random = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const keys = ["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End"];
  for (const figure of document.querySelectorAll("figure.explorer")) {
    const buttons = "button:not(.explorer-download, .explorer-picture, .explorer-copy-link, .explorer-guess)";
    const inputs = [...figure.querySelectorAll(`input, ${buttons}`)];
    for (let i = 0; i < times; i++) {
      const input = pick(inputs);
      if (input.type === "range" && random() < 0.3) {
        const how = { key: pick(keys), shiftKey: random() < 0.5, bubbles: true, cancelable: true };
        input.dispatchEvent(new KeyboardEvent("keydown", how));
      } else if (input.type === "text") {
        input.value = 200 * random() - 50;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (input.type === "range") {
        const how = { pointerType: random() < 0.5 ? "touch" : "mouse", bubbles: true };
        input.dispatchEvent(new PointerEvent("pointerdown", how));
        input.value = Number(input.min) + random() * (input.max - input.min);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new PointerEvent("pointerup", how));
      } else input.click();
      if (i % 10 === 0) await new Promise(requestAnimationFrame);
    }
    figure.querySelector(".explorer-reset").click();
    await new Promise(requestAnimationFrame);
  }
}"""


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_whatever_its_words_take_what_is_ticked_has_its_whole_size(width, site, open_page):
    """Also where they break into lines: the mark beside them must not be squeezed."""
    page = open_page(f"{site.as_uri()}/{PAGE}", width=width)
    marks = page.locator(".explorer--live .control :is(input[type=radio], input[type=checkbox])")
    sizes = marks.evaluate_all("all => all.map((each) => [each.offsetWidth, each.offsetHeight])")
    assert len(sizes) > 20
    assert [size for size in sizes if size != [20, 20]] == []
