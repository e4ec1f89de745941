"""Binder accepts the repository; that every page runs within its memory is seen in `tests/doubt/test_saved.py`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_binder_accepts_the_repository_with_python_3_11():
    command = [Path(sys.executable).with_name("repo2docker"), "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    for line in ("for python=3.11", 'pip install --no-cache-dir -r ".binder/requirements.txt"', "./.binder/postBuild"):
        assert line in said
