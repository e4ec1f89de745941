"""Items of the chapter safety-and-conversations."""

import numpy as np

from painloop import data
from painloop.analysis.statistics import risk_difference
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import NumberQuestion, Question


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


def must_not_be_added(rng: np.random.Generator) -> Question:
    """Who must not take naltrexone, and why."""
    medicine = pick(rng, ("tramadol", "codeine", "buprenorphine", "methadone"))
    return Question(
        "safety-and-conversations-must-not-be-added",
        "safety-and-conversations",
        "Say who must not take naltrexone and why.",
        f"Somebody takes {medicine}. A friend suggests adding naltrexone in a low dose. What is right?",
        offered(
            rng,
            (
                f"It must not be given: {medicine} is an opioid, and naltrexone can set off withdrawal.",
                "Yes. Severe withdrawal has followed 1 mg. Questions about medicines belong to a clinician who knows "
                "all of them.",
            ),
            (
                "It may be added, because a low dose is too small to set off withdrawal.",
                "A low dose is no protection: severe withdrawal has followed 1 mg.",
            ),
            (
                f"It may be added, because {medicine} is no opioid.",
                "It is one. Not every opioid looks like an opioid.",
            ),
            (
                "It must not be given, because naltrexone makes people dependent.",
                "By the label it causes no dependence. The danger is that it takes the receptors from the opioid.",
            ),
        ),
    )


def excess_over_placebo(rng: np.random.Generator) -> Question:
    """A side effect is read against its placebo, and in both directions."""
    rows = data.load("harms").dropna(subset=["n_drug"]).query("on_drug > 0")
    columns = ["study", "outcome", "on_drug", "n_drug", "on_placebo", "n_placebo"]
    study, outcome, *counts = pick(rng, rows[columns].to_numpy())
    drug, n_drug, placebo, n_placebo = (int(count) for count in counts)
    found = risk_difference(drug, n_drug, placebo, n_placebo)
    return Question(
        "safety-and-conversations-excess-over-placebo",
        "safety-and-conversations",
        "Read a side effect against its placebo.",
        f"In {study}, in people who took no opioids, {drug} of {n_drug} on low-dose naltrexone and {placebo} of "
        f"{n_placebo} on placebo are counted under: {outcome}. What follows?",
        offered(
            rng,
            (
                f"No excess is shown, and one of up to {100 * found.high:.0f} in 100 could have been missed.",
                "The interval of the difference holds nought and reaches that far. For people who take opioids it "
                "says nothing.",
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


ITEMS = (people_from_a_ratio, must_not_be_added, excess_over_placebo)
