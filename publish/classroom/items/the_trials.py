"""Items of the chapter the-trials."""

import numpy as np

from painloop import data
from painloop.analysis.pooling import pool
from painloop.analysis.statistics import risk_difference
from publish.classroom.items.draw import offered, pick, signed
from publish.classroom.question import ChoiceQuestion, NumberQuestion


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


def what_is_excluded(rng: np.random.Generator) -> ChoiceQuestion:
    """An interval is read in both directions."""
    effect, error = pick(rng, (-0.6, -0.5, -0.4, -0.3, 0.2)), pick(rng, (0.2, 0.25, 0.3, 0.35, 0.4))
    found = pool([effect], [error], "fixed")
    side = 1 - 2 * int(rng.integers(2))
    out, *inside = (signed(round(effect + side * far * error, 2)) for far in (3, 1.5, 0.5, -1.2))
    interval = f"{signed(round(found.low, 2))} to {signed(round(found.high, 2))}"
    return ChoiceQuestion(
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


def two_trials_by_student(rng: np.random.Generator) -> NumberQuestion:
    """The interval of two trials, which hardly know their own spread."""
    effects = pick(rng, (-0.9, -0.8, -0.7, -0.6)), pick(rng, (-0.2, -0.1, 0.1, 0.2))
    error = pick(rng, (0.2, 0.25, 0.3))
    found, older = (pool(effects, [error, error], method) for method in ("hksj", "random"))
    return NumberQuestion(
        "the-trials-two-trials-by-student",
        "the-trials",
        "State the certainty of an answer beside the answer.",
        f"Two invented trials find differences of {signed(effects[0])} and {signed(effects[1])} points, each with a "
        f"standard error of {error:g}. Pool them by the method of Hartung, Knapp, Sidik and Jonkman (HKSJ): with equal "
        "errors the error of the mean is half the distance between the two, and the quantile of Student's t with one "
        "degree of freedom is 12.71. What is the lower end of the 95 % interval, in points, with its sign?",
        answer=found.low,
        tolerance=0.05,
        unit="points",
        feedback=f"The mean is {signed(round(found.estimate, 2))}, and the interval runs from "
        f"{signed(round(found.low, 2))} to {signed(round(found.high, 2))}. The older method gives "
        f"{signed(round(older.low, 2))} to {signed(round(older.high, 2))}: it takes the spread as known.",
    )


def method_and_verdict(rng: np.random.Generator) -> ChoiceQuestion:
    """Whether no difference lies inside may hang on the method."""
    effects = pick(rng, (-0.8, -0.75, -0.7, -0.65)), pick(rng, (-0.6, -0.55, -0.5))
    errors = pick(rng, (0.2, 0.22, 0.24)), pick(rng, (0.26, 0.28, 0.3))
    older, modified = (pool(effects, errors, method) for method in ("random", "modified"))
    ends = (
        f"The older interval is {signed(round(older.low, 2))} to {signed(round(older.high, 2))}, the modified one "
        f"{signed(round(modified.low, 2))} to {signed(round(modified.high, 2))}."
    )
    return ChoiceQuestion(
        "the-trials-method-and-verdict",
        "the-trials",
        "Say why reviews of the same drug disagree.",
        f"Two invented trials find {signed(effects[0])} points (standard error {errors[0]:g}) and "
        f"{signed(effects[1])} points (standard error {errors[1]:g}). They are pooled with effects that may differ, by "
        "the older method (DerSimonian and Laird) and by modified HKSJ. What happens to no difference (0)?",
        offered(
            rng,
            ("The older interval leaves it out, and modified HKSJ holds it.", ends),
            (
                "Both intervals leave it out.",
                ends + " With two trials the quantile of t is 12.7 where normal theory has 2.",
            ),
            ("Both intervals hold it.", ends + " Both trials favour the drug, and normal theory is narrow."),
            ("Modified HKSJ leaves it out, and the older interval holds it.", ends + " The newer one is the wider."),
        ),
    )


ITEMS = (
    two_trials_as_one,
    what_is_excluded,
    fall_and_effect,
    extra_responders,
    two_trials_by_student,
    method_and_verdict,
)
