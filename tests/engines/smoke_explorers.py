"""What every explorer must do in every engine: live, follow each control, snap, come back, look the same."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from engine import Engine
from smoke_pages import ALL, CHAPTER, ROUNDS, SAMPLE, VIEWS, explorers

from setup.local_server import QuietHandler, served

ACT = Path(__file__).with_name("explorers.js").read_text("utf-8")
FOCUSED = """(selector) => {
  const input = document.querySelector(selector);
  input.focus({ preventScroll: true });
  return { value: input.value, top: scrollY };
}"""
HAS_FOCUS = "(selector) => document.activeElement.matches(selector)"
REST = 200  # ms between the last move and letting go: after it Firefox says "input" once more
CLASSIC = (12, 15, 17)  # px, scrollbars that take their place from the page: GTK, Windows 11, older Windows


class NoStore(QuietHandler):
    """A server whose pages no browser keeps for going back."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class Explorers:
    """The explorers, in one engine."""

    engine_name: str
    length = (SAMPLE, ROUNDS, VIEWS)

    def test_every_explorer_lives_and_every_control_moves_its_picture(self, engine: Engine, site_url: str):
        assert len(explorers(engine, f"{site_url}/{ALL}")) >= 11
        assert not engine.evaluate(ACT, "moves", self.length[0]), engine.version

    def test_a_question_mark_lists_the_keys_and_escape_gives_the_focus_back(self, engine: Engine, site_url: str):
        _, slider = sliders(engine, f"{site_url}/{ALL}")[0]
        engine.evaluate("(selector) => document.querySelector(selector).focus()", slider)
        for pressed, listed in (("?", True), ("Escape", False)):
            engine.press(pressed)
            engine.until(f"() => document.querySelectorAll('dialog[open]').length === {int(listed)}")
            assert engine.evaluate(HAS_FOCUS, "dialog[open]" if listed else slider), engine.version

    def test_a_slider_let_go_of_after_a_rest_stands_on_a_step(self, engine: Engine, site_url: str):
        between = {}
        for name, slider in sliders(engine, f"{site_url}/{ALL}")[:: self.length[0]]:
            before, _, _ = engine.evaluate(ACT, "dragged", slider)
            engine.drag(engine.place(slider, 0.3), engine.place(slider, 0.5), engine.place(slider, 0.623), rest=REST)
            engine.settle()
            value, step, linked = engine.evaluate(ACT, "dragged", slider)
            assert value != before, f"{name} was not dragged in {engine.version}"
            if abs(value / step - round(value / step)) > 1e-9 or linked != value:
                between[name] = (value, step, linked)
        assert not between, engine.version

    def test_the_wheel_scrolls_the_page_and_leaves_the_values_alone(self, engine: Engine, site_url: str):
        for name, slider in sliders(engine, f"{site_url}/{ALL}")[:: self.length[0]]:
            for control in (slider, f'[data-explorer="{name}"] .control__typed'):
                point = engine.place(control)
                before = engine.evaluate(FOCUSED, control)
                engine.wheel(point, 120)
                engine.until("(before) => scrollY > before", before["top"])
                engine.settle()
                assert engine.evaluate(FOCUSED, control)["value"] == before["value"], (name, control, engine.version)

    def test_after_going_back_controls_picture_words_and_link_are_one_state(self, engine: Engine, site: Path):
        with served(site, NoStore) as address:
            for _, slider in sliders(engine, f"{address}/{ALL}"):
                engine.evaluate("(selector) => document.querySelector(selector).focus()", slider)
                engine.press("End", "ArrowLeft", "ArrowLeft")
            engine.evaluate(ACT, "touch")
            engine.evaluate("() => { window.before = true; }")
            engine.open(f"{address}/book/glossary.html")
            engine.back()
            engine.until("() => document.querySelectorAll('.explorer--live').length >= 11")
            assert engine.evaluate("() => window.before ?? 'built again'") == "built again"
            engine.settle()
            apart = engine.evaluate(ACT, "apart")
            linked = {name: shown for name, address, shown in apart["states"] if not says(address, name, shown)}
        assert not apart["moved"], engine.version
        assert not linked, engine.version

    def test_a_classic_scrollbar_changes_no_columns(self, engine: Engine, site_url: str):
        for path in (CHAPTER, ALL):
            engine.open(f"{site_url}/{path}")
            layouts = []
            for bar in (0, *CLASSIC[:: -self.length[0]]):  # the widest first
                engine.size(1280 - bar, 900)
                engine.settle()
                layouts.append(engine.evaluate(ACT, "columns"))
            widths = [each["widths"] for each in layouts]
            assert all(first > last for first, last in zip(widths[0], widths[-1], strict=True)), "the bar took nothing"
            assert all(each["columns"] == layouts[0]["columns"] for each in layouts), (path, widths)


def sliders(engine: Engine, address: str) -> list[tuple[str, str]]:
    """The first slider in sight of every explorer that has one: the explorer's name, the slider's selector."""
    every = {name: f'[data-explorer="{name}"] input[type=range]' for name in explorers(engine, address)}
    there = "(selector) => document.querySelector(selector)?.checkVisibility() ?? false"
    return [(name, slider) for name, slider in every.items() if engine.evaluate(there, slider)]


def says(address: str, name: str, shown: dict[str, str]) -> bool:
    """Whether a link holds just these values; a slider may round the last binary digit of what it is set to."""
    asked = {key: near(values[0]) for key, values in parse_qs(urlsplit(address).query).items()}
    return asked == {f"{name}.{key}": near(value) for key, value in shown.items()}


def near(text: str) -> str:
    """A number with twelve digits, anything else as it is."""
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return text
