"""One trial: patients are drawn, treated and asked for their pain, and the two arms are compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr
from tqdm import tqdm

from painloop.analysis.statistics import Comparison, RiskDifference, paired, risk_difference, summary, welch
from painloop.equations.model import Model
from painloop.equations.quantity import Array, Component, Flags
from painloop.models.pain_loop import POINTS
from painloop.runs.average import simulate_average
from painloop.trial.design import Arm, Design
from painloop.trial.population import Patients, draw_patients

STEP = 0.5  # days; the population's mean effect is then within 0.01 points of that with quarter days
CHUNK = 8192  # patients at a time, so that memory does not grow with the trial but for two numbers each
SLOW = 2.0  # seconds after which progress is shown


class Treated(NamedTuple):
    """Patients after their treatment, before anybody asks them: what is true of them. Any leading shape.

    Attributes:
        rating: NRS at the start.
        error: of the screening score.
        responses: change by the drug in every period, shape (…, periods).
    """

    rating: Array
    error: Array
    responses: Array

    def taken(self, index: Any) -> "Treated":
        """Some of the patients, by index."""
        return Treated(self.rating[index], self.error[index], self.responses[index])


class Outcome(NamedTuple):
    """What is measured, of shape (…, patients, periods): the change, nan after dropping out, and who responded."""

    changes: Array
    responded: Flags


@dataclass(frozen=True)
class ArmResult:
    """An arm at its end: mean and SD of the changes of those who stayed; a drop-out counts as no responder."""

    name: str
    randomised: int
    dropped_out: int
    mean: float
    sd: float
    responders: int


@dataclass(frozen=True)
class Result:
    """A trial at its end.

    Attributes:
        design: what was done.
        arms: the first and the second treatment.
        comparison: of the mean changes: Welch's t test, or in a crossover the paired one of those who had both.
        response: of the shares of responders, with the NNT; for a crossover its interval ignores the pairing.
        changes: of every patient in each arm, nan for drop-outs; in a crossover the same patients in the same order.
    """

    design: Design
    arms: tuple[ArmResult, ArmResult]
    comparison: Comparison
    response: RiskDifference
    changes: tuple[Array, Array]


def run_trial(design: Design, rng: np.random.Generator, chunk: int = CHUNK) -> Result:
    """Run a trial once; a bar shows progress if it takes more than two seconds.

    Args:
        design: what to do.
        rng: where all chance comes from; the same seed gives the same trial.
        chunk: patients at a time; changes the memory needed and nothing else.

    Raises:
        ValueError: if fewer than 2 patients stay in an arm.
    """
    outcomes = []
    with tqdm(total=design.patients, unit=" patients", delay=SLOW, leave=False) as progress:
        for order, stream in zip(design.orders, rng.spawn(2), strict=True):
            parts = []
            traits, chances = stream.spawn(2)
            for size in _sizes(order[0].patients, chunk):
                treated = treat(design, order, draw_patients(size, traits, design.population))
                parts.append(observe(design, order, treated, chances))
                progress.update(size)
            outcomes.append(Outcome(*(np.concatenate(part) for part in zip(*parts, strict=True))))
    return _result(design, outcomes)


def _sizes(n: int, chunk: int) -> list[int]:
    return [min(chunk, n - begin) for begin in range(0, n, chunk)]


def responses(design: Design, order: Sequence[Arm], patients: Patients) -> Array:
    """What the drug does to patients who are given these arms in this order: true changes, carry-over included.

    Returns:
        The NRS of the last day (24-h mean) of each arm minus that at the start, shape (patients, arms).
    """
    state: dict[str, Component] = {"S": patients.S, "G": patients.G}
    columns = []
    for arm in order:
        if arm.dose == 0 and "U" not in state:  # they rest in the sensitised state, and no drug moves them
            columns.append(np.zeros_like(patients.S))
            continue
        rating, state = _period(design.population.model, arm, design.washout, state, patients.values)
        columns.append(rating - patients.rating)
    return np.stack(columns, axis=-1)


def _period(
    model: Model, arm: Arm, washout: int, state: Mapping[str, Component], values: Mapping[str, Component]
) -> tuple[Array, dict[str, Component]]:
    """The NRS of the last day on an arm, and the state after the washout."""
    times = np.unique([0.0, arm.days - 1, arm.days, arm.days + washout])
    keep = ("S", "G", "U", "S_total")
    run = simulate_average(model, times, dose=arm.dose, until=arm.days, start=state, step=STEP, keep=keep, **values)
    last = int(np.searchsorted(times, arm.days))
    return POINTS * (run["S_total"][last] - run["S_total"][last - 1]), {key: run[key][-1] for key in keep[:3]}


def treat(design: Design, order: Sequence[Arm], patients: Patients) -> Treated:
    """The patients after they were given these arms in this order."""
    return Treated(patients.rating, patients.error, responses(design, order, patients))


def observe(design: Design, order: Sequence[Arm], treated: Treated, rng: np.random.Generator) -> Outcome:
    """What is measured: the effects of drug, placebo and noise, less the screening score's error; and who drops out."""
    number, periods = design.population, len(order)
    # each patient has a row of chances of their own, so the size of the chunks does not matter
    chances = rng.standard_normal((*treated.rating.shape, 1 + 2 * periods))
    shift = number["placebo_shift"] * np.arange(periods)
    placebo = number["placebo_mean"] + shift + number["placebo_sd"] * chances[..., :1]
    noise = number["noise_sd"] * chances[..., 1 : 1 + periods]
    changes = treated.responses + placebo + noise - treated.error[..., None]
    left = ndtr(chances[..., 1 + periods :]) < [arm.drop_out for arm in order]
    changes[np.logical_or.accumulate(left, axis=-1)] = np.nan
    entry = (treated.rating + treated.error)[..., None] if design.responder_unit == "share" else 1.0
    return Outcome(changes, changes <= -design.responder * entry)


def by_arm(design: Design, groups: Sequence[NDArray[Any]]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Values of the two groups, of shape (…, patients, periods), as those of the two arms, of shape (…, patients)."""
    one, other = groups
    if not design.crossover:
        return one[..., 0], other[..., 0]
    first, second = (np.concatenate([one[..., i], other[..., 1 - i]], axis=-1) for i in (0, 1))
    return first, second


def compare(design: Design, changes: Sequence[Array]) -> Comparison:
    """The two arms' changes compared, along the last axis."""
    first, second = changes
    return paired(summary(first - second)) if design.crossover else welch(summary(first), summary(second))


def _result(design: Design, outcomes: Sequence[Outcome]) -> Result:
    changes = by_arm(design, [outcome.changes for outcome in outcomes])
    responded = by_arm(design, [outcome.responded for outcome in outcomes])
    one, other = (_arm_result(arm, *seen) for arm, *seen in zip(design.arms, changes, responded, strict=True))
    response = risk_difference(one.responders, one.randomised, other.responders, other.randomised)
    return Result(design, (one, other), compare(design, changes), response, changes)


def _arm_result(arm: Arm, changes: Array, responded: Flags) -> ArmResult:
    seen, randomised = summary(changes), len(changes)
    lost = randomised - int(seen.n)
    return ArmResult(arm.name, randomised, lost, float(seen.mean), float(seen.sd), int(responded.sum()))
