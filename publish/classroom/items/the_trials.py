"""Items of the chapter the-trials."""

import numpy as np

from painloop import data
from painloop.analysis.pooling import pool
from painloop.analysis.statistics import risk_difference
from publish.classroom.items.draw import offered, pick, signed
from publish.classroom.question import NumberQuestion, Question


def two_trials_as_one(rng: np.random.Generator) -> NumberQuestion:
    """Weights of one over the squared standard error."""
    effects = pick(rng, (-0.9, -0.8, -0.7, -0.6, -0.5)), pick(rng, (0.1, 0.2, 0.3, 0.4))
    errors = pick(rng, (0.2, 0.25, 0.3)), pick(rng, (0.4, 0.45, 0.5))
    found = pool(effects, errors, "fixed")
    return NumberQuestion(
        "the-trials-two-trials-as-one",
        "the-trials",
        "Say why reviews of the same drug disagree.",
        f"Two invented trials find differences in pain of {signed(effects[0])} points (standard error {errors[0]:g}) "
        f"and {signed(effects[1])} points (standard error {errors[1]:g}). Pool them with one true effect for both. "
        "What is the estimate, in points, with its sign?",
        answer=found.estimate,
        tolerance=0.03,
        unit="points",
        feedback=f"Weigh each by one over its squared standard error; the first has {100 * found.weights[0]:.0f} % of "
        f"the weight. The estimate is {signed(round(found.estimate, 2))}.",
    )


def what_is_excluded(rng: np.random.Generator) -> Question:
    """An interval is read in both directions."""
    effect, error = pick(rng, (-0.6, -0.5, -0.4, -0.3, 0.2)), pick(rng, (0.2, 0.25, 0.3, 0.35, 0.4))
    found = pool([effect], [error])
    side = 1 - 2 * int(rng.integers(2))
    out, *inside = (signed(round(effect + side * far * error, 2)) for far in (3, 1.5, 0.5, -1.2))
    interval = f"{signed(round(found.low, 2))} to {signed(round(found.high, 2))}"
    return Question(
        "the-trials-what-is-excluded",
        "the-trials",
        "Read an interval in both directions.",
        f"An invented trial finds a difference of {signed(effect)} points with a standard error of {error:g}. Which "
        "of these true mean differences does its 95 % interval exclude?",
        offered(
            rng,
            (f"{out} points", f"It lies outside {interval}."),
            *((f"{each} points", f"It lies inside {interval}, so it is not excluded.") for each in inside),
        ),
    )


def fall_and_effect(rng: np.random.Generator) -> NumberQuestion:
    """The fall from baseline is not the effect."""
    drug, placebo = pick(rng, (1.1, 1.3, 1.5, 1.8)), pick(rng, (0.5, 0.7, 0.9, 1))
    spread = pick(rng, (1.4, 1.6, 2))
    effect = (drug - placebo) / spread
    return NumberQuestion(
        "the-trials-fall-and-effect",
        "the-trials",
        "Tell a fall from baseline from an effect.",
        f"In an invented trial pain fell by {drug:g} points on the drug and by {placebo:g} on placebo; the standard "
        f"deviation of the change was {spread:g} points. How large is what can be credited to the drug, in standard "
        "deviations?",
        answer=effect,
        tolerance=0.02,
        unit="standard deviations",
        feedback=f"The fall on the drug alone is {drug / spread:.2f}, but {placebo / spread:.2f} of it was seen "
        "without the drug, too.",
    )


def extra_responders(rng: np.random.Generator) -> NumberQuestion:
    """Shares of two groups, subtracted."""
    rows = data.load("responders").dropna(subset=["on_drug"])
    columns = ["study", "response", "analysis", "on_drug", "n_drug", "on_placebo", "n_placebo"]
    study, response, analysis, *counts = pick(rng, rows[columns].to_numpy())
    drug, n_drug, placebo, n_placebo = (int(count) for count in counts)
    extra = 100 * risk_difference(drug, n_drug, placebo, n_placebo).difference
    return NumberQuestion(
        "the-trials-extra-responders",
        "the-trials",
        "State the certainty of an answer beside the answer.",
        f"{study}: {drug} of {n_drug} people on low-dose naltrexone and {placebo} of {n_placebo} on placebo had "
        f"{response} ({analysis}). How many more responders in 100 people is that? Write a minus sign if there were "
        "fewer.",
        answer=extra,
        tolerance=1.0,  # for shares that were rounded first
        unit="in 100 people",
        feedback=f"The two shares, subtracted: {signed(round(extra, 1))}. The 95 % interval of it holds nought, so "
        "neither benefit nor harm is shown.",
    )


ITEMS = (two_trials_as_one, what_is_excluded, fall_and_effect, extra_responders)
