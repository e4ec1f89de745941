"""The dose paradox: can blocking opioid receptors leave more opioid tone than before, and at which dose?"""

from painloop.explorers.common import account, rivals
from painloop.explorers.declaration import (
    Axis,
    Choice,
    Declaration,
    Measure,
    Prediction,
    Preset,
    Radio,
    Sentence,
    Series,
    Setting,
    Slider,
    Value,
    View,
)
from painloop.explorers.sources.sweep import Settled
from painloop.explorers.widget import widget_class
from painloop.models import opioid_adaptation as model

CLOSED = ("loop", "==", "closed")
STORY: dict[str, Value] = {"gain": 2.0, "exponent": 1.0, "loop": "open", "account": "two_phase"}

PEAK: Choice = (
    Sentence(
        "When the body senses its own tone, no dose lifts the mean above normal; at 50\u00a0mg it is "
        "{end_now:.0f}\u00a0% of normal.",
        (CLOSED,),
    ),
    Sentence(
        "An answer that at most restores what was lost gains nothing: no dose lifts mean tone above normal, and at "
        "50\u00a0mg it is {end_now:.0f}\u00a0%.",
        (("gain", "<=", 1),),
    ),
    Sentence(
        "With these numbers no dose lifts mean tone by as much as half a per cent; at 50\u00a0mg it is "
        "{end_now:.0f}\u00a0% of normal.",
        (("peak_now", "<", 100.5),),
    ),
    Sentence(
        "Mean tone peaks at {best_now:.2g}\u00a0mg a night, at {peak_now:.0f}\u00a0% of normal, and falls to "
        "{end_now:.0f}\u00a0% at 50\u00a0mg: little raises it, much lowers it."
    ),
)
WHY: Choice = (
    Sentence("That is a matter of how the law is written, before it is one of size.", (CLOSED,)),
    Sentence(
        "Receptors in mice and a hormone in plasma suggest an answer of about 1 to 2; nobody measured it in a brain.",
        (("gain", ">=", 1.4), ("gain", "<=", 2)),
    ),
    Sentence("", (("gain", "<=", 1),)),
    Sentence("No measurement supports so strong an answer.", (("gain", ">", 2),)),
    Sentence("What decides is whether the answer overshoots."),
)
WHOSE: Choice = (
    Sentence(
        "The blockade here is that of the label's half-lives, which favours low doses.",
        (("account", "==", "two_phase"),),
    ),
    Sentence(
        "The blockade here is the one fitted to brain scans: it lasts all day, so the peak comes at a lower dose.",
        (("account", "==", "brain_retention"),),
    ),
    Sentence("The blockade here follows plasma alone, which the scans reject."),
)
HELD: Choice = (
    Sentence(
        "The share of receptors blocked, averaged over the day, rises with the dose, to {peak_blocker:.0f}\u00a0% at "
        "50\u00a0mg."
    ),
)

DECLARATION = Declaration(
    name="dose-paradox",
    title="Dose paradox: can blocking leave more tone than before?",
    model=model.MODEL,
    rivals=rivals(model.with_account),
    chosen_by="account",
    controls=(
        Slider(
            "gain", "Strength of the answer to blockade", "(u)", 2.0, 0.0, 4.0, 0.1, 0.01,
            "Under full block, capacity becomes 1 + u. At 1 the body only restores what it lost.",
            jumps=(0, 1, 1.44, 2), grade=model.GAIN.grade.value,
        ),
        Slider(
            "exponent", "Exponent of the answer", "(h)", 1.0, 1.0, 2.0, 0.05, 0.01,
            "At 1 a little blockade calls forth its share of the answer; above 1, less. It plays no part where the "
            "answer follows tone.",
            jumps=(1, 1.25, 1.5), grade=model.EXPONENT.grade.value,
        ),
        Radio(
            "loop", "The answer follows", "open", {"open": "blockade", "closed": "the tone itself"},
            "A body that senses its own tone corrects it, and then never overshoots.",
        ),
        account("Three accounts; the scans after 50 mg fit brain retention."),
    ),
    source=Settled(
        axis=Axis("dose", "naltrexone every night", "mg", "log", 0.1, 50.0),
        settings={
            "u": Setting("gain"), "closed_gain": Setting("gain"), "h": Setting("exponent"),
            "closed_loop": Setting("loop", options={"open": 0.0, "closed": 1.0}),
        },
        beside={"restored": {"u": 1.0, "h": 1.0, "closed_loop": 0.0}},
    ),
    views=(
        View(
            key="tone", title="Tone, hypothetical", unit="% of normal", factor=100, format=".1f", top=160,
            height=260,
            threshold=100.0, threshold_label="normal",
            series=(Series("tone_restored", "only restores", "alone"), Series("tone", "as set", "now")),
            finding=(PEAK,),
        ),
        View(
            key="blocked", title="Mu receptors blocked, day mean", unit="%", factor=100, format=".1f", top=100,
            height=200,
            series=(Series("blocked", "blocked", "blocker"),), finding=(HELD,),
        ),
    ),
    measures=(
        Measure("peak", "Highest", "tone", "peak", ".1f", "%", 100),
        Measure("best", "At a dose of", "tone", "peak_at", ".2g", "mg"),
        Measure("end", "At 50 mg", "tone", "end", ".0f", "%", 100),
        Measure("peak", "Highest", "blocked", "peak", ".0f", "%", 100),
    ),
    summary=(PEAK, WHY, WHOSE),
    presets=(
        Preset("story", "As the story is told", STORY),
        Preset("data-anchored", "Data-anchored", {**STORY, "gain": 1.44, "account": "brain_retention"}),
        Preset("restores", "An answer that only restores", {**STORY, "gain": 1.0}),
        Preset("steeper", "A steeper answer", {**STORY, "exponent": 1.5}),
        Preset("senses-tone", "A body that senses its tone", {**STORY, "loop": "closed"}),
    ),
    prediction=Prediction(
        "Say the body’s answer to blockade restores exactly what was lost, and no more (u = 1). Does a low dose then "
        "lift tone above normal?",
        ("a little", "not at all", "only a very low dose does"),
        1,
        "The gain needs an answer that overshoots. Nobody has measured whether it does in a person’s brain.",
        {"gain": 1.0},
    ),
    caution="Illustrative model of a contested hypothesis, not for treatment decisions.",
)  # fmt: skip

DoseParadox = widget_class(DECLARATION, __doc__ or "")
