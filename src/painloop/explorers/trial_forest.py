"""Trial forest: the trials of low-dose naltrexone against placebo, pooled as the reader chooses, beside the reviews."""

from collections.abc import Iterable
from typing import Any

from painloop import data
from painloop.explorers.controls import Radio, Switch, Value
from painloop.explorers.declaration import Challenge, Declaration, Guess, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.meta_analysis import Entry, FoldedList, MetaAnalysis, Row
from painloop.explorers.views import ForestPlot, Series
from painloop.explorers.widget import widget_class

TRIALS, REVIEWS = data.load("trials"), data.load("meta_analyses")
AGAINST_PLACEBO = TRIALS[TRIALS.comparator == "placebo"]
WITH_NUMBER = data.poolable()
WITHOUT_NUMBER = TRIALS[~TRIALS.study.isin(WITH_NUMBER.study)]
PUBLISHED = REVIEWS[~REVIEWS.review.str.startswith("This book")]
IN_POINTS = PUBLISHED[PUBLISHED.measure == "MD in points"]
FOUND = {
    "narrative": "No pooled number",
    "MD in points": "Mean difference {}, read as points of 0–10, which is our assumption",
    "SMD": "Standardised difference {}, in standard deviations",
    "within-group SMD": "Standardised change from before to after {}, which is no difference from placebo",
    "not visible": "{}, in a unit not visible to us",
}


def key_of(study: str) -> str:
    """The name of a trial's switch."""
    return study.lower().replace(" ", "_")


def trial_rows() -> tuple[Row, ...]:
    """Every trial against placebo; those without a usable number have a name only."""
    numbers = {row.study: _trial_row(row) for row in WITH_NUMBER.itertuples()}
    return tuple(numbers.get(study, Row(study)) for study in AGAINST_PLACEBO.study)


def _trial_row(row: Any) -> Row:
    numbers = (row.difference_points, row.low_points, row.high_points, row.se_points)
    return Row(row.study, *numbers, key_of(row.study), row.status == "derived" and "unequal periods" in row.design)


def _printed(row: Any) -> Row:
    """A review's own pool, under a name that fits beside a chart."""
    return Row(f"Review: {row.review.removesuffix(' meta-analysis')}", row.estimate, row.low, row.high)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _without(row: Any) -> Entry:
    """Why a trial is not in the picture, or is there by name only."""
    words = (_capital(f"{row.condition}; {row.design}"), _capital(row.arithmetic.removeprefix("none: ")))
    return Entry(row.study, row.source.split(",")[0], words)


def _review(row: Any) -> Entry:
    """What a review took, found and concluded."""
    found = FOUND[row.measure].format(f"{row.estimate:.2f} ({row.low:.2f} to {row.high:.2f})")
    found += f"; I² {row.i2_percent:.0f}\u00a0%" if row.i2_percent == row.i2_percent else ""
    ours = "the conclusion of this row is ours" in str(row.note)
    concluded = f"{'Our reading' if ours else 'It concludes'}: {row.conclusion}"
    return Entry(
        row.review,
        row.source.split(",")[0],
        (
            _capital(row.included),
            found,
            concluded if isinstance(row.conclusion, str) else "Conclusion not visible to us",
        ),
    )


def switched(studies: Iterable[str]) -> dict[str, Value]:
    """These trials in the pool, and the others out of it."""
    wanted = set(studies)
    return {key_of(study): study in wanted for study in WITH_NUMBER.study}


PARALLEL = WITH_NUMBER[WITH_NUMBER.design.str.startswith("parallel")].study
POSITIVE = WITH_NUMBER[WITH_NUMBER.high_points < 0].study
BEFORE_LAST = WITH_NUMBER[WITH_NUMBER.year < WITH_NUMBER.year.max()].study

