"""The same trial many times: how often it is significant, wrong, or exaggerated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from painloop.analysis.statistics import Comparison
from painloop.equations.quantity import Flags
from painloop.trial.design import Design
from painloop.trial.population import draw_patients
from painloop.trial.run import SLOW, Treated, by_arm, compare, observe, treat

POOL = 4000  # patients whose responses stand for the population's
BATCH = 250_000  # patients drawn again at a time
LEVEL = 0.05


@dataclass(frozen=True)
class Replicates:
    """What repeated trials found.

    Attributes:
        design: what was done.
        true_effect: mean true difference of the two treatments, with carry-over in a crossover.
        comparison: estimates, intervals and p of all trials, each of shape (repeats,).
    """

    design: Design
    true_effect: float
    comparison: Comparison

    @property
    def significant(self) -> Flags:
        """Which have p < 0.05."""
        return np.asarray(self.comparison.p) < LEVEL

    @property
    def power(self) -> float:
        """Share that is significant; without an effect, the share of false positives."""
        return float(self.significant.mean())

    @property
    def wrong(self) -> Flags:
        """Which point away from the truth; without an effect, away from the drug."""
        return np.asarray(self.comparison.difference) * (1 if self.true_effect > 0 else -1) < 0

    @property
    def wrong_sign(self) -> float:
        """Share of all trials that points away from the truth."""
        return float(self.wrong.mean())

    @property
    def wrong_sign_if_significant(self) -> float:
        """The same among the significant ones; nan if there is none."""
        return float(self.wrong[self.significant].mean()) if self.significant.any() else np.nan

    @property
    def exaggeration(self) -> float:
        """Mean size of a significant difference over the true one; nan if none is significant or nothing is true."""
        if not self.significant.any() or self.true_effect == 0:
            return np.nan
        return float(np.abs(np.asarray(self.comparison.difference)[self.significant]).mean() / abs(self.true_effect))


def replicate(design: Design, repeats: int, rng: np.random.Generator, pool: int = POOL) -> Replicates:
    """Run a trial many times.

    What the drug does is simulated once, in a pool of patients from which every trial draws its own, with return; what
    chance does is drawn anew. A bar shows progress if that takes more than two seconds.

    Args:
        design: what to do.
        repeats: how often.
        rng: where all chance comes from; the same seed gives the same trials.
        pool: patients in the pool.

    Raises:
        ValueError: if repeats or pool is below 1, or fewer than 2 patients stay in an arm of some trial.
    """
    if repeats < 1 or pool < 1:
        raise ValueError(f"ask for one repeat and one patient in the pool, or more, not {repeats} and {pool}")
    patients = draw_patients(pool, rng, design.population)
    groups = [treat(design, order, patients) for order in design.orders]
    size = max(1, BATCH // design.patients)
    found = []
    with tqdm(total=repeats, unit=" trials", delay=SLOW, leave=False) as progress:
        for begin in range(0, repeats, size):
            count = min(size, repeats - begin)
            found.append(_trials(design, groups, count, rng))
            progress.update(count)
    columns = (np.concatenate([getattr(each, name) for each in found]) for name in Comparison.__dataclass_fields__)
    return Replicates(design, _true_effect(design, groups), Comparison(*columns))


def _trials(design: Design, groups: Sequence[Treated], count: int, rng: np.random.Generator) -> Comparison:
    """So many trials, whose patients are drawn from the pool; `groups` is the pool given the arms in each order."""
    changes = []
    for order, treated in zip(design.orders, groups, strict=True):
        drawn = rng.integers(len(treated.rating), size=(count, order[0].patients))
        changes.append(observe(design, order, treated.taken(drawn), rng).changes)
    return compare(design, by_arm(design, changes))


def _true_effect(design: Design, groups: Sequence[Treated]) -> float:
    """The mean over all patients of the difference each of them would show without chance."""
    if not design.crossover:
        first, second = (float(treated.responses.mean()) for treated in groups)
        return first - second
    signs = np.array([[1, -1], [-1, 1]])  # the first treatment less the second, in either order
    effects = [(treated.responses @ sign).mean() for treated, sign in zip(groups, signs, strict=True)]
    return float(np.average(effects, weights=[arm.patients for arm in design.arms]))
