"""Who gets the receptor, and what that does: an agonist against an antagonist, a partial agonist and lost receptors."""

from painloop.explorers.declaration import (
    Axis,
    Choice,
    Declaration,
    Measure,
    Prediction,
    Preset,
    Sentence,
    Series,
    Setting,
    Slider,
    View,
)
from painloop.explorers.sources.sweep import Sweep
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

DECLARATION = Declaration(
    name="receptor-competition",
    title="Receptor competition: who sits on the receptor, and what does it do?",
    model=model.MODEL,
    controls=(
        Slider(
            "antagonist", "Naltrexone, an antagonist", "nM", 5.0, 0.0, 50.0, 0.5, 0.01,
            f"It binds and does nothing. At {model.K_B.default:g} nM it would hold half of the receptors that nothing "
            "else holds.",
            jumps=(0, model.K_B.default, 5, 50),
        ),
        Slider(
            "partial", "Partial agonist", "nM", 0.0, 0.0, 100.0, 1.0, 0.1,
            "It binds ten times more tightly than the full agonist and switches the receptor on half-heartedly.",
            jumps=(0, 1, 10, 100),
        ),
        Slider(
            "efficacy", "Efficacy of the full agonist", "(τ)", 10.0, 3.0, 100.0, 1.0, 0.1,
            "How much an occupied receptor does. The higher, the more receptors are to spare.", jumps=(3, 10, 100),
            grade=model.TAU_A.grade.value,
        ),
        Slider(
            "working", "Receptors left by an irreversible block", "%", 100.0, 0.0, 100.0, 5.0, 1.0,
            "What is blocked for good no longer competes for anything.", jumps=(10, 50, 100),
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
        View(
            key="effect", title="Effect, of the tissue's greatest", unit="%", top=100, height=240, threshold=50.0,
            threshold_label="half of the greatest effect",
            series=(Series("effect_alone", "alone", "alone"), Series("effect", "as set", "now")),
            finding=(RESERVE, SHIFTED, PARTLY, LOST, REACHED),
        ),
        View(
            key="occupancy", title="Working receptors occupied", unit="%", factor=100, format=".1f", top=100,
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
    prediction=Prediction(
        "Five nanomoles of naltrexone in a litre would alone hold nine receptors in ten. How much of its greatest "
        "effect can a full agonist still reach, if there is enough of it?",
        ("a tenth", "half", "all of it"),
        2,
        "They compete: enough agonist wins every receptor back, and the curve only moves to the right.",
        {"antagonist": 5.0, "partial": 0.0, "working": 100.0},
    ),
    summary=(RESERVE, SHIFTED, PARTLY, LOST, REACHED),
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
)  # fmt: skip

ReceptorCompetition = widget_class(DECLARATION, __doc__ or "")
