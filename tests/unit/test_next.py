"""What `make next` builds with: the newest Python there is, newest packages, and the settings of `_config.yml`."""

import os
import sys
from pathlib import Path

import pytest
import yaml

from publish import next as newest_of_all

ROOT = Path(__file__).parents[2]
OURS = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))


def machine(folder: Path, **pythons: str) -> str:
    """A machine's path with programs of these names; `_` stands for a full stop."""
    for name, script in pythons.items():
        path = folder / name.replace("_", ".")
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
    return os.pathsep.join(["", str(folder / "not-there"), str(folder)])


def test_the_newest_python_is_taken_that_can_make_an_environment(tmp_path):
    path = machine(tmp_path, python3="", python3_9="", python3_12="", python3_13="", python3_14="exit 1")
    (tmp_path / "python3.15").write_text("cannot be run", "utf-8")
    (tmp_path / "python3.99-config").touch()
    assert newest_of_all.newest(path) == tmp_path / "python3.13"


def test_where_none_is_found_it_is_the_books_own(tmp_path):
    assert newest_of_all.newest(machine(tmp_path, python3="", python3_14="exit 1")) == Path(sys.executable)


@pytest.fixture(scope="module")
def conf():
    """What conf.py says, as Sphinx reads it."""
    path = sys.path[:]
    said = {"__file__": "conf.py"}
    exec(newest_of_all.conf(), said)
    sys.path[:] = path
    return said


@pytest.mark.slow
def test_conf_says_what_the_config_says(conf):
    given = OURS["sphinx"]["config"]
    moved = {"extensions", *newest_of_all.BESIDE}
    assert {name: conf[name] for name in given.keys() - moved} == {name: given[name] for name in given.keys() - moved}
    assert conf["html_title"] == OURS["title"]
    assert conf["nb_execution_timeout"] == OURS["execute"]["timeout"]
    assert set(OURS["exclude_patterns"]) <= set(conf["exclude_patterns"])


@pytest.mark.slow
def test_conf_loads_every_extension_but_jupyter_books_own(conf):
    given = OURS["sphinx"]["config"]["extensions"]
    assert conf["extensions"] == [name for name in given if name not in ("jupyter_book", "sphinx_comments")]


@pytest.mark.slow
def test_what_conf_names_is_found_from_another_folder(conf):
    named = [conf["html_favicon"], *conf["html_static_path"], *conf["templates_path"]]
    assert len(named) == 3
    assert all(Path(each).is_absolute() and Path(each).exists() for each in named)


@pytest.mark.slow
def test_packages_are_asked_for_by_name_alone_and_jupyter_book_is_not():
    names = newest_of_all.packages()
    assert {"sphinx", "sphinx-book-theme", "pydata-sphinx-theme", "myst-parser", "myst-nb", "numpy"} <= set(names)
    assert not [name for name in names if not name.replace("-", "").isalnum()]
    assert not {"jupyter-book", "painloop-page"} & set(names)
