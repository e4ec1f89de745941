"""Who gets the receptor, and what that does: an agonist against an antagonist, a partial agonist and lost receptors."""

from painloop.explorers.controls import UNGRADED, Setting, Slider
from painloop.explorers.declaration import Declaration, Guess, Measure, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.sweep import Sweep
from painloop.explorers.views import LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import receptor_competition as model

NM = "\u00a0nM"
ALONE = (("antagonist", "==", 0), ("partial", "==", 0), ("working", "==", 100))
ALONE_STATE = {"antagonist": 0.0, "partial": 0.0, "efficacy": 10.0, "working": 100.0}
NOTHING_WORKS = (("working", "==", 0),)
NEVER = 1e9  # nM; the axis ends long before

RESERVE: Choice = (
    Sentence(
        f"Alone, the full agonist reaches half of the tissue's greatest effect at {{half_alone:,.1f}}{NM}. To hold "
        f"half of the receptors it takes {model.K_A.default:g}{NM}: the tissue has receptors to spare."
    ),
)
SHIFTED: Choice = (
    Sentence("", (("antagonist", "==", 0),)),
    Sentence("", NOTHING_WORKS),
    Sentence(
        f"{{antagonist:g}}{NM} of naltrexone moves the curve to the right: it takes {{ratio:.3g}} times as much "
        "agonist for the same effect. It does not lower the top, because enough agonist wins the receptors back.",
        (("partial", "==", 0),),
    ),
    Sentence(f"{{antagonist:g}}{NM} of naltrexone keeps both agonists off; enough of them wins the receptors back."),
)
PARTLY: Choice = (
    Sentence("", (("partial", "==", 0),)),
    Sentence("", NOTHING_WORKS),
    Sentence(
        f"{{partial:g}}{NM} of the partial agonist gives some effect by itself and sits where the full one would: it "
        "helps where there is little of the full agonist and hinders where there is much."
    ),
)
LOST: Choice = (
    Sentence("", (("working", "==", 100),)),
    Sentence(
        "With {working:g}\u00a0% of the receptors left, the greatest effect is {top_now:.0f}\u00a0%, down from "
        "{top_alone:.0f}\u00a0%: what is gone for good cannot be won back."
    ),
)
REACHED: Choice = (
    Sentence("", ALONE),
    Sentence("Half of the tissue's greatest effect is now out of reach.", (("half_now", ">", NEVER),)),
    Sentence(f"Half of the tissue's greatest effect now comes at {{half_now:,.1f}}{NM}."),
)

HELD: Choice = (
    Sentence(
        "Without the full agonist, naltrexone holds {most_antagonist:.0f}\u00a0% of the receptors and the partial "
        "agonist {most_partial:.0f}\u00a0%; as the full agonist rises, it takes them all.",
        (("antagonist", ">", 0), ("partial", ">", 0)),
    ),
    Sentence(
        "Without the full agonist, naltrexone holds {most_antagonist:.0f}\u00a0% of the receptors; as the full agonist "
        "rises, it takes them all.",
        (("antagonist", ">", 0),),
    ),
    Sentence(
        "Without the full agonist, the partial one holds {most_partial:.0f}\u00a0% of the receptors; as the full "
        "agonist rises, it takes them all.",
        (("partial", ">", 0),),
    ),
    Sentence("As the full agonist rises, it takes all receptors, half of them at its dissociation constant."),
)
ANSWER: Choice = (
    Sentence("Half of the greatest effect is now out of reach.", (("half_now", ">", NEVER),)),
    Sentence(f"Half of the greatest effect now comes at {{half_now:,.1f}}{NM} of agonist."),
)

AT_THE_PROBE: Choice = (Sentence("At {probe_text} the effect is {at_effect:.0f}\u00a0%."),)

SEATED: tuple[Choice, ...] = (
    (Sentence("At {probe_text} agonist the effect is {at_effect:.0f}\u00a0%."),),
    (Sentence("The agonist holds {at_seat_agonist:.0%} of all receptors."),),
    (Sentence("Naltrexone holds {at_seat_antagonist:.0%}.", (("antagonist", ">", 0),)),),
    (Sentence("The partial agonist holds {at_seat_partial:.0%}.", (("partial", ">", 0),)),),
    (Sentence("Lost: {at_seat_lost:.0%}.", (("working", "<", 100),)),),
)

