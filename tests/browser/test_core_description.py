"""What PhET calls Core Description, of every explorer: the seven ways in which what is seen is also told.

Screen summary, headings, names, help, paragraphs, and what is said when a thing, or what is around it, changes.
"""

import re

import pytest
from faces import named_states
from on_page import SETTLED, SHOWN, every, sliders
from playwright.sync_api import expect

from painloop.explorers.controls import Slider

HEADINGS = ["Pictures", "Controls", "In words and numbers"]
LEVELS = """(figure) => {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")];
  const own = headings.filter((each) => figure.contains(each));
  const before = headings[headings.indexOf(own[0]) - 1];
  return [before, ...own].map((each) => Number(each.ariaLevel ?? each.tagName[1]));
}"""
OF_LIVE_REGIONS = """(element) => Boolean(element.closest("[role=status], [role=alert], [aria-live]"))"""


def another(explorer):
    """A named state that is not the first."""
    first, *others = named_states(explorer.declaration)
    return next(state for state in reversed(others) if state != first)


def moved(control):
    """A slider's value away from where it stands."""
    return control.low if control.default != control.low else control.high


@every
@pytest.mark.accessibility("ear")
def test_a_summary_tells_the_whole_state_where_it_can_be_read_and_is_not_thrown_at_anybody(explorer):
    summary = explorer.figure.locator(".explorer-summary")
    first = summary.inner_text()
    assert len(first.split()) >= 6
    assert not summary.evaluate(OF_LIVE_REGIONS)
    explorer.set(**another(explorer))
    assert summary.inner_text() != first
    expect(explorer.figure).to_have_accessible_name(explorer.declaration.title)


@every
@pytest.mark.accessibility("ear")
def test_headings_lead_to_its_pictures_controls_and_words_below_the_heading_of_its_place(explorer):
    headings = explorer.figure.get_by_role("heading")
    assert headings.all_text_contents() == HEADINGS
    before, *own = explorer.figure.evaluate(LEVELS)
    assert own == [before + 1] * len(HEADINGS)
    places = [heading.bounding_box()["y"] for heading in headings.all()]
    summary = explorer.figure.locator(".explorer-summary").bounding_box()["y"]
    assert places[2] <= summary


@every
@pytest.mark.accessibility("ear")
def test_every_control_has_a_name_of_its_own(explorer):
    explorer.unfold()
    names = []
    for control in explorer.figure.locator("input:visible, button:visible, summary:visible").all():
        expect(control).to_have_accessible_name(re.compile(r"\w{2,}|½"))
        names.append(control.evaluate("(each) => each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent"))
    for control in explorer.declaration.controls:
        if isinstance(control, Slider):
            expect(explorer.range(control.key)).to_have_accessible_name(control.label)
    own = [name for name in names if name]
    assert len(own) >= len(explorer.declaration.controls)


@every
@pytest.mark.accessibility("ear")
def test_every_slider_has_a_help_text_and_every_group_a_name(explorer):
    explorer.unfold()
    for control in sliders(explorer):
        expect(explorer.range(control.key)).to_have_accessible_description(re.compile(r"\w+ \w+"))
    for group in explorer.figure.locator("fieldset:visible, [role=group]:visible").all():
        expect(group).to_have_accessible_name(re.compile(r"\w{3,}"))


@every
@pytest.mark.accessibility("ear")
def test_every_picture_is_a_paragraph_too_which_changes_with_it(explorer):
    pictures = explorer.figure.locator('svg[role="img"]')
    count = pictures.count()
    assert count == len(explorer.declaration.views) + 1, "a chart or the scene has no name"
    first = [pictures.nth(i).get_attribute("aria-label") for i in range(count)]
    assert all(len(name.split()) >= 4 for name in first)
    explorer.set(**another(explorer))
    assert [pictures.nth(i).get_attribute("aria-label") for i in range(count)] != first


@every
@pytest.mark.accessibility("ear")
def test_what_is_moved_says_its_value_with_its_unit(explorer):
    explorer.unfold()
    for control in sliders(explorer):
        slider = explorer.range(control.key)
        before = slider.get_attribute("aria-valuetext")
        explorer.set(**{control.key: moved(control)})
        after = slider.get_attribute("aria-valuetext")
        assert before != after, control.key
        if control.unit and not control.molar:
            assert control.unit.strip("()") in after, (control.key, after)


@every
@pytest.mark.accessibility("ear")
def test_what_a_change_leads_to_is_said_once_it_rests(explorer):
    answer = explorer.figure.locator(".explorer-answer")
    expect(answer).to_have_attribute("role", "status")
    said = {explorer.answer()}
    for state in named_states(explorer.declaration):
        explorer.set(**state)
        explorer.page.wait_for_timeout(SETTLED)
        explorer.page.evaluate(SHOWN)
        said.add(explorer.answer())
    assert "" not in said
    assert len(said) > 1
