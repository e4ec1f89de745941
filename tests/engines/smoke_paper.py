"""What every engine must print: light, whatever the reader chose for the screen, and no heading without its text."""

import pytest
from engine import Engine
from paper import all_inks, contrast, ends, words
from smoke_pages import CHAPTER

from painloop.web.palette import STROKES

AA = 4.5
HALO = (1.0, 1.0, 1.0)  # around a name in a chart
DRAWN = ("plasma", "plasma_driven", "two_phase", "brain_retention")
HEADINGS = """() => [...document.querySelectorAll("article :is(h2, h3), .explorer-title")].map(
  (each) => each.firstChild.textContent.trim())"""

# Of each closed fold of words: whether it is a solution, and how it begins.
FOLDS = """() => [...document.querySelectorAll("article details.admonition")].filter((fold) => !fold.querySelector(
  ".math")).map((fold) => [fold.matches(".solution"), fold.children[1].textContent.trim().slice(0, 30)])"""


class Paper:
    """The printed page, in one engine."""

    engine_name: str
    with_headings = (CHAPTER,)

    def test_after_dark_was_chosen_with_the_switch_paper_is_light(self, engine: Engine, site_url: str):
        require_pdf(engine)
        engine.open(f"{site_url}/{CHAPTER}")
        for _ in range(2):  # from the system's to dark, or by way of light
            if engine.evaluate("() => document.documentElement.dataset.mode") != "dark":
                engine.click(".bd-header-article .theme-switch-button")
        assert engine.evaluate("() => document.documentElement.dataset.theme") == "dark"
        found = all_inks(engine.pdf())
        engine.evaluate("() => localStorage.clear()")
        pale = {(text, colour) for kind, colour, text in found if kind == "text" and contrast(colour) < AA}
        assert not {each for each in pale if each[1] != HALO}, engine.version
        drawn = {hexadecimal(colour) for kind, colour, _ in found if kind == "drawn"}
        assert {STROKES[key].light for key in DRAWN} <= drawn, engine.version
        assert not {STROKES[key].dark for key in DRAWN} & drawn, engine.version

    def test_paper_has_no_folds_but_round_solutions(self, engine: Engine, site_url: str):
        require_pdf(engine)
        engine.open(f"{site_url}/{CHAPTER}")
        folds = engine.evaluate(FOLDS)
        printed = words(engine.pdf())
        assert {solution for solution, _ in folds} == {True, False}
        assert not [said for solution, said in folds if (letters(said) in printed) == solution], engine.version

    def test_no_heading_stands_alone_at_the_foot_of_a_sheet(self, engine: Engine, site_url: str):
        require_pdf(engine)
        alone = {}
        for path in self.with_headings:
            engine.open(f"{site_url}/{path}")
            headings = {letters(each) for each in engine.evaluate(HEADINGS)}
            alone[path] = [line for line in ends(engine.pdf()) if letters(line) in headings]
        assert not any(alone.values()), (engine.version, alone)


def require_pdf(engine: Engine) -> None:
    """Playwright's own Firefox and WebKit do not print; this machine's do."""
    if not engine.prints:
        pytest.skip(f"{engine.version} does not print")


def letters(text: str) -> str:
    """A line without what PDF readers add or lose: spaces, and ligatures."""
    return "".join(text.split()).replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")


def hexadecimal(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * each):02x}" for each in colour)
