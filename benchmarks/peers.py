"""The solvers a modeller would pick instead, each given the model in the form it runs fastest."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import libsbml
import numpy as np
import roadrunner

from benchmarks.crowd import DAYS, DOSES, FLOWING, MODEL
from painloop.equations.printers import code_names, to_numpy
from painloop.runs.reference import solve
from painloop.runs.sbml import to_sbml

NUMBERS = [str(code_names(MODEL)[definition.symbol]) for definition in MODEL.definitions]


class Peer(Protocol):
    """Follows a patient through half a year at a relative tolerance."""

    @property
    def name(self) -> str: ...

    def __call__(self, rtol: float, start: Mapping[str, float], **values: float) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class SciPy:
    """`solve_ivp`, begun again at every dose, on functions of plain floats."""

    method: str

    @property
    def name(self) -> str:
        return f"SciPy, `solve_ivp` ({self.method})"

    def __call__(self, rtol: float, start: Mapping[str, float], **values: float) -> Mapping[str, Any]:
        return solve(MODEL, DAYS, DOSES, start, rtol=rtol, method=self.method, **values)


class RoadRunner:
    """CVODE, with the doses as one event that repeats and the shorthands as numbers: far faster than as rules."""

    name = "libRoadRunner (CVODE)"

    def __call__(self, rtol: float, start: Mapping[str, float], **values: float) -> Mapping[str, Any]:
        runner = loaded()
        runner.integrator.relative_tolerance, runner.integrator.absolute_tolerance = rtol, rtol / 1000
        runner.reset()
        known = to_numpy(MODEL).complete(MODEL.values(**values))
        keys = [*(quantity.key for quantity in MODEL.parameters), *NUMBERS]
        for key, value in (*zip(keys, known, strict=False), *start.items()):
            runner[key] = value
        return dict(zip(FLOWING, np.asarray(runner.simulate(times=DAYS.tolist())).T, strict=True))


@cache
def loaded() -> Any:
    """The model in libRoadRunner."""
    document = libsbml.readSBMLFromString(to_sbml(MODEL, DOSES))
    sheet = document.getModel()
    for key in NUMBERS:
        sheet.removeRuleByVariable(key)
        sheet.getParameter(key).setConstant(True)
        sheet.getParameter(key).setValue(1.0)  # until a patient brings their own
    runner = roadrunner.RoadRunner(libsbml.writeSBMLToString(document))
    runner.timeCourseSelections = list(FLOWING)
    return runner


PEERS: tuple[Peer, ...] = (SciPy("LSODA"), SciPy("RK45"), SciPy("DOP853"), RoadRunner())
