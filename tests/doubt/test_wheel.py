"""The package without its checkout: built, installed in a new environment in another folder, and put to use there.

It gives there what it gives here; and an explorer is moved in JupyterLab and in marimo.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import answers
import nbformat
import pytest
from checkout import files_of_the_project
from conftest import ROOT
from lab import jupyterlab, open_notebook, run_all_cells
from nbformat import v4
from playwright.sync_api import Page, expect

from painloop.explorers import DoseClock
from setup import jupyter_lab
from setup.local_server import free_port

SHARED = {"painloop/data/CITATION.cff": "CITATION.cff", "painloop/data/references.bib": "book/references.bib"}
SAID = "The kernel has {dose} mg; {blocked:.6f} are blocked at the end."
BLOCKED = "occupancy_brain_retention"
LABEL = f"""from ipywidgets import Label
from painloop.explorers import DoseClock
clock, label = DoseClock(), Label()
def say(change):
    label.value = {SAID!r}.format(dose=clock.dose, blocked=clock.trajectory()[{BLOCKED!r}][-1])
clock.observe(say, "dose")"""
APP = f"""import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    from painloop.explorers import DoseClock

    clock = mo.ui.anywidget(DoseClock())
    clock
    return clock, mo


@app.cell
def _(clock, mo):
    mo.md({SAID!r}.format(dose=clock.value["dose"], blocked=clock.trajectory()[{BLOCKED!r}][-1]))
    return


if __name__ == "__main__":
    app.run()
