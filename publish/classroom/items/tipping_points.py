"""Items of the chapter tipping-points."""

from functools import cache

import numpy as np

from painloop import simulate
from painloop.analysis.loop import Loop, equilibria, folds_in_coupling, folds_in_input
from painloop.models import pain_loop
from publish.classroom.items.draw import pick
from publish.classroom.question import NumberQuestion


def where_it_lets_go(rng: np.random.Generator) -> NumberQuestion:
    """The way out is not the way in."""
    w = pick(rng, (1.55, 1.6, 1.65, 1.7, 1.75, 1.8, 1.85, 1.9))
    loop = Loop(w=w)
    up, down = (float(loop.input(S)) for S in folds_in_input(loop))
    return NumberQuestion(
        "tipping-points-where-it-lets-go",
        "tipping-points",
        "Say what hysteresis means.",
        f"In the model a loop with coupling {w:g} has tipped, because everyday input had risen too far. Now the input "
        "is lowered very slowly. At which everyday input does the loop let go? Read the figure, or use the explorer.",
        answer=down,
        tolerance=0.015,  # half of the smallest step that the figure lets one see
        unit="",
        feedback=f"It tipped at {up:.2f} and lets go at {down:.2f}, the lower of the two lines at this coupling.",
    )


def coupling_that_lets_go(rng: np.random.Generator) -> NumberQuestion:
    """The other road: weaken the loop."""
    N_0 = pick(rng, (0.16, 0.17, 0.18, 0.19, 0.2, 0.21, 0.22))
    loop = Loop(N_0=N_0)
    up, down = (float(loop.coupling(S)) for S in folds_in_coupling(loop))
    return NumberQuestion(
        "tipping-points-coupling-that-lets-go",
        "tipping-points",
        "Say why taking all input away may not be enough.",
        f"In the model everyday input stays at {N_0:g}. The coupling has risen until the loop tipped, and is now "
        "lowered very slowly. At which coupling does the loop let go? Use the explorer: turn the coupling, up to 4.",
        answer=down,
        tolerance=0.04,  # the explorer prints two decimals; its way lags a little behind the fold
        unit="",
        feedback=f"It tips at {up:.2f} and lets go at {down:.2f}. Weakening the loop is another road than its input.",
    )


@cache
def days_to_let_go(per_cent: float) -> float:
    """Days until a sensitised loop, weakened to so much below its fold, has a rating below 2.6."""
    top, fold = equilibria(Loop())[-1], float(Loop().coupling(folds_in_coupling(Loop())[-1]))
    days = np.arange(0, 1501, 5.0)
    run = simulate(pain_loop.MODEL, days, start={"S": top.S, "G": top.G}, w=fold * (1 - per_cent / 100))
    return float(days[np.argmax(run["pain_rating"] < 2.6)])


def slow_near_the_edge(rng: np.random.Generator) -> NumberQuestion:
    """Time goes as one over the root of the distance."""
    per_cent = pick(rng, (0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4))
    days, known = days_to_let_go(per_cent), days_to_let_go(0.8)
    return NumberQuestion(
        "tipping-points-slow-near-the-edge",
        "tipping-points",
        "Say what slowing near the edge means for a short trial.",
        f"In the model a sensitised loop is weakened to 0.8 % below its fold; about {known:.0f} days later it lets go. "
        f"About how many days would it take at {per_cent:g} % below the fold?",
        answer=days,
        tolerance=0.12 * days,  # the rule of the root is up to a tenth off at this distance
        unit="days",
        feedback=f"Four times nearer takes about twice as long, so multiply by the root of 0.8 over {per_cent:g}; the "
        f"model itself gives {days:.0f}. Twelve weeks see only the beginning of it.",
    )


ITEMS = (where_it_lets_go, coupling_that_lets_go, slow_near_the_edge)
