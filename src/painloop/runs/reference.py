"""The same run by SciPy's solver, on equations that no printer of ours has touched: for doubting `simulate`.

SymPy itself turns the equations into functions. Every state is integrated, also those that `simulate` advances exactly,
and the solver begins again at every dose. That is slow, and right for other reasons.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import solve_ivp
from sympy import Expr, Integer, lambdify

from painloop.equations.model import Model
from painloop.equations.quantity import Array
from painloop.runs.simulate import Dose
from painloop.runs.trajectory import checked_times


def solve(
    model: Model,
    times: ArrayLike,
    doses: Sequence[Dose] = (),
    start: Mapping[str, float] | None = None,
    rtol: float = 1e-12,
    method: str = "DOP853",
    **values: float,
) -> dict[str, Array]:
    """Follow one patient.

    Args:
        model: what to run; it has at least one state.
        times: increasing times at which to report, shape (times,), in the model's unit; the run starts at the first.
        doses: what enters, and when; the value reported at the time of a dose includes it.
        start: states that begin elsewhere than the model says.
        rtol: the solver's relative tolerance; the absolute one is a hundredth of it.
        method: a method of `scipy.integrate.solve_ivp`.
        **values: parameters that differ from their defaults.

    Returns:
        States and readouts by their keys, each in its own unit, shape (times,).

    Raises:
        ValueError: if times do not increase, a dose lies before the first, a name is unknown, or a value is outside its
            range.
        RuntimeError: if the solver gives up; the message is its own.
    """
    reported, parameters, functions = checked_times(times), model.values(**values), _functions(model)
    if early := [dose.time for dose in doses if dose.time < reported[0]]:
        raise ValueError(f"the run starts at {reported[0]:g}, after the dose at {min(early):g}; start it earlier")
    begin = dict(zip((state.key for state in model.ordered), model.begin(**(start or {})), strict=True))
    run = _Run(functions, parameters, method, rtol)
    states = run.states(np.array([begin[state.key] for state in model.states]), reported, doses)
    keys = [*(state.key for state in model.states), *(readout.key for readout in model.readouts)]
    return dict(zip(keys, [*states, *functions.readouts(states, parameters)], strict=True))


class _Functions(NamedTuple):
    """What follows from the values of states and parameters."""

    rates: Callable[..., Any]
    readouts: Callable[..., Any]
    jumps: Callable[..., Any]  # what each state gains from one unit of a dose


@cache
def _functions(model: Model) -> _Functions:
    arguments = [[state.symbol for state in model.states], [quantity.symbol for quantity in model.parameters]]
    rates = [_expanded(model, model.rates[state.key]) for state in model.states]
    readouts = [_expanded(model, readout.expression) for readout in model.readouts]
    jumps = [_expanded(model, model.dose_into.get(state.key, Integer(0))) for state in model.states]
    return _Functions(
        lambdify(arguments, rates, modules="math", cse=True),
        lambdify(arguments, readouts, modules="numpy"),
        lambdify(arguments, jumps, modules="math"),
    )


def _expanded(model: Model, expression: Expr) -> Expr:
    """An expression in states and parameters alone."""
    for shorthand in reversed(model.shorthands):
        expression = expression.xreplace({shorthand.symbol: shorthand.expression})
    return expression


@dataclass(frozen=True)
class _Run:
    """One patient, and how exactly SciPy is to follow them."""

    functions: _Functions
    parameters: Sequence[Any]
    method: str
    rtol: float

    def states(self, y: Array, times: Array, doses: Sequence[Dose]) -> Array:
        """The states at the times, shape (states, times), from dose to dose; they begin at `y`, shape (states,)."""
        found = np.empty((len(y), len(times)))
        events = sorted({times[0], *(dose.time for dose in doses if dose.time <= times[-1]), times[-1]})
        for now, then in pairwise(events):
            y = self.dosed(y, now, doses)
            found[:, times == now] = y[:, None]
            inside = (times > now) & (times < then)
            followed = self.followed(y, now, [*times[inside], then])
            found[:, inside], y = followed[:, :-1], followed[:, -1]
        found[:, -1] = self.dosed(y, events[-1], doses)
        return found

    def dosed(self, y: Array, time: float, doses: Sequence[Dose]) -> Array:
        """The states after the doses of that time."""
        amount = sum(dose.amount for dose in doses if dose.time == time)
        return y + amount * np.array(self.functions.jumps(y, self.parameters), dtype=float)

    def rates(self, time: float, y: Array) -> Any:
        """How fast each state changes."""
        return self.functions.rates(y.tolist(), self.parameters)

    def followed(self, y: Array, now: float, times: Sequence[float]) -> Array:
        """The states at the times, shape (states, times), while no dose enters."""
        span, tight = (now, times[-1]), {"rtol": self.rtol, "atol": self.rtol / 100}
        run = solve_ivp(self.rates, span, y, self.method, times, **tight)
        if not run.success:
            raise RuntimeError(f"SciPy's solver stopped after {now:g}: {run.message}")
        states: Array = run.y
        return states
