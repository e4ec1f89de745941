"""The same trial again and again: one truth makes significant and insignificant trials, and small ones exaggerate."""

from painloop import data
from painloop.explorers.controls import UNGRADED, Radio, Slider, Value
from painloop.explorers.declaration import Challenge, Declaration, Guess, Play, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.replicated import Replicated
from painloop.explorers.views import ForestPlot, LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import trial_on_paper as model

POINTS = "\u00a0points"
NOTHING, HARM = ("effect", "==", 0), ("effect", ">", 0)
CROSSOVER = ("design", "==", "crossover")
TYPICAL_SEED = 389  # of 20 trials about as many are significant as theory expects, and the last one finds the truth
PUBLISHED_SEED = 7  # of links to presets that were published
EFFECT = model.EFFECT.default
SIZE = int(model.PER_ARM.default)
SOURCE = Replicated(axis=Axis("trial", "trial", ""))
DOTS = 50  # drawn for a group of patients, if they are not fewer; a test holds the scene to it
ENOUGH = 322  # patients in each arm for a power of 80 % at these defaults; a test holds it to analysis.statistics

PLACEBO = {"FINAL 2024": model.PLACEBO_MEAN.default, "INNOVA 2026": -0.64, "Younger 2013": model.PLACEBO_MEAN.default}
CAVEATS = {
    "FINAL 2024": "It had 49 and 50 women, and its interval ran from {low:.2f} to {high:.2f}.",
    "INNOVA 2026": "It printed a difference in level after 3 months, not in change, that favoured placebo; its "
    "interval, {low:.2f} to {high:.2f}, is second-hand.",
    "Younger 2013": "It had 12 weeks of the drug against 4 of placebo, which favours the drug, and no washout; both "
    "are left out here. It printed its difference in per cent, and the points are our arithmetic.",
}  # fmt: skip
TRIALS = data.load("trials").set_index("study").to_dict("index")


def as_printed(study: str) -> dict[str, Value]:
    """A published trial's size and design, with the difference it printed as the truth; see `trial.published`."""
    row = TRIALS[study]
    return {
        "patients": int(row["n_analysed"]) // 2, "effect": float(row["difference_points"]),
        "design": "crossover" if "crossover" in str(row["design"]) else "parallel", "placebo": PLACEBO[study],
    }  # fmt: skip


def retold(study: str) -> Sentence:
    """What must be said where a published trial's numbers are set."""
    values, row = as_printed(study), TRIALS[study]
    caveat = CAVEATS[study].format(low=float(row["low_points"]), high=float(row["high_points"]))
    return Sentence(
        f"Size and truth are what {study.split()[0]} had and printed, which does not make it true; power at a printed "
        f"difference says no more than its p did. {caveat} The spread is that of FINAL.",
        tuple((key, "==", value) for key, value in values.items()),
    )


