"""Break the model: which of its conclusions survive when the numbers are wrong by up to a half?"""

from painloop.explorers.common import BRAKE, CEILING, rivals
from painloop.explorers.controls import Radio, Slider, Value
from painloop.explorers.declaration import Challenge, Declaration, Guess, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.robustness import Baseline, Robustness
from painloop.explorers.views import Checklist, LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import patient_on_ldn as model
from painloop.models.patient_on_ldn import PRESETS, VARIED

FIRST = ("w", "u", "alpha", "T_max", "EC50_TLR4")  # that decide most; the others are folded away
CONCLUSIONS = {
    "bistable": "There are two lasting states without drug",
    "inverted_u": "Tone is highest at 1 to 10 mg, and above normal",
    "tone_falls_at_50": "At 50 mg tone is below normal",
    "no_gain_at_50": "50 mg is no better than nothing",
    "low_dose_helps": "3 or 4.5 mg weakens the loop",
    "escape_at_4_5": "4.5 mg a night leads to escape within 180 days",
    "no_escape_at_50": "50 mg a night does not",
}


def baseline(key: str) -> Baseline:
    """A preset with the values of all parameters that are varied and that its account has."""
    preset = next(each for each in PRESETS if each.key == key)
    values = preset.model.widened().by_key(**preset.values)
    return Baseline(preset.account, {key: float(values[key]) for key in VARIED if key in values})


POSITIONS = {preset.key: baseline(preset.key) for preset in PRESETS}
AS_TOLD: dict[str, Value] = {"position": "story", **dict.fromkeys((*FIRST, *VARIED), 100.0)}
# As the other explorers call them.
NAMES = {
    "w": "Coupling of glia to nerve cells (w)",
    "N_0": "Everyday input (N₀)",
    "u": "Strength of the answer to blockade (u)",
    "alpha": BRAKE.label,
    "T_max": CEILING.label,
}


def slider(key: str) -> Slider:
    """A parameter, in per cent of its value in the position chosen."""
    quantity = next(each for each in model.MODEL.parameters if each.key == key)
    name = NAMES.get(key, quantity.name.split(":")[0])
    return Slider(
        key, name[0].upper() + name[1:], "%", 100.0, 50.0, 150.0, 5.0, 1.0,
        f"100 is its value in the position: {quantity.default:g} in the story.", grade=quantity.grade,
    )  # fmt: skip


HOLDING: Choice = (
    Sentence("As it is told, {told:.0f} of {count} conclusions hold in this position.", (("changed", "==", 0),)),
    Sentence(
        "With {changed:.0f} of the numbers changed by up to a half, {holding:.0f} of {count} conclusions hold, as many "
        "as when nothing is changed, or more.",
        (("fallen", "==", 0),),
    ),
    Sentence(
        "With {changed:.0f} of the numbers changed by up to a half, {holding:.0f} of {count} conclusions hold. Fallen: "
        "{fell}."
    ),
)
MEANING: Choice = (
    Sentence(
        "That a conclusion holds does not say that it is true: every position rests on numbers that nobody has "
        "measured.",
        (("changed", "==", 0),),
    ),
    Sentence(
        "That a conclusion holds here says that it does not hang on this number, not that it is true: every position "
        "rests on numbers that nobody has measured."
    ),
)
BRIDGE: Choice = (
    Sentence("All {count} planks of the bridge hold; {told:.0f} do as it is told.", (("broken", "==", ""),)),
    Sentence(
        "{holding:.0f} of {count} planks of the bridge hold; {told:.0f} do as it is told. Broken, counted from "
        "above: {broken}."
    ),
)
ANSWER: Choice = (
    Sentence("{holding:.0f} of {count} conclusions hold, {told:.0f} as told. Fallen: {fell}.", (("fallen", "==", 1),)),
    Sentence("{holding:.0f} of {count} conclusions hold, {told:.0f} as told."),
)

