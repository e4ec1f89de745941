"""Break the model: which of its conclusions survive when the numbers are wrong by up to a half?"""

from painloop.explorers.common import rivals
from painloop.explorers.declaration import (
    Axis,
    Choice,
    Declaration,
    Prediction,
    Preset,
    Radio,
    Sentence,
    Series,
    Slider,
    Value,
    View,
)
from painloop.explorers.sources.stressed import Position, Stressed
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


def position(key: str) -> Position:
    """A preset with the values of all parameters that are varied and that its account has."""
    preset = next(each for each in PRESETS if each.key == key)
    values = preset.model.widened().by_key(**preset.values)
    return Position(preset.account, {key: float(values[key]) for key in VARIED if key in values})


POSITIONS = {preset.key: position(preset.key) for preset in PRESETS}
AS_TOLD: dict[str, Value] = {"position": "story", **dict.fromkeys((*FIRST, *VARIED), 100.0)}


def slider(key: str) -> Slider:
    """A parameter, in per cent of its value in the position chosen."""
    quantity = next(each for each in model.MODEL.parameters if each.key == key)
    name = quantity.name.split(":")[0]
    return Slider(
        key, name[0].upper() + name[1:], "%", 100.0, 50.0, 150.0, 5.0, 1.0,
        f"100 is its value in the position: {quantity.default:g} in the story.", grade=quantity.grade.value,
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
        "That a conclusion holds here says that it does not hang on this number, not that it is true: every position "
        "rests on numbers that nobody has measured."
    ),
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
    source=Stressed(positions=POSITIONS, conclusions=CONCLUSIONS),
    views=(
        View(
            key="conclusions", title="Conclusions", unit="", kind="rows", height=230, format=".0f",
            series=(Series("holds", "now", "now"), Series("holds_told", "told", "alone")), finding=(HOLDING,),
        ),
        View(
            key="tone", title="Hypothetical tone", unit="% of normal", factor=100, format=".1f", top=160, height=230,
            threshold=100.0, threshold_label="normal",
            across=Axis("dose", "naltrexone every night", "mg", "log", 0.1, 50.0),
            series=(
                Series("tone_told", "as told", "alone", over="dose", named_at=0.55),
                Series("tone", "as set", "now", over="dose", named_at=0.2),
            ),
            finding=((Sentence("Tone for every nightly dose, as told and as set, from 0.1 to 50\u00a0mg."),),),
        ),
        View(
            key="gain", title="Hypothetical gain", unit="% of untreated", factor=100, format=".1f", top=160,
            height=230, threshold=100.0, threshold_label="untreated", beside=True,
            across=Axis("dose", "naltrexone every night", "mg", "log", 0.1, 50.0),
            series=(
                Series("gain_told", "as told", "alone", over="dose", named_at=0.55),
                Series("gain", "as set", "now", over="dose", named_at=0.2),
            ),
            finding=((Sentence("Gain for every nightly dose, as told and as set, from 0.1 to 50\u00a0mg."),),),
        ),
        View(
            key="course", title="Hypothetical patient, 4.5 mg", unit="rating", top=10, height=190,
            format=".2f", across=Axis("days", "days since the first dose", "d", low=0.0, high=180.0),
            series=(
                Series("course_told", "as told", "alone", over="days", named_at=0.6),
                Series("course", "as set", "now", over="days", named_at=0.2),
            ),
            finding=((Sentence("The rating of a patient on 4.5\u00a0mg a night for 180 days, as told and as set."),),),
        ),
    ),
    measures=(),
    summary=(HOLDING, MEANING),
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
    prediction=Prediction(
        "All seven conclusions of the story hold with its own numbers. Halve one number only, the strength of the "
        "body’s answer to blockade. How many still hold?",
        ("all seven", "five", "none"),
        1,
        "The peak of tone at low doses and the escape go, although nothing else was touched.",
        {"u": 50.0},
    ),
    caution="Illustrative model of a contested hypothesis, not for treatment decisions.",
)  # fmt: skip

StressTest = widget_class(DECLARATION, __doc__ or "")
