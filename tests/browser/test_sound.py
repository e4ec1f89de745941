"""The rating as a tone: only on request, only while something moves, and then at the pitch that it is said to have."""

from itertools import pairwise

import pytest
from javascript import WEB
from on_page import EXPLORERS
from playwright.sync_api import expect

from setup.local_server import served

HEARD = [name for name, each in EXPLORERS.items() if each.declaration.sound]
RATE = 44_100  # samples a second
# What the page's own functions sound like: half a second, rendered as fast as the machine can.
RENDER = f"""async ({{ rating, click }}) => {{
  const {{ toneIn, clickIn }} = await import("/explorer/sound.js");
  const context = new OfflineAudioContext(1, {RATE} / 2, {RATE});
  const sing = toneIn(context);
  if (rating !== undefined) sing(rating, 0);
  if (click) clickIn(context, 0);
  return [...(await context.startRendering()).getChannelData(0)];
}}"""


@pytest.fixture
def studio(open_page):
    page = open_page("about:blank")
    page.route("**/favicon.ico", lambda route: route.fulfill(body=""))
    with served(WEB) as address:
        page.goto(f"{address}/explorer/sound.js")
        yield page


def hertz(sound, start, end):
    """How often a stretch of it goes from below nought to above, in a second."""
    part = sound[int(start * RATE) : int(end * RATE)]
    return sum(a < 0 <= b for a, b in pairwise(part)) / (end - start)


def loudest(sound, start, end):
    return max(map(abs, sound[int(start * RATE) : int(end * RATE)]))


@pytest.mark.parametrize(("rating", "pitch"), [(0, 220), (2.5, 311.13), (5, 440), (10, 880)])
def test_the_pitch_rises_an_octave_in_five_points_and_is_gone_soon_after(rating, pitch, studio):
    sound = studio.evaluate(RENDER, {"rating": rating})
    assert hertz(sound, 0.05, 0.15) == pytest.approx(pitch, abs=10)
    assert 0.01 < loudest(sound, 0.05, 0.15) < 0.1
    assert loudest(sound, 0.4, 0.5) < 0.001


def test_nothing_sounds_until_a_rating_is_told_and_a_click_is_short(studio):
    assert loudest(studio.evaluate(RENDER, {}), 0, 0.5) == 0
    click = studio.evaluate(RENDER, {"click": True})
    assert 0.05 < loudest(click, 0, 0.01) < 0.3
    assert loudest(click, 0.04, 0.5) == 0


def listened(page):
    """What the browser itself says of every AudioContext of a page, as it happens."""
    client = page.context.new_cdp_session(page)
    said = []
    client.on("WebAudio.contextCreated", lambda _: said.append("created"))
    client.on("WebAudio.contextChanged", lambda each: said.append(each["context"]["contextState"]))
    client.on("WebAudio.contextWillBeDestroyed", lambda _: said.append("gone"))
    client.on("WebAudio.audioNodeCreated", lambda each: said.append(each["node"]["nodeType"]))
    client.send("WebAudio.enable")
    return said


@pytest.fixture
def loop(open_one):
    return open_one("pain-loop")


def wait_for(loop, said, word):
    for _ in range(50):
        if word in said:
            return
        loop.page.wait_for_timeout(100)
    raise AssertionError((word, said))


def test_no_context_is_made_before_the_button_is_pressed_and_none_runs_when_the_hand_rests(loop):
    said = listened(loop.page)
    loop.range("day").press("Home")
    assert said == []
    button = loop.figure.locator(".explorer-sound")
    button.click()
    assert said.count("created") == 1
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(loop.figure.locator(".explorer-said")).to_contain_text("an octave for every five points")
    loop.range("day").press("PageUp")
    wait_for(loop, said, "running")
    wait_for(loop, said, "suspended")
    button.click()
    wait_for(loop, said, "closed")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_turned_off_before_it_came_nothing_is_refused(loop):
    """Off while sound wakes after a rest; what is refused is an error of the page, which ends the test."""
    said = listened(loop.page)
    loop.figure.locator(".explorer-sound").click()
    loop.range("day").press("Home")
    wait_for(loop, said, "suspended")
    loop.figure.evaluate("""async (figure) => {
      const drawn = new Promise((done) => figure.addEventListener("explorer:rendered", done, { once: true }));
      const key = new KeyboardEvent("keydown", { key: "PageUp", bubbles: true });
      figure.querySelector("input[name=day]").dispatchEvent(key);
      await drawn;
      figure.querySelector(".explorer-sound").click();
    }""")
    wait_for(loop, said, "closed")
    expect(loop.figure.locator(".explorer-sound")).to_have_attribute("aria-pressed", "false")


def clicks(said):
    return said.count("Oscillator") - 1  # the tone itself


def test_it_clicks_where_the_rating_crosses_the_border_and_nowhere_else(loop):
    loop.set(days=11.0, day=-10.0)
    said = listened(loop.page)
    loop.figure.locator(".explorer-sound").click()
    for day, expected in ((-5.0, 0), (0.0, 0), (10.0, 1), (200.0, 1), (0.0, 2)):
        loop.set(day=day)
        loop.page.wait_for_timeout(50)
        assert clicks(said) == expected, day


def test_drawn_anew_at_another_size_it_is_silent(loop):
    loop.figure.locator(".explorer-sound").click()
    said = listened(loop.page)
    loop.page.set_viewport_size({"width": 700, "height": 800})
    loop.page.wait_for_timeout(300)
    assert "running" not in said


@pytest.mark.parametrize("name", HEARD)
def test_the_explorers_of_a_rating_in_time_have_the_button_and_forget_it(name, open_one):
    explorer = open_one(name)
    explorer.figure.locator(".explorer-sound").click()
    explorer.page.reload()
    expect(explorer.figure.locator(".explorer-sound")).to_have_attribute("aria-pressed", "false")


def test_only_they_have_it(shared_one):
    assert sorted(HEARD) == ["pain-loop", "patient-on-ldn", "tipping-point"]
    expect(shared_one("dose-clock").figure.locator(".explorer-sound")).to_have_count(0)


def test_a_browser_without_web_audio_has_no_button_and_no_error(open_page, site_url):
    page = open_page("about:blank")
    page.add_init_script("delete window.AudioContext;")
    page.goto(f"{site_url}/book/the-pain-loop.html")
    expect(page.locator("figure.explorer .explorer-keys-open").first).to_be_visible()
    expect(page.locator(".explorer-sound")).to_have_count(0)