ALONE, SEVERAL, VARYING = ("k", "==", 1), ("k", ">", 1), ("method", "!=", "fixed")
NOTHING = Sentence("", (("k", "==", 0),))
POOLED: Choice = (
    Sentence("No trial is in the pool, so there is nothing to pool. Let one in.", (("k", "==", 0),)),
    Sentence(
        "{members} alone: {estimate:.2f} points of 0–10, drug minus placebo, with a 95\u00a0% interval, by its "
        "standard error, from {low:.2f} to {high:.2f}; below 0 is less pain on the drug.",
        (ALONE,),
    ),
    Sentence(
        "{members}, pooled: {estimate:.2f} points of 0–10, drug minus placebo, with a 95\u00a0% interval from "
        "{low:.2f} to {high:.2f}; below 0 is less pain on the drug."
    ),
)
VERDICT: Choice = (
    NOTHING,
    Sentence(
        "One end lies so near 0 that its side hangs on an assumption: the kind of test behind the p value of Younger "
        "2013 was not seen. Read nothing into the side.",
        (("side_unclear", "==", True),),
    ),
    Sentence(
        "No difference (0) lies outside that interval; but {left}, left out here, showed no clear difference.",
        (("high", "<", 0), ("left", "!=", "")),
    ),
    Sentence("No difference (0) lies outside that interval.", (("high", "<", 0),)),
    Sentence("No difference (0) lies outside that interval, on the side of placebo.", (("low", ">", 0),)),
    Sentence(
        "No difference (0) lies inside that interval; by this method a mean benefit of a whole point lies outside.",
        (("low", ">", -1),),
    ),
    Sentence("No difference (0) lies inside that interval, and so does a mean benefit of a whole point."),
)
DIFFERING: Choice = (
    NOTHING,
    Sentence("", (ALONE,)),
    Sentence(
        "These trials differ no more than chance would make them (I² 0\u00a0%); so few cannot show that they agree.",
        (("tau2", "==", 0),),
    ),
    Sentence(
        "I² is {i2:.0f}\u00a0%: about that share of the variation between them is more than chance, though so few "
        "trials fix it poorly. With one true effect for all, the result would be {fixed_estimate:.2f} "
        "({fixed_low:.2f} to {fixed_high:.2f}).",
        (VARYING,),
    ),
    Sentence(
        "I² is {i2:.0f}\u00a0%: about that share of the variation between them is more than chance, which this method "
        "does not count. With effects that differ, the result would be {hksj_estimate:.2f} ({hksj_low:.2f} to "
        "{hksj_high:.2f}), with weights nearer to equal."
    ),
)
INTERVAL: Choice = (
    Sentence("", (("k", "<", 2),)),
    Sentence("", (("method", "==", "fixed"),)),
    Sentence(
        "This interval is by the older method, of DerSimonian and Laird, which is too sure with so few trials. By that "
        "of Hartung, Knapp, Sidik and Jonkman (HKSJ) it runs from {hksj_low:.2f} to {hksj_high:.2f}.",
        (("method", "==", "older"),),
    ),
    Sentence(
        "These trials agree more closely than their errors let one expect, which makes this interval, by Hartung, "
        "Knapp, Sidik and Jonkman (HKSJ), too short: its modified form runs from {modified_low:.2f} to "
        "{modified_high:.2f}. The older method, too sure with so few trials, gives {random_low:.2f} to "
        "{random_high:.2f}.",
        (("closer", "==", True),),
    ),
    Sentence(
        "This interval, by Hartung, Knapp, Sidik and Jonkman (HKSJ), counts how poorly {k:.0f} trials fix the spread "
        "between them. The older method takes that spread for known, and gives {random_low:.2f} to {random_high:.2f}."
    ),
)
UNWISE: Choice = (
    Sentence(
        "Its unequal periods favour the drug, 12 weeks of it against 4 of placebo, and its standard error is derived "
        "from a p value.",
        (("doubtful", "==", True), ALONE),
    ),
    Sentence(
        "Mind Younger 2013: 12 weeks of the drug against 4 of placebo favour the drug, and its "
        "standard error is derived from a p value. Pooling mends no design.",
        (("doubtful", "==", True),),
    ),
    Sentence(
        "Even these are not quite alike: FINAL gives a difference in change at 6\u00a0mg, INNOVA one in level at "
        "4.5\u00a0mg. Left out is {left}, which favours the drug, as do its periods: 12 weeks of it against 4 of "
        "placebo.",
        (SEVERAL,),
    ),
)
NEXT: Choice = (
    Sentence(
        "For the true effect of a further trial the 95\u00a0% interval runs from {prediction_low:.2f} to "
        "{prediction_high:.2f}: {k:.0f} trials cannot foretell another.",
        (("k", ">", 2), VARYING),
    ),
)
NULLS: Choice = (
    Sentence(
        f"Of the {len(AGAINST_PLACEBO) - len(WITH_NUMBER)} other trials against placebo, which give no usable number, "
        "Bested 2023 and Beaudette-Zlatanova 2023 found no significant difference in pain, and PTI-901 2005, by trade "
        "press, missed its aim, relief of all symptoms."
    ),
)
PRINTED: Choice = (
    Sentence(
        f"Two reviews printed mean differences, {IN_POINTS.estimate.iloc[0]:.2f} and {IN_POINTS.estimate.iloc[1]:.2f}; "
        "which trials and units they pooled was not visible to us, so that these are points of 0–10 is our assumption. "
        "The first lies further from 0 than any trial above. Other reviews count in standard deviations, which do not "
        "belong on this axis, or give no number.",
        (("reviews", "==", "shown"),),
    ),
)
ANSWER: Choice = (
    Sentence("No trial is in the pool.", (("k", "==", 0),)),
    Sentence(
        "{estimate:.2f} points, 95\u00a0% interval {low:.2f} to {high:.2f}: nought lies outside.",
        (("high", "<", 0),),
    ),
    Sentence(
        "{estimate:.2f} points, 95\u00a0% interval {low:.2f} to {high:.2f}: nought lies outside.",
        (("low", ">", 0),),
    ),
    Sentence("{estimate:.2f} points, 95\u00a0% interval {low:.2f} to {high:.2f}: nought lies inside."),
)
WEIGHED: Choice = (
    Sentence("An empty beam: no trial is in the pool, so there is nothing to weigh.", (("k", "==", 0),)),
    Sentence(
        "{members} alone on a level beam. The pivot stands under it, at {estimate:.2f} points, on a 95\u00a0% interval "
        "from {low:.2f} to {high:.2f}.",
        (ALONE,),
    ),
    Sentence(
        "On a level beam: {members}. The pivot stands at {estimate:.2f} points, on a 95\u00a0% interval from {low:.2f} "
        "to {high:.2f}."
    ),
)

