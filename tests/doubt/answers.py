"""What the package gives, asked in the same way in the checkout and where nothing but its wheel is installed."""

import hashlib
import importlib
import json
import pkgutil
import pydoc
import re
import sys
from collections.abc import Callable

import matplotlib as mpl
import numpy as np

import painloop
from painloop import Dose, Trajectory, data, explorers, models, simulate
from painloop.data import references
from painloop.explorers.widget import Explorer
from painloop.models import receptor_blockade
from painloop.pages import citation, figures
from painloop.runs import sbml

CHAPTER = ("Does low-dose naltrexone relieve chronic pain?", "book/the-trials.html")


def modules() -> list[str]:
    """Every module, imported."""
    names = [each.name for each in pkgutil.walk_packages(painloop.__path__, "painloop.")]
    return [importlib.import_module(name).__name__ for name in names]


def last(run: Trajectory) -> dict[str, float]:
    """Every state and readout at the end, to nine digits."""
    return {name: float(f"{np.ravel(run[name])[-1]:.9g}") for name in run.columns}


def runs() -> dict[str, dict[str, float]]:
    """Every model followed for two units of its time, and one of them after a dose."""
    dosed = simulate(receptor_blockade.MODEL, np.linspace(0, 48, 97), doses=[Dose(0.0, 50.0)])
    return {"dosed": last(dosed), **{model.name: last(simulate(model, np.linspace(0, 2, 3))) for model in models.ALL}}


def tables() -> dict[str, str]:
    """Every table of measured values."""
    return {name: data.load(name).to_csv() for name in data.names()}


def sources() -> dict[str, str]:
    """Author and year of every source."""
    return {key: references.author_year(key) for key in references.read().entries}


def citations() -> list[object]:
    """A chapter cited in every way."""
    return [citation.in_words(*CHAPTER), citation.bibtex(*CHAPTER), citation.csl(*CHAPTER)]


def style() -> list[bool]:
    """Whether the upper edge of a figure is drawn: Matplotlib's own way, then in the book's style."""
    before = mpl.rcParams["axes.spines.top"]
    figures.use_style()
    return [before, mpl.rcParams["axes.spines.top"]]


def exported() -> dict[str, str]:
    """Every model that moves, as SBML."""
    return {model.name: sbml.to_sbml(model) for model in models.ALL if model.states}


def in_time(explorer: Explorer) -> dict[str, float] | str:
    """Where an explorer's model is at the end; where none runs, what its error says to ask, which must be there."""
    try:
        return last(explorer.trajectory())
    except ValueError as error:
        missing = [name for name in re.findall(r"painloop\.[\w.]+", str(error)) if pydoc.locate(name) is None]
        return f"{error}, and there is no {missing}" if missing else str(error)


def widgets() -> dict[str, list[object]]:
    """Every explorer as a widget: its script and style, in short, and what it gives as arrays."""
    made = {name: getattr(explorers, name)() for name in explorers.__all__}
    return {
        name: [*(hashlib.sha256(text.encode()).hexdigest() for text in (each._esm, each._css)), in_time(each)]
        for name, each in made.items()
    }


QUESTIONS: dict[str, Callable[[], object]] = {
    each.__name__: each for each in (modules, runs, tables, sources, citations, style, exported, widgets)
}

if __name__ == "__main__":
    json.dump({what: ask() for what, ask in QUESTIONS.items()}, sys.stdout)
