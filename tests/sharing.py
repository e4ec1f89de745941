"""How the tests are shared out: tests of one page, or of one file, stay in one worker; the dearest begin first.

While one worker builds the book, the other does what needs no built book: so those files stand at the head.
"""

import re

import pytest
from xdist.scheduler import LoadScopeScheduling

OF_A_PAGE = re.compile(r"[-\[]((?:book/[\w-]+|search)\.html)(?=[-\]])")
# The first makes the book. Then what needs none, then what is dear; all pages come last, in small parts.
ORDER = (
    "tests/publish/test_pdf.py",
    "tests/unit",
    "tests/chapters",
    "tests/sites",
    "tests/browser/test_jupyterlab.py",
    "tests/long",
    "tests/engines",
    "tests/browser/test_launch.py",
    "tests/browser/test_simulations.py",
    "tests/browser/test_typed.py",
    "tests/browser/test_one_state.py",
    "tests/browser/test_offline_editions.py",
    "tests/browser/test_embed.py",
    "tests/publish/test_slides.py",
    "tests/doubt/test_wheel.py",
    "tests/doubt/test_hostile.py",
    "tests/doubt/test_interrupted.py",
    "tests/doubt/test_benchmarks.py",
    "tests/doubt/test_saved.py",
    "tests/doubt/test_at_length.py",
)


def part(nodeid: str) -> str:
    """What a test stays together with: the page it looks at, else its class or file; each mutant is by itself."""
    if nodeid.startswith("tests/mutants"):
        return nodeid
    page = OF_A_PAGE.search(nodeid)
    return page[1] if page else nodeid.split("[")[0].rpartition("::")[0]


def place(nodeid: str) -> tuple[int, str]:
    """Where a test stands in the order; tests of one page stand together."""
    whole = part(nodeid)
    found = (n for n, path in enumerate(ORDER) if whole.startswith(path))
    return next(found, len(ORDER)), whole if whole.endswith(".html") else ""


class Sharing(LoadScopeScheduling):
    """Gives a worker that is nearly idle the next part in the order."""

    def _split_scope(self, nodeid: str) -> str:
        return part(nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests into that order; all of `tests/doubt/` is for `make doubt`."""
    for item in items:
        if item.nodeid.startswith("tests/doubt/"):
            item.add_marker("doubt")
    items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Share them out so, whatever `--dist` says."""
    config.option.loadscopereorder = False
    return Sharing(config, log)