"""


def run(*command: str | Path) -> str:
    """What a command prints."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator[Path]:
    """The working folder of all that follows; Python's path does not lead from it to the checkout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder := tmp_path_factory.mktemp("elsewhere"))
        patch.delenv("PYTHONPATH", raising=False)
        yield folder


@pytest.fixture(scope="module")
def built(folder) -> Path:
    """The source distribution and the wheel that is made from it; the checkout is only read."""
    run(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT)
    return folder / "dist"


@pytest.fixture(scope="module")
def wheel(built) -> Path:
    [path] = built.glob("*.whl")
    return path


def install(binaries: Path, *packages: str) -> None:
    """Install packages in an environment, at the versions of the two lists of pinned ones."""
    pinned = "".join((ROOT / name).read_text("utf-8") for name in ("requirements.txt", "tests/requirements.txt"))
    Path("pinned.txt").write_text(pinned.replace("-e .\n", ""), "utf-8")
    run(binaries / "python", "-m", "pip", "install", "-q", "-c", "pinned.txt", *packages)


@pytest.fixture(scope="module")
def binaries(wheel, folder) -> Path:
    """The programs of an environment in which there is nothing but the wheel and what it asks for."""
    run(sys.executable, "-m", "venv", folder / "env")
    install(folder / "env" / "bin", f"{wheel}[sbml]")
    return folder / "env" / "bin"


@pytest.fixture(scope="module")
def here() -> dict[str, object]:
    """What the package answers in the checkout."""
    return json.loads(run(sys.executable, answers.__file__))


@pytest.fixture(scope="module")
def there(binaries, folder) -> dict[str, object]:
    """What it answers where there is nothing else."""
    shutil.copy(answers.__file__, folder)
    return json.loads(run(binaries / "python", "answers.py"))


@pytest.fixture(scope="module")
def with_notebooks(binaries, wheel, there) -> Path:
    """The programs of that environment with JupyterLab and marimo; what they bring along came after the answers."""
    install(binaries, f"{wheel}[lab]", "marimo")
    return binaries


def test_a_registry_would_take_both(built):
    said = run(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir())
    assert said.count("PASSED") == len([*built.iterdir()]) == 2, said


def test_the_wheel_holds_every_file_of_the_package_what_it_shares_with_the_book_and_its_licences(wheel):
    with ZipFile(wheel) as packed:
        names = set(packed.namelist())
        for name, original in SHARED.items():
            assert packed.read(name) == (ROOT / original).read_bytes(), name
        [about] = {name.split("/")[0] for name in names} - {"painloop"}
        for licence in ("LICENSE", "THIRD_PARTY_NOTICES"):
            assert packed.read(f"{about}/licenses/{licence}") == (ROOT / licence).read_bytes(), licence
    package = {path.relative_to("src").as_posix() for path in files_of_the_project() if path.parts[0] == "src"}
    assert "painloop/py.typed" in package
    assert package <= names, package - names


def test_it_introduces_itself_with_the_readme(wheel):
    with ZipFile(wheel) as packed:
        [metadata] = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        told = message_from_bytes(packed.read(metadata))
    assert told["Description-Content-Type"] == "text/markdown"
    assert told.get_payload(decode=True).decode("utf-8") == (ROOT / "README.md").read_text("utf-8")


def test_nothing_of_it_leads_to_the_checkout(binaries):
    where = "import json, sys, painloop, painloop.data as data; names = 'CITATION.cff', 'book/references.bib'"
    said = f"{where}; print(json.dumps([painloop.__file__, *map(str, map(data.locate, names)), *sys.path]))"
    found = [Path(path) for path in json.loads(run(binaries / "python", "-c", said))]
    assert not [path for path in found if path.is_relative_to(ROOT)]
    assert all(path.is_relative_to(binaries.parent) for path in found[:3])


@pytest.mark.parametrize("what", answers.QUESTIONS)
def test_it_gives_there_what_it_gives_here(what, here, there):
    assert len(here[what]) > 1
    assert there[what] == here[what]


def test_an_explorer_runs_there_or_names_a_function_that_is_there(there):
    assert len(there["widgets"]) == 11
    advice = [told for *_, told in there["widgets"].values() if isinstance(told, str)]
    assert 0 < len(advice) < 11
    assert not [told for told in advice if "in Python ask painloop." not in told or "there is no" in told]


def said_at(dose: float) -> str:
    """What the kernel must say, reckoned here."""
    return SAID.format(dose=dose, blocked=DoseClock(dose=dose).trajectory()[BLOCKED][-1])


def move_the_slider_and_read(page: Page) -> None:
    """One step down from 50 mg; the kernel answers in words, and the curve follows."""
    curve = page.locator(f'figure.explorer [data-series="{BLOCKED}"]')
    before = curve.get_attribute("d")
    page.locator('figure.explorer input[type="range"][name="dose"]').press("ArrowLeft")
    expect(page.get_by_text(said_at(49.5))).to_be_visible(timeout=30_000)
    expect(curve).not_to_have_attribute("d", before)


def test_in_jupyterlab_a_slider_moves_the_trait_in_the_kernel(with_notebooks, folder, browser, monkeypatch):
    monkeypatch.setattr(jupyter_lab, "BIN", with_notebooks)  # where the package is the wheel's
    work, home = folder / "work", folder / "home"
    work.mkdir()
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
    cells = [v4.new_code_cell(code) for code in (LABEL, "clock", "label")]
    nbformat.write(v4.new_notebook(cells=cells, metadata=kernel), work / "clock.ipynb")
    with jupyterlab(work, home) as url:
        page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        open_notebook(page, f"{url}/lab/workspaces/clock/tree/clock.ipynb")
        run_all_cells(page)
        move_the_slider_and_read(page)
        page.context.close()


@contextmanager
def marimo(app: Path, program: Path, home: Path) -> Iterator[str]:
    """An app of marimo on this machine, as its readers see it; gives its address."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [program, "-y", "run", app, "--headless", "--no-token", "--host=127.0.0.1", f"--port={port}"]
    with open(home / "marimo.log", "w", encoding="utf-8") as said:
        server = subprocess.Popen(command, env={**os.environ, "HOME": str(home)}, stdout=said, stderr=said)
        try:
            while server.poll() is None:
                with suppress(OSError):
                    urllib.request.urlopen(f"{url}/health", timeout=5).close()
                    break
                time.sleep(0.5)
            yield url
        finally:
            server.terminate()
            server.wait(30)


def test_in_marimo_a_slider_moves_what_depends_on_it(with_notebooks, folder, open_page):
    (app := folder / "app.py").write_text(APP, "utf-8")
    with marimo(app, with_notebooks / "marimo", folder) as url:
        page = open_page(url)
        expect(page.get_by_text(said_at(50.0))).to_be_visible(timeout=60_000)
        move_the_slider_and_read(page)
        page.close()  # before its server: it goes on asking, and a refusal is an error of the page
