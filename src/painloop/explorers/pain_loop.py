"""The pain loop: when does an injury heal, and when does the pain stay after the injury is gone?"""

from painloop.equations.quantity import Grade
from painloop.explorers.controls import Slider, Switch
from painloop.explorers.declaration import Challenge, Declaration, Guess, Play, Preset, Scene, Sound, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.injury import Injury
from painloop.explorers.views import Band, LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import pain_loop as model

ONE, THREE = ("count", "<", 3), ("count", "==", 3)
LOW, HIGH = ("end", "<", 3), ("end", ">=", 3)
NO_INJURY = (("days", "==", 0),)
SOURCE = Injury()
NOT_YET = (("day", "<", SOURCE.after),)
OVER = ("day", "==", SOURCE.after)
END, RELIEF = f"day {SOURCE.after:g}", f"day {SOURCE.relief_day:g}"
START = {
    "strength": 0.6, "days": 10.0, "w": model.W.default, "N_0": model.N_0.default, "relief": False, "day": SOURCE.after,
}  # fmt: skip
SPOKEN = "An injury of strength {strength:g} that lasts {days:g}\u00a0days"

WHAT: Choice = (
    Sentence("On day {day:g} the rating is {now_rating:.1f} of 10; what comes is not yet drawn.", NOT_YET),
    Sentence("Without an injury the rating stays at {healthy:.1f} of 10.", (*NO_INJURY, LOW)),
    Sentence("Without any injury the rating is {end:.1f} of 10 in the end.", NO_INJURY),
    Sentence(f"{SPOKEN} lifts the rating to {{peak:.1f}} of 10; by {END} it is back at {{end:.1f}}.", (LOW,)),
    Sentence(
        f"{SPOKEN} lifts the rating to {{peak:.1f}} of 10. Long after it is gone the rating is {{end:.1f}}: "
        "the loop holds itself."
    ),
)
WHY: Choice = (
    Sentence("", NOT_YET),
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
    Sentence("There is a second resting state, a sensitised one; nothing has moved the loop towards it.", NO_INJURY),
    Sentence("It ended before glia and nerve cells had crossed the border between the two resting states."),
)
ANSWER: Choice = (
    Sentence("On day {day:g} the rating is {now_rating:.1f} of 10.", NOT_YET),
    Sentence("Without an injury the rating stays at {end:.1f} of 10.", (*NO_INJURY, LOW)),
    Sentence("Without any injury the rating is {end:.1f} of 10 in the end.", NO_INJURY),
    Sentence(f"It heals: by {END} the rating is {{end:.1f}} of 10.", (LOW,)),
    Sentence(f"It stays: by {END} the rating is {{end:.1f}} of 10."),
)
SEEN: Choice = (
    Sentence(
        "Day {day:.0f}: the injury sends pulses. Nerve cells are at {now_rating:.1f} of 10, glia at "
        "{now_glia:.0f}\u00a0%.",
        (("injured", "==", True),),
    ),
    Sentence("Day {day:.0f}: no injury. Nerve cells are at {now_rating:.1f} of 10, glia at {now_glia:.0f}\u00a0%."),
)

