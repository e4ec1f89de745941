"""The tipping point: turn the loop up, then down again. Is the way out the way in?"""

from painloop.explorers.declaration import (
    Axis,
    Choice,
    Condition,
    Declaration,
    Play,
    Prediction,
    Preset,
    Radio,
    Sentence,
    Series,
    Slider,
    Value,
    View,
)
from painloop.explorers.sources.turning import Turning
from painloop.explorers.widget import widget_class
from painloop.models import pain_loop as model

NAMES = {"N_0": "everyday input", "w": "coupling of glia to nerve cells"}
INPUT: Condition = ("moved", "==", "N_0")
START: dict[str, Value] = {"moved": "N_0", "w": 1.8, "N_0": 0.3, "pace": 1000.0, "day": 100.0}

WENT: Choice = (
    Sentence(
        "Turned up to {far:.2f} and back within {pace:g} days each way, the {moved_name} lifts the rating from "
        "{start:.1f} to {top:.1f}, and leaves it at {end:.1f} of 10."
    ),
)
WHY: Choice = (
    Sentence(
        "Here the curve does not turn back: there is one resting state for every input, and the way out is the way in.",
        (("folds", "==", 0), INPUT),
    ),
    Sentence(
        "With so much everyday input the curve does not turn back: one resting state for every coupling, and the way "
        "out is the way in.",
        (("folds", "==", 0),),
    ),
    Sentence(
        "It did not tip: for that it would have to pass {up:.2f}, and stay there long enough.",
        (("tipped", "==", False),),
    ),
    Sentence(
        "It tips up at {up:.2f}. To come back down, input would have to fall to {down:.2f}, and there is no input "
        "below nought: taking all of it away is not enough.",
        (INPUT, ("down", "<", 0)),
    ),
    Sentence(
        "It tips up at {up:.2f} and falls back only at {down:.2f}: the way out is not the way in. Near both places the "
        "rating lags behind, because there everything slows.",
        (("end", "<", 3),),
    ),
    Sentence(
        "It tips up at {up:.2f} and would fall back at {down:.2f}; the turn back was too quick, or did not go far "
        "enough."
    ),
)  # fmt: skip

DECLARATION = Declaration(
    name="tipping-point",
    title="Tipping point: is the way out the way in?",
    model=model.MODEL,
    controls=(
        Radio("moved", "Turn up, then down", "N_0", {"N_0": "everyday input (N₀)", "w": "coupling (w)"},
              "It starts low, goes as far as its slider says, and returns. The other one stays where it is."),
        Slider(
            "w", "Coupling of glia to nerve cells", "(w)", 1.8, 1.1, 4.0, 0.05, 0.01,
            "The gain of the loop.", jumps=(1.6, 1.8, 2.1), grade="illustrative",
        ),
        Slider(
            "N_0", "Everyday input", "(N₀)", 0.3, 0.01, 0.5, 0.01, 0.001,
            "What nerves send all the time.", jumps=(0.05, 0.2, 0.3), grade="illustrative",
        ),
        Slider(
            "pace", "Each way takes", "days", 1000.0, 50.0, 1500.0, 50.0, 10.0,
            "The slower, the closer the loop keeps to its resting states.",
        ),
        Slider("day", "How far on the way", "%", 100.0, 0.0, 100.0, 1.0, 0.1, "Go back, or let it run."),
    ),
    source=Turning(low={"w": 1.0, "N_0": 0.0}, high={"w": 4.0, "N_0": 0.5}, names=NAMES),
    views=(
        View(
            key="rest", title="Resting states, and the way", unit="rating", top=10,
            height=300, format=".2f",
            across=Axis("turned", "{moved_name}", "", low="left", high="right"),
            series=(
                Series("rest_healthy", "healthy", "nerves", over="turned_healthy", named_at=0.4),
                Series("rest_threshold", "border", "border", over="turned_threshold", named_at=0.5),
                Series("rest_sensitised", "sensitised", "blocker", over="turned_sensitised", named_at=0.9),
                Series("way_rating", "", "now", over="turned", named_at=0.0),
                Series("now_rating", "", "now", over="now_turned", form="dot", named_at=0.0),
            ),
            finding=(WENT,),
        ),
        View(
            key="time", title="Pain rating in time", unit="0 to 10", top=10, height=170, format=".2f",
            series=(Series("pain_rating", "rating", "now"),), finding=(WENT,),
        ),
    ),
    measures=(),
    summary=(WENT, WHY),
    presets=(
        Preset("there-and-back", "There and back", START),
        Preset("no-way-back", "No way back", {**START, "w": 2.1}),
        Preset("no-tipping", "A loop too weak to tip", {**START, "w": 1.1}),
        Preset("coupling", "Turn the coupling instead", {**START, "moved": "w", "w": 3.0, "N_0": 0.2}),
        Preset("in-a-hurry", "In a hurry", {**START, "pace": 100.0}),
    ),
    prediction=Prediction(
        "The loop tips up when everyday input passes 0.23. Now input is turned down again. Where does the pain let go?",
        ("at 0.23, where it came", "a little below 0.23", "below half of that"),
        2,
        "The sensitised loop feeds itself, so it needs far less input to stay than it needed to begin.",
        START,
    ),
    play=Play("day", "Turn up and down", 10.0),
)  # fmt: skip

TippingPoint = widget_class(DECLARATION, __doc__ or "")
