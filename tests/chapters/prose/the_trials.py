"""The numbers of the chapter on the trials."""

import inspect
import re
from math import sqrt

import pandas as pd
from oracle import Explored, explored, full
from prose_numbers import given, limits, rests, says, sets
from scipy.stats import norm, t

from painloop import data
from painloop.analysis.pooling import pool
from painloop.analysis.posterior import posterior
from painloop.explorers import TrialForest
from painloop.explorers.trial_forest import switched
from painloop.trial.published import YOUNGER_2013

DECLARATION = TrialForest.declaration
TRIALS, REVIEWS = data.load("trials").set_index("study"), data.load("meta_analyses")
RESPONDERS = data.load("responders")
YOUNGER, BESTED, FINAL, INNOVA, PTI_901 = (
    TRIALS.loc[study] for study in ("Younger 2013", "Bested 2023", "FINAL 2024", "INNOVA 2026", "PTI-901 2005")
)
PLACEBO_WEEKS = YOUNGER_2013.arms[1].days / 7
AGAINST_PLACEBO = TRIALS[TRIALS.comparator == "placebo"]


def hyphen(*values: float) -> list[str]:
    """Numbers with two digits and the minus sign of plain text."""
    return [f"{value:.2f}" for value in values]


def difference(trial: pd.Series) -> tuple[float, float, float]:
    """A trial's difference and its interval, in points."""
    return trial.difference_points, trial.low_points, trial.high_points


def interval(trial: pd.Series) -> tuple[float, float]:
    """The interval alone."""
    return trial.low_points, trial.high_points


def review(name: str, measure: str) -> pd.Series:
    """The result of a review in one measure."""
    [row] = REVIEWS.index[(REVIEWS.review == name) & (REVIEWS.measure == measure)]
    return REVIEWS.loc[row]


def counted(study: str, analysis: str) -> pd.Series:
    """Who had at least 30 % less pain in a trial."""
    [row] = RESPONDERS.index[
        (RESPONDERS.study == study) & (RESPONDERS.analysis == analysis) & RESPONDERS.response.str.contains("30 %")
    ]
    return RESPONDERS.loc[row]


def counts(row: pd.Series) -> tuple[float, float, float, float]:
    """Responders and people on the drug, then on placebo."""
    return row.on_drug, row.n_drug, row.on_placebo, row.n_placebo


def shares(row: pd.Series) -> tuple[float, float]:
    """How many of a hundred responded to the drug and to placebo."""
    return 100 * row.on_drug / row.n_drug, 100 * row.on_placebo / row.n_placebo


# The explorer.
POOLS = {
    "parallel": switched(["FINAL 2024", "INNOVA 2026"]),
    "before INNOVA": switched(["Younger 2013", "FINAL 2024"]),
    "all": switched(TRIALS.index),
}
STATES = {
    (name, method): full(DECLARATION, **trials, method=method)
    for name, trials in POOLS.items()
    for method in ("random", "older", "fixed")
}
SHOWN = dict(zip(STATES, explored(DECLARATION, *STATES.values()), strict=True))


def result(name: str, method: str) -> tuple[float, float, float]:
    """The pooled difference and its interval, as the explorer shows them; "random" stands there for HKSJ."""
    facts = SHOWN[name, method].facts
    return facts["estimate"], facts["low"], facts["high"]


def prediction(shown: Explored) -> tuple[float, float]:
    """Where the true effect of a further trial lies, as the explorer tells it."""
    return shown.facts["prediction_low"], shown.facts["prediction_high"]


def prediction_by_another_rule(shown: Explored, trials: int) -> tuple[float, float]:
    """The same by HKSJ with one degree of freedom fewer than there are trials, not two."""
    facts, quantile = shown.facts, float(t.isf(0.025, trials - 1))
    error = (facts["high"] - facts["low"]) / 2 / quantile
    half = quantile * sqrt(facts["tau2"] + error**2)
    return facts["estimate"] - half, facts["estimate"] + half