DECLARATION = Declaration(
    name="trial-forest",
    title="Trial forest: what do the trials show together?",
    model=None,
    controls=(
        *(Switch(key_of(s), s, "Trials in the pool", default=s in set(PARALLEL)) for s in WITH_NUMBER.study),
        Radio(
            "method", "How they are pooled", "random",
            {
                "random": "effects differ (HKSJ)",
                "older": "effects differ, older way (DerSimonian–Laird)",
                "fixed": "one true effect (fixed)",
            },
            "With one true effect, trials differ by chance alone and the most precise weighs most. The older way takes "
            "the spread between trials for known; with few trials that is too sure.",
        ),
        Radio(
            "reviews", "What published reviews printed", "hidden", {"hidden": "hide", "shown": "show beside"},
            "Only those that printed a mean difference.",
        ),
    ),
    source=MetaAnalysis(
        axis=Axis("trial", "trial", ""),
        rows=trial_rows(),
        reviews=tuple(map(_printed, IN_POINTS.itertuples())),
        lists=(
            FoldedList("Trials without a usable number, and why", tuple(map(_without, WITHOUT_NUMBER.itertuples()))),
            FoldedList(
                "What published reviews took and found (their lists of trials were not visible to us)",
                tuple(map(_review, PUBLISHED.itertuples())),
            ),
        ),
    ),
    views=(
        ForestPlot(
            key="forest", tab="Forest", title="Difference, 95\u00a0% interval", unit="points",
            format=".2f", bottom=-2, top=2, height=330,
            series=(
                Series("estimate", "difference, points", "now"), Series("low", "95\u00a0% interval from", "now"),
                Series("high", "to", "now"), Series("weight", "share in the pool", "now"),
            ),
            finding=(POOLED, VERDICT),
        ),
    ),
    measures=(),
    summary=(POOLED, VERDICT, DIFFERING, INTERVAL, UNWISE, NEXT, NULLS, PRINTED),
    answer=(ANSWER,),
    scene=Scene(
        (WEIGHED,),
        "Blocks are trials, area weight; Younger’s, pale, had unequal periods, which favour the drug. The pivot stands "
        "at the mean, on its 95\u00a0% interval.",
    ),
    presets=(
        Preset("parallel", "The two parallel trials", switched(PARALLEL)),
        Preset("all", "All with a number", switched(WITH_NUMBER.study)),
        Preset("positive", "Only the positive one", switched(POSITIVE)),
        Preset("before-last", f"Before {WITH_NUMBER.study.iloc[-1]}", switched(BEFORE_LAST)),
    ),
    prediction=Guess(
        "Here two trials are pooled. A third, Younger 2013, came out in favour of the drug. Let it in, with "
        "effects that may differ: does the pooled interval leave 0 out?",
        ("yes, on the side of the drug", "no, 0 stays inside", "yes, on the side of placebo"),
        1,
        "The pool of three is {estimate:.2f} points, from {low:.2f} to {high:.2f}.",
        {**switched(WITH_NUMBER.study), "method": "random"},
    ),
    caution="Our pooling of published numbers, for teaching; not for treatment decisions.",
    steps=(
        TryIt(
            "Press “The two parallel trials”. No difference and a benefit of a whole point lie inside: two trials "
            "hardly show how far trials lie apart.",
            at(**switched(PARALLEL), method="random"),
        ),
        TryIt(
            "Choose “effects differ, older way (DerSimonian–Laird)”. From the same trials, a mean benefit of a whole "
            "point now lies outside.",
            at(**switched(PARALLEL), method="older"),
        ),
        TryIt(
            "Press “Before INNOVA 2026”. By the older method no difference lies outside; by HKSJ it lies inside.",
            (*at(**switched(BEFORE_LAST)), VARYING),
        ),
        TryIt(
            "Press “All with a number”. One trial more, and by both methods the answer is open.",
            (*at(**switched(WITH_NUMBER.study)), VARYING),
        ),
        TryIt(
            "Choose “one true effect (fixed)”. The interval narrows: it promises one effect for all, not effects that "
            "differ.",
            at(**switched(WITH_NUMBER.study), method="fixed"),
        ),
    ),
    challenges=(
        Challenge(
            "Find trials whose pooled mean favours placebo by more than 0.4 points.", (("estimate", ">", 0.4),)
        ),
        Challenge(
            "Find two trials that disagree even more than FINAL and INNOVA do.", (("k", "==", 2), ("i2", ">", 65))
        ),
        Challenge(
            "With one true effect for all, find two trials whose pool leaves no difference outside.",
            (*at(k=2, method="fixed"), ("high", "<", 0)),
        ),
    ),
)  # fmt: skip

TrialForest = widget_class(DECLARATION, __doc__ or "")
