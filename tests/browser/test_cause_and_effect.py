"""Every cause and its effect: ready-made states, kept curves, play, guesses, short words, help, stretched tracks."""

import csv
import io
import re
from math import asinh, sinh

import pytest
from faces import named_states, random_states
from on_page import EXPLORERS, FRAMES, PAGE, SETTLED, SHOWN, Explorer, every, place, sliders, touch
from playwright.sync_api import expect

PRESETS = [name for name, each in EXPLORERS.items() if each.declaration.presets]
PLAY = [name for name, each in EXPLORERS.items() if each.declaration.play]
FLAGGED = [name for name, each in EXPLORERS.items() if each.declaration.prediction and each.declaration.prediction.view]
WITH_LINES = [name for name, each in EXPLORERS.items() if any(view.kind == "lines" for view in each.declaration.views)]
MOST_WORDS = 20
LONGER_THAN_PLAY = 15_000  # ms
ANSWERS = """(figure) => {
  window.answers = [];
  const answer = figure.querySelector(".explorer-answer");
  new MutationObserver(() => answers.push([performance.now(), answer.textContent])).observe(answer, {
    childList: true, characterData: true, subtree: true,
  });
}"""
# Where everything in the panel is, in the page.
PLACES = """(figure) => [...figure.querySelectorAll(".explorer-panel :is(input, button, summary)")]
  .filter((each) => each.checkVisibility())
  .map((each) => each.getBoundingClientRect())
  .map(({ left, top }) => [left, top + scrollY].map(Math.round))"""
# How far a control goes in a ms of play, from the first picture of it to the last.
PACE = """async (figure, [key, ms]) => {
  const input = figure.querySelector(`[name="${key}"]`), play = figure.querySelector(".explorer-play"), seen = [];
  const look = () => seen.push([performance.now(), Number(input.value)]);
  play.click();
  figure.addEventListener("explorer:rendered", look);
  await new Promise((done) => setTimeout(done, ms));
  figure.removeEventListener("explorer:rendered", look);
  play.click();
  const [first, last] = [seen[0], seen.at(-1)];
  return (last[1] - first[1]) / (last[0] - first[0]);
}"""


@pytest.fixture
def loop(open_one):
    return open_one("pain-loop")


@pytest.fixture
def clock(open_one):
    return open_one("dose-clock")


@pytest.fixture
def phone(open_one):
    """The dose clock under a finger, and what tells the browser of fingers."""
    explorer = open_one("dose-clock", width=390, has_touch=True)
    return explorer, explorer.page.context.new_cdp_session(explorer.page)


# ------------------------------------------------------------------ ready-made states


def pressed(explorer):
    """The ready-made states whose buttons are pressed."""
    buttons = explorer.figure.locator(".explorer-preset")
    return buttons.evaluate_all(
        "all => all.filter((each) => each.ariaPressed === 'true').map((each) => each.dataset.preset)"
    )


def shown_preset(explorer):
    """The first ready-made state that is all true of what is linked."""
    state = explorer.state()
    found = [each.id for each in explorer.declaration.presets if {**state, **each.values} == state]
    return found[:1]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.accessibility("ear")
def test_the_ready_made_state_that_is_shown_is_pressed_and_no_other(explorer):
    for preset in explorer.declaration.presets:
        explorer.figure.locator(f'[data-preset="{preset.id}"]').click()
        assert {**explorer.state(), **preset.values} == explorer.state()
        assert pressed(explorer) == shown_preset(explorer)
        assert len(pressed(explorer)) == 1
    states = random_states(explorer.declaration, 20)
    ready = [each.values.items() for each in explorer.declaration.presets]
    explorer.set(**next(state for state in states if not any(each <= state.items() for each in ready)))
    assert pressed(explorer) == []


