"""A patient on low-dose naltrexone: months of doses, as the story is told and as the data anchor it, in one picture."""

from painloop.data.sentences import plain
from painloop.explorers.common import BRAKE, CEILING, MEASURED, account, molar, potency, rivals
from painloop.explorers.controls import Setting, Slider, Value
from painloop.explorers.declaration import Challenge, Declaration, Guess, Play, Preset, Scene, Sound, TryIt
from painloop.explorers.sentences import Choice, Condition, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.months import Months
from painloop.explorers.views import Band, LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import patient_on_ldn as model
from painloop.models.glial_arm import EC50_TLR4
from painloop.models.opioid_adaptation import ADAPTATION_GAIN
from painloop.models.pain_loop import N_0, W
from painloop.models.patient_on_ldn import DATA_ANCHORED, PRESETS

STORY: dict[str, Value] = {
    "dose": 4.5, "nights": 84, "w": W.default, "N_0": N_0.default, "pEC50": molar(EC50_TLR4.default),
    "alpha": BRAKE.default, "account": "two_phase", "u": ADAPTATION_GAIN.default, "T_max": CEILING.default, "day": 300,
}  # fmt: skip
UNDRUGGED: Condition = ("nights_end", "==", 0)
RESTING: Condition = ("count", "<", 3)


def told_but(key: str) -> tuple[Condition, ...]:
    """The conditions that all controls but one stand as the story is told."""
    return at(**{each: value for each, value in STORY.items() if each != key})


def state_of(key: str) -> dict[str, Value]:
    """A position in the argument as a state of the controls."""
    preset = next(each for each in PRESETS if each.key == key)
    values = dict(preset.values)
    potency = molar(values.pop("EC50_TLR4", EC50_TLR4.default))
    return {**STORY, **values, "account": preset.account, "pEC50": potency}


def reading(name: str, intro: str) -> Choice:
    """What one reading shows; `name` is that of its facts."""
    dose = "{dose:g}\u00a0mg a night for {nights:g} nights"
    end, last, escape = (f"{{{key}_{name}:.{digits}f}}" for key, digits in (("end", 1), ("last", 1), ("escape", 0)))
    return (
        Sentence("", (UNDRUGGED,)),
        Sentence(f"{intro}, {dose} ends with a rating of {last}; on day 300 it is {end}.", (RESTING,)),
        Sentence(
            f"{intro}, {dose} takes the rating past the tipping point on day {escape}, and it stays low: {end} on "
            "day 300.",
            ((f"lasts_{name}", "==", True),),
        ),
        Sentence(
            f"{intro}, {dose} takes the rating past the tipping point on day {escape}, but not for good: {end} on "
            "day 300.",
            ((f"escapes_{name}", "==", True),),
        ),
        Sentence(
            f"{intro}, {dose} ends with a rating of {last} and never passes the tipping point; on day 300 it is {end}."
        ),
    )


