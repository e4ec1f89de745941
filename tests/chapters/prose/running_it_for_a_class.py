"""The numbers of the page for those who run the book for a class: of formats, and as they were measured."""

import re
import tomllib

from pages import ROOT
from prose_numbers import given, sets

from publish.classroom.items import ITEMS

MEASURED = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
NEEDS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]


def measured(pattern: str) -> str:
    """A number as the page on benchmarks has it."""
    found = re.search(pattern, MEASURED)
    assert found, pattern
    return found[1]


NUMBERS = [
    sets("| Python {} |", NEEDS.removeprefix(">=")),
    sets("got {} answers a second", measured(r"\| nginx \| ([\d,]+) \|")),
    sets("the heaviest kernel took {} MB", measured(r"with \d+ to (\d+) MB in the kernel")),
    sets("| {} graded questions", str(len(ITEMS))),
    given("Common Cartridge 1.3", "the name of an edition"),
    given("QTI 2.1", "the name of an edition"),
    given("a limit of 1 GB", "ample beside what was measured"),
]