def test_after_back_the_buttons_say_what_is_shown(site_url, open_page):
    page = open_page(f"{site_url}/{PAGE}")
    for name in PRESETS:
        last = EXPLORERS[name].declaration.presets[-1]
        page.locator(f'figure.explorer[data-explorer="{name}"] [data-preset="{last.id}"]').click()
    page.goto(f"{site_url}/book/index.html")
    page.go_back()
    for name in PRESETS:
        explorer = Explorer(page, name)
        assert pressed(explorer) == shown_preset(explorer), name


# ------------------------------------------------------------------ a curve that is kept


def keep(explorer):
    return explorer.figure.locator(".explorer-keep")


def kept(explorer):
    return {key: shape for key, shape in explorer.curves().items() if key.startswith("kept_")}


def link(explorer):
    explorer.page.evaluate(SHOWN)
    return re.search(r"\S+\?\S+$", explorer.figure.locator(".explorer-settings").text_content()).group()


def show_curves(explorer):
    """Choose the tab of a chart of curves, where a list or a forest is seen first."""
    if keep(explorer).is_hidden():
        curves = next(view for view in explorer.declaration.views if view.kind == "lines")
        explorer.figure.locator(f'.explorer-tab[data-picture="{curves.key}"]').click()


@pytest.mark.parametrize("name", WITH_LINES)
def test_a_kept_curve_is_drawn_tabled_and_told_and_goes_again(explorer):
    show_curves(explorer)
    before, own, words = explorer.curves(), explorer.table(), explorer.figure.locator(".explorer-settings")
    keep(explorer).click()
    expect(keep(explorer)).to_have_attribute("aria-pressed", "true")
    explorer.page.evaluate(SHOWN)
    assert kept(explorer)
    assert {f"kept_{key}": before[key] for key in before if f"kept_{key}" in kept(explorer)} == kept(explorer)
    told = words.text_content()
    explorer.set(**random_states(explorer.declaration, 1)[0])
    table = explorer.table()
    assert {key: table[f"kept_{key}"] for key in own} == own
    assert any(table[key] != own[key] for key in own if key in table)
    assert told.split("Kept, drawn pale: ")[1].split(" http")[0] in words.text_content()
    address = link(explorer)
    assert "kept" not in address
    keep(explorer).click()
    expect(keep(explorer)).to_have_attribute("aria-pressed", "false")
    explorer.page.evaluate(SHOWN)
    assert not kept(explorer)
    assert not [key for key in explorer.table() if key.startswith("kept_")]
    assert "Kept" not in words.text_content()
    assert link(explorer) == address


@pytest.mark.parametrize("name", [name for name in EXPLORERS if name not in WITH_LINES])
def test_where_there_is_no_curve_none_can_be_kept(explorer):
    expect(keep(explorer)).to_be_hidden()


@pytest.mark.parametrize("name", ["stress-test", "virtual-trial"])
def test_beside_a_list_no_curve_is_offered_to_be_kept(explorer):
    first = explorer.figure.locator(f'.explorer-tab[data-picture="{explorer.declaration.views[0].key}"]')
    first.click()
    expect(keep(explorer)).to_be_hidden()
    show_curves(explorer)
    expect(keep(explorer)).to_be_visible()
    first.click()
    expect(keep(explorer)).to_be_hidden()


def test_ten_days_stay_under_eleven_and_both_are_saved(loop):
    ten = loop.curves()["pain_rating"]
    keep(loop).click()
    loop.set(days=11)
    now = loop.curves()
    assert now["kept_pain_rating"] == ten != now["pain_rating"]
    pale = loop.figure.locator('[data-series="kept_pain_rating"]')
    assert pale.evaluate("(each) => getComputedStyle(each.closest('.chart__kept')).opacity") < "1"
    with loop.page.expect_download() as download:
        loop.figure.locator(".explorer-download").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    saved = {head.split(" (")[0]: [float(row[head]) for row in rows if row[head]] for head in rows[0]}
    table = loop.table()
    assert saved["kept_pain_rating"] == table["kept_pain_rating"]
    assert saved["kept_pain_rating"][-1] < 2 < 4 < saved["pain_rating"][-1]
    with loop.page.expect_download() as download:
        loop.figure.locator(".explorer-picture").click()
    assert "Kept, drawn pale" in re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", download.value.path().read_text("utf-8")))


