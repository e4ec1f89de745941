"""Measures how quickly every explorer answers, beside a live kernel in the same run. `make bench` runs it."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser

from benchmarks import command, report
from benchmarks.command import say, size
from benchmarks.explorer import SLOWDOWNS, measure_lab
from benchmarks.pages import quiet_loop, visit, workplace
from benchmarks.sample import Sample
from painloop import explorers
from publish.site import copy, pages
from setup.local_server import served

PAGE = "book/simulations.html"
SCRIPT = Path(__file__).with_name("every.js").read_text("utf-8")
SPEEDS = size(SLOWDOWNS, SLOWDOWNS[:1])
CHANGES, DRAG_MS = size((60, 1500), (3, 200))
FRAME_MS, SLOW_MS, LEAST_FPS = 16.7, 50.0, 30
MOVED = {"stress-test": "w", "trial-forest": "method"}  # elsewhere the first control
HEAVY: dict[str, dict[str, object]] = {
    "dose-clock": {"schedule": "nightly", "days": 14},
    "patient-on-ldn": {"nights": 300},
    "tipping-point": {"pace": 1500},
    "virtual-trial": {"trials": 200, "patients": 400},
}
HEAVY_MOVED = {"virtual-trial": "effect"}


@dataclass
class Answers:
    """What an explorer took, in ms, at one speed."""

    subject: str
    slowdown: int
    limit: float
    rendered: list[float] = field(default_factory=list)
    repaint: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    fps: float = 0.0


def main() -> None:
    """Measure, print, save."""
    begun, load = time.monotonic(), report.load()
    with workplace() as (browser, folder):
        copy(pages(), folder / "ours")  # which no rebuild touches
        with served(folder / "ours") as address:
            answers = measure(browser, address)
        kernel = measure_lab(browser, folder / "lab", quiet_loop(browser))
    machine = report.machine(load, time.monotonic() - begun, report.PACKAGES)
    text = "\n\n".join((table(answers), peer(kernel), report.footer(machine)))
    print(report.save("every-explorer", text, {"machine": machine, "answers": answers, "kernel": kernel}))


def measure(browser: Browser, address: str) -> list[Answers]:
    """Every explorer as it begins, and some at their heaviest, at both speeds."""
    found = []
    for name in explorers.__all__:
        declaration = getattr(explorers, name).declaration
        first = MOVED.get(declaration.name, declaration.controls[0].key)
        found += [answer(browser, address, declaration.name, first, {}, slow) for slow in SPEEDS]
        if heavy := HEAVY.get(declaration.name):
            moved = HEAVY_MOVED.get(declaration.name, first)
            found += [answer(browser, address, declaration.name, moved, heavy, slow) for slow in SPEEDS]
    return found


def answer(browser: Browser, address: str, name: str, key: str, state: dict[str, object], slowdown: int) -> Answers:
    """One explorer alone in its page."""
    say(f"{name} {state or ''} at {slowdown}x")
    query = urlencode({"embed": name, **{f"{name}.{each}": value for each, value in state.items()}})
    subject = f"`{name}`, {key}" + (" (" + ", ".join(f"{k} {v}" for k, v in state.items()) + ")" if state else "")
    with visit(browser, f"{address}/{PAGE}?{query}", None, slowdown) as page:
        page.wait_for_selector(f'figure.explorer--live[data-explorer="{name}"]')
        page.evaluate(SCRIPT)  # an element with it would be blocked by the page's own policy
        taken = page.evaluate("args => every.changes(...args)", [name, key, CHANGES])
        fps = page.evaluate("args => every.drag(...args)", [name, key, DRAG_MS])
    limit = SLOW_MS if name == "virtual-trial" else FRAME_MS
    return Answers(subject, slowdown, limit, taken["rendered"][:CHANGES], taken["repaint"], taken["work"], fps)


def table(answers: list[Answers]) -> str:
    """One row for each explorer and speed."""
    heads = ["explorer, what is moved", "processor", "work, median ms", "p95 ms", "`explorer:rendered`, p95 ms",
             "input to paint, median ms", "p95 ms", "pictures a second", "target"]  # fmt: skip
    rows: list[report.Cells] = []
    for each in answers:
        work, rendered, repaint = (report.spread(values) for values in (each.work, each.rendered, each.repaint))
        met = work[1] <= each.limit if each.slowdown == 1 else each.fps >= LEAST_FPS
        rows.append([
            each.subject, "full speed" if each.slowdown == 1 else f"{each.slowdown}× slower",
            *(f"{value:.1f}" for value in (*work, rendered[1], *repaint)), f"{each.fps:.0f}",
            "met" if met else "missed",
        ])  # fmt: skip
    return report.table("Every explorer", heads, rows)


def peer(samples: list[Sample]) -> str:
    """The live kernel, which redraws a still figure of the dose clock."""
    rows: list[report.Cells] = [
        [each.subject, f"{each.slowdown}×", *(f"{value:.0f}" for value in report.spread(each.repaint))]
        for each in samples
    ]
    return report.table(
        "A live kernel in the same run", ["page", "slower", "input to paint, median ms", "p95 ms"], rows
    )


if __name__ == "__main__":
    command.run(main)
