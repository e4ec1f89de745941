"""The explorers: interactive simulations that live in the built page, in Jupyter and on paper."""

from painloop.explorers.claim_check import ClaimCheck
from painloop.explorers.dose_clock import DoseClock
from painloop.explorers.dose_paradox import DoseParadox
from painloop.explorers.pain_loop import PainLoop
from painloop.explorers.patient_on_ldn import PatientOnLdn
from painloop.explorers.potency_gap import PotencyGap
from painloop.explorers.receptor_competition import ReceptorCompetition
from painloop.explorers.stress_test import StressTest
from painloop.explorers.tipping_point import TippingPoint
from painloop.explorers.trial_forest import TrialForest
from painloop.explorers.virtual_trial import VirtualTrial

__all__ = [
    "ClaimCheck",
    "DoseClock",
    "DoseParadox",
    "PainLoop",
    "PatientOnLdn",
    "PotencyGap",
    "ReceptorCompetition",
    "StressTest",
    "TippingPoint",
    "TrialForest",
    "VirtualTrial",
]