# ------------------------------------------------------------------ play


def played(explorer):
    """The slider that plays."""
    return next(each for each in sliders(explorer) if each.key == explorer.declaration.play.control)


@pytest.mark.parametrize("name", PLAY)
@pytest.mark.accessibility("hand")
def test_a_step_goes_on_and_back_and_not_beyond_the_ends(explorer):
    control = played(explorer)
    back, on = (explorer.figure.get_by_role("button", name=f"A step {way}, ") for way in ("back", "on"))
    explorer.set(**{control.key: control.low})
    back.click()
    assert explorer.state()[control.key] == control.low
    on.click()
    first = explorer.state()[control.key]
    assert first == pytest.approx(control.low + (control.high - control.low) / 25, abs=control.step)
    on.click()
    assert explorer.state()[control.key] > first > control.low
    back.click()
    assert explorer.state()[control.key] == pytest.approx(first, abs=control.step)
    explorer.set(**{control.key: control.high})
    on.click()
    assert explorer.state()[control.key] == control.high


def test_half_speed_is_half_as_fast_and_does_not_jump(loop):
    half = loop.figure.get_by_role("button", name="½×, half speed")
    loop.set(day=0)
    whole = loop.figure.evaluate(PACE, ["day", 1500])
    half.click()
    expect(half).to_have_attribute("aria-pressed", "true")
    loop.set(day=0)
    slow = loop.figure.evaluate(PACE, ["day", 1500])
    assert 0.35 < slow / whole < 0.7  # a busy machine shows a picture late
    loop.set(day=120)
    loop.figure.locator(".explorer-play").click()
    half.click()  # while it plays
    expect(half).to_have_attribute("aria-pressed", "false")
    expect(loop.figure.locator(".explorer-play")).to_contain_text("Pause", use_inner_text=True)
    loop.page.evaluate(FRAMES)
    assert 120 <= loop.values()["day"] < 200


def test_what_plays_ends_at_the_end_and_begins_again(loop):
    button = loop.figure.locator(".explorer-play")
    loop.set(day=232)
    button.click()
    expect(button).to_have_accessible_name("Pause")
    expect(button).to_have_accessible_name("Let the days pass")
    assert loop.state()["day"] == 240
    button.click()
    loop.page.wait_for_timeout(200)  # some of its steps, of which there are two dozen a second
    assert loop.values()["day"] < 120
    button.click()


# ------------------------------------------------------------------ a guess


def test_a_guess_is_answered_when_the_picture_has_been_seen(loop):
    guess, reply = loop.declaration.prediction, loop.figure.locator(".explorer-reply")
    before = loop.curves()["pain_rating"]
    loop.figure.locator(".explorer-guess").first.click()
    expect(reply).to_have_text(f"You said: {guess.options[0]}. Watch.")
    loop.page.wait_for_timeout(2000)
    expect(reply).to_have_text(f"You said: {guess.options[0]}. Watch.")
    assert 0 < loop.values()["day"] < 240
    assert loop.curves()["pain_rating"] != before, "the curve does not grow"
    assert loop.answer() == ""
    expect(reply).to_contain_text(f"It is otherwise: {guess.options[guess.right]}. ", timeout=LONGER_THAN_PLAY)
    assert loop.values() == {**loop.declaration.defaults, **guess.values, "day": 240}
    loop.page.wait_for_timeout(SETTLED)
    assert loop.answer()


def test_a_guess_is_answered_too_when_a_hand_stops_what_plays(loop):
    guess, reply = loop.declaration.prediction, loop.figure.locator(".explorer-reply")
    loop.figure.locator(".explorer-guess").nth(guess.right).click()
    loop.page.wait_for_timeout(500)
    loop.range("day").press("ArrowRight")
    expect(reply).to_contain_text(f"You said: {guess.options[guess.right]}. So it is.")
    day = loop.values()["day"]
    loop.page.wait_for_timeout(300)
    assert loop.values()["day"] == day < 240


