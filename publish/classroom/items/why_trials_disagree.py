"""Items of the chapter why-trials-disagree."""

import numpy as np

from painloop.analysis.statistics import power, prospects, standard_error
from publish.classroom.items.draw import offered, pick, signed
from publish.classroom.question import ChoiceQuestion, NumberQuestion

USUAL, BETWEEN = 5.5, 1.5  # mean and SD of usual pain in the lab of why-trials-disagree
SD = 1.58  # of a change, as why-trials-disagree prints it


def expected_z(rng: np.random.Generator) -> NumberQuestion:
    """How far the letter stands out from the scale's error."""
    effect, spread = pick(rng, (0.25, 0.35, 0.5, 1)), pick(rng, (1.4, 1.6, 2, 2.6))
    n = pick(rng, (16, 25, 49, 100, 200))
    z = effect / float(standard_error(spread, n))
    return NumberQuestion(
        "why-trials-disagree-expected-z",
        "why-trials-disagree",
        "Read a trial as one draw from many.",
        f"In the model of a trial on paper the true effect is {effect:g} points, the standard deviation of the change "
        f"{spread:g} points, and there are {n} people in each of two arms. How large is the expected z?",
        answer=z,
        tolerance=0.04 * z,  # for rounding on the way
        unit="",
        feedback=f"The standard error is {spread:g} times the root of 2/{n}; the effect over it is {z:.2f}. Well "
        "below 2, a trial usually misses it.",
    )


def power_of_a_trial(rng: np.random.Generator) -> NumberQuestion:
    """How often a trial of this size says yes."""
    effect, n = pick(rng, (0.3, 0.35, 0.5, 0.75, 1)), pick(rng, (16, 25, 49, 75, 100, 200))
    share = 100 * float(power(effect, SD, n))
    return NumberQuestion(
        "why-trials-disagree-power-of-a-trial",
        "why-trials-disagree",
        "Say why small trials that succeed exaggerate.",
        f"In the virtual trial the true effect is {effect:g} points in favour of the drug, the standard deviation of "
        f"the change is {SD:g} points, and {n} people are in each arm. What share of such trials comes out "
        "significant, in per cent?",
        answer=share,
        tolerance=3.0,  # normal theory or the explorer's rounding will do
        unit="per cent",
        feedback=f"The explorer's power, or the function of the lab: {share:.0f} %. The smaller the power, the more "
        "the significant ones exaggerate.",
    )


def asked_again(rng: np.random.Generator) -> NumberQuestion:
    """Regression to the mean, with nobody treated."""
    within, mean = pick(rng, (0.8, 1.2, 1.6, 2, 2.4)), pick(rng, (7, 7.5, 8, 8.5))
    kept = BETWEEN**2 / (BETWEEN**2 + within**2)
    later = USUAL + kept * (mean - USUAL)
    return NumberQuestion(
        "why-trials-disagree-asked-again",
        "why-trials-disagree",
        "Explain regression to the mean.",
        f"In an invented population usual pain has a mean of {USUAL:g} and a standard deviation of {BETWEEN:g} "
        f"between people; one reading strays from a person's usual pain with a standard deviation of {within:g}. "
        f"People are admitted on a bad day, with a mean of {mean:g}, and nobody is treated. Which mean is expected "
        "when they are asked again?",
        answer=later,
        tolerance=0.15,
        unit="points of 10",
        feedback=f"Of the distance to {USUAL:g} the share {kept:.2f} is kept: the variance between people over all of "
        f"it. So {later:.1f}, better by itself.",
    )


def one_truth_two_results(rng: np.random.Generator) -> ChoiceQuestion:
    """A positive and a negative trial can be of the same truth."""
    truth, n = pick(rng, (-0.2, -0.35, -0.5)), pick(rng, (25, 49, 100, 200))
    one, other = rng.choice((-1.3, -0.9, -0.6, -0.3, 0, 0.2, 0.6), 2, replace=False).tolist()
    found = prospects(truth, SD, n)
    usual = tuple(found.low < each < found.high for each in (one, other))
    low, high = signed(round(found.low, 2)), signed(round(found.high, 2))
    middle = f"95 % of the observed differences lie between {low} and {high}."
    texts = {
        (True, True): "Both are",
        (True, False): f"Only {signed(one)} is",
        (False, True): f"Only {signed(other)} is",
        (False, False): "Neither is",
    }
    return ChoiceQuestion(
        "why-trials-disagree-one-truth-two-results",
        "why-trials-disagree",
        "Read a trial as one draw from many.",
        f"In the model the true effect is {signed(truth)} points, the standard deviation of the change {SD:g} and "
        f"each arm has {n} people. Two trials of it find {signed(one)} and {signed(other)}. Which are among the "
        "middle 95 % of what such trials find?",
        offered(
            rng,
            (texts.pop(usual), middle),
            *((text, f"Reckon the standard error: {middle}") for text in texts.values()),
        ),
    )


ITEMS = (expected_z, power_of_a_trial, asked_again, one_truth_two_results)