PATIENT: Choice = (
    Sentence(
        "This patient’s loop has one resting state, at a rating of {start:.1f}: there is no other to escape to.",
        (RESTING,),
    ),
    Sentence("Without the drug this patient stays at a rating of {start:.1f} of 10.", (UNDRUGGED,)),
    Sentence("This patient starts at a rating of {start:.1f}; the tipping point is {threshold:.1f}."),
)
NOW, ANCHORED = reading("now", "As set"), reading("anchored", "Data-anchored")
TRIALS: Choice = (
    Sentence(
        f"Which reading is nearer a person is not known. {plain('three-fibromyalgia-trials-briefly')} A simulated "
        "patient is no forecast."
    ),
)
REST: Choice = (
    Sentence(
        "Without drug the sensitised state exists for couplings above {fold_none:.2f}; as set the drug moves that to "
        "{fold_now:.2f}, data-anchored to {fold_anchored:.2f}. The patient is at {w:g}.",
        (("fold_none", ">", 0), ("fold_now", ">", 0), ("fold_anchored", ">", 0)),
    ),
    Sentence("Where the loop can rest, for every coupling; the patient is at {w:g}."),
)
SEEN: Choice = (
    Sentence("On day {day:.0f}, without the drug, both dials stand at {shown_now:.1f} of 10.", (UNDRUGGED,)),
    Sentence(
        "On day {day:.0f}, after {taken:.0f} of {nights_end:.0f} nights, the dial stands at {shown_now:.1f} as set and "
        "at {shown_anchored:.1f} data-anchored."
    ),
)
TIPPING: Choice = (
    Sentence("", (RESTING,)),
    Sentence("The bar across it, the tipping point, is at {threshold:.1f}."),
)
ANSWER: Choice = (
    Sentence("This loop has one resting state, at {start:.1f} of 10: there is no other to escape to.", (RESTING,)),
    Sentence("Without the drug the rating stays at {start:.1f} of 10.", (UNDRUGGED,)),
    Sentence("Day {day:g}: a rating of {shown_now:.1f} as set, {shown_anchored:.1f} data-anchored. No forecast."),
)

