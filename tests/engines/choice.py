"""The engines of a run: which were chosen, each started once for a worker, and said at its end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engine import Engine, start
from playwright.sync_api import Playwright

from setup.browsers import ENGINES, chosen

USED: dict[str, str] = {}  # by name, the version that was started in this run


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a choice that is none, before anything runs."""
    try:
        chosen()
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error
    if hasattr(config, "workeroutput"):
        config.workeroutput["engines"] = USED  # is sent at the worker's end


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """Hear from a worker what it used."""
    USED.update(getattr(node, "workeroutput", {}).get("engines", {}))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the engines that were not chosen."""
    left_out = {f"test_in_{name}.py" for name in ENGINES if name not in chosen()}
    return True if collection_path.name in left_out else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Say in the very last line which engines were used, and which were left out by choice."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and not hasattr(session.config, "workeroutput") and (line := last_line()):
        reporter.write_line(line)


def last_line() -> str:
    """Return that line, or nothing where no page was opened and nothing was chosen."""
    left_out = [name for name in ENGINES if name not in chosen()]
    used = [f"Engines: {', '.join(USED[name] for name in ENGINES if name in USED)}."] if USED else []
    if left_out:
        used.append(f"Left out by choice (ENGINES={' '.join(chosen())}): {', '.join(left_out)}.")
    return " ".join(used)


@pytest.fixture(scope="session")
def engines(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Engine]]:
    """A function that gives the engine of a name."""
    started: dict[str, Engine] = {}

    def get(name: str) -> Engine:
        if name not in started:
            started[name] = start(name, tmp_path_factory.mktemp(name), playwright)
            USED[name] = started[name].version
        return started[name]

    yield get
    for engine in started.values():
        engine.close()


@pytest.fixture
def engine(request: pytest.FixtureRequest, engines: Callable[[str], Engine]) -> Iterator[Engine]:
    """The engine of a test's class, with the window of a desk; it must end without an error."""
    if request.cls.engine_name not in chosen():
        pytest.skip(f"{request.cls.engine_name} is left out by choice")
    found = engines(request.cls.engine_name)
    found.size(1280, 900)
    yield found
    assert not found.errors(), found.version
