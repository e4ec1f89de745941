"""The Pain Loop: models of pain sensitisation and opioid-receptor blocking, for a book that can be run.

    >>> import numpy as np
    >>> from painloop import Dose, simulate
    >>> from painloop.models import receptor_blockade
    >>> run = simulate(receptor_blockade.MODEL, np.linspace(0, 48, 97), doses=[Dose(0.0, 50.0)])
    >>> f"{run['occupancy_brain_retention'][-1]:.0%}"
    '79%'

The tour, from the ground up; a wing asks only those above it in this list (a test holds the line):

    equations   what an equation is and how it is printed: a quantity, a model, LaTeX, NumPy, JavaScript
    data        what was measured, with its sources, and sentences that many pages say
    web         the scripts that compute and draw every explorer
    models      the equations of the book, one file for each model
    runs        an equation followed in time: doses in, trajectory out; also as SBML
    analysis    what the models imply: folds, doses, courses, sensitivity, statistics
    trial       virtual trials of up to a million patients
    explorers   the interactive simulations, declared
    pages       what a chapter prints: tables, equations, questions, figures, lesson plans
"""

from importlib.metadata import version
from typing import TYPE_CHECKING

from painloop.runs.integrate import IntegrationError
from painloop.runs.simulate import Change, Dose, evaluate, nightly, simulate
from painloop.runs.trajectory import Trajectory

__all__ = ["Change", "Dose", "IntegrationError", "Trajectory", "evaluate", "nightly", "simulate"]

__version__: str

if not TYPE_CHECKING:  # a checker would believe that it answers for every name, the modules' too

    def __getattr__(name: str) -> str:
        """`__version__` is looked up when asked for: while the package is being built it is not installed yet."""
        if name == "__version__":
            return version("painloop")  # that of the file VERSION, when the package was installed
        raise AttributeError(f"module 'painloop' has no attribute {name!r}")