# The foot of the flag of a guess, in px of its chart; nothing where there is none.
FLAG = """(figure) => [...figure.querySelectorAll(".chart__said path")].map((each) =>
  [each.closest(".explorer-box").dataset.picture, ...each.getAttribute("transform").match(/[\\d.]+/g).map(Number)])"""


@pytest.mark.parametrize("name", FLAGGED)
@pytest.mark.accessibility("eye")
def test_a_guess_is_flagged_where_it_lies_until_the_next_input(name, open_one):
    explorer = open_one(name, width=390)
    guess, buttons = explorer.declaration.prediction, explorer.figure.locator(".explorer-guess")
    wrong = (guess.right + 1) % len(guess.options)
    buttons.nth(wrong).click()
    explorer.page.evaluate(FRAMES)
    (picture, across, up), *others = explorer.figure.evaluate(FLAG)
    assert picture == guess.view
    assert not others
    box = explorer.figure.locator(f'.explorer-box[data-picture="{guess.view}"]')
    expect(box).to_be_visible()
    marks = dict(read_axis(box))
    below, above = max(mark for mark in marks if mark <= guess.places[wrong][1]), max(marks)
    share = (guess.places[wrong][1] - below) / (above - below or 1)
    assert up == pytest.approx(marks[below] + share * (marks[above] - marks[below]), abs=1)
    assert 40 <= across <= box.bounding_box()["width"]
    expect(explorer.figure.get_by_text("you said", exact=True)).to_be_visible()
    explorer.figure.locator(".explorer-reset").click()
    explorer.page.evaluate(FRAMES)
    assert explorer.figure.evaluate(FLAG) == []


def read_axis(box):
    """What is written at a chart's vertical axis, and how high it stands."""
    for tick in box.locator(".chart__y .tick").all():
        yield (
            float(tick.text_content().replace(",", "").replace("−", "-")),
            float(re.search(r",([\d.]+)\)", tick.get_attribute("transform")).group(1)),
        )


@pytest.mark.parametrize("width", [360, 390])
@pytest.mark.parametrize("name", PLAY)  # without play the verdict comes with the answer
@pytest.mark.accessibility("hand")
def test_no_verdict_moves_what_is_below_it(name, width, open_one):
    explorer = open_one(name, width=width)
    guess, reply = explorer.declaration.prediction, explorer.figure.locator(".explorer-reply")
    stage = explorer.figure.locator(".explorer-stage")
    explorer.figure.locator(".explorer-guess").nth(guess.right - 1).click()
    places = explorer.figure.evaluate(PLACES)
    expect(reply).to_contain_text("Watch.")
    tall = stage.bounding_box()["height"]
    explorer.figure.locator(".explorer-play").click()
    expect(reply).to_contain_text("It is otherwise: ")
    assert stage.bounding_box()["height"] == pytest.approx(tall, abs=1), "the stage grows over what is below it"
    explorer.page.wait_for_timeout(SETTLED)
    assert explorer.figure.evaluate(PLACES) == places


# ------------------------------------------------------------------ the short words


@every
@pytest.mark.accessibility("ear")
def test_the_short_words_are_short_and_make_sense(explorer):
    for state in [*named_states(explorer.declaration), *random_states(explorer.declaration, 6, seed=5)]:
        explorer.set(**state)
        answer = explorer.answer()
        assert 0 < len(answer.split()) <= MOST_WORDS, (state, answer)
        assert answer.endswith((".", ".”")), answer
        assert not re.search(r"NaN|undefined|null|[{}]", answer), (state, answer)


