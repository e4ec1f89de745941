"""What is said in time can be heard: Firefox tells a screen reader of words only where it knows the place already."""

import pytest
from on_page import SETTLED, every
from playwright.sync_api import expect

SILENT = """(figure) => [...figure.querySelectorAll("[role=status], [role=alert]")]
  .filter((each) => getComputedStyle(each).display === "none").map((each) => each.className)"""
ANSWERED = """(figure) => {
  window.answered = 0;
  new MutationObserver(() => { answered += 1 }).observe(figure.querySelector(".explorer-answer"), { childList: true });
}"""
ALERTS = """(figure) => [...figure.querySelectorAll(".control [role=alert]")].map(({ ariaLive }) => ariaLive)"""


@every
@pytest.mark.accessibility("ear")
def test_what_will_be_said_has_its_place_before_it_is_said(name, open_one):
    assert open_one(name).figure.evaluate(SILENT) == []


@every
def test_a_refusal_is_heard_where_its_place_was_there_before(name, open_one):
    assert set(open_one(name).figure.evaluate(ALERTS)) <= {"assertive"}


@every
def test_signs_on_buttons_are_seen_and_not_heard(name, open_one):
    for button in open_one(name).figure.locator(".explorer-play").all():
        assert "▶" in button.inner_text()
        assert "▶" not in button.aria_snapshot()


def test_marks_in_the_key_are_seen_and_not_heard(open_one):
    key = open_one("dose-clock").figure.locator(".explorer-key", has_text="Measured in people: ")
    assert any(mark in key.inner_text() for mark in "●◆┃")
    assert not any(mark in key.aria_snapshot() for mark in "●◆┃")


def test_what_was_said_is_not_said_again_for_nothing(open_one):
    loop = open_one("pain-loop")
    loop.page.wait_for_timeout(SETTLED)
    loop.figure.evaluate(ANSWERED)
    loop.figure.locator(".explorer-keep").click()
    loop.page.wait_for_timeout(SETTLED)
    with loop.page.expect_download():
        loop.figure.locator(".explorer-download").click()
    assert loop.page.evaluate("answered") == 0
    loop.set(days=11)
    assert loop.page.evaluate("answered") == 1


def test_whoever_moves_something_hears_that_the_answer_stays(open_one):
    """Words that come again as they were are not spoken, which sounds like a dead control."""
    loop = open_one("pain-loop")
    stays = loop.figure.locator(".explorer-answer + [role=status]")
    loop.figure.evaluate(
        """(figure) => {
          window.heard = [];
          const hear = (changes) => changes.forEach(({ addedNodes: [added] }) => added && heard.push(added.data));
          new MutationObserver(hear).observe(figure.querySelector(".explorer-answer + p"), { childList: true });
        }"""
    )
    for _ in range(2):
        loop.figure.locator(".explorer-preset[aria-pressed=true]").click()
        loop.page.wait_for_timeout(SETTLED)
    assert loop.page.evaluate("heard") == ["The answer stays as it was."] * 2
    loop.set(days=11)
    expect(stays).to_be_empty()
    assert len(loop.page.evaluate("heard")) == 2


@pytest.mark.parametrize(
    ("name", "key"),
    [("dose-clock", "hour"), ("receptor-competition", "probe"), ("dose-paradox", "dose"), ("potency-gap", "dose"),
     ("tipping-point", "day"), ("pain-loop", "day"), ("patient-on-ldn", "day")],
)  # fmt: skip
def test_who_looks_elsewhere_hears_something_else(name, key, open_one):
    explorer = open_one(name)
    first = explorer.answer()
    low = next(each.low for each in explorer.declaration.controls if each.key == key)
    explorer.set(**{key: low})
    assert explorer.answer() != first
