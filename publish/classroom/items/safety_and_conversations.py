"""Items of the chapter safety-and-conversations."""

import numpy as np

from painloop import data
from painloop.analysis.statistics import risk_difference
from painloop.data.sentences import plain
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion

SHORT_ACTING, LONG_ACTING = ("tramadol", "codeine", "tapentadol", "oxycodone"), ("buprenorphine", "methadone")
ACTING_LIKE_ONE = ("kratom", "tianeptine")
LEFT_OUT = (
    ("FINAL", "has thought of suicide"),
    ("FINAL", "has attempted suicide"),
    ("FINAL", "has kidneys that work badly"),
    ("INNOVA", "has severe depression"),
    ("INNOVA", "takes an anticoagulant"),
    ("INNOVA", "has abnormal liver tests"),
)  # by the registry entries NCT04270877 and NCT04739995


def people_from_a_ratio(rng: np.random.Generator) -> NumberQuestion:
    """A ratio needs its starting number."""
    anyway, ratio = pick(rng, (4, 5, 8, 10, 13, 20)), pick(rng, (1.4, 1.5, 1.8, 2, 2.41, 3))
    return NumberQuestion(
        "safety-and-conversations-people-from-a-ratio",
        "safety-and-conversations",
        "Turn a ratio into people.",
        f"An invented side effect is {ratio:g} times as frequent on a drug as on placebo, where {anyway} of 100 "
        "people have it. How many more people of 100 have it because of the drug?",
        answer=anyway * (ratio - 1),
        tolerance=0.6,  # a whole person
        unit="people of 100",
        feedback=f"{anyway * ratio:.0f} have it on the drug, and {anyway} of them would have had it anyway.",
    )


def must_not_be_added(rng: np.random.Generator) -> ChoiceQuestion:
    """Who must not take naltrexone, and why."""
    medicine = pick(rng, (*SHORT_ACTING, *LONG_ACTING, *ACTING_LIKE_ONE))
    return ChoiceQuestion(
        "safety-and-conversations-must-not-be-added",
        "safety-and-conversations",
        "Say who must not take naltrexone and why.",
        f"Somebody takes {medicine}. A friend suggests adding naltrexone in a low dose. What is right?",
        offered(
            rng,
            (
                f"It must not be given: {medicine} counts as an opioid, and naltrexone can set off withdrawal.",
                "Yes. Severe withdrawal has followed 1 mg. Questions about medicines belong to a clinician who knows "
                "all of them.",
            ),
            (
                "It may be added, because a low dose is too small to set off withdrawal.",
                "A low dose is no protection: severe withdrawal has followed 1 mg.",
            ),
            (
                f"It may be added, because {medicine} is no opioid.",
                f"It counts as one. {plain('opioids-in-disguise-briefly')}",
            ),
            (
                "It must not be given, because naltrexone makes people dependent.",
                "By the label it causes no dependence. The danger is that it takes the receptors from the opioid.",
            ),
        ),
    )


def may_it_be_started(rng: np.random.Generator) -> ChoiceQuestion:
    """What the label asks for before a start, and that no count of days is a permission."""
    medicine, days = pick(rng, (*SHORT_ACTING, *LONG_ACTING)), pick(rng, (1, 2, 3, 4))
    advice = "names two weeks of danger after it" if medicine in LONG_ACTING else "recommends at least 7 to 10 days"
    return ChoiceQuestion(
        "safety-and-conversations-may-it-be-started",
        "safety-and-conversations",
        "Say what the label asks for before a start.",
        f"Somebody took {medicine} every day and stopped it {days} day{'s' * (days > 1)} ago. They wish to begin "
        "naltrexone in a low dose tonight. What is right?",
        offered(
            rng,
            (
                f"A clinician has to plan it: the US label {advice}, and no shorter time is known for low doses.",
                plain("opioid-free-interval"),
            ),
            (
                f"They may begin, because {medicine} has left the blood.",
                "A body that is used to an opioid stays so for days after it has left the blood.",
            ),
            (
                "They may begin, because the label speaks of larger doses.",
                "Severe withdrawal has followed 1 mg, and no shorter time has been tested for low doses.",
            ),
            (
                "They may begin once a urine test for opioids is negative, whatever the number of days.",
                "By the label nothing tells reliably whether the time was long enough; a standard test misses some.",
            ),
        ),
    )


def whom_a_count_covers(rng: np.random.Generator) -> ChoiceQuestion:
    """A reassuring count speaks for those who were let in."""
    trial, person = pick(rng, LEFT_OUT)
    return ChoiceQuestion(
        "safety-and-conversations-whom-a-count-covers",
        "safety-and-conversations",
        "Ask who was left out of a count.",
        f"In {trial} side effects were no more frequent on low-dose naltrexone than on placebo. Does that speak for "
        f"somebody who {person}?",
        offered(
            rng,
            ("No: by the registry entry such people were left out.", plain("who-was-left-out")),
            (
                "Yes: chance decided who took naltrexone.",
                "Chance divides those who were let in. It does not add others.",
            ),
            (
                "Yes: about 100 people are enough for everybody.",
                "A number does not include those who were left out, however large it is.",
            ),
            (
                "No: in such people naltrexone has been shown to do harm.",
                "The trial shows neither harm nor safety in them: they were left out.",
            ),
        ),
    )


def excess_over_placebo(rng: np.random.Generator) -> ChoiceQuestion:
    """A side effect is read against its placebo, and in both directions."""
    rows = data.load("harms").dropna(subset=["n_drug"]).query("on_drug > 0")
    columns = ["study", "outcome", "on_drug", "n_drug", "on_placebo", "n_placebo"]
    study, outcome, *counts = pick(rng, rows[columns].to_numpy())
    drug, n_drug, placebo, n_placebo = (int(count) for count in counts)
    found = risk_difference(drug, n_drug, placebo, n_placebo)
    return ChoiceQuestion(
        "safety-and-conversations-excess-over-placebo",
        "safety-and-conversations",
        "Read a side effect against its placebo.",
        f"In {study}, which left out people who took opioids, {drug} of {n_drug} on low-dose naltrexone and "
        f"{placebo} of {n_placebo} on placebo are counted under: {outcome}. What follows?",
        offered(
            rng,
            (
                f"No excess is shown, and one of up to {100 * found.high:.0f} in 100 could have been missed.",
                f"The interval of the difference holds nought and reaches that far. {plain('who-was-left-out')}",
            ),
            (
                f"Naltrexone did it in {100 * drug / n_drug:.0f} of 100 people.",
                "Only the excess over placebo can be credited to the drug.",
            ),
            (
                "Naltrexone has been shown to add nothing.",
                "With so few people an excess can be missed; the interval says how large a one.",
            ),
            (
                f"Placebo holds a drug that does it in {100 * placebo / n_placebo:.0f} of 100 people.",
                "Ordinary complaints happen without any drug.",
            ),
        ),
    )


ITEMS = (people_from_a_ratio, must_not_be_added, excess_over_placebo, may_it_be_started, whom_a_count_covers)
