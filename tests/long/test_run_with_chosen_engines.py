"""A run of the tests heeds the choice of engines, or does not begin; and what CI sets changes nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONE = "tests/unit/test_engines_choice.py::test_without_a_choice_all_engines_are_tried"
FAILS = "tests/long/fails_on_purpose.py"


def finished_run(*more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A small run of the tests, and of more, with these variables."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "ENGINES")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ONE, *more]
    return subprocess.run(
        command, cwd=ROOT, env={**kept, **environment}, capture_output=True, encoding="utf-8", check=False
    )


def test_the_last_line_of_a_run_says_what_was_left_out():
    last = finished_run(ENGINES="chromium").stdout.strip().splitlines()[-1]
    assert last == "Left out by choice (ENGINES=chromium): firefox, webkit."


@pytest.mark.parametrize("wrong", [{"ENGINES": "opera"}, {"ENGINES": "chromium", "CI": "1"}])
def test_a_run_with_a_wrong_choice_does_not_begin(wrong):
    done = finished_run(**wrong)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "ENGINES" in done.stderr
    assert "passed" not in done.stdout


@pytest.mark.parametrize("sign", ["CI", "BUILD_NUMBER"])
def test_a_failure_is_told_as_briefly_in_ci_as_elsewhere(sign):
    """How two lists of thousands differ, line by line, takes pytest hours, and it would do so in CI alone."""
    done = finished_run(FAILS, **{sign: "true"})
    assert "1 failed, 1 passed" in done.stdout, done.stderr
    assert "Full diff" not in done.stdout
