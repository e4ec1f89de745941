"""Every benchmark runs to its end and prints its tables: in short, since here only whether it runs is asked."""

import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from sampled import sampled

TABLES = {
    "patients": ["One patient", "Many patients", "Memory", "Imports"],
    "explorer": ["How soon a page answers", "What a first visitor loads"],
    "every_explorer": ["Every explorer", "A live kernel in the same run"],
}
FROM_DEBIAN = ("nginx", "wrk")


def run(name: str) -> str:
    """What a benchmark prints."""
    command = [sys.executable, "-m", f"benchmarks.{name}", "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.mark.parametrize("name", sampled(TABLES, ()))
def test_a_benchmark_runs_to_its_end(name, site):
    assert site == ROOT / "_build" / "html", "benchmarks measure the book that is built here"
    said = run(name)
    for title in TABLES[name]:
        body = re.search(rf"\*\*{title}.*?\*\*\n\n((?:\|.*\n)+)", said)
        assert body, title
        assert len(body[1].splitlines()) > 2, title
    assert re.search(r"day \d{4}-\d\d-\d\d; commit \w+", said)


def test_three_hundred_readers_get_their_pages(site):
    if not all(map(shutil.which, FROM_DEBIAN)):
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "nginx-light", "wrk"], check=True)
    rows = re.findall(r"^\| (nginx|python -m http.server) \| ([\d,]+) ", run("load"), re.MULTILINE)
    assert len(rows) == 2
    assert all(int(asked.replace(",", "")) > 0 for _, asked in rows)


def test_a_learner_on_binder_can_run_a_chapter():
    assert re.search(r"^\| [\w-]+ \| \d+ \| \d+ \|$", run("binder"), re.MULTILINE)
