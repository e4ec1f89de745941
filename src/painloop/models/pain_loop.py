"""Sensitisation that feeds on itself: nerve cells recruit glia, and glia turn the nerve cells up.

The idea. After an injury, nociceptive neurons in the spinal cord answer more strongly. In animals, glial cells notice
and, over days, release substances that help to keep them strong (milligan2009glia); how far this holds in people is
open. In the model, with enough coupling, the loop holds itself: there are two lasting states, one healthy and one
sensitised, with a threshold between them. An injury that is strong enough and lasts long enough carries the model
across; a weak one never does. Taking the injury away does not bring it back.

In words: sensitisation S rises with the nociceptive drive and saturates at 1; the drive is everyday input plus injury
plus w times the glial activation G; glia follow sensitisation slowly and steeply, S^n/(theta^n + S^n).

Assumptions. One input, one place, one number each for neurons and glia. The steepness makes the threshold.

Left out. Negative feedback within glia, sleep, mood, learning, descending facilitation, random fluctuation. G lumps
microglia, astrocytes and cytokines. That a rating is ten times S is a convention, no measurement.

Sources. The form is ours, after models in which one positive feedback is what makes the phenomenon (NMDA in wind-up,
cytokines in inflammation). Every number is chosen to teach.
"""

from sympy import Expr, Symbol, evaluate

from painloop.equations.algebra import steady_state, zero_of
from painloop.equations.model import Mesh, Model, Readout, State
from painloop.equations.quantity import illustrative

W = illustrative("w", "w", "coupling of glia to neurons, the gain of the loop", "1", 2.1, 1.0, 4.0)
N_STEEP = illustrative("n", "n", "steepness of glial recruitment", "1", 4.0, 2.0, 6.0)
THETA = illustrative(r"\theta", "theta", "sensitisation that half-recruits the glia", "1", 0.5, 0.3, 0.7)
N_0 = illustrative("N_0", "N_0", "everyday nociceptive input", "1", 0.05, 0.0, 0.5)
INJURY = illustrative("I", "injury", "input from an injury, while it lasts", "1", 0.0, 0.0, 100.0, given=True)
TAU_S = illustrative(r"\tau_S", "tau_S", "time constant of sensitisation", "d", 1.0, 0.25, 3.0)
TAU_G = illustrative(r"\tau_G", "tau_G", "time constant of the glia", "d", 10.0, 3.0, 30.0)
POINTS = 10  # of the rating, where S is 1
PARAMETERS = (W, N_STEEP, THETA, N_0, INJURY, TAU_S, TAU_G)

w, n, theta, n_0, injury, tau_s, tau_g = (quantity.symbol for quantity in PARAMETERS)
s, glia, drive = Symbol("S"), Symbol("G"), Symbol(r"\mathit{drive}")


def rates(inhibition: Expr | None = None) -> dict[str, Expr]:
    """The rates of change of the states, with glial activation held back by the share `inhibition`."""
    with evaluate(False):
        recruitment = s**n / (theta**n + s**n)
        target = recruitment if inhibition is None else (1 - inhibition) * recruitment
        return {"S": ((1 - s) * drive - s) / tau_s, "G": (target - glia) / tau_g, "S_total": s}


def readouts(disinhibition: Expr | None = None) -> tuple[Readout, ...]:
    """The nociceptive drive, multiplied by `disinhibition` if it is given, and the rating a person gives."""
    with evaluate(False):
        total = (n_0 + injury) + w * glia
        treated = total if disinhibition is None else total * disinhibition
        return (
            Readout(drive, "nociceptive_drive", "nociceptive drive", "1", treated),
            Readout(Symbol(r"\mathit{NRS}"), "pain_rating", "pain rating from 0 to 10", "points", POINTS * s),
        )


def resting(begin: float) -> tuple[float, ...]:
    """S and G where the loop of the defaults rests without injury, to six digits.

    From 0 it is the lowest such state, from 1 the highest: S and G help each other on, so both climb, or both fall.
    """
    defaults = {quantity.symbol: quantity.default for quantity in PARAMETERS} | {injury: 0.0}
    [supply, _], motion = readouts(), rates()
    rests = {s: zero_of(motion["S"], s).subs(drive, supply.expression), glia: zero_of(motion["G"], glia)}
    found = steady_state({symbol: rest.subs(defaults) for symbol, rest in rests.items()}, begin)
    return tuple(round(value, 6) for value in found)


HEALTHY = resting(0.0)  # where a run starts; `analysis.loop` finds it exactly, for other numbers too
SENSITISATION = State(s, "S", "sensitisation of the nociceptive neurons", "1", HEALTHY[0])
GLIA = State(glia, "G", "glial activation", "1", HEALTHY[1])
TOTAL = State(Symbol(r"\Sigma_S"), "S_total", "sensitisation added up: its growth over a day is that day's mean", "d")
STATES = (SENSITISATION, GLIA, TOTAL)


def fastest(most_disinhibition: Expr | float = 1) -> Expr:
    """An upper bound of the rate at which S relaxes, in 1/d; G is at most 1, and disinhibition at most as given."""
    return (1 + (n_0 + injury + w) * most_disinhibition) / tau_s


MODEL = Model(
    name="pain_loop",
    title="The pain loop",
    time_unit="d",
    mesh=Mesh(period=1.0, steps=16),
    states=STATES,
    parameters=PARAMETERS,
    rates=rates(),
    readouts=readouts(),
    fastest=fastest(),
)