PARALLEL, PARALLEL_OLDER = result("parallel", "random"), result("parallel", "older")
BEFORE, BEFORE_OLDER = result("before INNOVA", "random"), result("before INNOVA", "older")
ALL, ALL_OLDER, ALL_FIXED = (result("all", method) for method in ("random", "older", "fixed"))
FURTHER, FURTHER_OLDER = prediction(SHOWN["all", "random"]), prediction(SHOWN["all", "older"])
FURTHER_OTHERWISE = prediction_by_another_rule(SHOWN["all", "random"], 3)
PARALLEL_I2 = SHOWN["parallel", "random"].facts["i2"]


def belief_below(value: float, trials: pd.DataFrame, **scale: float) -> float:
    """The chance, in per cent, of a mean effect below a value, under the weak belief."""
    return 100 * posterior(trials.difference_points, trials.se_points, **scale).below(value)


NUMBERED = TRIALS.dropna(subset=["se_points"])
TWO_PARALLEL = TRIALS.loc[["FINAL 2024", "INNOVA 2026"]]
BELIEF_SCALE = inspect.signature(posterior).parameters["tau_scale"].default
A_POINT, A_POINT_WIDER = belief_below(-1, TWO_PARALLEL), belief_below(-1, TWO_PARALLEL, tau_scale=1)
HALF_A_POINT = belief_below(-0.5, NUMBERED)

# How many people improved.
COMPLETE, EVERYBODY = counted("FINAL 2024", "complete cases"), counted("FINAL 2024", "everybody randomised")
IN_INNOVA = counted("INNOVA 2026", "analysed at 3 months")


def more_in_a_hundred(*trials: pd.Series) -> tuple[float, float, float]:
    """Responders more on the drug than on placebo, pooled by the older method, and their interval."""
    on_drug, on_placebo = ([each / 100 for each in arm] for arm in zip(*map(shares, trials), strict=True))
    errors = [
        sqrt(p * (1 - p) / trial.n_drug + q * (1 - q) / trial.n_placebo)
        for p, q, trial in zip(on_drug, on_placebo, trials, strict=True)
    ]
    found = pool([p - q for p, q in zip(on_drug, on_placebo, strict=True)], errors, "random")
    return 100 * found.estimate, 100 * found.low, 100 * found.high


MORE, MORE_LOW, MORE_HIGH = more_in_a_hundred(EVERYBODY, IN_INNOVA)


# What happened on placebo.
def change_on_placebo(trial: pd.Series) -> list[float]:
    """FINAL's change on placebo and its interval, which the note of its row has after the change on the drug."""
    found = re.search(r"changes .*? and (\S+) \((\S+) to (\S+)\)", trial.note)
    assert found, trial.note
    return [float(each) for each in found.groups()]


CHANGE, CHANGE_LOW, CHANGE_HIGH = change_on_placebo(FINAL)
CHANGE_SD = round((CHANGE_HIGH - CHANGE_LOW) / 2 / float(norm.isf(0.025)) * sqrt(EVERYBODY.n_placebo), 2)
STANDARDISED = -CHANGE / CHANGE_SD  # of the rounded SD, with which the exercise reckons

# The reviews.
FROM_BASELINE, AGAINST = review("Ologunowa 2025", "within-group SMD"), review("Ologunowa 2025", "SMD")
LONG_COVID = review("Byambasuren 2025", "within-group SMD")
VATVANI, SAIF = review("Vatvani 2024", "MD in points"), review("Saif 2026", "MD in points")

NOUGHT = "no difference, by definition"

