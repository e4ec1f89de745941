"""The numbers of the chapter on the pain loop."""

import numpy as np
from oracle import explored, full
from prose_numbers import given, limits, says, sets

from painloop import simulate
from painloop.analysis.injuries import injury_threshold, rheobase, shortest_injury
from painloop.analysis.loop import Loop, equilibria
from painloop.explorers import PainLoop
from painloop.models import pain_loop

DECLARATION = PainLoop.declaration
SET = {preset.id: full(DECLARATION, **preset.values) for preset in DECLARATION.presets}
FACTS = {preset: state.facts for preset, state in zip(SET, explored(DECLARATION, *SET.values()), strict=True)}
RELIEF = DECLARATION.source.relief_day
LOOP = Loop(factor=1.0, inhibition=0.0)  # no drug
HEALTHY, THRESHOLD, SENSITISED = (10 * state.S for state in equilibria(LOOP))
TEN, ELEVEN, RELIEVED = FACTS["heals"], FACTS["stays"], FACTS["cause-removed"]
JUST_TIPS = {days: injury_threshold(LOOP, days) for days in (5, 10, 14, 30, 60)}


def lies(strength: float, days: float) -> str:
    """On which side of the curve of injuries that just tip the loop one of them is."""
    return "above" if strength > JUST_TIPS[days] else "below"


def two_injuries(strength: float, days: float, pause: float) -> list[np.ndarray]:
    """Ratings in the first injury, in the pause, in the second injury and up to day 200, as in the lab."""
    state, ratings = {}, []
    for injury, lasts in ((strength, days), (0.0, pause), (strength, days), (0.0, 200 - 2 * days - pause)):
        run = simulate(pain_loop.MODEL, np.linspace(0, lasts, 60), start=state, injury=injury)
        state = {key: run[key][-1] for key in ("S", "G")}
        ratings.append(run["pain_rating"])
    return ratings


FIRST, PAUSE, SECOND, AFTER = two_injuries(strength=0.6, days=7.0, pause=6.0)

NUMBERS = [
    given("S lies between 0 and 1", "its ends, at which the equation turns it back"),
    sets("day {:.0f}", DECLARATION.defaults["day"]),
    says("climb to {:.1f} and come back to {:.1f}", TEN["peak"], TEN["end"]),
    says("the rating climbs to {:.1f} and is back at {:.1f}", TEN["peak"], TEN["end"]),
    says("after ten days of injury, {:.1f}", TEN["end"]),
    says("the ten-day injury went up to {:.1f}", TEN["peak"]),
    says("climb to {:.1f}, and settle at {:.1f}", ELEVEN["peak"], ELEVEN["end"]),
    says("climb to {:.1f}, and rest at {:.1f}", ELEVEN["peak"], ELEVEN["end"]),
    says("the injury to eleven days, and read {:.1f}", ELEVEN["end"]),
    says("the highest rating of each, {:.1f} and {:.1f}", TEN["peak"], ELEVEN["peak"]),
    says("the rating stays at {:.1f}", ELEVEN["end"]),
    sets("near {:.0f}", ELEVEN["end"]),  # an answer that the explorer offers
    sets("day {:.0f} on even the everyday input", RELIEF),
    sets("on day {:.0f}, even the everyday input is taken away", RELIEF),
    sets("all everyday input ends on day {:.0f}", RELIEF),
    sets("all everyday input on day {:.0f}", RELIEF),
    says("should see {:.1f}.", RELIEVED["end"]),
    says("should read {:.1f}.", RELIEVED["end"]),
    says("It falls a little, from {:.1f} to {:.1f}", ELEVEN["end"], RELIEVED["end"]),
    sets("the coupling at {} instead of {}", SET["weaker-loop"]["w"], SET["stays"]["w"]),
    sets("The coupling is {} and not {}", SET["weaker-loop"]["w"], SET["stays"]["w"]),
    says("has a rating of {:.1f}, the sensitised one of {:.1f}", HEALTHY, SENSITISED),
    says("Between them, at {:.1f}, lies a third", THRESHOLD),
    sets("It is {} against {}", SET["stays"]["N_0"], SET["stays"]["strength"]),
    sets("An injury of strength {} that lasts ten days", DECLARATION.defaults["strength"]),
    given("It begins on day 0", "from where days are counted"),
    given("between 0 and 10 for ever", "of a wrong answer"),
    given("an injury of strength 0.6 must last", "of the exercise"),
    given("a loop of w = 2.3", "of the exercise"),
    says(
        "At 5 days {:.2f}, at 10 days {:.2f}, at 30 days {:.2f}, at 60 days {:.2f}; it levels off at {:.2f}"
        " and rises without limit below {:.0f} days",
        *(JUST_TIPS[days] for days in (5, 10, 30, 60)), rheobase(LOOP), shortest_injury(LOOP),
    ),
    given(
        f"0.15 for 60 days, lies {lies(0.15, 60)}; a strong one, 2.0 for 14 days, {lies(2.0, 14)}",
        "the two injuries that the figure marks; on which side they lie is computed",
    ),
    given("Rating over 200 days", "the axis of the figure"),
    says(
        "A first injury of 7 days lifts it to {:.0f} and it falls to about {:.0f}; a second one after a pause of 6 days"
        " lifts it to {:.1f}, it dips to {:.1f}, and then settles near {:.1f}",
        FIRST.max(), PAUSE.min(), SECOND.max(), AFTER.min(), AFTER[-1],
    ),
    sets("weaker than {:.2f} that stays", limits(*DECLARATION.challenges)["strength"]),
]  # fmt: skip
