"""Items of the chapter low-and-standard-doses."""

from typing import Any

import numpy as np

from painloop.analysis.dose import (
    adaptation_gain,
    best_mean_blockade,
    dose_response,
    mean_blockade_without_gain,
    mean_tone,
)
from painloop.models import opioid_adaptation
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion

LAW = "In the law of mean tone, (1 + uB)(1 − B), B is the share of receptors blocked on average."
RIVALS: dict[str, tuple[str, dict[str, Any]]] = {  # as low-and-standard-doses draws them
    "An antagonist uncovers pain": ("two_phase", {"u": 0.0}),
    "The body keeps its tone": ("two_phase", {"closed_loop": 1.0}),
    "Tone hardly matters": ("two_phase", {"alpha": 0.0}),
    "The block never ends": ("brain_retention", {}),
}


def best_share(rng: np.random.Generator) -> NumberQuestion:
    """The paradox in one number."""
    u = pick(rng, (1.2, 1.3, 1.44, 1.6, 1.8, 2, 2.5, 3, 4))
    share = 100 * best_mean_blockade(u)
    return NumberQuestion(
        "low-and-standard-doses-best-share",
        "low-and-standard-doses",
        "Say what the dose paradox needs.",
        f"{LAW} The answer to blockade has a strength of u = {u:g}. At which share blocked, in per cent, is mean tone "
        "highest?",
        answer=share,
        tolerance=1.5,  # a flat top is hard to read
        unit="per cent",
        feedback="The curve is a parabola. It is back at normal at (u − 1)/u, "
        f"{100 * mean_blockade_without_gain(u):.0f} %, and its peak lies half-way there, at {share:.0f} %.",
    )


def strength_of_the_answer(rng: np.random.Generator) -> NumberQuestion:
    """Where u comes from: two rises, multiplied."""
    more, rise = pick(rng, (33, 41, 50, 55, 67, 80, 86)), pick(rng, (12, 61))
    product, total = adaptation_gain(more / 100, rise / 100)
    return NumberQuestion(
        "low-and-standard-doses-strength-of-the-answer",
        "low-and-standard-doses",
        "Say where the strength of the answer comes from, and how sure it is.",
        f"In mice under a sustained block one report counted {more} % more opioid receptors. In people on naltrexone a "
        f"hormone of the opioid family stood {rise} % higher at one hour of the day. Take the two as the chapter does, "
        "one times the other, for the capacity 1 + u. What is u?",
        answer=float(product),
        tolerance=0.03,
        unit="",
        feedback=f"1 + u is {1 + more / 100:g} times {1 + rise / 100:g}, so u is {product:.2f}; the soberer sum gives "
        f"{total:.2f}. Only above 1 is there any gain in tone.",
    )


def short_strong_block(rng: np.random.Generator) -> NumberQuestion:
    """It is the mean that counts."""
    percent, hours, u = pick(rng, (60, 75, 90, 100)), pick(rng, (4, 6, 8, 12)), pick(rng, (1, 1.44, 2, 3))
    mean = percent * hours / 24
    tone = 100 * float(mean_tone(mean / 100, u))
    return NumberQuestion(
        "low-and-standard-doses-short-strong-block",
        "low-and-standard-doses",
        "Say that mean blockade decides in this law.",
        f"{LAW} In an invented schedule {percent} % of the receptors are blocked for {hours} hours of every 24 and "
        f"none for the rest. With u = {u:g}, what is mean tone, in per cent of normal?",
        answer=tone,
        tolerance=1.0,
        unit="per cent",
        feedback=f"The mean share is {mean:.3g} %, and the law needs nothing else: {tone:.0f} %. A weak block all day "
        "with this mean does the same.",
    )


def above_or_below_normal(rng: np.random.Generator) -> ChoiceQuestion:
    """What is left free, times what has been added."""
    u, percent = pick(rng, (0.5, 1, 1.44, 2, 3)), pick(rng, (10, 20, 40, 60, 80))
    tone, blocked = 100 * float(mean_tone(percent / 100, u)), percent / 100
    return ChoiceQuestion(
        "low-and-standard-doses-above-or-below-normal",
        "low-and-standard-doses",
        "Say what the dose paradox needs.",
        f"Suppose {percent} % of the receptors are blocked on average, and the body's answer in the model has a "
        f"strength of u = {u:g}. By the law of mean tone, where is tone?",
        offered(
            rng,
            (f"At {tone:.0f} % of normal", "What is left free, times what has been added."),
            (f"At {100 * (1 - blocked):.0f} % of normal", "This forgets what the body's answer has added."),
            (
                f"At {100 * (1 + u * blocked):.0f} % of normal",
                "This forgets that part of what was added is blocked, too.",
            ),
            ("At 100 % of normal: the body makes up for the loss", "An answer to the block does not aim at normal."),
        ),
    )


def which_rival(rng: np.random.Generator) -> ChoiceQuestion:
    """What each of the four ideas would do to the drive."""
    title, low = pick(rng, tuple(RIVALS)), pick(rng, (0.5, 0.7, 1))
    account, values = RIVALS[title]
    drives = 100 * dose_response(opioid_adaptation.with_account(account), [low, 50.0], **values)["gain"]
    wrong = [
        (name, "Look at its panel in the figure of the four: the two ends differ.") for name in RIVALS if name != title
    ]
    return ChoiceQuestion(
        "low-and-standard-doses-which-rival",
        "low-and-standard-doses",
        "Give four ideas against the dose paradox a fair hearing.",
        f"One of the four rival ideas gives, in the model, a drive to the nerve cells of {drives[0]:.0f} % of normal "
        f"at {low:g} mg a night and of {drives[1]:.0f} % at 50 mg. Which?",
        offered(
            rng, (title, "It fits at both ends. A curve of a model is no finding, and no guide to a dose."), *wrong
        ),
    )


ITEMS = (best_share, strength_of_the_answer, short_strong_block, above_or_below_normal, which_rival)
