"""Chromium through Playwright; Firefox and WebKit too, where they are Playwright's own."""

from pathlib import Path
from typing import Any

from engine import WATCH, Engine, Point
from playwright.sync_api import Browser, ConsoleMessage, Playwright
from playwright.sync_api import Error as PlaywrightError

from setup.browsers import ENGINES, launch


class Played(Engine):
    """An engine that Playwright drives."""

    def __init__(self, name: str, playwright: Playwright) -> None:
        self.browser = launch(playwright) if name == "chromium" else launch_own(name, playwright)
        self.version = f"{name.capitalize()} {self.browser.version}"
        self.prints = name == "chromium"
        self.page = self.browser.new_context().new_page()
        self.said: list[str] = []
        self.page.add_init_script(WATCH)
        self.page.on("console", self.listen)

    def listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.said.append(f"console: {message.text}")

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def open(self, address: str) -> None:
        self.page.goto(address)

    def back(self) -> None:
        self.page.go_back()

    def evaluate(self, function: str, *values: object) -> Any:
        try:
            return self.page.evaluate(f"(values) => ({function})(...values)", list(values))
        except PlaywrightError as error:
            raise RuntimeError(str(error)) from error

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def drag(self, *points: Point, rest: int = 0) -> None:
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for point in points[1:]:
            self.page.mouse.move(*point)
        self.page.wait_for_timeout(rest)
        self.page.mouse.up()

    def wheel(self, point: Point, by: int) -> None:
        self.page.mouse.move(*point)
        self.page.mouse.wheel(0, by)

    def pdf(self) -> bytes:
        return self.page.pdf(format="A4", print_background=True)

    def heard(self) -> list[str]:
        found, self.said = self.said, []
        return found

    def close(self) -> None:
        self.browser.close()


def launch_own(name: str, playwright: Playwright) -> Browser:
    """Start Playwright's own Firefox or WebKit."""
    try:
        return getattr(playwright, name).launch()
    except PlaywrightError as error:
        raise RuntimeError(f"{ENGINES[name].advice}\n{error}") from error


def start(name: str, folder: Path, playwright: Playwright) -> Played:
    return Played(name, playwright)
