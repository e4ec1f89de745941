"""The page on accessibility says what these tests found, and nothing that was not tested."""

import csv
import re
from pathlib import Path

from conftest import page_paths
from report import RESULTS, sentence

TESTS = Path(__file__).parents[1]
MARKED = re.compile(r'@pytest\.mark\.accessibility\("(\w+)"\)\n(?:@.*\n|    .*\n|\)\n)*def (test_\w+)')


def marked() -> set[tuple[str, str]]:
    """Every test that is marked, as area and sentence."""
    sources = [path.read_text("utf-8") for path in TESTS.rglob("test_*.py")]
    return {(area, sentence(name)) for source in sources for area, name in MARKED.findall(source)}


def printed() -> list[dict[str, str]]:
    with RESULTS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_page_lists_every_marked_test_and_no_other():
    assert len(marked()) > 30
    assert {(row["area"], row["what"]) for row in printed()} == marked(), "run: make accessibility"


def test_everything_that_is_printed_as_passed_passed():
    assert not [row for row in printed() if row["times"] != row["passed"]]


def test_axe_looked_at_every_page_of_this_book():
    [row] = [row for row in printed() if row["what"] == "Axe finds nothing by day or at night"]
    assert int(row["times"]) == 2 * len(page_paths()), "run: make accessibility"
