"""Imports point one way, and `import painloop` stays light."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "painloop"
ORDER = (
    *("quantity", "algebra", "model", "models", "printers", "integrate", "trajectory", "simulate", "average"),
    *("analysis", "trial", "sbml"),
    *(
        "sentences",
        "data",
        "references",
        "citation",
        "repository",
        "palette",
        "markup",
        "figures",
        "explorers",
        "display",
        "lessons",
    ),
)


def modules():
    return [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"]


def layer(path):
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "painloop":
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]


@pytest.mark.slow
@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_left(path):
    own = ORDER.index(layer(path))
    for name in imported(path):
        assert ORDER.index(name) <= own, f"{layer(path)} may not import {name}: the order is {' -> '.join(ORDER)}"


RUNNING = {"simulate", "average", "integrate", "trajectory", "analysis", "trial", "figures"}


@pytest.mark.parametrize("path", sorted((PACKAGE / "explorers").rglob("*.py")), ids=lambda path: path.stem)
def test_an_explorer_computes_nothing_in_python(path):
    """What it shows is computed by the scripts alone; only its `trajectory` runs a model."""
    if path.name in ("trajectory.py", "widget.py"):  # the widget hands out the Trajectory that it was given
        return
    assert not RUNNING & set(imported(path))


def test_the_widget_asks_for_nothing_but_the_type_of_a_trajectory():
    names = ast.walk(ast.parse((PACKAGE / "explorers" / "widget.py").read_text("utf-8")))
    imports = [node for node in names if isinstance(node, ast.ImportFrom) and node.module]
    asked = {node.module: [alias.name for alias in node.names] for node in imports}
    running = {module: names for module, names in asked.items() if [*module.split("."), ""][1] in RUNNING}
    assert running == {"painloop.trajectory": ["Trajectory"]}


def test_the_tour_lists_every_module():
    tour = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")))
    missing = [
        name for name in {layer(path) for path in modules()} if not re.search(rf"^ +{name} ", tour, re.MULTILINE)
    ]
    assert not missing


@pytest.mark.slow
def test_import_painloop_brings_neither_matplotlib_nor_ipywidgets_nor_pandas():
    heavy = {"matplotlib", "ipywidgets", "anywidget", "pandas", "scipy", "tqdm", "libsbml"}
    script = f"import sys, painloop; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
