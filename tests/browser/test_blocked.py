"""Where the browser keeps nothing, and in a sandbox: everything works, and no sentence says that it is kept."""

import pytest
from on_page import FRAMES, every
from playwright.sync_api import expect

from publish import embed

CHAPTER = "book/naltrexone-in-the-body.html"
REFUSED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
  configurable: true, get() { throw new DOMException("Access is denied for this document.", "SecurityError"); } });"""
MISSING = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { configurable: true, value: null });"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("exceeded the quota", "QuotaExceededError"); };"""
KEPT_NOT = "This browser does not keep your answers once the page is closed."
SANDBOX = """<!DOCTYPE html><link rel="icon" href="data:,">
<iframe title="x" sandbox="allow-scripts" width="900" height="900" src="/book/{}"></iframe>"""
MOVE = """(figure) => {
  const input = figure.querySelector("input[type=range]");
  input.value = input.value === input.max ? input.min : input.max;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}"""
DRAWN = "figure => figure.querySelector('.explorer-charts, .explorer-list').innerHTML"


@pytest.fixture(params=[REFUSED, MISSING, FULL], ids=["refused", "missing", "full"])
def blocked(request, site_url, open_page):
    """Opens a page in a browser that keeps nothing."""

    def opener(path, **options):
        page = open_page("about:blank", **options)
        page.add_init_script(request.param)
        page.goto(f"{site_url}/{path}")
        return page

    return opener


@pytest.mark.parametrize(
    ("path", "blocked"),
    [("book/index.html", REFUSED), ("book/simulations.html", MISSING), ("search.html", FULL)],
    indirect=["blocked"],
)
def test_every_page_opens_and_its_search_works(path, blocked):
    """The three kinds of page, each refused in one way; `tests/doubt/test_at_length.py` asks every page in each."""
    opens_and_searches(blocked, path)


def opens_and_searches(blocked, path):
    page = blocked(path)
    page.keyboard.press("Control+k")
    field = page.locator("input[type=search]:focus")  # of the dialog, or of the search page itself
    expect(field).to_have_count(1)
    field.fill("occupancy")
    field.press("Enter")
    page.wait_for_url("**/search.html?q=occupancy*")
    expect(page.locator("#search-results li a").first).to_be_visible()
    page.locator("#search-results li a").first.click()
    expect(page.locator("article h1")).to_be_visible()


def test_the_contents_of_the_book_and_of_the_page_open_on_a_phone(blocked):
    page = blocked(CHAPTER, width=390)
    page.get_by_role("button", name="Chapters").click()
    expect(page.get_by_role("link", name="Glossary").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="On this page").click()
    expect(page.locator("#pst-secondary-sidebar-modal a").first).to_be_visible()


def test_the_colour_scheme_can_be_chosen(blocked):
    page = blocked(CHAPTER)
    for scheme in ("dark", "light"):
        page.locator("button.theme-switch-button").first.click()
        expect(page.locator("html")).to_have_attribute("data-mode", scheme)
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_questions_are_answered_counted_and_cleared_and_nothing_is_called_kept(blocked):
    page = blocked(CHAPTER)
    check = page.locator(".self-check").last
    check.locator("input").first.check()
    check.get_by_role("button", name="Check my answer").first.click()
    expect(check.get_by_role("status").first).not_to_be_empty()
    expect(check.locator(".self-check__score")).to_contain_text(KEPT_NOT)
    check.get_by_role("button", name="Clear my answers").click()
    expect(check.locator("input:checked")).to_have_count(0)
    assert "kept in this browser" not in page.locator("main").inner_text()


def test_an_answer_that_was_right_is_counted(blocked):
    page = blocked(CHAPTER)
    question = page.locator(".self-check").last.locator("form.question").first
    for option in question.locator("input").all():
        option.check()
        question.get_by_role("button").click()
    expect(page.locator(".self-check__score")).to_contain_text("answered correctly")
    page.wait_for_function("localStorage.getItem('painloop:answers') !== null")


