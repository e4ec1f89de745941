"""Writes what the tests of accessibility found, for the page that tells readers (a plugin of pytest).

`make accessibility` loads it. A test's name is its sentence; its marker says for whom it is.
"""

import csv
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

RESULTS = Path(__file__).parents[2] / "book" / "accessibility.csv"
COLUMNS = ("area", "what", "times", "passed", "tested")


def sentence(name: str) -> str:
    """The name of a test as a sentence: test_a_b[c] is "A b"."""
    words = re.sub(r"\[.*", "", name).removeprefix("test_").replace("_", " ")
    return words[0].upper() + words[1:]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each marked test its area and its sentence to take along."""
    for item in items:
        if marker := item.get_closest_marker("accessibility"):
            item.user_properties += [("area", marker.args[0]), ("what", sentence(item.name))]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count, and write one row for each sentence."""
    passed = Counter(_row(each) for each in terminalreporter.stats.get("passed", []) if each.when == "call")
    failed = Counter(_row(each) for each in terminalreporter.stats.get("failed", []))
    today = datetime.now(UTC).date().isoformat()
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((*row, passed[row] + failed[row], passed[row], today) for row in sorted(passed | failed))


def _row(report: pytest.TestReport) -> tuple[str, str]:
    properties = dict(report.user_properties)
    return properties["area"], properties["what"]
