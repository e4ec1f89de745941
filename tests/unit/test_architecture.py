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
    *("quantity", "model", "models", "printers", "integrate", "trajectory", "simulate", "average"),
    *("analysis", "trial", "sbml"),
    *(
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


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_left(path):
    own = ORDER.index(layer(path))
    for name in imported(path):
        assert ORDER.index(name) <= own, f"{layer(path)} may not import {name}: the order is {' -> '.join(ORDER)}"


def test_the_tour_lists_every_module():
    tour = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")))
    missing = [
        name for name in {layer(path) for path in modules()} if not re.search(rf"^ +{name} ", tour, re.MULTILINE)
    ]
    assert not missing


def test_import_painloop_brings_neither_matplotlib_nor_ipywidgets_nor_pandas():
    heavy = {"matplotlib", "ipywidgets", "anywidget", "pandas", "scipy", "tqdm", "libsbml"}
    script = f"import sys, painloop; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
