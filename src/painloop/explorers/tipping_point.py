"""The tipping point: turn the loop up, then down again. Is the way out the way in?"""

from painloop.explorers.controls import Radio, Slider, Value
from painloop.explorers.declaration import Challenge, Declaration, Guess, Play, Preset, Scene, Sound, TryIt
from painloop.explorers.sentences import Choice, Condition, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.parameter_ramp import ParameterRamp
from painloop.explorers.views import Band, LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import pain_loop as model

NAMES = {"N_0": "everyday input", "w": "coupling of glia to nerve cells"}
TURNED = (model.W, model.N_0)
INPUT: Condition = ("moved", "==", "N_0")
BACK: Condition = ("day", "==", 100)
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
ON_THE_WAY: Choice = (
    Sentence("On the way, at {now_turned:.2f}, the rating is {now_rating:.1f} of 10.", (("day", "<", 100),)),
)
ANSWER: Choice = (
    Sentence("", (("day", "<", 100),)),
    Sentence("There is no tipping point: the way out is the way in.", (("folds", "==", 0),)),
    Sentence("It did not tip: the rating ends at {end:.1f} of 10.", (("tipped", "==", False),)),
    Sentence(
        "It tips past {up:.2f} and back below {down:.2f}, each time late; it ends at {end:.1f} of 10.",
        (("end", "<", 3),),
    ),
    Sentence("It tipped up and did not come back: the rating ends at {end:.1f} of 10."),
)
HEALTHY, SENSITISED = ("healthy", ">=", 0), ("sensitised", ">=", 0)  # where there is none, it is no number
NOW, BALL = "With {moved_name} at {now_turned:.2f} there", "the ball is at a rating of {now_rating:.1f}."
SEEN: Choice = (
    Sentence(f"{NOW} are two valleys, healthy and sensitised; {BALL}", (HEALTHY, SENSITISED)),
    Sentence(f"{NOW} is one valley, the healthy one; {BALL}", (HEALTHY,)),
    Sentence(f"{NOW} is one valley, the sensitised one; {BALL}", (SENSITISED,)),
    Sentence(f"{NOW} is one valley, and no hill to cross; {BALL}"),
)

