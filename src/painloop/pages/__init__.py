"""What a chapter prints: `from painloop import pages`, then `pages.table(...)`, `pages.questions(...)` and the like.

A name is looked up in its module when it is asked for, so that who wants one thing need not load what the others need.
"""

from importlib import import_module
from typing import Any

HANDED_ON = {
    "printed": ("diagram", "table"),
    "landing": ("forest",),
    "model_sheet": ("docstring", "equation", "every_model", "parameters", "presets"),
    "self_check": ("prediction", "questions"),
    "safety_box": ("safety",),
    "reference_list": ("references",),
    "lessons": ("lesson", "rubric"),
}  # the modules of this folder, and what a chapter may ask of each
MODULES = {name: module for module, names in HANDED_ON.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in MODULES:
        raise AttributeError(f"painloop.pages has no {name!r}; a chapter may print {', '.join(sorted(MODULES))}")
    return getattr(import_module(f"painloop.pages.{MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *MODULES])
