"""One run of the explorer's model, 14 nights, in Python and in Node, beside SciPy's solver on the same equations."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp
from tests.unit import javascript

from painloop import simulate
from painloop.explorers import state
from painloop.explorers.dose_clock import DECLARATION
from painloop.models.receptor_blockade import ACCOUNTS, MODEL
from painloop.printers import to_numpy

SETTING = {**DECLARATION.defaults, "dose": 4.5, "schedule": "nightly", "days": 14.0}
TIMES = state.times(DECLARATION.regimen, SETTING)
DOSES = state.doses(DECLARATION.regimen, SETTING)
OCCUPANCIES = [f"occupancy_{account}" for account in ACCOUNTS]
REPEATS, NODE_REPEATS = 15, 100
IN_NODE = """
const { times, doses, repeats } = input;
const run = () => simulate(models.receptor_blockade, times, doses);
const ms = [];
for (let i = 0; i < 2 * repeats; i++) {
  const begun = performance.now();
  run();
  ms.push(performance.now() - begun);
}
return { ms: ms.slice(repeats), columns: run().columns };
"""


@dataclass(frozen=True)
class Timing:
    """How long one run took, and the largest error of an occupancy against a far stricter solution."""

    name: str
    ms: float
    error_percent: float


def compare() -> list[Timing]:
    """The same run, three ways."""
    exact = by_scipy(rtol=1e-12)
    results = [
        ("Python, `painloop.simulate`", *timed(by_painloop)),
        ("JavaScript in Node, `web/simulate.js`", *in_node()),
        ("SciPy, `solve_ivp` (DOP853, rtol 1e-6)", *timed(by_scipy)),
    ]
    return [Timing(name, ms, float(100 * np.abs(np.array(found) - exact).max())) for name, ms, found in results]


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """The median time of a run in ms, after one that does not count, and its result."""
    result = run()
    times = []
    for _ in range(REPEATS):
        begun = perf_counter()
        run()
        times.append(1000 * (perf_counter() - begun))
    return median(times), result


def in_node() -> tuple[float, Any]:
    """The same for the browser's script; as many runs again come first, for Node to compile what it uses often."""
    value = {"times": list(TIMES), "doses": [vars(dose) for dose in DOSES], "repeats": NODE_REPEATS}
    answer = javascript.run(IN_NODE, value)
    return median(answer["ms"]), [answer["columns"][key] for key in OCCUPANCIES]


def by_painloop() -> np.ndarray:
    trajectory = simulate(MODEL, TIMES, doses=DOSES)
    return np.array([trajectory[key] for key in OCCUPANCIES])


def by_scipy(rtol: float = 1e-6) -> np.ndarray:
    """The same equations, started again at every dose."""
    equations, parameters = to_numpy(MODEL), np.array(MODEL.values())
    enters = np.array([each.key in MODEL.dose_into for each in MODEL.states])
    now, states = np.array([each.start for each in MODEL.states]), []
    starts = [dose.time for dose in DOSES]
    for dose, end in zip(DOSES, [*starts[1:], TIMES[-1]], strict=True):
        now = now + dose.amount * enters
        nodes = TIMES[(dose.time <= TIMES) & (end >= TIMES)]
        found = solve_ivp(lambda t, y: equations.rates(y, parameters), (dose.time, end), now, "DOP853", nodes,
                          rtol=rtol, atol=rtol / 1000)  # fmt: skip
        now = found.y[:, -1]
        states.append(found.y[:, :-1])
    readouts = equations.readouts(np.hstack([*states, now[:, None]]), parameters)
    return readouts[[i for i, readout in enumerate(MODEL.readouts) if readout.key in OCCUPANCIES]]
