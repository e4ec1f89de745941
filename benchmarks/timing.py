"""What was measured of one solver."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Milliseconds for each patient, and the relative errors of S, G and U, the largest for each patient followed."""

    name: str
    ms: float
    errors: list[float]
