"""Months of treatment: ratings by day, the day of escape, what lasts after stopping.

A rating belongs to a day: ten times the mean of S over the 24 hours that end at the time of the next dose. A patient
escapes on the first day whose rating lies below that of the undrugged threshold state. A course that ends before the
day of escape may still last, because raised capacity goes on braking after the last dose; and one that ends after it
may not. Source: ours.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from painloop.analysis.dose import dose_response
from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, sensitised
from painloop.equations.model import Model
from painloop.equations.quantity import Array, Component
from painloop.models.pain_loop import INJURY, PARAMETERS, POINTS
from painloop.runs.simulate import Dose, nightly, simulate

OF_THE_LOOP = tuple(each.key for each in PARAMETERS if each is not INJURY)  # what a `Loop` is made of


@dataclass(frozen=True)
class Course:
    """What happened, day by day.

    Attributes:
        days: 1, 2, …; shape (days,).
        ratings: of each day; shape (days,) or (days, patients).
        threshold: the rating of the undrugged threshold state, nan where there is none; of the patients' shape.
        escape: the day of escape, nan where there was none; of the patients' shape.
    """

    days: Array
    ratings: Array
    threshold: Array
    escape: Array


def undrugged(**values: Any) -> Loop:
    """The loop of a patient without drug; values that are no numbers of a loop are left out."""
    return Loop(**{key: value for key, value in values.items() if key in OF_THE_LOOP}, factor=1.0, inhibition=0.0)


def sensitised_start(**values: Any) -> dict[str, Component]:
    """S and G of the undrugged sensitised state; where `w` is an array, arrays of its shape.

    Raises:
        ValueError: if a patient has no sensitised state.
    """
    w = values.pop("w", Loop.w)
    loop = undrugged(**values)
    S = sensitised(w, loop.n, loop.theta, loop.N_0)
    if np.isnan(S).any():
        raise ValueError("a patient without a sensitised state has nothing to escape from; choose a larger w")
    return {"S": S, "G": loop.recruitment(S)}


def take(model: Model, dose: Component, days: int = 180, nights: ArrayLike | None = None, **values: Any) -> Course:
    """A course of nightly doses from the undrugged sensitised state.

    Args:
        model: a `patient_on_ldn`.
        dose: mg a night, one number or one for each patient.
        days: how long to watch.
        nights: how many doses are taken, a number or one for each patient; every night if not given.
        **values: parameters of the patient; `w` and those of the drug may differ between patients.

    Raises:
        ValueError: if a patient has no sensitised state.
    """
    taken = days if nights is None else np.asarray(nights)
    doses = [
        Dose(each.time, each.amount * np.where(night < taken, 1.0, 0.0))
        for night, each in enumerate(nightly(model, dose, days))
        if np.any(night < taken)
    ]
    start = sensitised_start(**{key: value for key, value in values.items() if key in OF_THE_LOOP})
    run = simulate(model, np.arange(days + 1.0), doses=doses, start=start, keep=["S_total"], **values)
    ratings = POINTS * np.diff(run["S_total"], axis=0)
    threshold = _threshold(**values)
    below = ratings < threshold
    escape = np.where(below.any(axis=0), below.argmax(axis=0) + 1.0, np.nan)
    return Course(run.times[1:], ratings, threshold, escape)


def _threshold(**values: Any) -> Array:
    """The rating of the undrugged threshold state of every patient, nan where there is none."""
    couplings = np.asarray(values.pop("w", Loop.w), dtype=float)

    def rating_at(w: float) -> float:
        states = equilibria(undrugged(**{**values, "w": w}))
        return POINTS * states[1].S if len(states) == 3 else np.nan

    unique, where = np.unique(couplings, return_inverse=True)
    return np.reshape(np.array([rating_at(float(w)) for w in unique])[where], couplings.shape)


def largest_coupling_that_escapes(model: Model, dose: float, **values: Any) -> float:
    """The coupling below which every patient escapes in the end.

    It is the upper fold of the loop, with the drug's action frozen at its means over a day at steady state.

    Raises:
        ValueError: if the loop has no fold.
    """
    response = dose_response(model, dose, **values)
    drug = {"factor": float(response["disinhibition"][0]), "inhibition": float(response["glial_inhibition"][0])}
    loop = Loop(**{key: value for key, value in values.items() if key in OF_THE_LOOP}, **drug)
    turns = folds_in_coupling(loop)
    if not turns:
        raise ValueError("this loop has no fold, so no patient escapes; lower N_0")
    return float(loop.coupling(turns[-1]))


def shortest_lasting_course(model: Model, dose: float, longest: int = 180, watch: int = 400, **values: Any) -> int:
    """The fewest nights of a dose after which the patient, watched for long, stays below the threshold.

    Raises:
        ValueError: if no course up to `longest` lasts.
    """
    nights = np.arange(1, longest + 1)
    course = take(model, np.full(longest, dose), longest + watch, nights, **values)
    lasting = course.ratings[-1] < course.threshold
    if not lasting.any():
        raise ValueError(f"no course of {dose:g} mg up to {longest} nights lasts")
    return int(nights[lasting.argmax()])
