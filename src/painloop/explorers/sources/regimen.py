"""Hours and days after one dose, or during nightly doses."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from painloop.explorers.declaration import Axis, Curves, Declaration, Source, Value
from painloop.quantity import Array
from painloop.simulate import Dose, simulate
from painloop.trajectory import Trajectory

HOURS = Axis("time", "time", "h", "clock")
FEW_HOURS = (0, 1, 2, 4, 8, 12, 24)  # then daily: enough to read the still figure's numbers


@dataclass(frozen=True, kw_only=True)
class Regimen(Source):
    """A course of time, and the controls that say how much is taken, whether once or `nightly`, for how many days.

    Measures are read in the day after the last dose.
    """

    amount: str
    schedule: str
    days: str
    every: float = 24.0
    nodes: int = 64  # points drawn in each day, denser after the dose
    axis: Axis = HOURS
    read: str = "In the 24 hours after the last dose"
    kind: str = "regimen"

    def run(self, declaration: Declaration, state: Mapping[str, Value]) -> Curves:
        """The curves of a state."""
        run = self.course(declaration, state, self.times(state))
        return Curves(run.times, run.columns)

    def course(self, declaration: Declaration, state: Mapping[str, Value], times: Array) -> Trajectory:
        """The model while the doses come."""
        return simulate(declaration.model_of(state), times, doses=self.doses(state))

    def doses(self, state: Mapping[str, Value]) -> list[Dose]:
        """One dose at time 0, or one at the start of each day."""
        count = int(state[self.days]) if state[self.schedule] == "nightly" else 1
        return [Dose(day * self.every, float(state[self.amount])) for day in range(count)]

    def times(self, state: Mapping[str, Value]) -> Array:
        """Times that lie denser after each dose: in every day, nodes at (k/K)^2 of it."""
        within = (np.arange(self.nodes) / self.nodes) ** 2
        days = int(state[self.days])
        return np.append(np.add.outer(np.arange(days), within).ravel(), days) * self.every

    def window(self, state: Mapping[str, Value], along: Array) -> slice:
        """The day after the last dose."""
        last = self.doses(state)[-1].time
        return slice(int(np.argmax(along >= last)), int(np.searchsorted(along, last + self.every, side="right")))

    def few(self, declaration: Declaration, state: Mapping[str, Value], curves: Curves) -> Curves:
        """The curves at round hours."""
        end = float(state[self.days]) * self.every
        hours = np.array([hour for hour in (*FEW_HOURS, *range(48, int(end) + 1, 24)) if hour <= end], float)
        run = self.course(declaration, state, hours)
        return Curves(run.times, run.columns)
