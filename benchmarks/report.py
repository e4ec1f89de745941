"""Numbers as Markdown tables, and as JSON for whoever wants to look closer."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.command import SHORT
from benchmarks.sample import Sample
from benchmarks.timing import Timing

RESULTS = Path(__file__).parent / "results"
OURS = "our chapter, dose clock"
HEAVIEST = "the same, 14 nights (its heaviest setting)"
STOCK = "stock widget page, slider linked to a bar"
KERNEL = "JupyterLab, kernel redraws the same figure"
PLAIN = "stock page without widgets"
AIM = 0.5
SCRIPT = "of our chapter, the book's own script"
PACKAGES = ("jupyter-book", "sphinx-book-theme", "ipywidgets", "jupyterlab", "matplotlib")
SOLVERS = ("numpy", "scipy", "sympy", "libroadrunner")

Cells = Sequence[object]


def save(name: str, text: str, everything: dict[str, Any]) -> str:
    """Keep all numbers and their tables in results/, and return the tables."""
    if SHORT:
        return f"\n{text}\n\nIn short, to see that it runs: too few to quote, and not kept."
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(everything, indent=1, default=asdict), "utf-8")
    path.with_suffix(".md").write_text(text + "\n", "utf-8")
    return f"\n{text}\n\nAll numbers: {path}"


def reaction(samples: list[Sample]) -> str:
    """First usable control and input to repaint; ratios are to our page at the same speed."""
    heads = ["page", "processor", "first usable control, ms", "÷ ours", "input to repaint, median ms", "÷ ours",
             "p95 ms", "÷ ours", "`explorer:rendered`, median ms", "p95 ms", "visits, changes",
             "repeated, disturbed"]  # fmt: skip
    ours = {sample.slowdown: summary(sample) for sample in samples if sample.subject == OURS}
    rows = []
    for sample in samples:
        own, first = summary(sample), ours[sample.slowdown]
        rows.append([
            sample.subject, speed(sample),
            *(cell for value, unit in zip(own, first, strict=True) for cell in (f"{value:.0f}", f"{value / unit:.1f}")),
            *([f"{value:.1f}" for value in spread(sample.rendered)] if sample.rendered else ["–", "–"]),
            f"{len(sample.first)}, {len(sample.repaint)}", f"{sample.repeated}, {sample.disturbed}",
        ])  # fmt: skip
    return table("How soon a page answers", heads, rows)


def start(samples: list[Sample]) -> str:
    """First usable control as a share of the stock page's, visit by visit: those of one round stand side by side."""
    stock = {sample.slowdown: sample.first for sample in samples if sample.subject == STOCK}
    rows: list[Cells] = []
    for sample in samples:
        if sample.subject == KERNEL:
            continue  # measured after the others, not in turns with them
        shares = [own / theirs for own, theirs in zip(sample.first, stock[sample.slowdown], strict=True)]
        rows.append([
            sample.subject, speed(sample), f"{median(sample.first):.0f}", reach(sample.first, 0),
            f"{median(shares):.2f}", reach(shares, 2),
        ])  # fmt: skip
    heads = ["page", "processor", "first usable control, median ms", "quickest – slowest",
             "share of the stock page's, median", "smallest – largest"]  # fmt: skip
    return table(f"How soon a page can be used (aim: {AIM} of the stock page or less)", heads, rows)


def reach(values: list[float], digits: int) -> str:
    """From the least to the most."""
    return f"{min(values):.{digits}f} – {max(values):.{digits}f}"


def speed(sample: Sample) -> str:
    return "full speed" if sample.slowdown == 1 else f"{sample.slowdown}× slower"


def summary(sample: Sample) -> tuple[float, float, float]:
    """Median first control; median and 95th percentile of input to repaint."""
    return median(sample.first), *spread(sample.repaint)


def spread(values: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return median(values), quantiles(values, n=20, method="inclusive")[-1]


def weight(weights: dict[str, dict[str, int]]) -> str:
    """What a first visitor loads."""
    ours = sum(weights[OURS].values())
    totals = {name: (len(sizes), sum(sizes.values())) for name, sizes in weights.items()}
    rows: list[Cells] = [
        [name, count, f"{size / 1e6:.3f}", f"{size / ours:.2f}"] for name, (count, size) in totals.items()
    ]
    return table("What a first visitor loads", ["page", "responses", "MB, gzip", "÷ ours"], rows)


def patients(
    one: list[Timing], crowds: dict[str, list[Timing]], memory: dict[str, float], imports: dict[str, float],
    machine: dict[str, str],
) -> str:  # fmt: skip
    """Everything about half a year of nightly doses."""
    return "\n\n".join((
        solvers("One patient, 180 days, a dose every night", one),
        *(solvers(f"Many patients, the same: {kind}", timings) for kind, timings in crowds.items()),
        table("Memory", ["patients", "peak of the process, MiB"], [[n, f"{m:.0f}"] for n, m in memory.items()]),
        table("Imports", ["", "median s", "÷ numpy, sympy"],
              [[f"import {n}", f"{s:.2f}", f"{s / imports['numpy, sympy']:.2f}"] for n, s in imports.items()]),
        footer(machine),
    ))  # fmt: skip


def solvers(title: str, timings: list[Timing]) -> str:
    """Patients a second; the last ratios say how many times as many as each kind of peer at its best."""
    best = {kind: min(t.ms for t in timings if t.name.startswith(kind)) for kind in ("SciPy", "libRoadRunner")}
    rows: list[Cells] = [
        [t.name, f"{t.ms:.3f}", f"{1000 / t.ms:,.0f}", *(f"{peer / t.ms:,.1f}" for peer in best.values()),
         *(f"{found(t.errors):.1e}" if t.errors else "–" for found in (median, max))]
        for t in timings
    ]  # fmt: skip
    faster = [f"times as many as {kind}" for kind in best]
    heads = ["solver", "ms a patient", "patients a second", *faster, "median error", "largest error"]
    return table(title, heads, rows)


def table(title: str, heads: Cells, rows: Sequence[Cells]) -> str:
    """A Markdown table with aligned columns, the first to the left."""
    cells = [[str(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rule = [("-" * width) if i == 0 else ("-" * (width - 1) + ":") for i, width in enumerate(widths)]
    lines = [
        [
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in (cells[0], rule, *cells[1:])
    ]
    return f"**{title}**\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def load() -> str:
    """How busy the machine is: above the number of processors, times are too long."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def machine(load_before: str, seconds: float, packages: Iterable[str]) -> dict[str, str]:
    """What the numbers were measured with."""
    return {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit(),
        "processors": f"{os.cpu_count()} × {platform.machine()}",
        "load before": load_before,
        "load after": load(),
        "took": f"{seconds:.0f} s",
        "Python": sys.version.split()[0],
        **{name: version(name) for name in packages},
    }


def commit() -> str:
    """What was measured."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    said = subprocess.run(command, cwd=RESULTS.parent, capture_output=True, encoding="utf-8", check=False)
    return said.stdout.strip()


def footer(machine: dict[str, str]) -> str:
    return "; ".join(f"{key} {value}" for key, value in machine.items()) + "."
