"""A number that moves is missed: the sentences that print it are named, and nothing said to be computed is typed."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pages import ROOT, stems
from prose_numbers import COMPUTED, Said, missing
from test_prose_numbers import numbers

from painloop import data, models

MOVED = ROOT / "tests" / "chapters" / "moved_prose.py"
EDITS = {
    "tau_G": {"defaults": [["tau_G", 12.0, 10.0]]},
    "t_half_brain": {"defaults": [["t_half_brain", 33.0, models.receptor_blockade.T_HALF_BRAIN.default]]},
    "a trial": {"cells": [["trials", "FINAL 2024", "difference_points", -0.44]]},
}


def words(moves: dict, folder: Path) -> dict[str, list[str] | str]:
    """For each page what would have to stand there."""
    folder.mkdir()
    command = [sys.executable, MOVED, folder]
    done = subprocess.run(command, input=json.dumps(moves), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def differing(found: dict[str, list[str] | str]) -> list[tuple[str, Said, str]]:
    """Page, what it says now, and what it would have to say."""
    pages = [(stem, numbers(stem), found[stem]) for stem in stems()]
    pairs = [(stem, *pair) for stem, now, then in pages for pair in zip(now, then, strict=True)]
    return [(stem, said, new) for stem, said, new in pairs if said.words != new]


def test_as_it_is_the_other_python_says_the_same(tmp_path):
    assert not differing(words({}, tmp_path / "same"))


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_names_the_sentences_that_no_longer_hold(edit, tmp_path):
    found = differing(words(EDITS[edit], tmp_path / "edited"))
    assert found
    for stem, said, new in found:
        told = "\n".join(missing(stem, [Said(new, said.gaps, said.rests_on)]))
        assert said.words in told, (stem, new, told)


def jolted(random_: random.Random) -> dict:
    """Every default by up to a tenth, and every number of every table by up to three fifths."""
    quantities = {(each.key, each.default): each for model in models.ALL for each in model.parameters}
    moved = [[key, old * by(random_, 0.1) or 0.1 * each.high, old] for (key, old), each in quantities.items()]
    return {"defaults": moved, "cells": [cell for name in data.names() for cell in cells(name, random_)]}


def by(random_: random.Random, share: float) -> float:
    """A factor up to so far from one."""
    return random_.uniform(1 - share, 1 + share)


def cells(name: str, random_: random.Random) -> list[list]:
    """A table's numbers, moved."""
    table = data.load(name)
    columns = [column for column in table if pd.api.types.is_numeric_dtype(table[column])]
    return [
        [name, i, column, float(value) * by(random_, 0.6)]
        for column in columns
        for i, value in table[column].dropna().items()
    ]


def test_what_is_said_to_be_computed_follows_models_or_tables(tmp_path):
    """Where every default and every cell is another, no such words stay as they are; what does was typed."""
    still = {(stem, said.words) for stem in stems() for said in numbers(stem) if said.rests_on == COMPUTED}
    for seed in range(8):
        found = words(jolted(random.Random(seed)), tmp_path / str(seed))
        still = {(stem, said) for stem, said in still if isinstance(found[stem], str) or said in found[stem]}
        if not still:
            break
    assert not still
