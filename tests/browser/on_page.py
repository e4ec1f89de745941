"""An explorer in a built page, as a reader or a script meets it."""

from faces import EXPLORERS as CLASSES
from playwright.sync_api import Page

from painloop.explorers.declaration import Radio, Slider, Switch

PAGE = "book/simulations.html"
SETTLED = 700  # ms: words and table follow 500 ms after the last input
EXPLORERS = {each.declaration.name: each for each in CLASSES.values()}
SET = """(figure, values) => {
  for (const [key, value] of Object.entries(values)) {
    const inputs = [...figure.querySelectorAll(`[name="${key}"]`)];
    const input = inputs.find((each) => each.type !== "radio" || each.value === value);
    if (input.type === "radio") input.checked = true;
    else if (input.type === "checkbox") input.checked = value;
    else input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""
# Two frames: the picture. Then what is done before printing: words and table at once, without waiting for a rest.
SHOWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  dispatchEvent(new Event("beforeprint"));
  done();
})))"""
TABLE = """(figure) => Object.fromEntries([...figure.querySelectorAll("th[data-column]")].map((head, i) => [
  head.dataset.column,
  [...figure.querySelectorAll(".explorer-data tbody tr")].map((row) => row.children[i].dataset.value)
    .filter((value) => value !== undefined).map(Number),
]))"""


class Explorer:
    """One explorer of a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name, self.declaration = page, name, EXPLORERS[name].declaration
        self.figure = page.locator(f'figure.explorer[data-explorer="{name}"]')

    def set(self, **values: object) -> None:
        """What a script or an assistive tool does: values, each with its event."""
        self.figure.evaluate(SET, values)
        self.page.evaluate(SHOWN)

    def values(self) -> dict[str, float | str | bool]:
        """What the controls show."""
        return {control.key: self._value(control) for control in self.declaration.controls}

    def _value(self, control: Slider | Radio | Switch) -> float | str | bool:
        if isinstance(control, Slider):
            return float(self.figure.locator(f'input[type="range"][name="{control.key}"]').input_value())
        if isinstance(control, Switch):
            return self.figure.locator(f'[name="{control.key}"]').is_checked()
        return str(self.figure.locator(f'[name="{control.key}"]:checked').input_value())

    def drawn(self) -> dict[str, str]:
        """The shape of everything that carries a series."""
        script = "all => all.map((each) => [each.dataset.series, each.getAttribute('d') ?? each.outerHTML])"
        return dict(self.figure.locator("[data-series]").evaluate_all(script))

    def summary(self) -> str:
        return self.figure.locator(".explorer-summary").inner_text()

    def table(self) -> dict[str, list[float]]:
        """The columns of what is drawn, at full precision."""
        return self.figure.evaluate(TABLE)
