"""In how many of 4,000 sets of numbers, each wrong by up to a half, the escape and all seven conclusions survive.

`analysis.sensitivity.conclusions` would take minutes for so many. Here the resting states of all sets are read off
their curves at once, and the courses have two steps a day, which is enough for these sets. The other conclusions are
asked only of the sets that escape. `tests/long/test_sensitivity.py` asks everything of all, step by step.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from painloop.analysis.loop import Loop
from painloop.analysis.sensitivity import DAYS, conclusions, hypercube
from painloop.models.patient_on_ldn import MODEL, VARIED
from painloop.runs.simulate import nightly, simulate

SETS = 4000
COARSE = replace(MODEL, mesh=replace(MODEL.mesh, steps=2, grading=1.5))
LEVELS = np.linspace(1e-6, 1 - 1e-6, 501)  # of sensitisation
OF_THE_LOOP = ("w", "n", "theta", "N_0")  # the numbers that decide where it rests


def escape_survives(varied: tuple[str, ...] = VARIED) -> float:
    """In how many per cent of the sets 4.5 mg leads to escape."""
    return 100 * len(escaping(varied)) / SETS


def all_survive() -> float:
    """In how many per cent of the sets all seven conclusions hold."""
    if not len(escaping()):
        return 0.0
    held = conclusions(COARSE, {key: by[escaping()] for key, by in drawn(VARIED).items()})
    return 100 * float(held["all"].sum()) / SETS


def drawn(varied: tuple[str, ...]) -> dict[str, np.ndarray]:
    """What each of these parameters is multiplied by in each set, of shape (SETS,)."""
    cubes = [hypercube(SETS // 2, varied, seed) for seed in (7, 8)]
    return {key: np.concatenate([cube[key] for cube in cubes]) for key in varied}


@cache
def escaping(varied: tuple[str, ...] = VARIED) -> np.ndarray:
    """The places of the sets in which 4.5 mg leads to escape."""
    defaults = MODEL.by_key()
    values = {key: defaults[key] * by for key, by in drawn(varied).items()}
    loops = {key: np.broadcast_to(values.get(key, defaults[key]), SETS) for key in OF_THE_LOOP}
    bistable, threshold, sensitised = rests(loops)
    if not len(bistable):
        return bistable
    glia = Loop(**{key: each[bistable] for key, each in loops.items()}).recruitment(sensitised)
    run = simulate(
        COARSE.widened(), np.arange(DAYS + 1.0), doses=nightly(COARSE, 4.5, DAYS), keep=["S_total"],
        start={"S": sensitised, "G": glia}, **{key: each[bistable] for key, each in values.items()},
    )  # fmt: skip
    return bistable[(np.diff(run["S_total"], axis=0) < threshold).any(axis=0)]


def rests(loops: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The loops that have two lasting states, by their places, and the S of their thresholds and sensitised states."""
    loop = Loop(**{key: each[:, None] for key, each in loops.items()})
    excess = loop.curve("input")(LEVELS) - loop.N_0  # of the input that holds S over the loop's own
    which, at = np.nonzero(np.diff(np.sign(excess), axis=1))
    left, right = excess[which, at], excess[which, at + 1]
    S = LEVELS[at] + (LEVELS[at + 1] - LEVELS[at]) * left / (left - right)
    bistable = np.flatnonzero(np.bincount(which, minlength=SETS) == 3)
    first = np.searchsorted(which, bistable)
    return bistable, S[first + 1], S[first + 2]
