"""What was measured of one page at one speed, visit after visit."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page

BUSY = 1.25  # a loop that takes so much longer than on the quiet machine: something else is at work
REPEATS = 3  # of visits so disturbed, for each page and speed; later ones count, so that the run ends on a busy machine
REPEAT_UNTIL = time.monotonic() + 200


@dataclass
class Sample:
    """The times of a page's visits, in ms."""

    subject: str
    slowdown: int
    first: list[float] = field(default_factory=list)
    repaint: list[float] = field(default_factory=list)
    rendered: list[float] = field(default_factory=list)
    loop: list[float] = field(default_factory=list)
    repeated: int = 0
    disturbed: int = 0

    def take(self, page: Page, target: str, changes: int, quiet: float) -> bool:
        """Measure an opened page, and say whether it counts; `quiet` is the loop's time on a machine at rest."""
        first = page.evaluate("probe.first")
        measured = page.evaluate("([name, count]) => probe.changes(name, count)", [target, changes])
        busy = max(measured["loop"]) > BUSY * self.slowdown * quiet
        if busy and self.repeated < REPEATS and time.monotonic() < REPEAT_UNTIL:
            self.repeated += 1
            return False
        self.disturbed += busy
        self.first.append(first)
        self.repaint += measured["repaint"]
        self.rendered += measured["rendered"]
        self.loop += measured["loop"]
        return True
