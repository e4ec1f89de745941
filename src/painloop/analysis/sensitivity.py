"""Which conclusions survive when the numbers are wrong by up to a half?

Two ways of asking: one parameter at a time, halved and raised by a half; and all at once, each multiplied by a number
from 0.5 to 1.5, drawn as a Latin hypercube. A parameter's declared range is no bound here. Patients with fewer than
three undrugged equilibria count as not escaping. Source: ours; the sampler is SciPy's.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.stats import qmc

from painloop.analysis.course import undrugged
from painloop.analysis.dose import dose_response
from painloop.analysis.loop import equilibria
from painloop.equations.model import Model
from painloop.equations.quantity import Array, Flags
from painloop.models.pain_loop import POINTS
from painloop.models.patient_on_ldn import VARIED, Position
from painloop.runs.simulate import nightly, simulate

OF_DRUG_AND_TIME = VARIED[4:]
DAYS = 180
# A pair about each end of 1 to 10 mg tells on which side of it the peak lies.
DOSES = np.array([0.25, 0.5, 0.98, 1.02, 1.5, 2.0, 3.0, 4.5, 6.0, 8.0, 9.8, 10.2, 20.0, 50.0])
CONCLUSIONS: Mapping[str, str] = {
    "bistable": "two lasting states without drug",
    "inverted_u": "tone peaks at 1 to 10 mg, above normal by more than 0.5 %",
    "tone_falls_at_50": "tone at 50 mg is below normal",
    "no_gain_at_50": "50 mg is no better than nothing",
    "low_dose_helps": "3 or 4.5 mg weakens the loop",
    "escape_at_4_5": "4.5 mg leads to escape within 180 days",
    "no_escape_at_50": "50 mg does not",
}


def hypercube(samples: int, parameters: Sequence[str] = VARIED, seed: int = 7) -> dict[str, Array]:
    """What each parameter is multiplied by in each sample: numbers from 0.5 to 1.5, of shape (samples,)."""
    draws = qmc.LatinHypercube(len(parameters), rng=np.random.default_rng(seed)).random(samples)
    return dict(zip(parameters, (0.5 + draws).T, strict=True))


def one_at_a_time(parameters: Sequence[str] = VARIED) -> tuple[list[tuple[str, float]], dict[str, Array]]:
    """Every parameter halved, then raised by a half, the others left.

    Returns:
        What is changed, each a parameter with its multiplier; and the multipliers of all, each of shape (changes,).
    """
    changes = [(key, multiplier) for key in parameters for multiplier in (0.5, 1.5)]
    multipliers = {key: np.array([by if key == changed else 1.0 for changed, by in changes]) for key in parameters}
    return changes, multipliers


def conclusions(model: Model, multipliers: Mapping[str, Array]) -> dict[str, Flags]:
    """Which of CONCLUSIONS hold, and whether `all` do, in each sample; each of shape (samples,).

    Args:
        model: a `patient_on_ldn` of any account.
        multipliers: what the model's defaults are multiplied by; by parameter, each of shape (samples,).

    Raises:
        ValueError: if a parameter is none of VARIED.
    """
    if unknown := set(multipliers) - set(VARIED):
        raise ValueError(f"nothing is known of {', '.join(sorted(unknown))}; there are {', '.join(VARIED)}")
    defaults = model.by_key()
    values: dict[str, Any] = {key: defaults[key] * by for key, by in multipliers.items() if key in defaults}
    wide = model.widened()
    start, threshold = _starts(values)
    held = {
        "bistable": ~np.isnan(threshold),
        **_by_dose(wide, values),
        "escape_at_4_5": _escapes(wide, 4.5, start, threshold, values),
        "no_escape_at_50": ~_escapes(wide, 50.0, start, threshold, values),
    }
    return held | {"all": np.logical_and.reduce([held[key] for key in CONCLUSIONS])}


def held_in(position: Position) -> dict[str, bool]:
    """Which of CONCLUSIONS hold in a position of the argument, with its own numbers."""
    defaults = position.model.by_key()
    changed = {key: np.ones(1) * value / defaults[key] for key, value in position.values.items()}
    held = conclusions(position.model, {"w": np.ones(1), **changed})
    return {key: bool(held[key][0]) for key in CONCLUSIONS}


def _starts(values: dict[str, Any]) -> tuple[dict[str, Array], Array]:
    """The highest equilibrium of every sample, and the rating of its threshold, nan where there is none."""
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    states = [equilibria(undrugged(**row)) for row in rows]
    threshold = np.array([POINTS * found[1].S if len(found) == 3 else np.nan for found in states])
    return {key: np.array([getattr(found[-1], key) for found in states]) for key in ("S", "G")}, threshold


def _by_dose(model: Model, values: Mapping[str, Array]) -> dict[str, Flags]:
    """The conclusions about tone and loop gain at each dose."""
    samples = len(next(iter(values.values())))
    crossed = {key: np.tile(value, len(DOSES)) for key, value in values.items()}
    response = dose_response(model, np.repeat(DOSES, samples), moments=48, **crossed)
    tone, loop_gain = (np.reshape(response[key], (len(DOSES), samples)) for key in ("tone", "gain"))
    best = DOSES[tone.argmax(axis=0)]
    low = np.isin(DOSES, (3.0, 4.5))
    return {
        "inverted_u": (best >= 1) & (best <= 10) & (tone.max(axis=0) > 1.005),
        "tone_falls_at_50": tone[-1] < 1,
        "no_gain_at_50": loop_gain[-1] >= 1,
        "low_dose_helps": (loop_gain[low] < 1).any(axis=0),
    }


def _escapes(
    model: Model, dose: float, start: Mapping[str, Array], threshold: Array, values: Mapping[str, Any]
) -> Flags:
    """Which samples have a day, within DAYS of a nightly dose, whose rating is below the threshold."""
    doses = nightly(model, dose, DAYS)
    run = simulate(model, np.arange(DAYS + 1.0), doses=doses, start=start, keep=["S_total"], **values)
    return np.asarray((POINTS * np.diff(run["S_total"], axis=0) < threshold).any(axis=0))
