"""The people a trial draws from: each a patient of the model `patient_on_ldn`, with parameters of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np

from painloop.analysis.course import undrugged
from painloop.analysis.loop import sensitised
from painloop.equations.model import Model
from painloop.equations.quantity import Array, Component, Flags
from painloop.models import patient_on_ldn, trial_on_paper
from painloop.models.pain_loop import POINTS
from painloop.runs.simulate import evaluate

# What differs between patients besides w: how the drug acts, and, by account, its potency and how long it stays.
VARIED = ("u", "alpha", "T_max", "tau_G", "ED50", "t_half_M", "EC50", "t_half_brain", "K_i")
LARGEST_T_MAX = 0.95  # T_max is a share and cannot pass 1, but a log-normal number can
LOOP = ("n", "theta", "N_0")  # what the sensitised state depends on besides w
PROBE = 2000  # people drawn to see how many would enter


@dataclass(frozen=True)
class Population:
    """A population, by what its typical member has and by how much its members differ.

    w and the VARIED parameters of the account are independent and log-normal; their medians are the model's defaults.

    Attributes:
        account: of blockade.
        medians: parameters of `patient_on_ldn` with other medians or, where they do not vary, other values. A preset
            gives account and medians: `Population(preset.account, preset.values)`.
        numbers: parameters of `trial_on_paper` with other values, such as `w_median` or `entry_threshold`.

    Raises:
        ValueError: if a name is unknown, a value is impossible, or fewer than 1 in 1000 would enter the trial.
    """

    account: str = "two_phase"
    medians: Mapping[str, float] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.model.values(**self.medians)
        if "w" in self.medians:
            raise ValueError("the median of w is a number of the population: numbers={'w_median': …}")
        unknown = set(self.numbers) - {quantity.key for quantity in trial_on_paper.POPULATION}
        if unknown:
            known = ", ".join(quantity.key for quantity in trial_on_paper.POPULATION)
            raise ValueError(f"a population has no {', '.join(sorted(unknown))}; it has {known}")
        if self.share_entering < 1e-3:
            raise ValueError(f"hardly anybody meets the entry threshold of {self['entry_threshold']}; lower it")

    def __getitem__(self, key: str) -> float:
        """A number of the population, or a readout of `trial_on_paper` such as `sigma_w`."""
        return self._all_numbers[key]

    @cached_property
    def _all_numbers(self) -> dict[str, float]:
        model = trial_on_paper.MODEL
        values = model.by_key(**self.numbers) | evaluate(model, None, **self.numbers)
        return {key: float(value) for key, value in values.items()}

    @property
    def model(self) -> Model:
        """The patient's model, with ranges opened, because draws leave them."""
        return _widened(self.account)

    @cached_property
    def varied(self) -> dict[str, float]:
        """The medians of what varies besides w."""
        medians = self.model.by_key(**self.medians)
        return {key: float(medians[key]) for key in VARIED if key in medians}

    @cached_property
    def share_entering(self) -> float:
        """Share of the population that would enter the trial, from a probe of 2000, always the same."""
        chances = np.random.default_rng(0).standard_normal((PROBE, chances_each(self)))
        return float(np.mean(_enters(self, chances)))


@cache
def _widened(account: str) -> Model:
    return patient_on_ldn.with_account(account).widened()


@dataclass(frozen=True)
class Patients:
    """Patients in their undrugged sensitised states.

    Attributes:
        values: parameters of `patient_on_ldn`; those that differ between patients of shape (patients,).
        S: sensitisation, nan where there is no sensitised state; shape (patients,), as the next two.
        G: glial activation.
        error: of the screening score, in points.
    """

    values: Mapping[str, Component]
    S: Array
    G: Array
    error: Array

    @property
    def rating(self) -> Array:
        """True NRS."""
        return POINTS * self.S


def draw_patients(n: int, rng: np.random.Generator, population: Population | None = None) -> Patients:
    """Draw people until n have entered: sensitised, with a screening score that meets the entry threshold.

    No random number is thrown away, so two draws of n patients are one draw of 2n.
    """
    population = population or Population()
    chances = np.empty((0, chances_each(population)))
    while len(chances) < n:
        fresh = rng.standard_normal((n - len(chances), chances_each(population)))
        chances = np.concatenate([chances, fresh[_enters(population, fresh)]])
    return _patients(population, chances)


def chances_each(population: Population) -> int:
    """Random numbers that make a patient: one for w, for each parameter that varies, and for the screening score."""
    return 2 + len(population.varied)


def _patients(population: Population, chances: Array) -> Patients:
    """Patients from standard normal numbers, a row for each."""
    w = population["w_median"] * np.exp(population["sigma_w"] * chances[:, 0])
    multipliers = np.exp(population["sigma_others"] * chances[:, 1:-1]).T
    drawn = {key: median * by for (key, median), by in zip(population.varied.items(), multipliers, strict=True)}
    values = {**population.medians, **drawn, "w": w, "T_max": np.minimum(drawn["T_max"], LARGEST_T_MAX)}
    medians = population.model.by_key(**population.medians)
    loop = undrugged(**{key: float(medians[key]) for key in LOOP})
    S = sensitised(w, loop.n, loop.theta, loop.N_0)
    return Patients(values, S, loop.recruitment(S), population["screening_sd"] * chances[:, -1])


def _enters(population: Population, chances: Array) -> Flags:
    """Who is sensitised and has a screening score that meets the entry threshold."""
    patients = _patients(population, chances)
    return np.asarray(patients.rating + patients.error >= population["entry_threshold"])