DECLARATION = Declaration(
    name="pain-loop",
    title="The pain loop: when does pain outlast its cause?",
    model=model.MODEL,
    controls=(
        Slider(
            "days", "How long the injury lasts", "days", 10.0, 0.0, 60.0, 1.0, 0.1,
            "It begins on day 0.", jumps=(5, 10, 11, 60), grade=Grade.ILLUSTRATIVE,
        ),
        Slider.of(  # beyond it, strength hardly matters: of 3 an injury must last 3.9 days to stay, of 100 still 3.0
            model.INJURY, "Strength of the injury", 0.05, 0.01,
            "Input from the injury while it lasts, on top of everyday input.",
            key="strength", default=0.6, high=3.0, jumps=(0.15, 0.6, 2),
        ),
        Slider.of(
            model.W, "Coupling of glia to nerve cells (w)", 0.05, 0.01,
            "The gain of the loop: how strongly active glia turn nerve cells up.",
        ),
        Slider.of(
            model.N_0, "Everyday input (N₀)", 0.01, 0.001, "What a body without injury sends all the time.",
        ),
        Switch("relief", f"all everyday input ends on {RELIEF}", "Take the cause away", default=False),
        Slider(
            "day", "Day", "", SOURCE.after, -SOURCE.before, SOURCE.after, 1.0, 0.5, "Go back, or let the days pass.",
        ),
    ),
    source=SOURCE,
    views=(
        LineChart(
            key="time", title="Pain rating", unit="0 to 10", top=10, height=270, format=".2f",
            series=(Series("pain_rating", "rating", "now"),),
            bands=(Band("injury", 0.0, "days_end"), Band("no input at all", "relief_from", SOURCE.after)),
            threshold="threshold_rating", threshold_label="tips here, if glia have caught up",
            finding=(WHAT,),
        ),
        LineChart(
            key="plane", tab="Map", title="Glial activation", unit="%", top=100, height=270, beside=True, format=".2f",
            across=Axis("rating", "pain rating", "0 to 10", low=0.0, high=10.0),
            series=(
                Series("glia_still", "glia at rest", "glia", over="level", named_at=0.9),
                Series("nerves_still", "nerve cells at rest", "nerves", over="level", named_at=0.97),
                Series("border_glia", "border", "border", over="border_rating", named_at=0.95),
                Series("glia", "the way", "now", over="pain_rating", named_at=0.5),
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
    answer=(ANSWER,),
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
    prediction=Guess(
        "An injury of strength 0.6 that lasts ten days heals. The same injury lasts eleven days. Where is the pain "
        "rating eight months later?",
        ("where it was before the injury", "a tenth higher", "near 6 of 10"),
        2,
        "One day more carries the loop over a border, and from there it goes on by itself.",
        {"days": 11.0},
        "time", ((SOURCE.after, 0.5), (SOURCE.after, 0.6), (SOURCE.after, 6.0)),
    ),
    play=Play("day", "Let the days pass"),
    sound=Sound("now_rating", "threshold_rating"),
    scene=Scene(
        finding=(SEEN,),
        caption="Dots are pulses, the larger the more. The wider an arrow, the more one side turns the other up. "
        "No forecast for a person.",
    ),
    steps=(
        TryIt(
            "Press “Ten days: it heals” and look at day 240. The rating climbs above five, and comes back.",
            (*at(days=10, crossed=False), ("peak", ">", 5), LOW, OVER),
        ),
        TryIt(
            "Press “Eleven days: it stays”. The rating settles near six when the injury is long gone: one day made the "
            "difference.",
            (*at(days=11, crossed=True, relief=False), HIGH, OVER),
        ),
        TryIt(
            "Press “Cause removed”. Later even everyday input is taken away, and the rating hardly falls.",
            (*at(relief=True, crossed=True), HIGH, OVER),
        ),
        TryIt(
            "Press “A weaker loop”. The same eleven days heal: below a certain coupling there is nothing to fall into.",
            (*at(days=11), ONE, LOW, OVER),
        ),
    ),
    challenges=(
        Challenge(
            "Find an injury of two days or less that stays.",
            (("days", ">", 0), ("days", "<=", 2), ("crossed", "==", True), HIGH, OVER),
        ),
        Challenge(
            "Leave the loop as it is. Find an injury weaker than 0.25 that stays.",
            (*at(w=START["w"], N_0=START["N_0"], crossed=True), ("strength", "<", 0.25), HIGH, OVER),
        ),
        Challenge(
            "Find an injury that stays until its cause is taken away, and then heals.",
            (*at(relief=True, crossed=True), LOW, OVER),
        ),
    ),
)  # fmt: skip

PainLoop = widget_class(DECLARATION, __doc__ or "")
