"""The same trial many times, patient by patient, beside what theory says of such trials."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from painloop.analysis.statistics import (
    Comparison,
    paired,
    power,
    prospects,
    risk_difference,
    summary,
    welch,
)
from painloop.explorers.declaration import Curves, Declaration, Source, Value
from painloop.models import virtual_trial
from painloop.quantity import Array
from painloop.simulate import evaluate

LEVEL = 0.05
WANTED = 0.8  # power
MOST = 100_000  # patients in each arm; no trial of pain is larger
PEOPLE = (
    1024  # numbers kept for each trial, so that one that grows keeps the patients it has; even, and more than it takes
)
DRAWS = 4  # uniform numbers for each of them

Words = NDArray[np.uint32]


@dataclass(frozen=True, kw_only=True)
class Replicated(Source):
    """Trials of one truth: how far the two treatments lie apart in each, and how often such trials are significant.

    Nobody drops out and nothing carries over. A state says `patients` (in each arm, or in each order of a crossover),
    `effect`, `trials`, `seed`, `design`, `placebo`, `placebo_sd`, `noise_sd` and `response_sd`.

    Attributes:
        response: the fall, in points, that counts as a response.
        sizes: patients in each arm at which the power is drawn.
        falls: improvements, in points, at which the share of patients is drawn who reach them.
    """

    response: float = 2.0
    sizes: tuple[int, ...] = tuple(range(8, 401, 8))
    falls: tuple[float, ...] = tuple(fall / 10 for fall in range(61))
    read: str = "Counted in the trials collected"
    kind: str = "replicated"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The trials as rows, named by their numbers, and the power of trials of every size."""
        on_drug, on_placebo = changes(state)
        test = compare(state, on_drug, on_placebo)
        responders = [int((last <= -self.response).sum()) for last in (on_drug[-1], on_placebo[-1])]
        sizes, size = np.array(self.sizes, dtype=float), np.array([float(state["patients"])])
        columns = {
            "difference": test.difference, "low": test.low, "high": test.high, "p": test.p,
            "sizes": sizes, "power_curve": 100 * chance(state, sizes),
            "size_here": size, "power_here": 100 * chance(state, size), **improving(state, np.array(self.falls)),
        }  # fmt: skip
        numbers = np.arange(1.0, len(on_drug) + 1)
        facts = {
            **counted(state, test), **hoped(state), **answered(responders, on_drug.shape[1]),
            **answer(state, self.response),
        }  # fmt: skip
        return Curves(numbers, {key: np.asarray(column) for key, column in columns.items()}, facts, _names(numbers))

    def few(self, declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> Curves:
        """The first twenty trials and every fifth size."""
        sizes = ("sizes", "power_curve", "falls", "improving_drug", "improving_placebo")
        kept = {key: column[4::5] if key in sizes else column[:20] for key, column in curves.columns.items()}
        return Curves(curves.along[:20], kept, curves.facts, curves.names[:20])


def _names(numbers: Array) -> tuple[str, ...]:
    return tuple(f"{number:.0f}" for number in numbers)


def changes(state: Mapping[str, Value]) -> tuple[Array, Array]:
    """The changes on the drug and on placebo, shape (trials, patients); in a crossover of the same people."""
    draws = normals(int(state["seed"]), int(state["trials"]), 2 * int(state["patients"]))
    placebo = float(state["placebo"]) + float(state["placebo_sd"]) * draws[0]
    untreated = placebo + float(state["noise_sd"]) * draws[1]
    response = float(state["effect"]) + float(state["response_sd"]) * draws[2]
    treated = placebo + response + float(state["noise_sd"]) * draws[3]
    if state["design"] == "crossover":
        return treated, untreated
    return treated[:, ::2], untreated[:, 1::2]


def normals(seed: int, trials: int, people: int) -> Array:
    """Standard normal numbers of shape (DRAWS, trials, people), by Box and Muller from pairs of uniform ones."""
    person = PEOPLE * np.arange(trials)[:, None] + np.arange(people)
    u = uniforms(seed, (DRAWS * person + np.arange(DRAWS)[:, None, None]).astype(np.uint32))
    size, angle = np.sqrt(-2 * np.log(u[::2])), 2 * np.pi * u[1::2]
    return np.stack([size * np.cos(angle), size * np.sin(angle)], axis=1).reshape(u.shape)


def uniforms(seed: int, counter: Words) -> Array:
    """The number of each counter between 0 and 1: a generator without a state, so any draw can be had by itself."""
    return (mixed(mixed(counter) + mixed(np.array([seed], dtype=np.uint32))) + 0.5) / 2**32


def mixed(x: Words) -> Words:
    """Wellons' lowbias32: every bit of what goes in turns about half of the bits that come out."""
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    return np.asarray(x ^ (x >> np.uint32(16)))


def compare(state: Mapping[str, Value], on_drug: Array, on_placebo: Array) -> Comparison:
    """Every trial's test: paired in a crossover, else Welch's."""
    if state["design"] == "crossover":
        return paired(summary(on_drug - on_placebo))
    return welch(summary(on_drug), summary(on_placebo))


def counted(state: Mapping[str, Value], test: Comparison) -> dict[str, Value]:
    """How many trials are significant, how many point away from the truth, and how much the significant ones show.

    Without an effect, away from the truth means away from the drug.
    """
    truth = float(state["effect"])
    difference, significant = np.asarray(test.difference), np.asarray(test.p) < LEVEL
    wrong, hits = difference * (1 if truth > 0 else -1) < 0, int(significant.sum())
    exaggeration = float(np.abs(difference[significant]).sum()) / hits / abs(truth) if hits and truth else np.nan
    return {
        "truth": truth, "hits": hits, "hits_wrong": int((wrong & significant).sum()), "wrong": int(wrong.sum()),
        "exaggeration": exaggeration,
    }  # fmt: skip


def like_arms(state: Mapping[str, Value], patients: Array) -> tuple[Array, Array]:
    """The SD of a change and the patients in each of two arms.

    The arms of a parallel trial are taken to have one SD, the pooled one. A paired test of N people has the standard
    error and the freedom of two arms of (N + 1)/2 whose SD is sqrt((N + 1)/N)/2 of that of the differences.
    """
    if state["design"] != "crossover":
        return np.full(patients.shape, spreads(state)["sd_change"]), patients
    people, within = 2 * patients, np.hypot(float(state["response_sd"]), np.sqrt(2) * float(state["noise_sd"]))
    return within * np.sqrt((people + 1) / people) / 2, (people + 1) / 2


def spreads(state: Mapping[str, Value]) -> dict[str, float]:
    """The SDs of a change, as the model of a trial on paper says."""
    values = {key: float(state[key]) for key in ("placebo_sd", "noise_sd", "response_sd")}
    return {key: float(value) for key, value in evaluate(virtual_trial.MODEL, None, **values).items()}


def chance(state: Mapping[str, Value], patients: Array) -> Array:
    """The power of trials of so many patients."""
    sd, arm = like_arms(state, patients)
    return power(float(state["effect"]), sd, arm, level=LEVEL)


def hoped(state: Mapping[str, Value]) -> dict[str, Value]:
    """What such trials show in the long run: power in %, exaggeration, and the patients needed for a power of 80 %."""
    sd, arm = (float(each[0]) for each in like_arms(state, np.array([float(state["patients"])])))
    found = prospects(float(state["effect"]), sd, arm, level=LEVEL)
    return {
        "power": 100 * found.power, "hoped_exaggeration": found.exaggeration, "needed": needed(state),
        "people": 2 * int(state["patients"]), "group": "order" if state["design"] == "crossover" else "arm",
    }  # fmt: skip


def needed(state: Mapping[str, Value]) -> float:
    """The fewest patients in each arm that give the wanted power; infinite if more than MOST."""
    low, high = 1, MOST + 1
    if state["effect"] == 0:
        return np.inf
    while high - low > 1:
        middle = (low + high) // 2
        enough = float(chance(state, np.array([float(middle)]))[0]) >= WANTED
        low, high = (low, middle) if enough else (middle, high)
    return high if high <= MOST else np.inf


def answered(responders: list[int], patients: int) -> dict[str, Value]:
    """Who responded in the last trial, and the NNT with its interval; harm has its own numbers, without a sign."""
    found = risk_difference(responders[0], patients, responders[1], patients)
    best, worst = found.nnt_interval
    return {
        "responders": responders[0], "responders_placebo": responders[1], "each": patients,
        "nnt": np.floor(10 * abs(found.nnt) + 0.5) / 10, "nnt_best": abs(best), "nnt_worst": abs(worst),
        "nnt_side": side(found.difference), "nnt_open": found.through_infinity,
    }  # fmt: skip


def answer(state: Mapping[str, Value], response: float) -> dict[str, Value]:
    """The NNT that is true: of the shares who respond if trials were endless. Above 1000 it is none."""
    spread, placebo = spreads(state), float(state["placebo"])
    drugged = ndtr((-response - placebo - float(state["effect"])) / spread["sd_drug"])
    gain = float(drugged - ndtr((-response - placebo) / spread["sd_placebo"]))
    told = side(gain, 1e-3)
    return {"nnt_true": np.inf if told == "none" else 1 / abs(gain), "nnt_true_side": told}


def improving(state: Mapping[str, Value], falls: Array) -> dict[str, Array]:
    """The share of patients, in %, who improve by at least so much on the drug and on placebo, in the long run."""
    spread, placebo, effect = spreads(state), float(state["placebo"]), float(state["effect"])
    return {
        "falls": falls,
        "improving_drug": 100 * ndtr((-falls - placebo - effect) / spread["sd_drug"]),
        "improving_placebo": 100 * ndtr((-falls - placebo) / spread["sd_placebo"]),
    }


def side(gain: float, least: float = 0.0) -> str:
    """Where an NNT lies."""
    return "benefit" if gain > least else "harm" if gain < -least else "none"
