"""What a blind student hears of each explorer: a walk through it with Orca in Firefox, kept as text.

python -m publish.heard [NAME …]        (make heard)

`docs/heard/NAME.txt` is read by a person. A line that begins with > is what was pressed; the others are what Orca said.
The walker sees nothing: it chooses its next key by what it has heard, as a student does.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from publish import screen_reader
from publish.embed import shown
from publish.screen_reader import Desk, desk
from publish.site import PAGES, ROOT, pages
from setup import browsers
from setup.local_server import served

INTO = ROOT / "docs" / "heard"
PRESSED = "After > stands what was pressed; keys of one line, at once."
COLLECTION = "simulations"  # the page that shows every explorer
SOON, SETTLED, PLAYED = 1.2, 2.5, 16.0  # s of quiet: after Tab, after a change, after what plays in time
MOST = 120  # stops on the way by Tab
LAST = "Table of what is drawn"  # the last fold of an explorer
LEFT = re.compile(r"\b(tool bar|page tab|address)\b", re.IGNORECASE)  # the browser's own
PLAY = "Let the days pass|Turn up and down|Run trials"
PLAYING = re.compile(rf"\bWatch\.$|{PLAY}")
TO_READ = re.compile(r"Try it|^\d+ ")  # folds whose content no Tab reaches
MODE = "Insert+a"  # from Orca's focus mode to its browse mode and back
# What is heard of an element, what is pressed on it (keys of one entry at once), and on how many of one name.
HABITS = (
    (r"(?<!Copy )link", (), 0),
    ("entry", ("x", "Return", "Escape"), 1),
    ("radio button", (MODE, "Down", MODE), 9),  # before the slider that its description may speak of
    ("slider", ("Right", "Page_Up", "Left Left Left"), 9),
    ("check box", ("space", "space"), 3),
    ("half speed", ("space", "space"), 1),
    ("Keep this curve", ("space", "space"), 1),
    (PLAY, ("space",), 1),
    ("collapsed|expanded", ("space",), 2),
    ("Keys", ("space", "Escape"), 1),  # a dialog, out of which no Tab leads
    ("pressed", ("space",), 9),
    ("push button", ("space",), 1),
)


@dataclass
class Walker:
    """Someone who hears, presses, and remembers what was pressed already and whether keys go to the page."""

    here: Desk
    focus: bool = False
    met: Counter[str] = field(default_factory=Counter)

    def walk(self) -> Iterator[str]:
        """Yield what is pressed and heard: all of it read, the headings, every stop of Tab, the table."""
        yield "Read from the top, all at once."
        yield from self.press("ctrl+Home")
        yield from self.press("KP_Add", 2 * SETTLED)
        yield "\nFrom heading to heading."
        yield from self.read("ctrl+Home", *"hhhh")
        yield "\nFrom control to control."
        yield from self.press("ctrl+Home")
        yield from self.stops()
        yield "\nThe table, cell by cell."
        yield from self.read("Tab", "Down", "Down", "alt+shift+Down", "alt+shift+Right", "alt+shift+Down")

    def press(self, keys: str, quiet: float = SOON) -> list[str]:
        """Press keys at once; return them and what was heard."""
        said = self.here.press(*keys.split(), quiet=quiet)
        for line in said:
            self.focus = line == "Focus mode" or (self.focus and line != "Browse mode")
        return [f"> {keys}", *said]

    def read(self, *keys: str) -> Iterator[str]:
        """Yield what is heard when keys move the reader, not the page."""
        if self.focus:
            yield from self.press(MODE)
        for key in keys:
            yield from self.press(key)

    def stops(self) -> Iterator[str]:
        """Yield what is heard of everything that can be reached by Tab, and what comes of pressing it."""
        for _ in range(MOST):
            stop = self.press("Tab")
            yield from stop
            said = " ".join(stop[1:])
            if LEFT.search(said):
                return
            yield from self.tried(said)
            if LAST in said:
                return

    def tried(self, said: str) -> Iterator[str]:
        """Yield what comes of the keys for something of which this was heard."""
        words, keys, most = next((habit for habit in HABITS if re.search(rf"\b({habit[0]})\b", said)), ("", (), 0))
        name = words if words == "entry" else words + re.split(r"[:\d]", said)[0]
        self.met[name] += 1
        for each in keys if self.met[name] <= most else ():
            answer = self.press(each, SETTLED)
            yield from answer
            if PLAYING.search(" ".join([said, *answer])):
                yield from self.here.heard.take(PLAYED, SETTLED)
        if keys and words.startswith("collapsed") and TO_READ.search(said) and self.met[name] <= most:
            yield from self.read("Down", "Down")


def written(site: Path, name: str) -> Iterator[str]:
    """Yield the lines of an explorer's file."""
    with (
        TemporaryDirectory() as folder,
        served(site) as server,
        desk(Path(folder), f"{server}/book/{COLLECTION}.html?embed={name}") as here,
    ):
        yield f"Heard with Orca {browsers.said('orca', '--version')} in {browsers.firefox_version()}. {PRESSED}\n"
        here.heard.take(SETTLED, SETTLED)
        for line in Walker(here).walk():
            yield line.replace(server, "https://example.org")


def main() -> str | None:
    """Walk through the explorers and write what was heard; return what is missing."""
    wanted = argparse.ArgumentParser(prog="python -m publish.heard", description=__doc__.split("\n")[0])
    wanted.add_argument("names", nargs="*", help="explorers (all)")
    wanted.add_argument("--site", type=Path, default=PAGES, help="a built book (the one that make book built)")
    chosen = wanted.parse_args()
    try:
        site = pages(chosen.site)
    except FileNotFoundError as error:
        return str(error)
    if lacking := screen_reader.get():
        return lacking
    INTO.mkdir(exist_ok=True)
    for name in chosen.names or [name for stem, name, _ in shown(site) if stem == COLLECTION]:
        print(f"Listening to {name}", flush=True)
        try:
            lines = list(written(site, name))
        except TimeoutError as error:
            return str(error)
        (INTO / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main())