COLLECTED: Choice = (
    Sentence(
        "On average there is nothing to find, and none of the trials collected, {trials} so far, is significant; in "
        "the long run 5\u00a0% are, by chance alone.",
        (NOTHING, ("hits", "==", 0)),
    ),
    Sentence(
        "On average there is nothing to find, yet {hits} of {trials} came out significant: false positives. In the "
        "long run they are 5\u00a0% of all trials, large or small.",
        (NOTHING,),
    ),
    Sentence(
        f"None of the trials collected, {{trials}} so far, is significant, though all have the same truth, "
        f"{{effect:g}}{POINTS}; in the long run {{power:.0f}}\u00a0% would be.",
        (("hits", "==", 0),),
    ),
    Sentence(
        f"All trials have the same truth, {{effect:g}}{POINTS}, and {{hits}} of {{trials}} came out significant; in "
        "the long run {power:.0f}\u00a0% do."
    ),
)
HARMED: Choice = (Sentence("In this truth the drug does harm: pain falls less with it than without.", (HARM,)),)
SIGN: Choice = (
    Sentence("", (NOTHING,)),
    Sentence("", (("wrong", "==", 0),)),
    Sentence(
        "Pointing the wrong way, by chance: {wrong} of {trials}, and {hits_wrong} of these significantly.",
        (("hits_wrong", ">", 0),),
    ),
    Sentence("Pointing the wrong way, by chance: {wrong} of {trials}."),
)
EXAGGERATED: Choice = (
    Sentence("", (NOTHING,)),
    Sentence(
        "Trials this large are nearly always significant, and then barely exaggerate: {expected_exaggeration:.2f} "
        "times the truth.",
        (("power", ">=", 90),),
    ),
    Sentence(
        "If one ever is, it will show about {expected_exaggeration:.1f} times the true size, because only luck can "
        "make it significant.",
        (("hits", "==", 0),),
    ),
    Sentence(
        "The significant ones show {exaggeration:.1f} times the true size on average (in the long run "
        "{expected_exaggeration:.1f} times).",
        (("power", ">=", 70),),
    ),
    Sentence(
        "Whoever reads only the significant ones sees {exaggeration:.1f} times the true size (in the long run "
        "{expected_exaggeration:.1f} times), because a small trial is significant only with luck."
    ),
)
NEEDED: Choice = (
    Sentence("No number of patients finds what is not there; more of them only narrow the intervals.", (NOTHING,)),
    Sentence(
        f"For a power of 80\u00a0% it takes more than {SOURCE.most:,} patients in each {{group}}.",
        (("needed", ">", float(SOURCE.most)),),
    ),
    Sentence("For a power of 80\u00a0% it takes {needed:,.0f} patients in each {group}."),
)
IN_THE_LAST = (
    "In the last trial {responders} of {each} improved by 2 points or more on the drug and {responders_placebo} on "
    "placebo"
)
RESPONSE: Choice = (
    Sentence(
        "In this crossover {people} people are each given both, so what placebo does in them cancels. Left out are "
        "carry-over from one period to the next and whoever drops out; real crossovers have both.",
        (CROSSOVER,),
    ),
    Sentence(
        f"{IN_THE_LAST}: no difference, so the number needed to treat (NNT) is infinite.",
        (("nnt_side", "==", "none"),),
    ),
    Sentence(
        f"{IN_THE_LAST}: a number needed to treat (NNT) of {{nnt:.1f}}, but its 95\u00a0% interval runs from "
        "{nnt_best:.1f} (benefit) through infinity (no difference) to {nnt_worst:.1f} (harm).",
        (("nnt_side", "==", "benefit"), ("nnt_open", "==", True)),
    ),
    Sentence(
        f"{IN_THE_LAST}: a number needed to harm of {{nnt:.1f}}, but its 95\u00a0% interval runs from "
        "{nnt_worst:.1f} (harm) through infinity (no difference) to {nnt_best:.1f} (benefit).",
        (("nnt_open", "==", True),),
    ),
    Sentence(
        f"{IN_THE_LAST}: a number needed to treat (NNT) of {{nnt:.1f}}, 95\u00a0% interval {{nnt_best:.1f}} to "
        "{nnt_worst:.1f}.",
        (("nnt_side", "==", "benefit"),),
    ),
    Sentence(
        f"{IN_THE_LAST}: a number needed to harm of {{nnt:.1f}}, 95\u00a0% interval {{nnt_worst:.1f}} to "
        "{nnt_best:.1f}."
    ),
)
IN_TRUTH: Choice = (
    Sentence("", (CROSSOVER,)),
    Sentence("In truth about as many respond to one as to the other.", (("nnt_true_side", "==", "none"),)),
    Sentence(
        "In truth the NNT is {nnt_true:.1f}, though the mean is no better: a drug that helps some and harms others "
        "makes responders of those it helps.",
        (("effect", ">=", 0), ("nnt_true_side", "==", "benefit")),
    ),
    Sentence("In truth the NNT is {nnt_true:.1f}.", (("nnt_true_side", "==", "benefit"),)),
    Sentence("In truth the number needed to harm is {nnt_true:.1f}."),
)
LEFT_OUT: Choice = (
    Sentence("", (CROSSOVER,)),
    Sentence("Left out are drop-outs and the ends of the pain scale."),
)
RETOLD: Choice = tuple(map(retold, PLACEBO))
POWER: Choice = (
    Sentence("Without an effect the power is 5\u00a0% at any size: the share of false positives.", (NOTHING,)),
    Sentence(
        "With {patients} patients in each {group}, {power:.0f}\u00a0% of trials would be significant; a power of "
        "80\u00a0% is beyond every size drawn.",
        (("needed", ">", 400),),
    ),
    Sentence(
        "With {patients} patients in each {group}, {power:.0f}\u00a0% of trials would be significant; a power of "
        "80\u00a0% takes {needed:.0f}."
    ),
)

