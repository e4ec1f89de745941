"""Graded items for instructors, apart from the public self-checks: every class gets its own numbers.

A seed makes a set. The keys are computed from the book's models and data, so they follow when these change.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from publish.classroom.items import (
    break_the_model,
    glia_and_the_potency_gap,
    low_and_standard_doses,
    naltrexone_in_the_body,
    opioid_receptors,
    phantom_limb_pain,
    reading_the_headline,
    safety_and_conversations,
    the_pain_loop,
    the_trials,
    tipping_points,
    turning_down_the_loop,
    why_pain_persists,
    why_trials_disagree,
)
from publish.classroom.question import ChoiceQuestion, NumberQuestion

ITEMS: tuple[Callable[[np.random.Generator], NumberQuestion | ChoiceQuestion], ...] = (
    *why_pain_persists.ITEMS,
    *the_pain_loop.ITEMS,
    *tipping_points.ITEMS,
    *phantom_limb_pain.ITEMS,
    *opioid_receptors.ITEMS,
    *naltrexone_in_the_body.ITEMS,
    *low_and_standard_doses.ITEMS,
    *glia_and_the_potency_gap.ITEMS,
    *turning_down_the_loop.ITEMS,
    *break_the_model.ITEMS,
    *the_trials.ITEMS,
    *why_trials_disagree.ITEMS,
    *reading_the_headline.ITEMS,
    *safety_and_conversations.ITEMS,
)


def graded(seed: int) -> list[NumberQuestion | ChoiceQuestion]:
    """The items of a class in the order of the book; the same seed gives the same items."""
    return [_tidy(item(np.random.default_rng((seed, index)))) for index, item in enumerate(ITEMS)]


def _tidy(item: NumberQuestion | ChoiceQuestion) -> NumberQuestion | ChoiceQuestion:
    """Six digits are enough for an answer, and no platform then prints 11.199999999999998."""
    if isinstance(item, ChoiceQuestion):
        return item
    return replace(item, answer=float(f"{item.answer:.6g}"), tolerance=float(f"{item.tolerance:.6g}"))
