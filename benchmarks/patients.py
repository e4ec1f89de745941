"""Half a year of nightly doses: patients a second, beside SciPy and libRoadRunner. `make bench` runs it."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks import command, crowd, report
from benchmarks.command import say, size
from benchmarks.crowd import DAYS, DOSES, FLOWING, KINDS, MODEL, STEPS
from benchmarks.peers import PEERS, Peer
from benchmarks.timing import Timing
from painloop.models.patient_on_ldn import SENSITISED
from painloop.runs.reference import solve
from painloop.web.node import Node

ALLOWED = 1e-4  # the error that every solver has to keep for the default patient
TOLERANCES = [digit * 10.0**power for power in range(-3, -10, -1) for digit in (1, 0.5, 0.2)]
ROUNDS = size(5, 1)
CROWDS = size((1_000, 10_000, 100_000, 1_000_000), (100, 1_000))
SAMPLE = size(15, 2)  # patients of the crowd that the peers follow too
LADDER = (12, 16, 24, 48)
DEFAULT: dict[str, Any] = {"start": SENSITISED}
SCRIPT = Path(__file__).with_name("simulate.mjs")
REPEATS = 50  # of the script, after as many that warm it
MEMORY = """
from pathlib import Path
from benchmarks import crowd
crowd.run({n})()
print(Path("/proc/self/status").read_text("utf-8").split("VmHWM:")[1].split()[0])
"""
IMPORT = "import time; begun = time.perf_counter(); import {names}; print(time.perf_counter() - begun)"

Columns = Mapping[str, Any]


def main() -> None:
    """Measure, print, save."""
    begun, load = time.monotonic(), report.load()
    say("the exact solution")
    exact = solve(MODEL, DAYS, DOSES, SENSITISED)
    tolerances = {peer: tolerance(peer, exact) for peer in PEERS}
    everything: dict[str, Any] = {
        "one": one_patient(tolerances, exact) + in_node(exact),
        "crowds": {kind: same_patients(tolerances, kind) + crowds(kind) for kind in KINDS},
        "memory": {f"{n:,}": float(fresh(MEMORY.format(n=n))) / 1024 for n in CROWDS[1::2]},
        "imports": imports(),
        "machine": report.machine(load, time.monotonic() - begun, report.SOLVERS),
    }
    print(report.save("patients", report.patients(**everything), everything))


def error(columns: Columns, exact: Columns) -> float:
    """The largest relative error, after the beginning."""
    return max(float(np.abs(np.asarray(columns[key])[1:] / exact[key][1:] - 1).max()) for key in FLOWING)


def tolerance(peer: Peer, exact: Columns) -> float:
    """The loosest that keeps the error."""
    say(f"looking for the loosest tolerance of {peer.name}")
    return next(rtol for rtol in TOLERANCES if error(peer(rtol, **DEFAULT), exact) <= ALLOWED)


def one_patient(tolerances: Mapping[Peer, float], exact: Columns) -> list[Timing]:
    """The default patient: the quickest of some runs, every solver in turn."""
    say("one patient, every solver in turn")
    runs: dict[str, Callable[[], Any]] = {f"ours, NumPy, {STEPS} steps a day": crowd.follow(DAYS, DEFAULT)}
    runs |= {f"{peer.name}, rtol {rtol:.0e}": partial(peer, rtol, **DEFAULT) for peer, rtol in tolerances.items()}
    spent = {name: [seconds(run) for _ in range(ROUNDS)] for name, run in runs.items()}
    return [Timing(name, 1000 * min(spent[name]), [error(run(), exact)]) for name, run in runs.items()]


def in_node(exact: Columns) -> list[Timing]:
    """The same in the browser's script, from few steps a day to many."""
    say("the browser's script in Node")
    node = Node(SCRIPT)
    doses = [{"time": dose.time, "amount": dose.amount} for dose in DOSES]
    asked = {"model": MODEL.name, "days": DAYS.tolist(), "doses": doses, "start": SENSITISED, "keep": FLOWING}
    answers = {steps: node.ask({**asked, "steps": steps, "repeats": REPEATS}) for steps in LADDER}
    return [
        Timing(f"ours, JavaScript, {steps} steps a day", median(answer["ms"]), [error(answer["columns"], exact)])
        for steps, answer in answers.items()
    ]


def same_patients(tolerances: Mapping[Peer, float], kind: str) -> list[Timing]:
    """Some of the crowd, followed by every solver one by one, ours for its errors alone."""
    together = crowd.draw(SAMPLE, kind)
    patients = [crowd.one_of(together, i) for i in range(SAMPLE)]
    say(f"{SAMPLE} of a crowd, every solver in turn ({kind})")
    exact = [solve(MODEL, DAYS, DOSES, rtol=1e-10, **patient) for patient in patients]
    timings = []
    for peer, rtol in tolerances.items():
        each = [min(seconds(partial(peer, rtol, **patient)) for _ in range(2)) for patient in patients]
        errors = [error(peer(rtol, **patient), truth) for patient, truth in zip(patients, exact, strict=True)]
        timings.append(Timing(f"{peer.name}, rtol {rtol:.0e}", 1000 * float(np.mean(each)), errors))
    run = crowd.follow(DAYS, together)
    ours = run()
    errors = [error({key: ours[key][:, i] for key in FLOWING}, truth) for i, truth in enumerate(exact)]
    return [*timings, Timing(f"ours, NumPy, {SAMPLE} patients", 1000 * seconds(run) / SAMPLE, errors)]


def crowds(kind: str) -> list[Timing]:
    """Ever more patients; the quickest of some runs, of the largest crowd, of one kind only, a single one."""
    timings = []
    for n in CROWDS if kind == KINDS[1] else CROWDS[:-1]:
        say(f"{n:,} patients")
        run = crowd.run(n, kind)
        best = min(seconds(run) for _ in range(max(1, min(ROUNDS, 400_000 // n))))
        timings.append(Timing(f"ours, NumPy, {n:,} patients", 1000 * best / n, []))
    return timings


def imports() -> dict[str, float]:
    """Median seconds of an import, each in a process of its own, in turns."""
    say("imports")
    names = ("painloop", "numpy, sympy")
    spent = [[float(fresh(IMPORT.format(names=each))) for each in names] for _ in range(size(9, 1))]
    return dict(zip(names, map(median, zip(*spent, strict=True)), strict=True))


def fresh(script: str) -> str:
    """What a script prints in a process of its own."""
    return subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


if __name__ == "__main__":
    command.run(main)