RESPONDING: Choice = (
    Sentence("Drawn is the share of patients who improve by at least so many points, on the drug and on placebo."),
)

NO_CHANGES: dict[str, Value] = {
    "patients": SIZE,
    "effect": EFFECT,
    "design": "parallel",
    "placebo": model.PLACEBO_MEAN.default,
    "placebo_sd": model.PLACEBO_SD.default,
    "noise_sd": model.NOISE_SD.default,
    "response_sd": model.RESPONSE_SD.default,
}
PUBLISHED: dict[str, Value] = {**NO_CHANGES, "seed": PUBLISHED_SEED}
ANSWER: Choice = (Sentence("{hits} of {trials} trials are significant; in the long run {power:.0f}\u00a0% would be."),)
IN_SIGHT: Choice = (
    Sentence(
        "In the last trial {responders} of {each} improved on the drug and {responders_placebo} on placebo. On the "
        "desk, significant: {hits} of {trials} trials; in the drawer: {drawer}."
    ),
)

DECLARATION = Declaration(
    name="virtual-trial",
    title="Virtual trial: run it again",
    model=model.MODEL,
    controls=(
        Slider.of(  # the sizes at which power is drawn
            model.PER_ARM, "Patients in each arm", 1, 1,
            "In a crossover, this many begin with each treatment. FINAL had 49 and 50.",
            key="patients", default=SIZE, low=SOURCE.sizes[0], high=SOURCE.sizes[-1], grade=UNGRADED,
            jumps=(16, 49, 100, 200, ENOUGH), whole=True,
        ),
        Slider.of(  # as far as the differences that trials printed, and a point further where the drug helps
            model.EFFECT, "True mean effect of the drug", 0.05, 0.01,
            "On a scale of 0 to 10, minus what placebo does. Negative favours the drug; a made-up truth.",
            low=-1.5, high=0.5, jumps=(-1.0, EFFECT, 0.0),
        ),
        Slider(
            "trials", "Trials collected", "", 20, 1, 200, 1, 1,
            "All alike in truth and size; they differ by chance alone.", jumps=(1, 20, 200), whole=True,
        ),
        Slider(
            "seed", "Another series of trials", "", TYPICAL_SEED, 1, 999, 1, 1,
            "Every number is a series of its own, and always the same one.", whole=True,
        ),
        Radio(
            "design", "Design", "parallel",
            {"parallel": "parallel: drug or placebo", "crossover": "crossover: both, one after the other"},
            "A crossover compares everybody with themselves, if nothing carries over.",
        ),
        Slider.of(  # to more than three times what FINAL saw
            model.PLACEBO_MEAN, "Mean change on placebo", 0.1, 0.01,
            "It is in both arms, so it cancels in the difference; it moves responders.", key="placebo", low=-3.0,
        ),
        Slider.of(
            model.PLACEBO_SD, "Spread of the placebo response", 0.05, 0.01,
            "Between patients, in points. It cancels in a crossover.", unit="SD",
        ),
        Slider.of(
            model.NOISE_SD, "Noise of a measured change", 0.05, 0.01,
            "In points: good and bad days. With the placebo response it makes FINAL's spread of about 1.5.", unit="SD",
        ),
        Slider.of(
            model.RESPONSE_SD, "Spread of the drug's effect", 0.05, 0.01,
            "Between patients, in points. With a spread, one mean helps some and harms others.", unit="SD",
        ),
    ),
    source=SOURCE,
    views=(
        ForestPlot(
            key="forest", tab="Trials", title="Difference, 95\u00a0% interval", unit="points", format=".2f",
            height=310,
            series=(
                Series("difference", "difference", "not_significant"),
                Series("low", "95\u00a0% interval from", "not_significant"),
                Series("high", "to", "not_significant"),
            ),
            finding=(COLLECTED, SIGN),
        ),
        LineChart(
            key="power", tab="Power", title="Expected power", unit="%", format=".1f", top=100, height=220,
            across=Axis("sizes", "patients in each {group}", "", low=0.0, high=400.0), threshold=80.0,
            series=(
                Series("power_curve", "", "now", over="sizes", named_at=0.0),
                Series("power_here", "this size", "plasma", over="size_here", form="dot", named_at=0.0),
            ),
            finding=(POWER,),
        ),
        LineChart(
            key="responders", tab="Responders",
            title="Patients who improve", unit="%", format=".1f", top=100, height=220, beside=True,
            across=Axis("falls", "improvement by at least", "points", low=0.0, high=6.0),
            series=(
                Series("improving_placebo", "placebo", "alone", over="falls", named_at=0.12),
                Series("improving_drug", "drug", "now", over="falls", named_at=0.4),
            ),
            finding=(IN_TRUTH, RESPONDING),
        ),
    ),
    measures=(),
    summary=(RETOLD, COLLECTED, HARMED, SIGN, EXAGGERATED, NEEDED, RESPONSE, IN_TRUTH, LEFT_OUT),
    answer=(ANSWER,),
    scene=Scene(
        (IN_SIGHT,),
        f"At most {DOTS} dots stand for a group of the last trial; filled improved by {SOURCE.response:g} points. "
        "Cards are trials. No forecast for a person.",
    ),
    presets=(
        *(
            Preset(
                study.lower().replace(" ", "-"), f"{study}: its size and result",
                {**PUBLISHED, **as_printed(study)},
            )
            for study in PLACEBO
        ),
        Preset("no-effect", "No effect at all", {**PUBLISHED, "effect": 0.0, "response_sd": 0.0}),
        Preset("large-enough", "A trial large enough", {**PUBLISHED, "patients": ENOUGH}),
    ),
    prediction=Guess(
        question=f"Here 4 of 20 trials of {SIZE} patients an arm, the size of FINAL, are significant. Say the drug "
        "does nothing at all, to anybody. How many of 20 will be significant?",
        options=("None", "About 1", "About 4, as now"),
        right=1,
        reply="On average {expected:.0f} of {trials} is, by chance alone, however large the trials are. So one that "
        "finds something is no proof; and as few find an effect that is there, one that finds nothing is "
        "none either.",
        values={**NO_CHANGES, "effect": 0.0, "response_sd": 0.0, "trials": 20, "seed": TYPICAL_SEED},
        view="power",
        places=((SIZE, 0.0), (SIZE, 5.0), (SIZE, 20.0)),
    ),
    play=Play("trials", "Run trials"),
    visible=5,
    caution="Illustrative trials of a made-up truth, not for treatment decisions.",
    steps=(
        TryIt(
            "Look, then guess. A few trials are significant, and some point the wrong way, though all have the same "
            "truth.",
            at(**NO_CHANGES, trials=20, seed=TYPICAL_SEED),
        ),
        TryIt(
            "Collect 200 trials and look only at the significant ones: they show more than twice the truth.",
            (*at(**NO_CHANGES, trials=200), ("exaggeration", ">", 2)),
        ),
        TryIt(
            "Take the patients down to 16 an arm, then press “A trial large enough”: a power of 80\u00a0%, and hardly "
            "any exaggeration.",
            (*at(**{**NO_CHANGES, "patients": ENOUGH}), ("power", ">=", 80)),
        ),
        TryIt(
            "Press “No effect at all”. Some trials are significant all the same: in the long run, one in twenty.",
            (NOTHING, ("hits", ">", 0)),
        ),
    ),
    challenges=(
        Challenge(
            "Leave truth and size as they are. Find a series of 20 trials of which at most one is significant.",
            (*at(**NO_CHANGES, trials=20), ("hits", "<=", 1)),
        ),
        Challenge("Find a significant trial that points the wrong way.", (("effect", "!=", 0), ("hits_wrong", ">", 0))),
        Challenge(
            "Leave the true effect as it is. Reach a power of 80\u00a0% with 200 people or fewer.",
            (*at(effect=EFFECT), ("power", ">=", 80), ("people", "<=", 200)),
        ),
    ),
)  # fmt: skip

VirtualTrial = widget_class(DECLARATION, __doc__ or "")
