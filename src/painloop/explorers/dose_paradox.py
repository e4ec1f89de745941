"""The dose paradox: can blocking opioid receptors leave more opioid tone than before, and at which dose?"""

from painloop.explorers.common import LOOKED_AT, NIGHTLY, account, rivals
from painloop.explorers.controls import Radio, Setting, Slider, Value
from painloop.explorers.declaration import Declaration, Guess, Measure, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.sources.sweep import SteadyState
from painloop.explorers.views import LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import opioid_adaptation as model

CLOSED = ("loop", "==", "closed")
STORY: dict[str, Value] = {
    "gain": model.ADAPTATION_GAIN.default, "exponent": model.EXPONENT.default, "loop": "open", "account": "two_phase",
}  # fmt: skip

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
ANSWER: Choice = (
    Sentence("No dose lifts mean tone above normal.", (CLOSED,)),
    Sentence("No dose lifts mean tone above normal.", (("gain", "<=", 1),)),
    Sentence("No dose lifts mean tone by as much as half a per cent.", (("peak_now", "<", 100.5),)),
    Sentence("Mean tone peaks at {best_now:.2g}\u00a0mg a night, at {peak_now:.0f}\u00a0% of normal."),
)
AT_THE_DOSE: Choice = (Sentence("At {probe_text} it is {at_tone:.0%}."),)
SEATED = (
    "{probe_text} every night: {at_blocked:.0%} of the seats are blocked, capacity is {at_U:.0%} of normal, tone "
    "{at_tone:.0%}. "
)
SEATS: Choice = (
    Sentence(SEATED + "New seats more than make up for the blocked ones.", (("at_tone", ">=", 1.005),)),
    Sentence(SEATED + "New seats do not make up for the blocked ones.", (("at_tone", "<", 0.995),)),
    Sentence(SEATED + "New seats just make up for the blocked ones."),
)

DECLARATION = Declaration(
    name="dose-paradox",
    title="Dose paradox: can blocking leave more tone than before?",
    model=model.MODEL,
    rivals=rivals(model.with_account),
    chosen_by="account",
    controls=(
        Slider.of(
            model.ADAPTATION_GAIN, "Strength of the answer to blockade (u)", 0.1, 0.01,
            "Under full block, capacity becomes 1 + u. At 1 the body only restores what it lost.",
            key="gain", jumps=(0, 1, 1.44, 2),
        ),
        Slider.of(
            model.EXPONENT, "Exponent of the answer (h)", 0.05, 0.01,
            "At 1 a little blockade calls forth its share of the answer; above 1, less. It plays no part where the "
            "answer follows tone.",
            key="exponent", jumps=(1, 1.25, 1.5),
        ),
        Radio(
            "loop", "The answer follows", "open", {"open": "blockade", "closed": "the tone itself"},
            "A body that senses its own tone corrects it, and then never overshoots.",
        ),
        account("Three accounts; the scans after 50\u00a0mg fit brain retention."),
        LOOKED_AT,
    ),
    scene=Scene(
        (SEATS,),
        "Hypothetical. Twenty seats are the normal opioid system, those above what the body adds, receptors and opioid "
        "in one. Day means.",
    ),
    probe="dose",
    source=SteadyState(
        axis=NIGHTLY,
        settings={
            "u": Setting("gain"), "closed_gain": Setting("gain"), "h": Setting("exponent"),
            "closed_loop": Setting("loop", options={"open": 0.0, "closed": 1.0}),
        },
        beside={"restored": {"u": 1.0, "h": 1.0, "closed_loop": 0.0}},
    ),
    views=(
        LineChart(
            key="tone", tab="Tone", title="Tone, hypothetical", unit="% of normal", factor=100, format=".1f", top=160,
            height=260,
            threshold=100.0, threshold_label="normal",
            series=(Series("tone_restored", "only restores", "alone"), Series("tone", "as set", "now")),
            finding=(PEAK,),
        ),
        LineChart(
            key="blocked", tab="Blocked",
            title="Mu receptors blocked, day mean", unit="%", factor=100, format=".1f", top=100,
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
    answer=(ANSWER, AT_THE_DOSE),
    presets=(
        Preset("story", "As the story is told", STORY),
        Preset("data-anchored", "Data-anchored", {**STORY, "gain": 1.44, "account": "brain_retention"}),
        Preset("restores", "An answer that only restores", {**STORY, "gain": 1.0}),
        Preset("steeper", "A steeper answer", {**STORY, "exponent": 1.5}),
        Preset("senses-tone", "A body that senses its tone", {**STORY, "loop": "closed"}),
    ),
    prediction=Guess(
        "Here mean tone peaks at a low dose. Say that each dose blocks for longer, as the brain scans suggest, and all "
        "else stays as it is. Where is the peak then?",
        ("at a higher dose", "at the same dose", "at a lower dose"),
        2,
        "It comes at {best_now:.2g}\u00a0mg: what blocks all day needs less for the same block. At {probe_text} tone "
        "is now {at_tone:.0%} of normal. Which block is a person’s at low doses, nobody has measured.",
        {**STORY, "account": "brain_retention"},
        "tone", ((7.0, 110.0), (2.2, 110.0), (0.72, 110.0)),
    ),
    caution="Illustrative model of a contested hypothesis, not for treatment decisions.",
    steps=(
        TryIt(
            "Press “As the story is told”. Mean tone peaks at a low dose, above normal, and falls below half "
            "at 50\u00a0mg.",
            at(**STORY),
        ),
        TryIt(
            "Press “An answer that only restores”. The peak vanishes: a body that makes up for its loss gains nothing "
            "at any dose.",
            at(gain=1, loop="open"),
        ),
        TryIt(
            "Press “A steeper answer”: the body answers little to a little block. The peak vanishes again.",
            (("gain", ">", 1), ("exponent", ">", 1), ("loop", "==", "open"), ("peak_now", "<", 100.5)),
        ),
        TryIt(
            "Press “A body that senses its tone”. No dose lifts mean tone above normal, whatever the other sliders "
            "say.",
            (CLOSED,),
        ),
        TryIt(
            "Press “Data-anchored”: a soberer answer, and a longer block. A peak of two per cent is left, below half a "
            "milligram.",
            at(gain=1.44, exponent=1, loop="open", account="brain_retention"),
        ),
    ),
)  # fmt: skip

DoseParadox = widget_class(DECLARATION, __doc__ or "")
