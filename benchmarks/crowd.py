"""Many patients, each with numbers of their own, for half a year."""

from collections.abc import Callable
from typing import Any

import numpy as np

from painloop import Trajectory, nightly, simulate
from painloop.equations.quantity import Array
from painloop.models.patient_on_ldn import SENSITISED
from painloop.trial import Population, draw_patients

POPULATION = Population()
MODEL = POPULATION.model
DAYS = np.arange(181.0)
DOSES = nightly(MODEL, 4.5, 180)
FLOWING = ("S", "G", "U")
STEPS = 12  # a day, or more for a patient whose numbers ask for it
OF_THE_LOOP = ("w", "alpha")
KINDS = ("the default loop, everything about the drug drawn", "the virtual trial's patients")


def draw(n: int, kind: str) -> dict[str, Any]:
    """Where n patients of a kind start, as `start`, and their parameters; always the same ones."""
    patients = draw_patients(n, np.random.default_rng(1), POPULATION)
    if kind == KINDS[0]:
        return {"start": SENSITISED, **{k: v for k, v in patients.values.items() if k not in OF_THE_LOOP}}
    return {"start": {"S": patients.S, "G": patients.G}, **patients.values}


def run(n: int, kind: str = KINDS[1]) -> Callable[[], Trajectory]:
    """A run of n patients, of which the last day is kept."""
    return follow(DAYS[[0, -1]], draw(n, kind))


def follow(days: Array, patients: dict[str, Any]) -> Callable[[], Trajectory]:
    """A run of these patients."""
    return lambda: simulate(MODEL, days, doses=DOSES, steps=STEPS, keep=FLOWING, **patients)


def one_of(patients: dict[str, Any], i: int) -> dict[str, Any]:
    """The i-th of them."""
    own = {key: float(value[i]) if np.ndim(value) else value for key, value in patients.items() if key != "start"}
    return {**own, "start": {key: float(np.ravel(v)[i if np.ndim(v) else 0]) for key, v in patients["start"].items()}}
