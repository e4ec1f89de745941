"""The numbers of the chapter on tipping points."""

from functools import cache

import numpy as np
from oracle import explored, full
from prose_numbers import about, given, limits, says, sets
from scipy.optimize import brentq

from painloop import Change, simulate
from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input
from painloop.explorers import TippingPoint
from painloop.models import pain_loop

DECLARATION = TippingPoint.declaration
TOP = equilibria(Loop())[-1]
FOLD = float(Loop().coupling(folds_in_coupling(Loop())[-1]))


@cache
def inputs(w: float) -> tuple[float, float]:
    """The everyday inputs at which a loop tips up and lets go."""
    tips, lets_go = sorted(float(Loop(w=w).input(S)) for S in folds_in_input(Loop(w=w)))[::-1]
    return tips, lets_go


def ratings(w: float, N_0: float) -> list[float]:
    """The ratings at which a loop rests."""
    return [10 * state.S for state in equilibria(Loop(w=w, N_0=N_0))]


def after_weakening(per_cent: float, days: np.ndarray) -> np.ndarray:
    """Ratings of a sensitised loop whose coupling is lowered to so far below the fold."""
    start = {"S": TOP.S, "G": TOP.G}
    return simulate(pain_loop.MODEL, days, start=start, w=FOLD * (1 - per_cent / 100))["pain_rating"]


def lets_go_on(per_cent: float) -> float:
    """The day on which its rating passes half of where it lingers."""
    days = np.arange(0, 1301.0)
    return days[np.argmax(after_weakening(per_cent, days) < 2.6)]


SET = {preset.id: full(DECLARATION, **preset.values) for preset in DECLARATION.presets}
FACTS = {preset: state.facts for preset, state in zip(SET, explored(DECLARATION, *SET.values()), strict=True)}
COUPLING = sorted((float(Loop(N_0=0.2).coupling(S)) for S in folds_in_coupling(Loop(N_0=0.2))), reverse=True)
NO_RETURN = brentq(lambda w: inputs(w)[1], 1.8, 2.3)
LOW, _, HIGH = ratings(1.8, 0.15)
TWELVE_WEEKS = after_weakening(0.4, np.array([0.0, 84.0]))
LAB = simulate(
    pain_loop.MODEL,
    np.arange(0, 401.0),
    changes=[Change(20.0, {"w": 1.6, "N_0": 0.0}), Change(110.0, {"w": 2.1, "N_0": 0.05})],
    start={"S": TOP.S, "G": TOP.G},
)["pain_rating"]

FAR = SET["there-and-back"]["N_0"]
OFTEN = "chosen between the two edges, which are computed beside it"

NUMBERS = [
    given("b is 1 and T is 0", "no drug"),
    sets("rises to {:.2f} over a thousand days", FAR if SET["there-and-back"]["pace"] == 1000 else "no longer"),
    sets("the same {:.2f}", FAR),
    says("tip up past {:.2f}, and let go only past {:.2f}", *inputs(1.8)),
    says("tips up when input passes {:.2f} and lets go when it falls below {:.2f}", *inputs(1.8)),
    says("tips up past an input of {:.2f} and lets go only past {:.2f}", *inputs(1.8)),
    says("tips past {:.2f} and lets go past {:.2f}", *inputs(1.8)),
    says("input had been above {:.2f} for long enough before, and not below {:.2f}", *inputs(1.8)),
    says("lies between {1:.2f}, where the loop lets go, and {0:.2f}, where it tips", *inputs(1.8)),
    says("pain comes when everyday input passes {:.2f}, and lets go at {:.2f}", *inputs(1.8)),
    sets("with a coupling of {:g} and not {:g}", SET["no-way-back"]["w"], SET["there-and-back"]["w"]),
    says("above {:.2f}", inputs(1.8)[1]),  # answers to choose from
    says("between {:.2f} and 0", inputs(1.8)[1]),
    given("and 0", "no input at all"),
    given("not even at 0", "no input at all"),
    says("well below {:.2f}, where it tips", inputs(1.8)[0]),
    says("is above {:.2f}.", inputs(1.8)[1]),
    says(
        "coupling, {}, healed: everyday input was {} there, below the {:.2f}",
        SET["there-and-back"]["w"], pain_loop.N_0.default, inputs(1.8)[1],
    ),
    sets("{:.1f} for {:.1f}", SET["no-way-back"]["w"], SET["there-and-back"]["w"]),
    sets("{:.1f} and no longer {:.1f}", SET["no-way-back"]["w"], SET["there-and-back"]["w"]),
    sets("With a coupling of {:.1f} all input", SET["no-way-back"]["w"]),
    says("rating end at {:.1f}", FACTS["no-way-back"]["end"]),
    says("the rating stays at {:.1f}", FACTS["no-way-back"]["end"]),
    says("should read {:.1f} with no input", FACTS["no-way-back"]["end"]),
    sets("input now stays at {:.2f}", SET["coupling"]["N_0"]),
    says("tips up at {:.2f} and lets go at {:.2f}", FACTS["coupling"]["up"], FACTS["coupling"]["down"]),
    says("at 0.15 with {:.1f} or {:.1f}", LOW, HIGH),
    says("They are {:.1f} and {:.1f}", LOW, HIGH),
    says("{:.1f} or {:.1f}, and only history tells", LOW, HIGH),
    given("A loop has a coupling of 1.8", "of the exercise"),
    *(given(words, OFTEN) for words in ("input is 0.15", "because 0.15", "input of 0.15", "Input is now 0.15")),
    says("a coupling of {:.1f} it is gone", NO_RETURN),
    says("the coupling of {:.1f} past which", NO_RETURN),
    given("0.4 per cent below the edge", "of the exercise"),
    says("a fall of the rating by about {:.1f} points", TWELVE_WEEKS[0] - TWELVE_WEEKS[1]),
    given("the coupling from 1.4 to 2.3", "the axis of the figure"),
    says("from {:.2f} at a coupling of 1.5 to {:.2f} at 2.1", inputs(1.5)[0], inputs(2.1)[0]),
    says(
        "from {:.2f} at 1.5 to {:.2f} at 1.8, and reaches nought at {:.1f}",
        inputs(1.5)[1], inputs(1.8)[1], NO_RETURN,
    ),
    says("at couplings above {:.1f}", NO_RETURN),
    says("the fold, which lies at {:.2f}", FOLD),
    says("over 1,300 days, all from {:.1f}", 10 * TOP.S),
    says(
        "5 per cent below the fold lets go within about {:.0f} days, 0.8 per cent below within about {:.0f},"
        " 0.2 per cent below within about {:.0f}, 0.1 per cent below only after about {:,.0f}",
        *(about(10, lets_go_on(per_cent)) for per_cent in (5, 0.8, 0.2, 0.1)),
    ),
    says("lingers near {:.0f}", after_weakening(0.1, np.array([0.0, 600.0]))[1]),
    given("Rating over 400 days", "the axis of the figure"),
    says("It starts at {:.1f}; from day 20 to day 110 the coupling is lowered to 1.6", LAB[0]),
    says("fast to near {:.0f}.", LAB[200]),
    says("stays low, at {:.1f}", LAB[-1]),
    sets("Leave the coupling at {}", limits(DECLARATION.challenges[0])["w"]),
    sets("an input of {:.2f} or less", limits(DECLARATION.challenges[0])["N_0"]),
    sets("while input is still above {}", limits(DECLARATION.challenges[1])["down"]),
]  # fmt: skip