DECLARATION = Declaration(
    name="patient-on-ldn",
    title="A patient on low-dose naltrexone: one patient, two readings",
    model=model.MODEL,
    rivals=rivals(model.with_account),
    chosen_by="account",
    controls=(
        Slider(
            "dose", "Naltrexone every night", "mg", 4.5, 0.0, 50.0, 0.5, 0.1,
            "Any dose from 0 to 50\u00a0mg; the small buttons are no recommendation.",
            jumps=(0.5, 1.5, 4.5, 50.0), stretch=1,
        ),
        Slider(
            "nights", "Nights until it is stopped", "", 84, 0, 300, 1, 1, "The last dose is on this night.",
            jumps=(42, 56, 84, 300), whole=True,
        ),
        Slider.of(
            W, "Gain of this patient’s loop (w)", 0.05, 0.01, "How strongly active glia turn nerve cells up.",
            jumps=(1.95, 2.1, 2.7),
        ),
        Slider.of(
            N_0, "Everyday input (N₀)", 0.01, 0.001, "What a body sends all the time; ongoing illness raises it.",
            jumps=(0.05, 0.4),
        ),
        potency((6.0,)),
        BRAKE,
        account("For the line as set; the data-anchored one keeps brain retention, which fits the scans."),
        Slider.of(
            ADAPTATION_GAIN, "Strength of the answer to blockade (u)", 0.1, 0.01,
            "For the line as set; 1.44 in the data-anchored one.", jumps=(1, 1.44, 2),
        ),
        CEILING,
        Slider("day", "Day shown", "", 300, 0, 300, 1, 1, "Go back, or let the days pass.", whole=True),
    ),
    source=Months(
        settings={
            "w": Setting("w"), "N_0": Setting("N_0"), "EC50_TLR4": Setting("pEC50", molar=True),
            "alpha": Setting("alpha"), "u": Setting("u"), "T_max": Setting("T_max"),
        },
        beside=DATA_ANCHORED, account="brain_retention",
    ),
    views=(
        LineChart(
            key="time", title="Pain rating, hypothetical", unit="0 to 10", top=10, height=290, format=".2f",
            series=(
                Series("untreated", "untreated", "alone", named_at=0.88),
                Series("rating_anchored", "data-anchored", "anchored", named_at=0.17),
                Series("rating_now", "as set", "now", named_at=0.2),
            ),
            bands=(Band("naltrexone", 0.0, "nights_end"),),
            threshold="threshold", threshold_label="tipping point", finding=(PATIENT, NOW, ANCHORED),
        ),
        LineChart(
            key="rest", tab="Map",
            title="Rating at rest", unit="0 to 10", top=10, height=290, beside=True, format=".2f",
            across=Axis("coupling", "gain of the loop (w)", "", low=1.0, high=4.0),
            series=(
                Series("rest_none", "untreated", "alone", over="held_none"),
                Series("rest_anchored", "data-anchored", "anchored", over="held_anchored"),
                Series("rest_now", "as set", "now", over="held_now"),
                Series("dot_anchored", "", "anchored", over="coupling_anchored", form="dot", named_at=0.0),
                Series("dot_now", "", "now", over="coupling_now", form="dot", named_at=0.0),
            ),
            finding=(REST,),
        ),
    ),
    measures=(),
    summary=(PATIENT, NOW, ANCHORED, TRIALS),
    answer=(ANSWER,),
    presets=(
        Preset("story", "As the story is told", STORY),
        Preset("data-anchored", "Data-anchored", state_of("data-anchored")),
        Preset("glia-arm-off", "Glia arm off", state_of("glia-arm-off")),
        Preset("slow-tail", "Slow tail", state_of("slow-tail")),
        Preset("blockade-does-not-matter", "Blockade does not matter", state_of("blockade-does-not-matter")),
        Preset("ongoing-driver", "An illness that goes on", {**STORY, "N_0": 0.4, "nights": 180}),
        Preset("stopped-early", "Stopped after 42 nights", {**STORY, "nights": 42}),
    ),
    prediction=Guess(
        "In this model, as the story is told, 84 nights of 4.5\u00a0mg end a sensitised state for good. Would 42 "
        "nights do half as much good?",
        ("about half", "nearly all", "none that lasts"),
        2,
        "The rating falls, but not past the tipping point, and climbs back. Nobody has shown such a thing in people.",
        {"nights": 42},
        "time", ((300.0, 3.2), (300.0, 1.0), (300.0, 5.9)),
    ),
    play=Play("day", "Let the days pass"),
    sound=Sound("shown_now", "threshold"),
    scene=Scene(
        finding=(SEEN, TIPPING),
        caption="Round: nerve cells. Star: glia. Small mark: a night. Bar across the dial: tipping point. One imagined "
        "patient, read twice; no forecast for a person.",
    ),
    caution="Illustrative model of a contested hypothesis, not for treatment decisions.",
    steps=(
        TryIt(
            "Press “As the story is told”. One line passes the tipping point and rests low; data-anchored, the other "
            "comes back.",
            at(**STORY, lasts_now=True, lasts_anchored=False),
        ),
        TryIt(
            "Press “Stopped after 42 nights”. The rating falls, and climbs all the way back: half of the time is not "
            "half of the good.",
            at(**{**STORY, "nights": 42}, lasts_now=False),
        ),
        TryIt(
            "Press “Glia arm off”. The rating hardly falls, and there is no escape: the opioid half alone is not "
            "enough here.",
            at(T_max=0, nights=84, day=300, escapes_now=False),
        ),
        TryIt(
            "Press “An illness that goes on”. There is no second state to escape to: help lasts as long as the drug.",
            (*at(N_0=0.4, nights=180, day=300), RESTING),
        ),
        TryIt(
            "Press “Blockade does not matter”, then set the dose to 50. The escape comes sooner: so this model is "
            "built, no reason to take more.",
            at(dose=50, alpha=0, day=300, escapes_now=True),
        ),
    ),
    challenges=(
        Challenge(
            "With all else as told, find a loop too strong to be carried over the tipping point.",
            (*told_but("w"), ("w", ">", STORY["w"]), ("count", "==", 3), ("escapes_now", "==", False)),
        ),
        Challenge(
            "Find a patient who has no second state to escape to, without raising the ongoing driver.",
            (*at(N_0=STORY["N_0"]), RESTING),
        ),
        Challenge(
            "With all else as told, find a potency at least a thousand times kinder than the dish’s at which the "
            "escape is gone.",
            (*told_but("pEC50"), ("pEC50", ">=", MEASURED + 3), ("escapes_now", "==", False)),
        ),
    ),
)  # fmt: skip

PatientOnLdn = widget_class(DECLARATION, __doc__ or "")