@pytest.mark.accessibility("ear")
def test_the_short_words_come_half_a_second_after_the_last_change_and_once(clock):
    clock.figure.evaluate(ANSWERS)
    last = clock.figure.evaluate("""async (figure) => {
      const input = figure.querySelector("[name=dose]");
      for (const dose of [40, 30, 20, 4.5]) {
        input.value = dose;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => setTimeout(done, 200));
      }
      return performance.now() - 200;
    }""")
    clock.page.wait_for_timeout(2 * SETTLED)
    answers = clock.page.evaluate("answers")
    assert len(answers) == 1
    assert 400 < answers[0][0] - last < 1500
    assert "Brain retention 26" in answers[0][1]  # % at hour 48 after 4.5 mg, and after no other of these doses


@pytest.mark.accessibility("ear")
def test_the_short_words_wait_for_the_hand_and_are_empty_while_it_plays(loop):
    before = loop.answer()
    assert before
    x, y = place(loop, "days", 0.3)
    loop.page.mouse.move(x, y)
    loop.page.mouse.down()
    loop.page.mouse.move(place(loop, "days", 0.8)[0], y, steps=4)
    loop.page.wait_for_timeout(SETTLED + 300)
    assert loop.answer() == before
    loop.page.mouse.up()
    loop.page.wait_for_timeout(SETTLED)
    assert loop.answer() not in ("", before)
    loop.set(day=0)
    assert loop.answer()
    loop.figure.locator(".explorer-play").click()
    loop.page.wait_for_timeout(SETTLED + 300)
    assert loop.answer() == ""
    loop.figure.locator(".explorer-play").click()
    loop.page.wait_for_timeout(SETTLED)
    assert loop.answer()


# ------------------------------------------------------------------ help


@every
@pytest.mark.accessibility("keyboard")
def test_help_stands_behind_a_question_mark_that_opens_and_closes_it(explorer):
    explorer.unfold()
    asks = explorer.figure.locator(".control__ask")
    assert asks.count() >= len(sliders(explorer))
    for ask in asks.all():
        box = explorer.figure.locator(f'[id="{ask.get_attribute("aria-controls")}"]')
        for n, key in enumerate(["", "", "Enter", " "]):  # twice by the mouse, twice by the keyboard
            is_open = n % 2 == 1
            expect(ask).to_have_attribute("aria-expanded", str(is_open).lower())
            expect(box).to_be_visible(visible=is_open)
            if key:
                ask.press(key)
            else:
                ask.click()
        expect(box).to_be_hidden()
        assert ask.get_attribute("aria-label").startswith("About: ")
        assert box.text_content().strip()


@every
@pytest.mark.accessibility("ear")
def test_every_slider_is_described_by_its_help_whether_it_is_open_or_not(explorer):
    explorer.unfold()
    for control in sliders(explorer):
        expect(explorer.range(control.key)).to_have_accessible_description(re.compile(re.escape(control.help[:20])))


# ------------------------------------------------------------------ a track on which low doses have room


def at(share):
    """The dose at a share of the track, which is even by asinh between the middles of its thumb, 16 px wide."""
    return sinh(share * asinh(50))


def pointed(explorer, share):
    """The dose at a share of the whole track, and how far a pixel and a half of the last digit may be from it."""
    width = explorer.range("dose").bounding_box()["width"]
    exact = at(min(1, max(0, (share * width - 8) / (width - 16))))
    return pytest.approx(exact, abs=0.05 + 0.05 * exact)


def drawn_at(explorer):
    """Where the middle of the thumb is, as a share of the track between its ends."""
    return explorer.figure.evaluate("""(figure) => {
      const track = figure.querySelector(".control__track").getBoundingClientRect();
      const thumb = figure.querySelector(".control__thumb").getBoundingClientRect();
      return (thumb.left - track.left) / (track.width - thumb.width);
    }""")


@pytest.mark.accessibility("eye")
def test_low_doses_have_room_on_the_track_and_the_filled_part_follows(clock):
    """Their places, as the design says them: 0.5, 1.5, 4.5 and 50 mg at 10, 26, 48 and 100 %."""
    for dose, share in {0: 0, 0.5: 0.10, 1.5: 0.26, 4.5: 0.48, 50: 1}.items():
        clock.set(dose=dose)
        assert drawn_at(clock) == pytest.approx(share, abs=0.006), dose


