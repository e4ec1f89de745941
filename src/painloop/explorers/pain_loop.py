"""The pain loop: when does an injury heal, and when does the pain stay after the injury is gone?"""

from painloop.explorers.declaration import (
    Axis,
    Band,
    Choice,
    Declaration,
    Play,
    Prediction,
    Preset,
    Sentence,
    Series,
    Slider,
    Switch,
    View,
)
from painloop.explorers.sources.injury import Injury
from painloop.explorers.widget import widget_class
from painloop.models import pain_loop as model

ONE, THREE = ("count", "<", 3), ("count", "==", 3)
LOW, HIGH = ("end", "<", 3), ("end", ">=", 3)
NO_INJURY = (("days", "==", 0),)
SOURCE = Injury()
END, RELIEF = f"day {SOURCE.after:g}", f"day {SOURCE.relief_day:g}"
START = {"strength": 0.6, "days": 10.0, "w": 2.1, "N_0": 0.05, "relief": False, "day": SOURCE.after}
SPOKEN = "An injury of strength {strength:g} that lasts {days:g}\u00a0days"

WHAT: Choice = (
    Sentence("Without an injury the rating stays at {healthy:.1f} of 10.", (*NO_INJURY, LOW)),
    Sentence("Without any injury the rating is {end:.1f} of 10 in the end.", NO_INJURY),
    Sentence(f"{SPOKEN} lifts the rating to {{peak:.1f}} of 10; by {END} it is back at {{end:.1f}}.", (LOW,)),
    Sentence(
        f"{SPOKEN} lifts the rating to {{peak:.1f}} of 10. Long after it is gone the rating is {{end:.1f}}: "
        "the loop holds itself."
    ),
)
WHY: Choice = (
    Sentence(
        "With this coupling there is only one state in which the loop can rest, a healthy one, so every injury heals.",
        (ONE, ("healthy", "<", 3)),
    ),
    Sentence(
        "With this much everyday input the loop has only one state in which to rest, a sensitised one; no injury is "
        "needed to get there.",
        (ONE,),
    ),
    Sentence(
        f"Removing all everyday input on {RELIEF} brought it down: "
        "with this coupling the loop cannot hold itself alone.",
        (("relief", "==", True), ("crossed", "==", True), LOW),
    ),
    Sentence(
        f"Even removing all everyday input on {RELIEF} did not bring it down: taking the cause away is not enough.",
        (("relief", "==", True), ("crossed", "==", True)),
    ),
    Sentence(
        "When the injury ended, glia and nerve cells had crossed the border between the two resting states, so they go "
        "on to the sensitised one, at {sensitised:.1f}. In this model a shorter or weaker one would have healed.",
        (("crossed", "==", True),),
    ),
    Sentence("It ended before glia and nerve cells had crossed the border between the two resting states."),
)

DECLARATION = Declaration(
    name="pain-loop",
    title="The pain loop: when does pain outlast its cause?",
    model=model.MODEL,
    controls=(
        Slider(
            "days", "How long the injury lasts", "days", 10.0, 0.0, 60.0, 1.0, 0.1,
            "It begins on day 0.", jumps=(5, 10, 11, 60), grade="illustrative",
        ),
        Slider(
            "strength", "Strength of the injury", "", 0.6, 0.0, 3.0, 0.05, 0.01,
            "Input from the injury while it lasts, on top of everyday input.", jumps=(0.15, 0.6, 2),
            grade="illustrative",
        ),
        Slider(
            "w", "Coupling of glia to nerve cells", "(w)", 2.1, 1.0, 4.0, 0.05, 0.01,
            "The gain of the loop: how strongly active glia turn nerve cells up.", grade="illustrative",
        ),
        Slider(
            "N_0", "Everyday input", "(N₀)", 0.05, 0.0, 0.5, 0.01, 0.001,
            "What a body without injury sends all the time.", grade="illustrative",
        ),
        Switch("relief", f"all everyday input ends on {RELIEF}", "Take the cause away", default=False),
        Slider(
            "day", "Day", "", SOURCE.after, -SOURCE.before, SOURCE.after, 1.0, 0.5, "Go back, or let the days pass.",
        ),
    ),
    source=SOURCE,
    views=(
        View(
            key="time", title="Pain rating", unit="0 to 10", top=10, height=270, format=".2f",
            series=(Series("pain_rating", "rating", "now"),),
            bands=(Band("injury", 0.0, "days_end"), Band("no input at all", "relief_from", SOURCE.after)),
            threshold="threshold_rating", threshold_label="tips here, if glia have caught up",
            finding=(WHAT,),
        ),
        View(
            key="plane", title="Glial activation", unit="%", top=100, height=270, beside=True, format=".2f",
            across=Axis("rating", "pain rating", "0 to 10", low=0.0, high=10.0),
            series=(
                Series("glia_still", "glia at rest", "glia", over="level", named_at=0.9),
                Series("nerves_still", "nerve cells at rest", "nerves", over="level", named_at=0.22),
                Series("border_glia", "border", "border", over="border_rating", named_at=0.86),
                Series("glia", "", "now", over="pain_rating", named_at=0.0),
                Series("rest_glia", "", "border", over="rest_rating", form="ring", named_at=0.0),
                Series("now_glia", "", "now", over="now_rating", form="dot", named_at=0.0),
            ),
            finding=(
                (
                    Sentence(
                        "Two resting states, at a rating of {healthy:.1f} and {sensitised:.1f}, and a border between "
                        "them.",
                        (THREE,),
                    ),
                    Sentence("One resting state, at a rating of {healthy:.1f}."),
                ),
            ),
        ),
    ),
    measures=(),
    summary=(WHAT, WHY),
    presets=tuple(
        Preset(key, label, {**START, **it})
        for key, label, it in (
            ("heals", "Ten days: it heals", {}),
            ("stays", "Eleven days: it stays", {"days": 11.0}),
            ("weak-and-long", "Weak and long", {"strength": 0.15, "days": 60.0}),
            ("cause-removed", "Cause removed", {"days": 11.0, "relief": True}),
            ("weaker-loop", "A weaker loop", {"days": 11.0, "w": 1.8}),
        )
    ),
    prediction=Prediction(
        "An injury of strength 0.6 that lasts ten days heals. The same injury lasts eleven days. Where is the pain "
        "rating eight months later?",
        ("where it was before the injury", "a tenth higher", "near 6 of 10"),
        2,
        "One day more carries the loop over a border, and from there it goes on by itself.",
        {"days": 11.0},
    ),
    play=Play("day", "Let the days pass"),
)  # fmt: skip

PainLoop = widget_class(DECLARATION, __doc__ or "")
