"""The explorers: interactive simulations that live in the built page, in Jupyter and on paper."""

from painloop.explorers.dose_clock import DoseClock
from painloop.explorers.dose_paradox import DoseParadox
from painloop.explorers.receptor_competition import ReceptorCompetition

__all__ = ["DoseClock", "DoseParadox", "ReceptorCompetition"]
