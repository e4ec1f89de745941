"""The chapter in a real JupyterLab, set up as on Binder: it opens as a notebook, runs, and the explorer answers."""

import json
import shutil

import pytest
from conftest import ROOT
from faces import random_states
from lab import jupyterlab, opened
from on_page import EXPLORERS, PAGE, SET
from playwright.sync_api import Page, expect

from painloop.data.sentences import plain
from painloop.explorers.controls import Slider

CHAPTER = "book/naltrexone-in-the-body.md"
FIND_ALL = """import gc, json
from painloop.explorers.widget import Explorer
live = {each.declaration.name: each for each in gc.get_objects() if isinstance(each, Explorer)}
"""
FIND_CLOCK = "import gc\nclock = next(o for o in gc.get_objects() if type(o).__name__ == 'DoseClock')"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    work = tmp_path_factory.mktemp("work")
    shutil.copytree(ROOT / "book", work / "book")
    with jupyterlab(work, tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.fixture(scope="module")
def notebook(lab, browser):
    page = opened(lab, browser, CHAPTER)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def simulations(lab, browser):
    """The page of all explorers, and what each of them is moved to."""
    page = opened(lab, browser, PAGE.replace(".html", ".md"))
    for name in EXPLORERS:
        expect(page.locator(f'figure.explorer[data-explorer="{name}"] [data-series]').first).to_be_attached()
    yield page, {name: random_states(each.declaration, 1, seed=5)[0] for name, each in EXPLORERS.items()}
    page.context.close()


def in_kernel(page: Page, code: str) -> str:
    """What a cell at the end of the notebook prints."""
    page.locator(".jp-Notebook .jp-Cell").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("y")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    output = page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output pre")
    expect(output).to_have_count(1, timeout=20_000)
    return output.inner_text().strip()


def test_the_chapter_runs_from_top_to_bottom_without_an_error(notebook):
    expect(notebook.locator("[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)
    expect(notebook.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)


def test_where_explorers_live_the_notes_for_other_viewers_are_not_seen(simulations):
    notes = simulations[0].locator(".explorer-elsewhere")
    expect(notes).to_have_count(len(EXPLORERS))
    expect(notes.filter(visible=True)).to_have_count(0)


def test_the_prose_reads_well(notebook):
    """Author and year, rendered formulas and exercises; no role, directive or label is left raw."""
    notebook.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true })")
    prose = "\n".join(notebook.locator(".jp-MarkdownCell").all_inner_texts())
    printed = "\n".join(notebook.locator(".jp-OutputArea-output").all_inner_texts())
    assert "Lee et al. 1988" in prose
    assert "What a tenfold dose buys" in prose
    assert "Meyer et al. 1984" in printed
    assert plain("three-fibromyalgia-trials") in " ".join(prose.split())
    for raw in (
        "{cite",
        "{term",
        "{doc",
        "{eq",
        ":::",
        "](#",
        "(eq-",
        "#fig-",
        "#eq-",
        "```",
        "<!--",
        "says:",
        "interactive(",
    ):
        assert raw not in prose + printed, raw
    assert notebook.locator(".jp-MarkdownCell aside").count() >= 1
    assert notebook.locator("mjx-container").count() > 20


def test_the_slider_moves_the_trait(notebook):
    notebook.locator('figure.explorer [name="dose"]').evaluate(
        "(input) => { input.value = 4.5; input.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert in_kernel(notebook, f"{FIND_CLOCK}\nprint(clock.dose)") == "4.5"


def test_the_trait_moves_the_slider_and_the_curve(notebook):
    before = notebook.locator('[data-series="occupancy_brain_retention"]').get_attribute("d")
    in_kernel(notebook, f"{FIND_CLOCK}\nclock.dose = 12.5\nprint(clock.dose)")
    expect(notebook.locator('figure.explorer [name="dose"]')).to_have_js_property("value", "12.5")
    expect(notebook.locator('[data-series="occupancy_brain_retention"]')).not_to_have_attribute("d", before)


def test_keys_pressed_in_the_list_of_keys_do_nothing_to_the_notebook(notebook):
    slider = notebook.locator('figure.explorer [name="dose"]')
    cells = notebook.locator(".jp-Notebook .jp-Cell").count()
    slider.press("?")
    dialog = notebook.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for key in ("a", "b", "x", "m", "h"):
        notebook.keyboard.press(key)
    notebook.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(slider).to_be_focused()
    expect(notebook.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)


def test_a_lab_has_live_sliders_that_redraw(notebook):
    slider = notebook.locator(".widget-interact .noUi-handle").first
    picture = notebook.locator(".widget-interact img")
    before = picture.get_attribute("src")
    slider.focus()
    notebook.keyboard.press("PageUp")
    expect(picture).not_to_have_attribute("src", before, timeout=20_000)


def test_every_explorer_moves_its_traits(simulations):
    page, states = simulations
    for name, state in states.items():
        page.locator(f'figure.explorer[data-explorer="{name}"]').evaluate(SET, state)
    page.wait_for_timeout(2000)
    code = f"{FIND_ALL}print(json.dumps({{name: each.state for name, each in live.items()}}))"
    traits = json.loads(in_kernel(page, code))
    assert set(traits) == set(states)
    for name, state in states.items():
        assert_same(traits[name], state)


def assert_same(found, meant):
    for key, value in meant.items():
        assert found[key] == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), key


def test_the_traits_move_every_explorer(simulations):
    page, _ = simulations
    shape = "all => all.map((each) => each.getAttribute('d') ?? each.outerHTML).join('')"
    drawn = {name: page.locator(f'figure[data-explorer="{name}"] [data-series]') for name in EXPLORERS}
    before = {name: each.evaluate_all(shape) for name, each in drawn.items()}
    defaults = {name: each.declaration.defaults for name, each in EXPLORERS.items()}
    move = """for name, values in json.loads(defaults).items():
    for key, value in values.items():
        setattr(live[name], key, value)"""
    in_kernel(page, f"{FIND_ALL}defaults = {json.dumps(defaults)!r}\n{move}\nprint('moved')")
    page.wait_for_timeout(2000)
    for name, each in drawn.items():
        assert each.evaluate_all(shape) != before[name], name
        first = EXPLORERS[name].declaration.controls[0]
        if isinstance(first, Slider):
            slider = page.locator(f'figure[data-explorer="{name}"] input[type="range"][name="{first.key}"]')
            assert float(slider.input_value()) == pytest.approx(first.default)


def test_no_explorer_of_the_page_left_an_error(simulations):
    expect(simulations[0].locator("[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)


@pytest.mark.doubt
@pytest.mark.parametrize("name", ["tipping-point"])  # every other page is run in `tests/doubt/test_saved.py`
def test_an_explorer_answers_in_its_own_chapter_too(name, lab, browser):
    page = opened(lab, browser, "book/tipping-points.md")
    state = random_states(EXPLORERS[name].declaration, 1, seed=5)[0]
    page.locator(f'figure.explorer[data-explorer="{name}"]').evaluate(SET, state)
    page.wait_for_timeout(2000)
    traits = json.loads(in_kernel(page, f"{FIND_ALL}print(json.dumps(live[{name!r}].state))"))
    assert_same(traits, state)
    page.context.close()
