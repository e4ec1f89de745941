"""Whether the oracle tests see: each mistake is made in a copy of the scripts, which a test must then refuse.

The oracles of one file run in this process, again for each mistake, so that what they compare with is computed once.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import javascript
import pytest
from mistakes import MISTAKES
from place import WEB, places, without_casts

from painloop.web.node import Node

ROOT = Path(__file__).parents[2]
CASES = [(file, *mistake) for file, mistakes in MISTAKES.items() for mistake in mistakes]


@dataclass
class Watch:
    """What happens to the tests of one run."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            (self.failed if report.when == "call" else self.stopped).append(f"{report.nodeid}\n{report.longreprtext}")
        self.passed += report.passed and report.when == "call"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The scripts once more, and until the end of these tests the ones that oracles ask."""
    folder = tmp_path_factory.mktemp("mutants")
    shutil.copytree(WEB, folder / "web")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")  # or Node asks whatever stands above
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # the runs within need none, and begin sooner
        patch.setattr(javascript, "NODE", Node(javascript.SERVER, folder / "web"))
        yield folder / "web"
        javascript.NODE.stop()


def oracles(file: str) -> list[str]:
    """The tests that must see a mistake in a file: those of its name, or of its folder's within a room."""
    _room, name, *_ = file.removesuffix(".js").split("/")
    found = [str(path) for path in (ROOT / "tests").rglob(f"test_oracle_{name}.py")]
    assert found, f"{file} has no oracle tests"
    return found


def asked(file: str) -> Watch:
    """The oracle tests of a file, up to the first that fails."""
    watch = Watch()
    javascript.NODE.stop()  # which has read the scripts as they were
    unasked = ("cacheprovider", "terminal", "unraisableexception")  # the last collects all garbage twice a run
    without = [word for plugin in unasked for word in ("-p", f"no:{plugin}")]
    pytest.main([*oracles(file), "-x", *without, "--noconftest", "-o", "addopts="], plugins=[watch])
    return watch


@pytest.mark.parametrize("file", MISTAKES)
def test_without_a_mistake_every_oracle_is_content(file: str, copy: Path) -> None:
    watch = asked(file)
    assert not watch.failed + watch.stopped
    assert watch.passed


@pytest.mark.parametrize(("file", "mistake", "old", "new"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES])
def test_a_mistake_is_caught(file: str, mistake: str, old: str, new: str, copy: Path, record_property) -> None:
    text = without_casts((WEB / file).read_text("utf-8"))
    [found] = places(text, old)  # tests/unit/web/test_mistakes.py
    (copy / file).write_text(text.replace(found, new), "utf-8")
    try:
        watch = asked(file)
    finally:
        (copy / file).write_text(text, "utf-8")
    assert not watch.stopped, f"this is no mistake in a number or a word, the script stops: {watch.stopped}"
    assert watch.failed, f"survives: {file}, {mistake}"
    record_property("caught", f"{file}: {mistake} — {watch.failed[0].splitlines()[0].rpartition('/')[2]}")