NUMBERS = [
    given("points of 0–10", "the scale on which pain is rated"),
    given("below 0 is less pain on the drug", NOUGHT),
    given("One end lies so near 0", NOUGHT),
    given("No difference (0) lies", NOUGHT),
    given("further from 0 than", NOUGHT),
    given("leave 0 out", NOUGHT),
    given("no, 0 stays inside", NOUGHT),
    given("(I² 0 %)", "what no more than chance means"),
    given("PTI-901", "the name of a trial"),
    says("An early trial in {:.0f} people", YOUNGER.n_randomised),
    says("the hopeful crossover in {:.0f} people", YOUNGER.n_randomised),
    rests("Pain fell by 28.8 % on LDN and by 18.0 % on placebo, p = 0.016", "younger2013ldn"),
    says("{:.0f} weeks of it against {:.0f} of placebo", YOUNGER.weeks, PLACEBO_WEEKS),
    says("{:.0f} weeks of the drug against {:.0f} of placebo", YOUNGER.weeks, PLACEBO_WEEKS),
    says("a crossover in {:.0f} people", BESTED.n_randomised),
    rests("was −0.33 (p = 0.4)", "bested2023ldn"),
    says("FINAL 2024: {:.0f} women", FINAL.n_randomised),
    rests("Pain fell by 1.3 points of 10 on LDN and by 0.9 on placebo", "bruun2024final"),
    says("drug minus placebo, is {:.2f}, with a 95 % interval from {:.2f} to {:.2f}", *difference(FINAL)),
    says("INNOVA 2026: {:.0f} women", INNOVA.n_randomised),
    says("the difference was {:.2f} in favour of placebo ({:.2f} to {:.2f})", *difference(INNOVA)),
    rests("at six months 0.13 (−0.72 to 0.97) and at twelve 0.37 (−0.53 to 1.26)", "ldnfmrepo"),
    says("about {:.0f} women had", PTI_901.n_randomised),
    rests("for the second, p < 0.02", "bioworld_pti901_end", "pharmabiz_pti901"),
    sets("Of the {:.0f} other trials against placebo", AGAINST_PLACEBO.se_points.isna().sum()),
    says("Younger 2013 minus {:.2f}, from minus {:.1f} to minus {:.1f}", *(-each for each in difference(YOUNGER))),
    says(
        "FINAL 2024 minus {:.2f}, from minus {:.2f} to {:.2f}",
        -FINAL.difference_points, -FINAL.low_points, FINAL.high_points,
    ),
    says(
        "INNOVA 2026 plus {:.2f}, from minus {:.2f} to {:.2f}",
        INNOVA.difference_points, -INNOVA.low_points, INNOVA.high_points,
    ),
    says("see {:.2f} points, from {:.2f} to {:.2f}", *PARALLEL),
    says("see {:.2f} to {:.2f}, from the same trials", *PARALLEL_OLDER[1:]),
    says("see {:.2f}, from {:.2f} to {:.2f}, in favour", *BEFORE_OLDER),
    says("see {:.2f}, from {:.2f} to {:.2f} (HKSJ: {:.2f}, from {:.2f} to {:.2f})", *ALL_OLDER, *ALL),
    says("see {:.2f}, from {:.2f} to {:.2f}.", *ALL_FIXED),
    says("FINAL's runs from {:.2f} to {:.2f}", *interval(FINAL)),
    sets("half-normal, scale {:.1f}", BELIEF_SCALE),
    says("a chance of {:.1f} % in the parallel trials ({:.1f} % at scale 1)", A_POINT, A_POINT_WIDER),
    says("one above half a point has {:.0f} % in all three", HALF_A_POINT),
    says("three trials give {:.1f} to {:.1f}", *FURTHER),
    says("{:.1f} to {:.1f} by the older method", *FURTHER_OLDER),
    says("{:.1f} to {:.1f} by another rule", *FURTHER_OTHERWISE),
    given("A mean difference of 0.3", "a difference that the sentence supposes"),
    says(
        "In FINAL, {:.0f} of {:.0f} on LDN and {:.0f} of {:.0f} on placebo had at least 30 % less pain",
        *counts(EVERYBODY),
    ),
    says(
        "In FINAL {:.0f} of {:.0f} on the drug and {:.0f} of {:.0f} on placebo had at least 30 per cent less pain",
        *counts(EVERYBODY),
    ),
    says("in INNOVA it was {:.0f} of {:.0f} and {:.0f} of {:.0f}", *counts(IN_INNOVA)),
    says("In INNOVA it was {:.0f} of {:.0f} and {:.0f} of {:.0f}", *counts(IN_INNOVA)),
    rests("more people improved by 30 %", "bruun2024final", "ldnfmrepo"),
    says("{:.0f} more in a hundred, from {:.0f} fewer to {:.0f} more", MORE, -MORE_LOW, MORE_HIGH),
    says("an I² of {:.0f} %", AGAINST.i2_percent),
    says("(I² {:.0f} %)", PARALLEL_I2),
    says("{:.2f} and {:.2f} are falls", FROM_BASELINE.estimate, LONG_COVID.estimate),
    says("prints {:.2f} standard deviations", FROM_BASELINE.estimate),
    says("a fall like {:.2f}", FROM_BASELINE.estimate),
    says("a fall of {:.2f} standard deviations on the drug", -FROM_BASELINE.estimate),
    says("difference from placebo, {:.2f}, from {:.2f} to {:.2f}", AGAINST.estimate, AGAINST.low, AGAINST.high),
    says("finds {} (read as points)", *hyphen(VATVANI.estimate)),
    says("Two reviews printed mean differences, {} and {}", *hyphen(VATVANI.estimate, SAIF.estimate)),
    says("Use {:.1f} points and an SD of {:.2f}", -CHANGE, CHANGE_SD),
    says("{:.1f} / {:.2f} is {:.2f} standard deviations", -CHANGE, CHANGE_SD, STANDARDISED),
    says("fell by {:.2f} standard deviations", STANDARDISED),
    says("said that {:.0f} % on LDN and {:.0f} % on placebo", *shares(COMPLETE)),
    says("Those were {:.0f} of {:.0f} and {:.0f} of {:.0f} people with complete data", *counts(COMPLETE)),
    says("{:.0f} and {:.0f} had been randomised", EVERYBODY.n_drug, EVERYBODY.n_placebo),
    says(
        "{:.0f} of {:.0f} is {:.0f} % and {:.0f} of {:.0f} is {:.0f} %",
        EVERYBODY.on_drug, EVERYBODY.n_drug, shares(EVERYBODY)[0],
        EVERYBODY.on_placebo, EVERYBODY.n_placebo, shares(EVERYBODY)[1],
    ),
    says(
        "Pool FINAL ({:.2f}, SE {:.3f}) and INNOVA ({:.2f}, SE {:.3f})",
        FINAL.difference_points, FINAL.se_points, INNOVA.difference_points, INNOVA.se_points,
    ),
    says("by HKSJ it runs from {:.2f} to {:.2f}", *PARALLEL[1:]),
    says("After Younger 2013, minus {:.2f}", -YOUNGER.difference_points),
    says("with FINAL 2024, minus {:.2f}", -BEFORE_OLDER[0]),
    says(
        "with INNOVA 2026, minus {:.2f}, with an interval from minus {:.2f} to {:.2f}",
        -ALL_OLDER[0], -ALL_OLDER[1], ALL_OLDER[2],
    ),
    says("a difference of {} points, with an interval from {} to {}", *hyphen(*difference(FINAL))),
    given("-0.5 lies inside the interval, too", "an effect that the question asks about"),
    given("-1 lies outside, if only just", "an effect that the question asks about"),
    says("The older method gives {} to {}, HKSJ gives {} to {}", *hyphen(*BEFORE_OLDER[1:], *BEFORE[1:])),
    says("Three trials pool to {} points, HKSJ {} to {}", *hyphen(*ALL)),
    says("The prediction interval is {} to {}", *(f"{each:.1f}" for each in FURTHER)),
    says("take the older way: {:.2f}, from {:.2f} to {:.2f}", *BEFORE_OLDER),
    says("it is {:.2f}, from {:.2f} to {:.2f}", *ALL_OLDER),
    says("The two parallel trials give {:.2f}, from {:.2f} to {:.2f} by the older method", *PARALLEL_OLDER),
    sets("favours placebo by more than {} points", limits(DECLARATION.challenges[0])["estimate"]),
]  # fmt: skip
