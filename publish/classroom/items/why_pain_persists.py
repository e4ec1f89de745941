"""Items of the chapter why-pain-persists."""

import numpy as np

from painloop import data
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion

OLD_THRESHOLD, GAIN = 5.0, 1.5  # of the curve that why-pain-persists draws


def rating(strength: float, threshold: float) -> float:
    """The rating of a stimulus, as the curve of why-pain-persists has it."""
    return float(np.clip(GAIN * (strength - threshold), 0, 10))


def rise_of_a_press(rng: np.random.Generator) -> NumberQuestion:
    """How much more a press hurts; the strongest meet the ceiling."""
    threshold, strength = pick(rng, (2, 2.5, 3, 3.5, 4)), pick(rng, (6, 7, 8, 9, 9.5))
    before, after = rating(strength, OLD_THRESHOLD), rating(strength, threshold)
    return NumberQuestion(
        "why-pain-persists-rise-of-a-press",
        "why-pain-persists",
        "Recognise allodynia and hyperalgesia.",
        f"In the chapter's drawing a stimulus does not hurt below a threshold of {OLD_THRESHOLD:g}; above it each step "
        f"of strength adds {GAIN:g} points to the rating, up to 10. Sensitisation moves the threshold to "
        f"{threshold:g}. By how many points does the rating of a press of strength {strength:g} rise?",
        answer=after - before,
        tolerance=0.3,  # a fifth of a step, for those who read the figure
        unit="points",
        feedback=f"It is rated {before:g} before and {after:g} after. The rise is the difference: hyperalgesia.",
    )


def sign_of_sensitisation(rng: np.random.Generator) -> ChoiceQuestion:
    """Allodynia or hyperalgesia: did it hurt before?"""
    threshold, strength = pick(rng, (2, 2.5, 3)), pick(rng, (3.5, 4, 4.5, 6, 7, 8))
    before, after = rating(strength, OLD_THRESHOLD), rating(strength, threshold)
    now = f"It is rated {after:g} instead of {before:g}"
    signs = [
        (f"{now}: allodynia.", "Allodynia is pain from what did not hurt before."),
        (f"{now}: hyperalgesia.", "Hyperalgesia is more pain from what hurt before."),
    ]
    right = signs.pop(0 if before == 0 else 1)
    return ChoiceQuestion(
        "why-pain-persists-sign-of-sensitisation",
        "why-pain-persists",
        "Recognise allodynia and hyperalgesia.",
        f"In the chapter's drawing sensitisation moves the threshold from {OLD_THRESHOLD:g} to {threshold:g}; above it "
        f"each step adds {GAIN:g} points. What becomes of a stimulus of strength {strength:g}?",
        offered(
            rng,
            right,
            *signs,
            (f"{now}: wind-up.", "Wind-up needs stimuli that are repeated, and shows only while they last."),
            (f"It is rated {before:g}, as before.", "It lies above the new threshold, so its rating has changed."),
        ),
    )


def between_two_definitions(rng: np.random.Generator) -> NumberQuestion:
    """People with chronic pain by one definition and not by the stricter one."""
    surveys = data.load("chronic_pain_prevalence").pivot_table("percent", "year", "measures")
    shares = surveys[["chronic pain", "high-impact chronic pain"]].dropna()
    year, people = pick(rng, shares.index.to_numpy()), pick(rng, (20, 50, 80, 120, 200))
    wide, strict = shares.loc[year]
    return NumberQuestion(
        "why-pain-persists-between-two-definitions",
        "why-pain-persists",
        "Say why published prevalences differ.",
        f"The national survey of {year} found chronic pain in {wide:g} % of adults; in {strict:g} % it was "
        f"high-impact: it often limited life or work as well. An invented town has {people} thousand adults with just "
        "these shares. How many thousand have chronic pain that is not high-impact?",
        answer=people * float(wide - strict) / 100,
        tolerance=0.02 * people * float(wide - strict) / 100,  # for rounding on the way
        unit="thousand people",
        feedback=f"{wide:g} − {strict:g} per cent of {people} thousand. They count in one definition and not in the "
        "other.",
    )


ITEMS = (rise_of_a_press, sign_of_sensitisation, between_two_definitions)
