"""The Pain Loop: models of pain sensitisation and opioid-receptor blocking, for a book that can be run.

    >>> import numpy as np
    >>> from painloop import Dose, simulate
    >>> from painloop.models import receptor_blockade
    >>> run = simulate(receptor_blockade.MODEL, np.linspace(0, 48, 97), doses=[Dose(0.0, 50.0)])
    >>> f"{run['occupancy_brain_retention'][-1]:.0%}"
    '79%'

The tour, in the order in which the modules may import one another (a test holds the line):

    quantity    a number with a symbol, a unit, a range, a source and a grade
    algebra     what follows from an equation: where it is nought, how steep it is
    model       states + parameters + rates + readouts, checked
    models      one file for each model
    printers    the same model as LaTeX, NumPy and JavaScript
    integrate   two rules for one step
    trajectory  the result of a run
    simulate    doses in, trajectory out, for one patient or many
    average     the day-averaged model, for maps and trials
    analysis    what the models imply: folds, doses, courses, sensitivity, statistics
    trial       virtual trials of up to a million patients
    sbml        a model as SBML, for COPASI, Tellurium and libRoadRunner
    sentences   what many pages say, from one place
    data        measured values, each row with its source
    references  author and year of a source, and the list of them
    citation    how to cite the book and a chapter
    repository  where the source lives: links to run a chapter, to report a mistake
    palette     colours, for Matplotlib and for the browser
    markup      data inside HTML
    figures     Matplotlib, drawn from trajectories
    explorers   the interactive simulations
    display     what a chapter prints
    lessons     lesson plans for teachers
"""

from importlib.metadata import version
from typing import TYPE_CHECKING

from painloop.integrate import IntegrationError
from painloop.simulate import Change, Dose, evaluate, nightly, simulate
from painloop.trajectory import Trajectory

__all__ = ["Change", "Dose", "IntegrationError", "Trajectory", "evaluate", "nightly", "simulate"]

__version__: str

if not TYPE_CHECKING:  # a checker would believe that it answers for every name, the modules' too

    def __getattr__(name: str) -> str:
        """`__version__` is looked up when asked for: while the package is being built it is not installed yet."""
        if name == "__version__":
            return version("painloop")  # that of the file VERSION, when the package was installed
        raise AttributeError(f"module 'painloop' has no attribute {name!r}")
