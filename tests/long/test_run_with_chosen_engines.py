"""A run of the tests heeds the choice of engines, or does not begin; and what CI sets changes nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ONE = "tests/unit/test_engines_choice.py::test_without_a_choice_all_engines_are_tried"


def run(*more: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A small run of the tests, and of more, with these variables."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "ENGINES")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ONE, *more]
    return subprocess.run(
        command, cwd=ROOT, env={**kept, **environment}, capture_output=True, encoding="utf-8", check=False
    )


def test_the_last_line_of_a_run_says_what_was_left_out():
    last = run(ENGINES="chromium").stdout.strip().splitlines()[-1]
    assert last == "Left out by choice (ENGINES=chromium): firefox, webkit."


@pytest.mark.parametrize("wrong", [{"ENGINES": "opera"}, {"ENGINES": "chromium", "CI": "1"}])
def test_a_run_with_a_wrong_choice_does_not_begin(wrong):
    done = run(**wrong)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "ENGINES" in done.stderr
    assert "passed" not in done.stdout


@pytest.mark.parametrize("sign", ["CI", "BUILD_NUMBER"])
def test_a_failure_is_told_as_briefly_in_ci_as_elsewhere(sign, tmp_path):
    """How two lists of thousands differ, line by line, takes pytest hours, and it would do so in CI alone."""
    (tmp_path / "test_fails.py").write_text("def test_fails():\n    assert [1, 2, 3] == [1, 2, 4]\n", "utf-8")
    told = run(tmp_path / "test_fails.py", **{sign: "true"}).stdout
    assert "1 failed, 1 passed" in told
    assert "Full diff" not in told
