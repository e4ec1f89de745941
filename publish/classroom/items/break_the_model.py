"""Items of the chapter break-the-model."""

from functools import cache
from itertools import combinations

import numpy as np

from painloop.analysis.sensitivity import CONCLUSIONS, conclusions, held_in, one_at_a_time
from painloop.models import patient_on_ldn
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion

NAMES = (  # as the chapter has them; the last one of CONCLUSIONS leans on the one before it
    *(name[0].upper() + name[1:] for name in list(CONCLUSIONS.values())[:-1]),
    "50 mg does not lead to escape",
)


@cache
def left_standing() -> dict[tuple[str, float], int]:
    """How many of the seven conclusions hold when one number is halved or raised by a half."""
    changes, multipliers = one_at_a_time()
    held = conclusions(patient_on_ldn.MODEL, multipliers)
    return dict(zip(changes, np.sum([held[key].astype(int) for key in CONCLUSIONS], axis=0).tolist(), strict=True))


def one_number_changed(rng: np.random.Generator) -> NumberQuestion:
    """Which conclusions hang on one number."""
    key = pick(rng, ("w", "n", "theta", "alpha", "u", "T_max", "EC50_TLR4", "tau_U"))
    percent = pick(rng, (50, 150))
    name = next(each.name for each in patient_on_ldn.MODEL.parameters if each.key == key)
    left = left_standing()[key, percent / 100]
    return NumberQuestion(
        "break-the-model-one-number-changed",
        "break-the-model",
        "Tell a conclusion that hangs on one number from one that does not.",
        f"In the stress test, as told, one number ({name}; {key} in the lab) is set to {percent} % of the story's "
        "own, and nothing else. How many of the seven conclusions hold?",
        answer=left,
        tolerance=0.4,  # a count
        unit="conclusions",
        feedback=f"{left} of 7. That a conclusion survives says that it does not hang on this number within a half, "
        "and not that it is true.",
    )


@cache
def held_by_position() -> dict[str, tuple[bool, ...]]:
    """Which of the seven conclusions hold in each position of the argument."""
    return {each.name: tuple(held_in(each).values()) for each in patient_on_ldn.PRESETS}


def agreeing_positions(rng: np.random.Generator) -> NumberQuestion:
    """Agreement that proves little."""
    held = held_by_position()
    one, other = pick(rng, tuple(combinations(held, 2)))
    alike = sum(a == b for a, b in zip(held[one], held[other], strict=True))
    return NumberQuestion(
        "break-the-model-agreeing-positions",
        "break-the-model",
        "Notice agreement that proves little.",
        f"Two positions in the argument are “{one}” and “{other}”. On how many of the seven conclusions do they "
        "agree, be it that the conclusion holds in both or falls in both? Read the chapter's table of positions.",
        answer=alike,
        tolerance=0.4,  # a count
        unit="conclusions",
        feedback=f"On {alike} of 7. A finding about one of these could not decide between the two.",
    )


def deciding_finding(rng: np.random.Generator) -> ChoiceQuestion:
    """A measurement decides only where two readings differ."""
    held = held_by_position()
    pairs = {(a, b): np.equal(held[a], held[b]) for a, b in combinations(held, 2)}
    one, other = pick(rng, [pair for pair, alike in pairs.items() if 3 <= alike.sum() < 7])
    alike = pairs[one, other]
    same, apart = (rng.permutation(np.flatnonzero(which)) for which in (alike, ~alike))
    undecided = "Both positions say the same of it, so its measurement would speak for neither."
    return ChoiceQuestion(
        "break-the-model-deciding-finding",
        "break-the-model",
        "Say why surviving is not the same as being true.",
        f"Two positions in the argument are “{one}” and “{other}”. Suppose one of these conclusions could be tested "
        "in people. Which test could decide between the two?",
        offered(
            rng,
            (NAMES[apart[0]], "The two positions differ here, so the result would speak for one of them."),
            *((NAMES[at], undecided) for at in same[:3]),
        ),
    )


ITEMS = (one_number_changed, agreeing_positions, deciding_finding)