DECLARATION = Declaration(
    name="receptor-competition",
    title="Receptor competition: who sits on the receptor, and what does it do?",
    model=model.MODEL,
    controls=(
        Slider.of(  # at 50 nM it would alone hold 99 receptors in 100
            model.B, "Naltrexone, an antagonist", 0.5, 0.01,
            f"It binds and does nothing. At {model.K_B.default:g}\u00a0nM it would hold half of the receptors that "
            "nothing else holds.",
            key="antagonist", default=5.0, high=50.0, grade=UNGRADED, jumps=(0, model.K_B.default, 5, 50), stretch=0.5,
        ),
        Slider.of(  # at 100 nM likewise
            model.P, "Partial agonist", 1.0, 0.1,
            "It binds ten times more tightly than the full agonist and switches the receptor on half-heartedly.",
            key="partial", high=100.0, grade=UNGRADED, jumps=(0, 1, 10, 100), stretch=1,
        ),
        Slider.of(
            model.TAU_A, "Efficacy of the full agonist (τ)", 1.0, 0.1,
            "How much an occupied receptor does. The higher, the more receptors are to spare.",
            key="efficacy", jumps=(3, 10, 100),
        ),
        Slider(
            "working", "Receptors left by an irreversible block", "%", 100.0, 0.0, 100.0, 5.0, 1.0,
            "What is blocked for good no longer competes for anything.", jumps=(10, 50, 100),
        ),
        Slider(  # as far as the axis goes
            "probe", "Look at this much agonist", "nM", 10.0, 0.01, 100_000.0, 1.0, 0.01,
            "What the picture shows, and where the dashed line stands. It changes no curve.",
            jumps=(1, 10, 100, 10_000), stretch=0.01, decade=10,
        ),
    ),
    source=Sweep(
        axis=Axis("A", "concentration of the full agonist", "nM", "log", 0.01, 100_000.0),
        settings={
            "B": Setting("antagonist"), "P": Setting("partial"), "tau_A": Setting("efficacy"),
            "q": Setting("working", 0.01),
        },
        beside={"alone": {"B": 0.0, "P": 0.0, "q": 1.0}},
    ),
    views=(
        LineChart(
            key="effect", tab="Effect",
            title="Effect", unit="% of the tissue's greatest", top=100, height=240, threshold=50.0,
            threshold_label="half",
            series=(Series("effect_alone", "alone", "alone"), Series("effect", "as set", "now")),
            finding=(RESERVE, SHIFTED, PARTLY, LOST, REACHED),
        ),
        LineChart(
            key="occupancy", tab="Receptors",
            title="Working receptors occupied", unit="%", factor=100, format=".1f", top=100,
            height=240,
            series=(
                Series("p_AR", "full agonist", "agonist"), Series("p_PR", "partial agonist", "partial"),
                Series("p_BR", "naltrexone", "antagonist"),
            ),
            finding=(HELD,),
        ),
    ),
    measures=(
        Measure("half", "Half effect at", "effect", "reaches", ",.1f", "nM"),
        Measure("top", "Greatest effect", "effect", "peak", ".0f", "%"),
        Measure("ratio", "Dose ratio", "effect", "end", ".3g", column="dose_ratio"),
        Measure("most", "Most occupied", "occupancy", "peak", ".0f", "%", 100),
    ),
    prediction=Guess(
        "Enough agonist wins every receptor back from naltrexone. Say instead that nine receptors in ten are blocked "
        "for good. How much of the tissue’s greatest effect can any amount of the agonist then reach?",
        ("about a tenth", "about half", "all of it"),
        1,
        "The top of the curve comes down, to {top_now:.0f}\u00a0% from {top_alone:.0f}\u00a0%: what is gone cannot be "
        "won back. A tenth of the receptors still does more than a tenth, because there were receptors to spare.",
        {**ALONE_STATE, "working": 10.0},
        "effect", ((1e5, 10.0), (1e5, 50.0), (1e5, 90.0)),
    ),
    summary=(RESERVE, SHIFTED, PARTLY, LOST, REACHED),
    answer=(ANSWER, AT_THE_PROBE),
    scene=Scene(
        finding=SEATED,
        caption="20 seats stand for all receptors, the bar for what the tissue can do; the notch is the agonist alone, "
        "none lost.",
    ),
    probe="probe",
    presets=tuple(
        Preset(key, label, {**ALONE_STATE, **changes})
        for key, label, changes in (
            ("agonist-alone", "Agonist alone", {}),
            ("antagonist", "With 5 nM naltrexone", {"antagonist": 5.0}),
            ("partial-agonist", "With a partial agonist", {"partial": 10.0}),
            ("receptors-lost", "Nine in ten receptors lost", {"working": 10.0}),
            ("no-reserve", "Few to spare", {"efficacy": 3.0}),
        )
    ),
    caution="Illustrative model, not for treatment decisions. The two agonists are nobody in particular.",
    steps=(
        TryIt(
            "Press “Agonist alone”. Half of the effect comes while the agonist holds a tenth of the receptors: there "
            "are receptors to spare.",
            at(**ALONE_STATE),
        ),
        TryIt(
            "Press “With 5 nM naltrexone”. The whole curve moves to the right; the top has not come down.",
            at(antagonist=5, partial=0, working=100),
        ),
        TryIt(
            "Press “With a partial agonist”. The curves cross at half of the effect: to the left it helps, to the "
            "right it hinders.",
            at(antagonist=0, partial=10, working=100),
        ),
        TryIt(
            "Press “Nine in ten receptors lost”. The top comes down: what is gone for good cannot be won back.",
            at(antagonist=0, partial=0, working=10),
        ),
    ),
)  # fmt: skip

ReceptorCompetition = widget_class(DECLARATION, __doc__ or "")
