"""The virtual trial: a population, a design, one run of it, and many.

>>> import numpy as np
>>> from painloop.trial import FINAL, run_trial
>>> result = run_trial(FINAL, np.random.default_rng(2024))
>>> [arm.randomised for arm in result.arms]
[49, 50]
"""

from painloop.trial.design import Arm, Design
from painloop.trial.population import Patients, Population, draw_patients
from painloop.trial.published import FINAL, INNOVA, YOUNGER_2013
from painloop.trial.replicate import Replicates, replicate
from painloop.trial.run import ArmResult, Result, responses, run_trial

__all__ = [
    "FINAL",
    "INNOVA",
    "YOUNGER_2013",
    "Arm",
    "ArmResult",
    "Design",
    "Patients",
    "Population",
    "Replicates",
    "Result",
    "draw_patients",
    "replicate",
    "responses",
    "run_trial",
]
