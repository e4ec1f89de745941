"""An independent solver: SciPy's on the equations as SymPy has them, nothing in closed form."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import solve_ivp
from sympy import Expr, lambdify

from painloop import Dose
from painloop.model import Model
from painloop.quantity import Array


def expanded(model: Model, expression: Expr) -> Expr:
    for shorthand in reversed(model.shorthands):
        expression = expression.xreplace({shorthand.symbol: shorthand.expression})
    return expression


@cache
def functions(model: Model) -> tuple[Callable[..., Any], ...]:
    arguments = [[state.symbol for state in model.states], [quantity.symbol for quantity in model.parameters]]
    rates = [expanded(model, model.rates[state.key]) for state in model.states]
    readouts = [expanded(model, readout.expression) for readout in model.readouts]
    jumps = [expanded(model, model.dose_into.get(state.key, rates[0] * 0)) for state in model.states]
    return (
        lambdify(arguments, rates, modules="math", cse=True),
        lambdify(arguments, readouts, modules="numpy"),
        lambdify(arguments, jumps, modules="math"),
    )


def solve(
    model: Model,
    times: ArrayLike,
    doses: Sequence[Dose] = (),
    start: Mapping[str, float] | None = None,
    rtol: float = 1e-12,
    method: str = "DOP853",
    **values: float,
) -> dict[str, Array]:
    """Columns of states and readouts at the times; a dose at a time is in the value reported there."""
    times = np.asarray(times, dtype=float)
    rates, readouts, jumps = functions(model)
    parameters = model.values(**values)
    begin = {**{state.key: state.start for state in model.states}, **(start or {})}
    y = np.array([begin[state.key] for state in model.states], dtype=float)
    events = sorted({float(times[0]), *(dose.time for dose in doses if dose.time <= times[-1]), float(times[-1])})
    states = np.empty((len(y), len(times)))
    for now, then in zip(events, [*events[1:], events[-1]], strict=True):
        y = y + sum(dose.amount for dose in doses if dose.time == now) * np.array(jumps(y, parameters), dtype=float)
        states[:, times == now] = y[:, None]
        if then > now:
            inside = (times > now) & (times <= then)
            found = solve_ivp(
                lambda _, at: rates(at.tolist(), parameters), (now, then), y, method,
                np.unique([*times[inside], then]), rtol=rtol, atol=rtol / 100,
            )  # fmt: skip
            states[:, inside] = found.y[:, : inside.sum()]
            y = found.y[:, -1]
    shown = readouts(states, parameters)
    keys = [*(state.key for state in model.states), *(readout.key for readout in model.readouts)]
    return dict(zip(keys, [*states, *shown], strict=True))
