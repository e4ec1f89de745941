"""The explorers: interactive simulations that live in the built page, in Jupyter and on paper."""

from painloop.explorers.dose_clock import DoseClock

__all__ = ["DoseClock"]
