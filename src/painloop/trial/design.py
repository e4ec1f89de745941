"""The design of a trial: its arms, their order, whom it lets in, and what counts as a response."""

from dataclasses import dataclass, field
from typing import Literal

from painloop.trial.population import Population


@dataclass(frozen=True)
class Arm:
    """A treatment of a trial.

    Attributes:
        name: what a reader calls it.
        dose: mg of naltrexone each night; 0 is placebo.
        patients: who are given it, in a crossover those who are given it first.
        days: how long; the last of them is what counts.
        drop_out: chance of leaving while on it, whatever the pain.

    Raises:
        ValueError: if there are fewer than 2 patients, no day, a negative dose, or nobody can stay.
    """

    name: str
    dose: float
    patients: int
    days: int
    drop_out: float = 0.0

    def __post_init__(self) -> None:
        if self.patients < 2:
            raise ValueError(f"{self.name}: a mean with a spread needs 2 patients or more, not {self.patients}")
        if self.days < 1:
            raise ValueError(f"{self.name}: a treatment lasts a day or more, not {self.days}")
        if not 0 <= self.dose < float("inf"):
            raise ValueError(f"{self.name}: a dose is 0 mg or more, not {self.dose}")
        if not 0 <= self.drop_out < 1:
            raise ValueError(f"{self.name}: the chance of dropping out is 0 or more and below 1, not {self.drop_out}")


@dataclass(frozen=True)
class Design:
    """A trial of two treatments; differences are the first minus the second.

    Attributes:
        name: what a reader calls it.
        arms: the two treatments.
        crossover: whether everybody is given both, one after the other; else each patient is given one.
        washout: days between the two, without either.
        responder: the fall in pain that counts as a response.
        responder_unit: whether that is a share of the score at entry, or points.
        population: whom it draws from.

    Raises:
        ValueError: if the arms cannot be told apart, or a washout or a response makes no sense.
    """

    name: str
    arms: tuple[Arm, Arm]
    crossover: bool = False
    washout: int = 0
    responder: float = 0.30
    responder_unit: Literal["share", "points"] = "share"
    population: Population = field(default_factory=Population)

    def __post_init__(self) -> None:
        if len(self.arms) != 2 or self.arms[0].name == self.arms[1].name:
            raise ValueError(f"{self.name}: a trial compares two arms with different names")
        if self.washout < 0 or (self.washout and not self.crossover):
            raise ValueError(f"{self.name}: a washout of 0 days or more belongs to a crossover, not {self.washout}")
        most = {"share": 1, "points": 10}.get(self.responder_unit)
        if most is None or not 0 < self.responder <= most:
            raise ValueError(f"{self.name}: a response is a share up to 1 or up to 10 points, not {self.responder}")

    @property
    def orders(self) -> tuple[tuple[Arm, ...], ...]:
        """What each group of patients is given, in order; the first arm says how many they are."""
        first, second = self.arms
        return ((first, second), (second, first)) if self.crossover else ((first,), (second,))

    @property
    def patients(self) -> int:
        """How many take part."""
        return sum(arm.patients for arm in self.arms)
