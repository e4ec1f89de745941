"""A parameter of the pain loop goes up and back down: the way there, the way back, and where the loop could rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from painloop.explorers.source import Axis, Source

DAYS = Axis("time", "time", "d")


@dataclass(frozen=True, kw_only=True)
class ParameterRamp(Source):
    """The coupling w or the input N_0 goes from its low end up to where its control stands and back, in even steps.

    It reads the controls `moved` (w or N_0), `w`, `N_0`, `pace` (days each way) and `day`, in per cent of the whole
    way. Curves are drawn up to that day.

    Attributes:
        low: by parameter, where the way and the picture begin.
        high: by parameter, where the picture ends.
        names: what a reader calls w and N_0.
        turns: how many steps the parameter takes, each way.
        steps: of the run, in a day.
        levels: points of the curve on which the loop can rest.
    """

    axis: Axis = DAYS
    low: Mapping[str, float]
    high: Mapping[str, float]
    names: Mapping[str, str]
    turns: int = 120
    steps: int = 2
    levels: int = 400
    kind: str = "parameter_ramp"
