"""A default stands in one place: edited there, all that rests on it follows, in Python, in analysis, in the scripts.

All defaults are moved by a tenth at once, as an edit of each file would, and compared with the same values said to the
functions. Where the two differ, halves are tried until one number is left: it is typed somewhere else too.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from painloop import models

MOVED = Path(__file__).parents[1] / "unit" / "moved.py"
Move = tuple[str, float, float]  # key, value and old default


def moves() -> list[Move]:
    """Every quantity of every model; a nought goes a tenth of the way up."""
    quantities = {(each.key, each.default): each for model in models.ALL for each in model.parameters}
    return [(key, beside(each), old) for (key, old), each in quantities.items()]


def beside(quantity) -> float:
    """A tenth away, within the range where there is one; theta downwards, or the loop would have no threshold."""
    moved = 1.1 * quantity.default or 0.1 * quantity.high
    upwards = moved <= max(quantity.high, 1.05 * quantity.low) and quantity.key != "theta"
    return moved if upwards else 0.9 * quantity.default


def results(way: str, moved: list[Move], folder: Path) -> dict:
    """What `moved.py` prints, in a Python of its own."""
    (folder / way).mkdir(parents=True)
    command = [sys.executable, MOVED, way, folder / way, *(str(word) for move in moved for word in move)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def differing(found: object, right: object, where: str = "") -> list[str]:
    """The places at which two answers differ."""
    if isinstance(right, dict):
        assert found.keys() == right.keys(), where
        return [each for key in right for each in differing(found[key], right[key], f"{where} {key}")]
    if isinstance(right, list):
        if len(found) != len(right):
            return [where]
        return [each for pair in zip(found, right, strict=True) for each in differing(*pair, where)]
    if right is None:
        return [] if found is None else [where]
    return [] if found == pytest.approx(right, rel=1e-7, abs=1e-12, nan_ok=True) else [where]


def compared(moved: list[Move], folder: Path) -> tuple[list[str], dict]:
    """The places at which edited files and told functions differ, and what the functions give."""
    right = results("said", moved, folder)
    return differing(results("default", moved, folder), right), right


def typed_elsewhere(moved: list[Move], folder: Path) -> str:
    """One of the numbers that do not follow."""
    while len(moved) > 1:
        half = moved[: len(moved) // 2]
        folder = folder / "half"
        moved = half if compared(half, folder)[0] else moved[len(half) :]
    return moved[0][0]


def test_all_that_rests_on_a_default_follows_it(tmp_path):
    everything = moves()
    assert len(everything) > 60
    places, right = compared(everything, tmp_path)
    assert right["scripts"]["separatrix"], "these numbers have no separatrix to compare"
    assert right["python"]["separatrix"]
    assert not places, f"{typed_elsewhere(everything, tmp_path)} does not follow: {places}"