DECLARATION = Declaration(
    name="stress-test",
    title="Break the model: which conclusions survive?",
    model=model.MODEL,
    rivals=rivals(model.with_account),
    controls=(
        Radio(
            "position", "Position", "story", {preset.key: preset.name for preset in PRESETS},
            "What is taken for granted before any number is changed.",
        ),
        *(slider(key) for key in (*FIRST, *(key for key in VARIED if key not in FIRST))),
    ),
    source=Robustness(positions=POSITIONS, conclusions=CONCLUSIONS),
    views=(
        Checklist(
            key="conclusions", tab="List", title="Conclusions", unit="", format=".0f",
            series=(Series("holds", "now", "now"), Series("holds_told", "told", "alone")), finding=(HOLDING,),
        ),
        LineChart(
            key="tone", tab="Tone",
            title="Hypothetical tone", unit="% of normal", factor=100, format=".1f", top=160, height=230,
            threshold=100.0, threshold_label="normal",
            across=Axis("dose", "naltrexone every night", "mg", "log", 0.1, 50.0),
            series=(
                Series("tone_told", "as told", "alone", over="dose", named_at=0.55),
                Series("tone", "as set", "now", over="dose", named_at=0.2),
            ),
            finding=((Sentence("Tone for every nightly dose, as told and as set, from 0.1 to 50\u00a0mg."),),),
        ),
        LineChart(
            key="gain", tab="Gain", title="Hypothetical gain", unit="% of untreated", factor=100, format=".1f",
            bottom=60, top=180, height=230, threshold=100.0, threshold_label="untreated", beside=True,
            across=Axis("dose", "naltrexone every night", "mg", "log", 0.1, 50.0),
            series=(
                Series("gain_told", "as told", "alone", over="dose", named_at=0.55),
                Series("gain", "as set", "now", over="dose", named_at=0.2),
            ),
            finding=((Sentence("Gain for every nightly dose, as told and as set, from 0.1 to 50\u00a0mg."),),),
        ),
        LineChart(
            key="course", tab="Course", title="Hypothetical rating, 4.5 mg", unit="0 to 10", top=10, height=190,
            format=".2f", across=Axis("days", "time since the first dose", "d", low=0.0, high=180.0),
            series=(
                Series("course_told", "as told", "alone", over="days", named_at=0.6),
                Series("course", "as set", "now", over="days", named_at=0.2),
            ),
            finding=((Sentence("The rating of a patient on 4.5\u00a0mg a night for 180 days, as told and as set."),),),
        ),
    ),
    measures=(),
    summary=(HOLDING, MEANING),
    answer=(ANSWER,),
    presets=tuple(
        Preset(key, label, {**AS_TOLD, **changes})
        for key, label, changes in (
            ("as-told", "As told", {}),
            ("weak-answer", "Half the answer to blockade", {"u": 50.0}),
            ("weak-brake", "Tone matters half as much", {"alpha": 50.0}),
            ("weaker-loop", "Half the loop", {"w": 50.0}),
            ("less-glia", "Half the glial arm", {"T_max": 50.0}),
            ("data-anchored", "Data-anchored, unchanged", {"position": "data-anchored"}),
        )
    ),
    prediction=Guess(
        "All seven conclusions of the story hold with its own numbers. Halve one number only, the strength of the "
        "body’s answer to blockade. How many still hold?",
        ("all seven", "five", "none"),
        1,
        "The peak of tone at low doses and the escape go, although nothing else was touched.",
        {"u": 50.0},
    ),
    scene=Scene(
        finding=(BRIDGE,),
        caption="Each plank is a conclusion, whole while it holds. Dashed: it held as told; plus: it did not. Holding "
        "is not being true.",
    ),
    caution="Illustrative model of a contested hypothesis, not for treatment decisions.",
    steps=(
        TryIt(
            "Press “Half the answer to blockade”. Two conclusions fall: the peak of tone at low doses, and the escape.",
            at(position="story", u=50, changed=1, fallen=2),
        ),
        TryIt(
            "Press “Half the loop”. Two fall: the two lasting states, and again the escape.",
            at(position="story", w=50, changed=1, fallen=2),
        ),
        TryIt(
            "Press “As told”, then move “Naltrexone that half-acts at TLR4” to 50 and to 150 per cent. Nothing falls.",
            (*at(position="story", changed=1, fallen=0), ("EC50_TLR4", "!=", 100)),
        ),
        TryIt(
            "Press “Data-anchored, unchanged”. Four of seven hold, although no slider was moved.",
            at(position="data-anchored", changed=0),
        ),
    ),
    challenges=(
        Challenge(
            "In the story, change three numbers or more and keep all seven conclusions.",
            (*at(position="story", fallen=0), ("changed", ">=", 3)),
        ),
        Challenge(
            "In the story, break four conclusions or more at once.", (*at(position="story"), ("fallen", ">=", 4))
        ),
    ),
)  # fmt: skip

StressTest = widget_class(DECLARATION, __doc__ or "")
