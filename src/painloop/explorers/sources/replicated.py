"""The same trial many times, patient by patient, beside what theory says of such trials."""

from dataclasses import dataclass
from typing import ClassVar

from painloop.explorers.source import Source


@dataclass(frozen=True, kw_only=True)
class Replicated(Source):
    """Trials of one truth: how far the two treatments lie apart in each, and how often such trials are significant.

    Nobody drops out and nothing carries over. It reads the controls `patients` (in each arm, or in each order of a
    crossover), `effect`, `trials`, `seed`, `design`, `placebo`, `placebo_sd`, `noise_sd` and `response_sd`.

    Attributes:
        response: the fall, in points, that counts as a response.
        sizes: patients in each arm at which the power is drawn.
        falls: improvements, in points, at which the share of patients is drawn who reach them.
        wanted: the power that is asked for.
        most: patients in each arm, beyond which no size is sought; no trial of pain is larger.
    """

    elsewhere: ClassVar[str] = "painloop.analysis.statistics.prospects, or painloop.trial.replicate"
    response: float = 2.0
    sizes: tuple[int, ...] = tuple(range(8, 401, 8))
    falls: tuple[float, ...] = tuple(fall / 10 for fall in range(61))
    wanted: float = 0.8
    most: int = 100_000
    read: str = "Counted in the trials collected"
    kind: str = "replicated"
