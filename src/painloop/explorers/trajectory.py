"""What a widget gives as arrays: its model run in time, with the numbers at which its controls stand.

Everything else that an explorer shows is computed in the page; this is the one place in `explorers` that runs a model.
"""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import numpy as np

from painloop.analysis.loop import Equilibrium, Loop, equilibria
from painloop.equations.quantity import Array
from painloop.explorers.controls import Value
from painloop.explorers.declaration import Declaration
from painloop.explorers.source import Source
from painloop.explorers.sources.injury import Injury
from painloop.explorers.sources.months import Months
from painloop.explorers.sources.parameter_ramp import ParameterRamp
from painloop.explorers.sources.regimen import Regimen
from painloop.runs.simulate import Change, Dose, nightly, simulate
from painloop.runs.trajectory import Trajectory

State = Mapping[str, Value]


def trajectory(declaration: Declaration, state: State) -> Trajectory:
    """The model of an explorer in a state, run in time.

    Raises:
        ValueError: if nothing in it runs in time; it names what to call instead.
    """
    return _run(declaration.source, declaration, state)


@singledispatch
def _run(source: Source, declaration: Declaration, state: State) -> Trajectory:
    raise ValueError(f"nothing in {declaration.name} runs in time; in Python ask {source.elsewhere}")


@_run.register
def _regimen(source: Regimen, declaration: Declaration, state: State) -> Trajectory:
    """Times lie denser after each dose: in every day, nodes at (k/K)^2 of it."""
    days = int(state[source.days])
    within = (np.arange(source.nodes) / source.nodes) ** 2
    times = np.append(np.add.outer(np.arange(days), within).ravel(), days) * source.every
    count = days if state[source.schedule] == "nightly" else 1
    doses = [Dose(day * source.every, float(state[source.amount])) for day in range(count)]
    return simulate(declaration.model_of(state), times, doses=doses)


@_run.register
def _injury(source: Injury, declaration: Declaration, state: State) -> Trajectory:
    days = float(state["days"])
    loop: dict[str, Any] = {key: float(state[key]) for key in ("w", "N_0")}
    injury = [Change(0.0, {"injury": float(state["strength"])}), Change(days, {"injury": 0.0})] if days else []
    relief = [Change(source.relief_day, {"N_0": 0.0})] if state["relief"] else []
    times = source.every * np.arange(round((source.before + source.after) / source.every) + 1) - source.before
    start = _start(equilibria(Loop(**loop))[0])
    return simulate(
        declaration.model_of(state), times, changes=[*injury, *relief], start=start, steps=source.steps, **loop
    )


@_run.register
def _parameter_ramp(source: ParameterRamp, declaration: Declaration, state: State) -> Trajectory:
    moved, turns = str(state["moved"]), source.turns
    steps = np.arange(2 * turns + 1.0)
    low, high = source.low[moved], float(state[moved])
    values = low + (high - low) * (1 - np.abs(steps - turns) / turns)
    times: Array = float(state["pace"]) / turns * steps
    begin: dict[str, Any] = {"w": float(state["w"]), "N_0": float(state["N_0"]), moved: low}
    changes = [Change(float(t), {moved: float(v)}) for t, v in zip(times[1:], values[1:], strict=True)]
    start = _start(equilibria(Loop(**begin))[0])
    return simulate(declaration.model_of(state), times, changes=changes, start=start, steps=source.steps, **begin)


@_run.register
def _months(source: Months, declaration: Declaration, state: State) -> Trajectory:
    """The patient as set; the reading beside it is the model of another account."""
    values: dict[str, Any] = {key: setting.value(state) for key, setting in source.settings.items()}
    start = _start(equilibria(Loop(w=values["w"], N_0=values["N_0"]))[-1])
    times, model = np.arange(source.watched + 1.0), declaration.model_of(state)
    return simulate(
        model, times, doses=nightly(model, float(state["dose"]), int(state["nights"])), start=start, **values
    )


def _start(rest: Equilibrium) -> dict[str, float]:
    return {"S": rest.S, "G": rest.G}
