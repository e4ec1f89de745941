"""Items of the chapter the-pain-loop."""

from functools import cache

import numpy as np

from painloop.analysis.injuries import injury_threshold, tips
from painloop.analysis.loop import Loop, equilibria
from painloop.models.pain_loop import POINTS
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion


def strength_that_tips(rng: np.random.Generator) -> NumberQuestion:
    """The injury that just tips the loop."""
    days = pick(rng, (4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60))
    found = injury_threshold(Loop(), days)
    return NumberQuestion(
        "the-pain-loop-strength-that-tips",
        "the-pain-loop",
        "Say why an injury needs strength and time.",
        f"In the model, with coupling {Loop.w:g} and everyday input {Loop.N_0:g}, an injury lasts {days} days. How "
        "strong must it be, at least, to tip the loop? Read the figure, or try it in the explorer.",
        answer=found,
        tolerance=0.12 * found,  # the figure's axes are logarithmic
        unit="",
        feedback=f"Go up from {days} days to the curve: about {found:.2g}. Below it an injury heals, above it stays.",
    )


def upper_resting_place(rng: np.random.Generator) -> NumberQuestion:
    """Where a tipped loop settles."""
    w = pick(rng, (1.95, 2, 2.05, 2.2, 2.3, 2.4, 2.5, 2.7, 3, 3.5))
    healthy, threshold, high = (POINTS * state.S for state in equilibria(Loop(w=w)))
    return NumberQuestion(
        "the-pain-loop-upper-resting-place",
        "the-pain-loop",
        "Read a picture with two resting places and a border.",
        f"A loop of the model has coupling {w:g} and everyday input {Loop.N_0:g}. A strong injury has tipped it and is "
        "long over. At which rating does it rest? Use the explorer.",
        answer=high,
        tolerance=0.15,  # the explorer prints one decimal
        unit="points of 10",
        feedback=f"It rests at {high:.1f}. The other resting place is {healthy:.1f}; {threshold:.1f} is only the "
        "border.",
    )


@cache
def stays(strength: float, days: float) -> bool:
    """Whether an injury tips the loop of the model's own numbers."""
    return tips(Loop(), strength, days)


def heals_or_stays(rng: np.random.Generator) -> ChoiceQuestion:
    """Which side of the border an injury ends on."""
    injuries = ((0.15, 60), (0.3, 20), (0.3, 60), (0.5, 8), (0.6, 7), (0.6, 20), (1, 10), (2, 14))
    strength, days = pick(rng, injuries)
    healthy, threshold, high = (f"{POINTS * state.S:.1f}" for state in equilibria(Loop()))
    ends = [
        (f"It heals and rests at {healthy}.", "The injury was too short or too weak to end beyond the border."),
        (f"It stays and rests at {high}.", "The injury was strong and long enough to end beyond the border."),
    ]
    right = ends.pop(1 if stays(strength, days) else 0)
    wrong = [
        (text, "Find the injury in the figure of strength and days: it lies on the other side.") for text, _ in ends
    ]
    return ChoiceQuestion(
        "the-pain-loop-heals-or-stays",
        "the-pain-loop",
        "Say why an injury needs strength and time.",
        f"In the model, with its own numbers, an injury of strength {strength:g} lasts {days:g} days and is gone. "
        "Where is the rating a year later?",
        offered(
            rng,
            right,
            *wrong,
            (
                f"It rests at {threshold}, between the two.",
                "That is the border, on which nothing stays.",
            ),
            ("It goes on rising to 10.", "A loop that feeds itself still levels off, at its upper resting place."),
        ),
    )


ITEMS = (strength_that_tips, upper_resting_place, heals_or_stays)
