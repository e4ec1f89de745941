"""Binder accepts the repository, and every chapter runs there as a notebook within the memory that it has."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.binder import MOST_MEGABYTES, chapters, run_chapter

ROOT = Path(__file__).parents[2]


def test_binder_accepts_the_repository_with_python_3_11():
    command = [Path(sys.executable).with_name("repo2docker"), "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    for line in ("for python=3.11", 'pip install --no-cache-dir -r ".binder/requirements.txt"', "./.binder/postBuild"):
        assert line in said


@pytest.mark.parametrize("chapter", chapters(ROOT / "book"), ids=lambda path: path.stem)
def test_a_chapter_runs_as_a_notebook_within_binders_memory(chapter):
    assert run_chapter(sys.executable, chapter)["megabytes"] < MOST_MEGABYTES
