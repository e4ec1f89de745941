"""The project's own papers: the paths they name exist, the versions agree, the citation file is one."""

import doctest
import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

import painloop

ROOT = Path(__file__).parents[2]
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_that_is_named_exists(paper):
    text = (ROOT / paper).read_text("utf-8")
    named = re.findall(r"`((?:src|book|tests|benchmarks|docs|\.binder|\.ci)/[^`<*]*)`", text)
    named += [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    named = [name for name in named if not name.endswith((":", "…"))]
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_that_is_named_exists(paper):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"`make (\w+)|^make (\w+)", (ROOT / paper).read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{''.join(command)}:", makefile, re.MULTILINE), command


def test_the_citation_file_has_what_the_format_requires_and_the_packages_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] in ("software", "dataset")
    assert citation["version"] == painloop.__version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", citation["date-released"])


def test_the_tour_of_the_package_is_true():
    assert doctest.testmod(painloop).failed == 0


def test_every_bundled_package_has_its_notice():
    notices = (ROOT / "THIRD_PARTY_NOTICES").read_text("utf-8").lower()
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    bundled = {path.removeprefix("node_modules/") for path, entry in lock.items() if path and not entry.get("dev")}
    bundled -= {"esbuild", "commander", *(name for name in bundled if name.startswith("@esbuild/"))}  # run, not shipped
    assert not [name for name in bundled if name not in notices]


def test_every_requirement_is_pinned_and_the_last_line_installs_this_package():
    lines = (ROOT / "requirements.txt").read_text("utf-8").split("\n")
    lines = [line for line in lines if line and not line.startswith("#")]
    assert lines[-1] == "-e ."
    assert all("==" in line for line in lines[:-1])
    assert "jupyter-book==1.0.4.post1" in lines


def test_no_line_of_a_script_is_longer_than_the_formatter_would_make_it():
    """It leaves comments and texts as they are."""
    names = subprocess.check_output(["git", "ls-files", "*.js", "*.mjs"], cwd=ROOT, encoding="utf-8").split()
    written = [name for name in names if "offline-worker-20" not in name]  # one that was published
    assert len(written) > 50
    lines = {name: (ROOT / name).read_text("utf-8").splitlines() for name in written}
    assert not [(name, line) for name, all_of_it in lines.items() for line in all_of_it if len(line) > 120]
