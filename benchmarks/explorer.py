"""Measures the dose clock in its page beside a stock widget page and a live kernel. `make bench` runs it."""

import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks import command, lab, report, stock
from benchmarks.command import say, size
from benchmarks.pages import Open, quiet_loop, visit, workplace
from benchmarks.sample import Sample
from benchmarks.weights import file_weight, weigh
from publish.site import PAGES, copy, pages
from setup.jupyter_lab import stop_kernels
from setup.local_server import served

CHAPTER = "book/naltrexone-in-the-body.html"
HEAVIEST = f"{CHAPTER}?dose-clock.schedule=nightly&dose-clock.days=14"
SLOWDOWNS = (1, 4)
VISITS, CHANGES = size((5, 20), (1, 2))  # 100 changes of each page at each speed
LAB_VISITS, LAB_CHANGES = size((3, 10), (1, 2))

Weights = dict[str, dict[str, int]]


def main() -> None:
    """Measure, print, save."""
    begun, load = time.monotonic(), report.load()
    with workplace() as (browser, folder):
        samples, weights = measure(browser, folder)
        version = browser.version
    machine = {
        **report.machine(load, time.monotonic() - begun, report.PACKAGES),
        "Chromium": version,
        "slowed": f"{slowing(samples):.1f} times (a fixed loop, measured)",
    }
    tables = (report.start(samples), report.reaction(samples), report.weight(weights), report.footer(machine))
    text = "\n\n".join(tables)
    print(report.save("explorer", text, {"machine": machine, "samples": samples, "weights": weights}))


def measure(browser: Browser, folder: Path) -> tuple[list[Sample], Weights]:
    """All pages: their times, and their weights."""
    with ExitStack() as stack:
        ours, usual = prepare(stack, folder)
        weights = weigh_pages(browser, ours, usual)
        quiet = quiet_loop(browser)
        samples = measure_pages(browser, ours, usual, quiet)
        return samples + measure_lab(browser, folder / "lab", quiet), weights


def prepare(stack: ExitStack, folder: Path) -> tuple[str, str]:
    """Serve the built book and a stock one; give their addresses."""
    copy(pages(), folder / "ours")  # which no rebuild touches
    say("building a stock book with the same Jupyter Book")
    (folder / "stock").mkdir()
    usual = stock.build(folder / "stock")
    (folder / "cdn").mkdir()
    stock.localise(usual / "widgets.html", folder / "cdn", stack.enter_context(served(folder / "cdn", Open)))
    return stack.enter_context(served(folder / "ours")), stack.enter_context(served(usual))


def measure_pages(browser: Browser, ours: str, usual: str, quiet: float) -> list[Sample]:
    """The pages that need no kernel, in turns, so that a busy moment of the machine falls on all of them."""
    subjects = {
        report.OURS: (f"{ours}/{CHAPTER}", "explorer"),
        report.HEAVIEST: (f"{ours}/{HEAVIEST}", "explorer"),
        report.STOCK: (f"{usual}/widgets.html", "linked"),
    }
    samples = [Sample(name, slow) for name in subjects for slow in SLOWDOWNS]
    for number in range(VISITS):
        say(f"pages, visit {number + 1} of {VISITS}")
        for sample in samples:
            while not visit_page(browser, *subjects[sample.subject], sample, quiet):
                pass
    return samples


def visit_page(browser: Browser, url: str, target: str, sample: Sample, quiet: float) -> bool:
    """Measure one visit, and say whether it counts."""
    with visit(browser, url, target, sample.slowdown) as page:
        return sample.take(page, target, CHANGES, quiet)


def measure_lab(browser: Browser, folder: Path, quiet: float) -> list[Sample]:
    """JupyterLab with a live kernel, a new one for every visit."""
    samples = [Sample(report.KERNEL, slow) for slow in SLOWDOWNS]
    say("starting JupyterLab")
    with lab.start(folder) as url:
        for number in range(LAB_VISITS):
            say(f"JupyterLab, visit {number + 1} of {LAB_VISITS}")
            for sample in samples:
                while not visit_lab(browser, url, sample, quiet):
                    pass
    return samples


def visit_lab(browser: Browser, url: str, sample: Sample, quiet: float) -> bool:
    """Measure one visit, and say whether it counts."""
    with visit(browser, lab.fresh_address(url), "kernel", sample.slowdown) as page:
        lab.run_all(page, url)
        counts = sample.take(page, "kernel", LAB_CHANGES, quiet)
    stop_kernels(url)
    return counts


def slowing(samples: list[Sample]) -> float:
    """How many times longer a fixed loop took where Chromium was told to be slow.

    Raises:
        SystemExit: if it did not slow down, for then the table would lie.
    """
    loops = [[ms for sample in samples if sample.slowdown == slow for ms in sample.loop] for slow in SLOWDOWNS]
    found = median(loops[1]) / median(loops[0])
    if found < SLOWDOWNS[1] / 2 and not command.SHORT:
        raise SystemExit(f"Chromium was asked to be {SLOWDOWNS[1]} times slower and was only {found:.1f} times slower")
    return found


def weigh_pages(browser: Browser, ours: str, usual: str) -> Weights:
    """Bytes of our chapter, of a stock page with a widget and of one without; and of our own script."""
    say("weighing pages")
    addresses = {
        report.OURS: f"{ours}/{CHAPTER}",
        report.STOCK: f"{usual}/widgets.html",
        report.PLAIN: f"{usual}/plain.html",
    }
    weights = {name: weigh(browser, url) for name, url in addresses.items()}
    script = PAGES / "_static" / "painloop.js"
    return {**weights, report.SCRIPT: {script.name: file_weight(script)}}


if __name__ == "__main__":
    command.run(main)