DECLARATION = Declaration(
    name="tipping-point",
    title="Tipping point: is the way out the way in?",
    model=model.MODEL,
    controls=(
        Radio("moved", "Turn up, then down", "N_0", {"N_0": "everyday input (N₀)", "w": "coupling (w)"},
              "It starts low, goes as far as its slider says, and returns. The other one stays where it is."),
        Slider.of(  # above where the way up begins, or there would be no way
            model.W, "Coupling of glia to nerve cells (w)", 0.05, 0.01, "The gain of the loop.",
            default=1.8, low=1.1, jumps=(1.6, 1.8, 2.1),
        ),
        Slider.of(  # likewise
            model.N_0, "Everyday input (N₀)", 0.01, 0.001, "What nerves send all the time.",
            default=0.3, low=0.01, jumps=(0.05, 0.2, 0.3),
        ),
        Slider(
            "pace", "Each way takes", "days", 1000.0, 50.0, 1500.0, 50.0, 10.0,
            "The slower, the closer the loop keeps to its resting states.",
        ),
        Slider("day", "How far on the way", "%", 100.0, 0.0, 100.0, 1.0, 0.1, "Go back, or let it run."),
    ),
    source=ParameterRamp(
        low={each.key: each.low for each in TURNED},
        high={each.key: each.high for each in TURNED},
        names=NAMES,
    ),
    views=(
        LineChart(
            key="rest", tab="Map", title="Rating at rest, and the way", unit="0 to 10", top=10,
            height=300, format=".2f",
            across=Axis("turned", "{moved_name}", "", low="left", high="right"),
            series=(
                Series("rest_healthy", "healthy", "nerves", over="turned_healthy", named_at=0.4),
                Series("rest_threshold", "border", "border", over="turned_threshold", named_at=0.5),
                Series("rest_sensitised", "sensitised", "blocker", over="turned_sensitised", named_at=0.9),
                Series("way_rating", "the way", "now", over="turned", named_at=0.44),
                Series("now_rating", "", "now", over="now_turned", form="dot", named_at=0.0),
            ),
            bands=(Band("both can last", "down", "up"),), finding=(WENT,),
        ),
        LineChart(
            key="time", title="Pain rating in time", unit="0 to 10", top=10, height=170, format=".2f",
            series=(Series("pain_rating", "rating", "now"),), finding=(WENT,),
        ),
    ),
    measures=(),
    summary=(WENT, WHY),
    answer=(ON_THE_WAY, ANSWER),
    presets=(
        Preset("there-and-back", "There and back", START),
        Preset("no-way-back", "No way back", {**START, "w": 2.1}),
        Preset("no-tipping", "A loop too weak to tip", {**START, "w": 1.1}),
        Preset("coupling", "Turn the coupling instead", {**START, "moved": "w", "w": 3.0, "N_0": 0.2}),
        Preset("in-a-hurry", "In a hurry", {**START, "pace": 100.0}),
    ),
    prediction=Guess(
        "Here pain comes when everyday input passes 0.23, and lets go at 0.10. Say the loop is stronger, with a "
        "coupling of 2.1 and not 1.8. Where on the way back does it let go?",
        ("above 0.10", "between 0.10 and 0", "not even at 0"),
        2,
        "So strong a loop feeds itself with no input at all: at the end of the way the rating is {end:.1f} of 10.",
        {**START, "w": 2.1},
        "rest", ((0.15, 3.0), (0.05, 3.0), (0.0, 5.7)),
    ),
    play=Play("day", "Turn up and down", 10.0),
    sound=Sound("now_rating", "border"),
    scene=Scene(
        finding=(SEEN,),
        caption="The ball is the loop: it rolls downhill and rests in valleys. Heights are stretched to fit. "
        "Ticks: where it tips.",
    ),
    steps=(
        TryIt(
            "Press “There and back”, then “Turn up and down”. The rating tips up, and lets go only at a much lower "
            "input.",
            (*at(tipped=True), INPUT, ("down", ">", 0), ("end", "<", 3), BACK),
        ),
        TryIt(
            "Press “No way back”: a stronger coupling. The rating ends high, with no input left at all.",
            (*at(tipped=True), INPUT, ("down", "<", 0), ("end", ">=", 3), BACK),
        ),
        TryIt(
            "Press “A loop too weak to tip”. Where the curve does not turn back, the road up is the road down.",
            (*at(folds=0), INPUT, BACK),
        ),
        TryIt(
            "Press “Turn the coupling instead”. Input stays, the coupling goes up and down, and the loop tips all the "
            "same.",
            (*at(moved="w", tipped=True), BACK),
        ),
        TryIt(
            "Press “In a hurry”. Input goes as far, and the loop does not tip: over the edge, but not for long enough.",
            (*at(tipped=False, folds=2, N_0=0.3), INPUT, BACK),
        ),
    ),
    challenges=(
        Challenge(
            "Leave the coupling at 1.8. Tip the loop with an input of 0.25 or less.",
            (*at(w=START["w"], tipped=True), INPUT, ("N_0", "<=", 0.25), BACK),
        ),
        Challenge(
            "Find a loop that tips, and lets go while input is still above 0.2.",
            (*at(tipped=True), INPUT, ("down", ">", 0.2), ("end", "<", 3), BACK),
        ),
        Challenge(
            "Find a loop that would let go, and is turned back too quickly to.",
            (*at(tipped=True), INPUT, ("down", ">", 0), ("end", ">=", 3), BACK),
        ),
    ),
)  # fmt: skip

TippingPoint = widget_class(DECLARATION, __doc__ or "")
