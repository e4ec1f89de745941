"""What the tests ask of a browser engine, whichever it is; and how one is started."""

import importlib
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from setup.browsers import ENGINES

WATCH = Path(__file__).with_name("watch.js").read_text("utf-8")
# Ends a browser with the process that started it, however that one ends: nothing is left behind.
TIED = ("setpriv", "--pdeathsig=TERM")
PATIENCE = 180  # s, for one answer on a busy machine
PATIENCE_FOR_A_PAGE = 60  # s, for what a page does by itself; saving all pages took more than 20 on a busy machine
Point = tuple[float, float]


class Engine(ABC):
    """A started browser with one page."""

    version: str
    prints = True  # whether it makes a PDF

    @abstractmethod
    def size(self, width: int, height: int) -> None:
        """Give the page this many CSS pixels."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""

    @abstractmethod
    def back(self) -> None:
        """Go back, as the reader's button does."""

    @abstractmethod
    def evaluate(self, function: str, *values: object) -> Any:
        """Call a script's function with these values and return what it, or its promise, gives; all are JSON."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys one after another: "a", "Enter", "Control+k"."""

    @abstractmethod
    def drag(self, *points: Point, rest: int = 0) -> None:
        """Press the mouse at the first point, move through the others, rest (ms), let go."""

    @abstractmethod
    def wheel(self, point: Point, by: int) -> None:
        """Turn the mouse's wheel over a point, by this many pixels."""

    @abstractmethod
    def pdf(self) -> bytes:
        """Print the page."""

    @abstractmethod
    def heard(self) -> list[str]:
        """Return the errors that the console has shown since last asked."""

    @abstractmethod
    def close(self) -> None:
        """End the browser and all its processes."""

    def errors(self) -> list[str]:
        """Return every error of the page and its console, policy messages included, since last asked."""
        kept = self.evaluate("() => window.painloopHeard?.splice(0) ?? []")
        return sorted({*kept, *self.heard()})

    def until(self, function: str, *values: object) -> Any:
        """Ask again and again, also while another page is loading, until the answer is true; return it."""
        end = time.monotonic() + PATIENCE_FOR_A_PAGE
        while time.monotonic() < end:
            try:
                if found := self.evaluate(function, *values):
                    return found
            except RuntimeError:
                pass  # the page that was asked has gone
            time.sleep(0.05)
        raise AssertionError(f"waited in vain in {self.version}: {function} {values}")

    def click(self, selector: str) -> None:
        """Bring an element into view and click its middle."""
        self.drag(self.place(selector))

    def place(self, selector: str, along: float = 0.5) -> Point:
        """Bring an element into view; return the point at this share of its width, in its middle."""
        x, y, width, height = self.evaluate(PLACE, selector)
        return x + along * width, y + height / 2

    def settle(self) -> None:
        """Wait for fonts and two frames."""
        self.evaluate(FRAMES)


FRAMES = """() => document.fonts.ready.then(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done()))))"""
PLACE = """(selector) => {
  const found = document.querySelector(selector);
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = found.getBoundingClientRect();
  return [x, y, width, height];
}"""


def start(name: str, folder: Path, playwright: Playwright) -> Engine:
    """Start an engine, its profile in a folder: this machine's own, else Playwright's.

    Raises:
        RuntimeError: if there is none; the message says what to type.
    """
    own = name != "chromium" and ENGINES[name].installed()
    module = importlib.import_module(f"own_{name}" if own else "by_playwright")
    engine: Engine = module.start(name, folder, playwright)
    engine.version = own or engine.version
    return engine


def tied() -> list[str]:
    """Return what stands before a command so that it ends with this process (Linux)."""
    return list(TIED) if shutil.which(TIED[0]) else []


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended, and waited for, at the end."""
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)