def test_the_mouse_sets_the_dose_at_which_it_points(clock):
    x, y = place(clock, "dose", 0.9)
    clock.page.mouse.move(x, y)
    clock.page.mouse.down()
    for share in (0.9, 0.7, 0.48, 0.26, 0.1, 0.0, -0.2, 1.2):
        clock.page.mouse.move(place(clock, "dose", share)[0], y, steps=3)
        dose = clock.state()["dose"]
        assert dose == pointed(clock, share), share
        assert dose == float(f"{dose:.2g}"), share
        assert clock.values()["dose"] == dose
    clock.page.mouse.up()
    clock.page.mouse.move(place(clock, "dose", 0.5)[0], y)
    assert clock.state()["dose"] == 50, "it follows a hand that has gone"
    assert clock.page.evaluate("document.activeElement.name") == "dose"


@pytest.mark.accessibility("hand")
def test_a_finger_sets_the_dose_at_which_it_points(phone):
    explorer, client = phone
    x, y = place(explorer, "dose", 0.5)
    touch(client, "touchStart", (1, x, y))
    touch(client, "touchEnd")
    assert explorer.state()["dose"] == pointed(explorer, 0.5)
    touch(client, "touchStart", (1, x, y))
    for share in (0.4, 0.3, 0.2):
        touch(client, "touchMove", (1, place(explorer, "dose", share)[0], y))
    touch(client, "touchEnd")
    dose = explorer.state()["dose"]
    assert dose == pointed(explorer, 0.2)
    assert dose == float(f"{dose:.2g}")


def test_a_second_finger_on_the_track_moves_nothing(phone):
    explorer, client = phone
    x, y = place(explorer, "dose", 0.5)
    other = place(explorer, "dose", 0.9)[0]
    touch(client, "touchStart", (1, x, y))
    touch(client, "touchMove", (1, x - 40, y))
    before = explorer.state()["dose"]
    touch(client, "touchStart", (1, x - 40, y), (2, other, y))
    touch(client, "touchMove", (1, x - 40, y), (2, other - 20, y))
    width = explorer.range("dose").bounding_box()["width"]
    assert explorer.state()["dose"] == before == pointed(explorer, 0.5 - 40 / width)
    touch(client, "touchEnd")


@pytest.mark.accessibility("hand")
def test_a_finger_that_scrolls_from_the_track_gives_the_dose_back(phone):
    explorer, client = phone
    explorer.set(dose=4.5)
    x, y = place(explorer, "dose", 0.9)
    scrolled = explorer.page.evaluate("scrollY")
    swipe(client, x, y)
    explorer.page.wait_for_function("(before) => scrollY - before > 50", arg=scrolled, timeout=3000)
    assert explorer.state()["dose"] == explorer.values()["dose"] == 4.5


def swipe(client, x, y):
    """A finger that moves 220 px up."""
    touch(client, "touchStart", (1, x, y))
    for i in range(1, 12):
        touch(client, "touchMove", (1, x, y - 20 * i))
    touch(client, "touchEnd")


@pytest.mark.accessibility("hand")
@pytest.mark.parametrize("picture", ["scene", "plasma", "occupancy"])
def test_a_finger_that_begins_on_the_stage_scrolls_the_page(phone, picture):
    explorer, client = phone
    explorer.figure.locator(f'.explorer-tab[data-picture="{picture}"]').click()
    stage = explorer.figure.locator(".explorer-charts")
    stage.evaluate("(each) => each.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box, before = stage.bounding_box(), explorer.state()
    scrolled = explorer.page.evaluate("scrollY")
    swipe(client, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    explorer.page.wait_for_function("(before) => scrollY - before > 50", arg=scrolled, timeout=3000)
    assert explorer.state() == before
