"""Items of the chapter phantom-limb-pain."""

import numpy as np

from painloop import data
from painloop.analysis.statistics import risk_difference
from publish.classroom.items.draw import offered, pick, signed
from publish.classroom.question import ChoiceQuestion, NumberQuestion


def needed_to_treat(rng: np.random.Generator) -> NumberQuestion:
    """Two shares make a number needed to treat."""
    n, block, saline = pick(rng, (50, 60, 80, 100)), pick(rng, (24, 28, 32, 40)), pick(rng, (10, 12, 15))
    found = risk_difference(block, n, saline, n)
    return NumberQuestion(
        "phantom-limb-pain-needed-to-treat",
        "phantom-limb-pain",
        "Say what has been tested as a treatment, and how much it did.",
        f"In an invented trial {block} of {n} people were better by two points after a nerve block, and {saline} of "
        f"{n} after salt water. How many must be treated for one more to be better? Give one decimal.",
        answer=found.nnt,
        tolerance=0.15,
        unit="people",
        feedback=f"The shares differ by {100 * found.difference:.0f} in 100; one over that is {found.nnt:.1f}. Those "
        "who were better after salt water would have been better anyway.",
    )


def people_with_phantom_limb_pain(rng: np.random.Generator) -> NumberQuestion:
    """A large number, and how it is made."""
    rows = data.load("phantom_limb_prevalence")[["study", "percent"]].to_numpy()
    (study, percent), people = pick(rng, rows), pick(rng, (20, 45, 75, 120, 160))
    return NumberQuestion(
        "phantom-limb-pain-people",
        "phantom-limb-pain",
        "Read a large number by how it was made.",
        f"{study} gives {percent:g} % as the share of people with an amputation who have phantom limb pain. In an "
        f"invented country {people} thousand people live with limb loss. How many thousand have phantom limb pain, if "
        "the share holds there?",
        answer=people * percent / 100,
        tolerance=0.02 * people * percent / 100,  # for rounding
        unit="thousand people",
        feedback=f"{percent:g} % of {people} thousand. It is a multiplication and no count: who was asked matters.",
    )


def what_an_interval_leaves(rng: np.random.Generator) -> ChoiceQuestion:
    """A trial that found no difference excludes some differences and not others."""
    low, high = pick(rng, ((-1.0, 0.7), (-0.8, 0.6), (-1.2, 0.9), (-0.7, 0.4)))
    within, beyond = f"{-low / 2:g}", f"{-2 * low:g}"
    return ChoiceQuestion(
        "phantom-limb-pain-what-an-interval-leaves",
        "phantom-limb-pain",
        "Weigh two trials of one idea.",
        "In an invented trial the nerves of the stump were frozen, or a sham was done. Four months later the mean "
        f"difference in pain had a 95 % interval from {signed(low)} to {signed(high)} points of 10; minus is less pain "
        "after freezing. What does the trial say of the mean?",
        offered(
            rng,
            (
                f"It leaves room for {within} points less pain, and hardly any for {beyond} less",
                "The interval holds the first and not the second. Single people may still differ.",
            ),
            ("Freezing does nothing", "No significant difference is not the same as no difference."),
            (f"It leaves room for {beyond} points less pain", "That lies outside the interval."),
            (
                "Nothing: it was not significant",
                "An interval speaks also where it holds nought: it excludes what is outside.",
            ),
        ),
    )


def which_of_three(rng: np.random.Generator) -> ChoiceQuestion:
    """Three things that are easily mixed up."""
    names = {
        "feels the toes of the lost foot move, without pain": "Phantom sensation",
        "has a burning pain in the toes that are gone": "Phantom limb pain",
        "is sore in the stump, where the prosthesis presses": "Residual-limb pain",
    }
    seen = pick(rng, tuple(names))
    wrong = [(name, "This is told of somebody who " + what + ".") for what, name in names.items() if what != seen]
    return ChoiceQuestion(
        "phantom-limb-pain-which-of-three",
        "phantom-limb-pain",
        "Tell phantom sensation, phantom limb pain and residual-limb pain apart.",
        f"After the loss of a leg somebody {seen}. What is this called?",
        offered(
            rng,
            (names[seen], "Many people have more than one of the three."),
            *wrong,
            ("A sign of a troubled mind", "It is none. Each of the three is common after an amputation."),
        ),
    )


ITEMS = (needed_to_treat, people_with_phantom_limb_pain, what_an_interval_leaves, which_of_three)
