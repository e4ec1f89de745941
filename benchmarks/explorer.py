"""Measures the dose clock in its page beside a stock widget page and a live kernel. `make bench` runs it."""

import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks import lab, report, stock
from benchmarks.pages import Sample, quiet_loop, serve, visit
from benchmarks.weights import file_weight, weigh
from publish.browsers import launch

ROOT = Path(__file__).parents[1]
CHAPTER = "book/naltrexone-in-the-body.html"
HEAVIEST = f"{CHAPTER}?dose-clock.schedule=nightly&dose-clock.days=14"
SLOWDOWNS = (1, 4)
VISITS, CHANGES = report.size((5, 20), (1, 2))  # 100 changes of each page at each speed
LAB_VISITS, LAB_CHANGES = report.size((3, 10), (1, 2))

Weights = dict[str, dict[str, int]]


def main() -> None:
    """Measure, print, save."""
    begun, load = time.monotonic(), report.load()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = launch(stack.enter_context(sync_playwright()))
        ours, usual = prepare(stack, folder)
        weights = weigh_pages(browser, ours, usual)
        quiet = quiet_loop(browser)
        samples = measure_pages(browser, ours, usual, quiet)
        samples += measure_lab(browser, folder / "lab", quiet)
        version = browser.version
        browser.close()
    machine = {
        **report.machine(load, time.monotonic() - begun, report.PACKAGES),
        "Chromium": version,
        "slowed": f"{slowing(samples):.1f} times (a fixed loop, measured)",
    }
    text = "\n\n".join((report.reaction(samples), report.weight(weights), report.footer(machine)))
    print(report.save("explorer", text, {"machine": machine, "samples": samples, "weights": weights}))


def prepare(stack: ExitStack, folder: Path) -> tuple[str, str]:
    """Serve the built book and a stock one; give their addresses."""
    site = ROOT / "_build" / "html"
    if not (site / CHAPTER).exists():
        raise SystemExit("There is no built book to measure. Run: make book")
    shutil.copytree(site, folder / "ours")  # a copy, which no rebuild touches
    say("building a stock book with the same Jupyter Book")
    (folder / "stock").mkdir()
    pages = stock.build(folder / "stock")
    (folder / "cdn").mkdir()
    stock.localise(pages / "widgets.html", folder / "cdn", stack.enter_context(serve(folder / "cdn")))
    return stack.enter_context(serve(folder / "ours")), stack.enter_context(serve(pages))


def measure_pages(browser: Browser, ours: str, usual: str, quiet: float) -> list[Sample]:
    """The pages that need no kernel, in turns, so that a busy moment of the machine falls on all of them."""
    subjects = {
        report.OURS: (f"{ours}/{CHAPTER}", "explorer"),
        report.HEAVIEST: (f"{ours}/{HEAVIEST}", "explorer"),
        report.STOCK: (f"{usual}/widgets.html", "linked"),
    }
    samples = {(name, slow): Sample(name, slow) for name in subjects for slow in SLOWDOWNS}
    for number in range(VISITS):
        say(f"pages, visit {number + 1} of {VISITS}")
        for (name, slow), sample in samples.items():
            url, target = subjects[name]
            taken = False
            while not taken:
                with visit(browser, url, target, slow) as page:
                    taken = sample.take(page, target, CHANGES, quiet)
    return list(samples.values())


def measure_lab(browser: Browser, folder: Path, quiet: float) -> list[Sample]:
    """JupyterLab with a live kernel, a new one for every visit."""
    samples = [Sample(report.KERNEL, slow) for slow in SLOWDOWNS]
    say("starting JupyterLab")
    with lab.start(folder) as url:
        for number in range(LAB_VISITS):
            say(f"JupyterLab, visit {number + 1} of {LAB_VISITS}")
            for sample in samples:
                taken = False
                while not taken:
                    with visit(browser, lab.fresh_address(url), "kernel", sample.slowdown) as page:
                        lab.run_all(page, url)
                        taken = sample.take(page, "kernel", LAB_CHANGES, quiet)
                    lab.stop_kernels(url)
    return samples


def slowing(samples: list[Sample]) -> float:
    """How many times longer a fixed loop took where Chromium was told to be slow.

    Raises:
        SystemExit: if it did not slow down, for then the table would lie.
    """
    loops = [[ms for sample in samples if sample.slowdown == slow for ms in sample.loop] for slow in SLOWDOWNS]
    found = median(loops[1]) / median(loops[0])
    if found < SLOWDOWNS[1] / 2 and not report.SHORT:
        raise SystemExit(f"Chromium was asked to be {SLOWDOWNS[1]} times slower and was only {found:.1f} times slower")
    return found


def weigh_pages(browser: Browser, ours: str, usual: str) -> Weights:
    """Bytes of our chapter, of a stock page with a widget and of one without; and of our own script."""
    say("weighing pages")
    pages = {
        report.OURS: f"{ours}/{CHAPTER}",
        report.STOCK: f"{usual}/widgets.html",
        report.PLAIN: f"{usual}/plain.html",
    }
    weights = {name: weigh(browser, url) for name, url in pages.items()}
    script = ROOT / "_build" / "html" / "_static" / "painloop.js"
    return {**weights, report.SCRIPT: {script.name: file_weight(script)}}


def say(text: str) -> None:
    print(f"- {text}", flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The benchmark was ended from outside"))  # JupyterLab ends too
    try:
        main()
    except (AssertionError, RuntimeError) as error:
        sys.exit(f"The benchmark stopped: {error}")
