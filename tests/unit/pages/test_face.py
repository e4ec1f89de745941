"""`painloop.pages` hands on what a chapter prints, and loads no more than is asked for."""

import subprocess
import sys

import pytest

from painloop import pages


def test_every_name_that_is_handed_on_is_a_function_with_a_docstring():
    assert pages.MODULES
    for name, module in pages.MODULES.items():
        function = getattr(pages, name)
        assert function.__module__ == f"painloop.pages.{module}"
        assert function.__doc__
        assert name in dir(pages)


def test_another_name_is_refused_with_those_there_are():
    with pytest.raises(AttributeError, match=r"no 'tabel'; a chapter may print diagram, .*table"):
        pages.tabel  # noqa: B018  the look-up is the test


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["pages", "pages; pages.table; pages.questions; pages.safety; pages.equation"])
def test_what_a_chapter_prints_needs_neither_matplotlib_nor_the_explorers(asked):
    heavy = {"matplotlib", "ipywidgets", "anywidget", "pandas", "scipy", "painloop.explorers"}
    script = f"import sys; from painloop import {asked}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