def test_forgetting_says_what_is_true(blocked):
    page = blocked("book/accessibility.html")
    page.get_by_role("button", name="Forget my answers").click()
    expect(page.get_by_text("Forgotten.")).to_contain_text(KEPT_NOT)


def test_where_the_storage_is_full_forgetting_still_empties_it(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    page.evaluate("localStorage.setItem('painloop:answers', '{}')")
    page.add_init_script(FULL)
    page.goto(f"{site_url}/book/accessibility.html")
    page.locator("button.theme-switch-button").first.click()  # which cannot be kept
    page.get_by_role("button", name="Forget my answers").click()
    other = page.context.new_page()
    other.goto(f"{site_url}/404")
    assert other.evaluate("localStorage.length") == 0


@pytest.fixture(scope="module")
def chapter_of(site):
    """The chapter of each explorer."""
    return {name: stem for stem, name, _ in embed.shown(site) if stem not in embed.COLLECTIONS}


@pytest.fixture
def in_sandbox(site_url, open_page, watch):
    """Opens a page of the book in a frame that may run scripts and nothing else."""

    def opener(address):
        page = open_page(f"{site_url}/book/index.html")
        page.route("**/course.html", lambda route: route.fulfill(body=SANDBOX.format(address)))
        page.goto(f"{site_url}/course.html")
        page.wait_for_load_state("load")
        return page.frame_locator("iframe")

    yield opener
    # A frame in a sandbox is of no origin, so fonts, which are fetched as of one, are refused to it.
    watch.errors = [error for error in watch.errors if "font" not in error and "net::ERR_FAILED" not in error]


def test_in_a_sandbox_questions_are_answered_by_pointer_and_keyboard(in_sandbox):
    frame = in_sandbox("naltrexone-in-the-body.html")
    first, second = frame.locator(".self-check").last.locator("form.question").all()[:2]
    first.locator("input").first.check()
    first.get_by_role("button").click()
    expect(first.get_by_role("status")).to_contain_text(". ")
    second.locator("input").first.check()
    second.locator("input").first.press("Enter")
    expect(second.get_by_role("status")).to_contain_text(". ")
    expect(frame.locator(".self-check__score")).to_contain_text(KEPT_NOT)


@every
def test_in_a_sandbox_every_explorer_is_alive_alone_and_in_its_page(name, chapter_of, in_sandbox):
    stem = chapter_of[name]
    for query in (f"?embed={name}", ""):
        figure = in_sandbox(f"{stem}.html{query}").locator(f'figure.explorer[data-explorer="{name}"]')
        figure.locator(".explorer-live").wait_for()
        before = figure.evaluate(DRAWN)
        sliders, others = (figure.locator(f"input[type={kind}") for kind in ("range]", "radio]:not(:checked)"))
        figure.evaluate(MOVE) if sliders.count() else others.first.click()
        expect(figure).to_be_visible()
        figure.evaluate(FRAMES)
        assert figure.evaluate(DRAWN) != before


def test_a_question_shows_one_state_after_reload_and_back(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    question = page.locator(".self-check").last.locator("form.question").first
    question.locator("input").nth(1).check()
    question.get_by_role("button").click()
    said = question.get_by_role("status").inner_text()
    question.locator("input").nth(0).check()  # chosen, not checked: the reason of another option goes
    expect(question.get_by_role("status")).to_be_empty()
    for again in (page.reload, lambda: (page.goto(f"{site_url}/book/glossary.html"), page.go_back())):
        again()
        expect(question.get_by_role("status")).to_have_text(said)
        expect(question.locator("input").nth(1)).to_be_checked()
    assert question.get_attribute("autocomplete") == "off"


def test_a_page_gone_back_to_has_forgotten_what_another_page_forgot(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    question = page.locator(".self-check").last.locator("form.question").first
    question.locator("input").nth(1).check()
    question.get_by_role("button").click()
    page.evaluate("localStorage.removeItem('painloop:answers')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(question.locator("input:checked")).to_have_count(0)
    expect(question.get_by_role("status")).to_be_empty()
