"""Self-check questions: keyboard, feedback, memory in this browser only."""

import pytest
from playwright.sync_api import expect

from painloop.pages.self_check import read_questions
from publish.site import BOOK

QUESTIONS = read_questions(BOOK / "questions" / "naltrexone-in-the-body.yml").questions


@pytest.fixture
def chapter(site):
    return f"{site.as_uri()}/book/naltrexone-in-the-body.html"


def form(page, question):
    return page.locator(f'form[data-question="{question.id}"]')


def test_every_option_of_every_question_is_answered_with_its_own_feedback(chapter, open_page):
    page = open_page(chapter)
    for question in QUESTIONS:
        for option in question.options:
            form(page, question).get_by_label(option.text, exact=True).check()
            form(page, question).get_by_role("button", name="Check my answer").click()
            said = form(page, question).get_by_role("status")
            expect(said).to_contain_text(option.feedback)
            expect(said).to_contain_text("Correct." if option.correct else "Not quite.")


@pytest.mark.accessibility("keyboard")
def test_a_question_can_be_answered_by_keyboard(chapter, open_page):
    page = open_page(chapter)
    form(page, QUESTIONS[0]).locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(form(page, QUESTIONS[0]).get_by_role("status")).to_contain_text(QUESTIONS[0].options[1].feedback)


@pytest.mark.accessibility("ear")
def test_checking_without_an_answer_says_what_to_do(chapter, open_page):
    page = open_page(chapter)
    form(page, QUESTIONS[0]).get_by_role("button", name="Check my answer").click()
    expect(form(page, QUESTIONS[0]).get_by_role("status")).to_have_text("Choose an answer first.")


def test_answers_are_kept_in_this_browser_and_can_be_cleared(site_url, open_page):
    """On a server: from the disk a busy Chromium may lose what any page stored just before it was loaded again."""
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html")
    right = next(option for option in QUESTIONS[0].options if option.correct)
    form(page, QUESTIONS[0]).get_by_label(right.text, exact=True).check()
    form(page, QUESTIONS[0]).get_by_role("button", name="Check my answer").click()
    expect(page.locator(".self-check__score")).to_contain_text(f"1 of {len(QUESTIONS)}")
    page.reload()
    expect(form(page, QUESTIONS[0]).get_by_role("status")).to_contain_text("Correct.")
    page.get_by_role("button", name="Clear my answers").click()
    expect(page.locator(".self-check__score")).to_contain_text("0 of")
    page.reload()
    expect(form(page, QUESTIONS[0]).locator("input:checked")).to_have_count(0)


def test_a_prediction_is_taken_without_a_verdict(chapter, open_page):
    page = open_page(chapter)
    prediction = page.locator(".self-check").first
    prediction.locator("input").first.check()
    prediction.get_by_role("button", name="This is my prediction").click()
    said = prediction.get_by_role("status")
    expect(said).not_to_be_empty()
    assert "Not quite" not in said.inner_text()
    assert "Correct." not in said.inner_text()


@pytest.mark.accessibility("fallback")
def test_without_script_the_answers_fold_out(chapter, open_page):
    page = open_page(chapter, java_script_enabled=False)
    folded = page.locator(".self-check details").last
    folded.locator("summary").click()
    expect(folded).to_contain_text(QUESTIONS[-1].options[0].feedback)


def test_a_broken_memory_does_not_break_the_questions(chapter, open_page):
    page = open_page(chapter)
    page.evaluate("localStorage.setItem('painloop:answers', '{broken')")
    page.reload()
    expect(form(page, QUESTIONS[0])).to_be_visible()


def test_one_press_forgets_everything_that_the_book_stored(site_url, open_page):
    page = open_page(f"{site_url}/book/naltrexone-in-the-body.html")
    question = page.locator("form.question").last
    question.locator("input").first.check()
    question.get_by_role("button").click()
    page.locator("button.theme-switch-button").first.click()
    assert page.evaluate("localStorage.length") > 1
    page.goto(f"{site_url}/book/accessibility.html")
    page.get_by_role("button", name="Forget my answers").press("Enter")
    expect(page.get_by_text("Forgotten.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
