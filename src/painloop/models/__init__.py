"""The models, one file each; every file holds MODEL and, where one exists, its closed form."""

from painloop.equations.model import Model
from painloop.models import (
    antagonist_signal,
    glial_arm,
    loop_at_rest,
    loop_in_motion,
    opioid_adaptation,
    oral_naltrexone,
    pain_loop,
    patient_on_ldn,
    receptor_blockade,
    receptor_competition,
    trial_on_paper,
)
from painloop.models.receptor_blockade import ACCOUNTS

ALL: tuple[Model, ...] = (
    pain_loop.MODEL,
    loop_at_rest.MODEL,
    loop_in_motion.MODEL,
    oral_naltrexone.MODEL,
    receptor_blockade.MODEL,
    receptor_competition.MODEL,
    *(
        module.with_account(account)
        for module in (opioid_adaptation, glial_arm, patient_on_ldn)
        for account in ACCOUNTS
    ),
    trial_on_paper.MODEL,
)

__all__ = [
    "ALL",
    "antagonist_signal",
    "glial_arm",
    "loop_at_rest",
    "loop_in_motion",
    "opioid_adaptation",
    "oral_naltrexone",
    "pain_loop",
    "patient_on_ldn",
    "receptor_blockade",
    "receptor_competition",
    "trial_on_paper",
]
