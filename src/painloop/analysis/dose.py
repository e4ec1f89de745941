"""What a nightly dose does at steady state: occupancy, tone, loop gain, and the doses at which they turn.

The mean-tone law. Without resting ligand and with an adaptation proportional to blockade, mean capacity is 1 + u B and
mean tone is (1 + u B)(1 - B), B being the mean share blocked, up to a variance term that vanishes for slow adaptation.
Tone is above normal only if u > 1, is highest at B = (u - 1)/2u, and back at normal at B = (u - 1)/u. Only the mean
matters: short strong blockade and weak all-day blockade are alike. Source: ours, by averaging U' times U over a day.

Loop gain. What the drug leaves of the loop: mean disinhibition times the share of the glia that is not held back.
Below 1 the loop is weaker than untreated.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import simpson

from painloop.equations.model import Model
from painloop.equations.printers import to_numpy
from painloop.equations.quantity import Array, Component
from painloop.models import oral_naltrexone
from painloop.runs.simulate import Dose, simulate
from painloop.runs.trajectory import Trajectory

MOMENTS = 240  # samples of a day, lying as the cube of even steps: dense after the dose
GRID = 25  # points of each of three searches, the next one between neighbours of the best
READOUTS = ("x", "occupancy", "blocked", "tone", "disinhibition", "glial_inhibition")


def peak_in_plasma(dose: float) -> float:
    """The highest concentration in plasma after one dose in mg, in nM."""
    run = simulate(oral_naltrexone.MODEL, np.linspace(0.0, 6.0, 601), doses=[Dose(0.0, dose)])
    return float(run["plasma_naltrexone_nM"].max())


def mean_tone(blocked: ArrayLike, u: ArrayLike) -> Array:
    """Mean tone by the law, for the mean share blocked and the adaptation gain."""
    share = np.asarray(blocked, dtype=float)
    return np.asarray((1 + np.asarray(u) * share) * (1 - share))


def adaptation_gain(receptors: ArrayLike, hormone: ArrayLike) -> tuple[Array, Array]:
    """The adaptation gain u from a rise of receptors and a rise of opioid, as shares: as a product, and as a sum.

    The product counts each new receptor as met by the risen opioid; the sum is the soberer reading. Source: ours.
    """
    more, rise = np.asarray(receptors, dtype=float), np.asarray(hormone, dtype=float)
    return np.asarray((1 + more) * (1 + rise) - 1), np.asarray(more + rise)


def best_mean_blockade(u: float) -> float:
    """The mean share blocked at which the law has its maximum; 0 where it has none above normal."""
    return (u - 1) / (2 * u) if u > 1 else 0.0


def mean_blockade_without_gain(u: float) -> float:
    """The mean share blocked at which mean tone is back at normal; 0 where it never rises."""
    return (u - 1) / u if u > 1 else 0.0


def day_at_steady_state(model: Model, dose: ArrayLike, moments: int = MOMENTS, **values: Any) -> dict[str, Any]:
    """A day of nightly dosing at steady state, when each day is like the one before, for one dose or many.

    Args:
        model: one with x, tone and U, such as `patient_on_ldn` or `opioid_adaptation`, of any account.
        dose: mg a night, a number or shape (doses,).
        moments: samples of the day, an even number.
        **values: parameters, each a number or of shape (doses,).

    Returns:
        `times` of shape (moments + 1,), every readout as a curve of shape (moments + 1, [doses]), `U` likewise,
        and under `mean` the 24-hour means of them all.
    """
    amounts = np.atleast_1d(np.asarray(dose, dtype=float))
    drug = _drug_at_steady_state(model, amounts, values)
    share = np.arange(moments + 1) / moments
    keep = ["U", *(readout.key for readout in model.readouts if readout.key in READOUTS)]

    def run_from(U: Array, times: Array, steps: int, keep: Sequence[str]) -> Trajectory:
        return simulate(model, model.mesh.period * times, start={**drug, "U": U}, steps=steps, keep=keep, **values)

    ends = np.array([0.0, 1.0])
    capacity = _periodic(lambda U: run_from(U, ends, moments // 2, ["U"])["U"][-1], np.ones_like(amounts))
    run = run_from(capacity, share**3, 1, keep)
    shape = (moments + 1, *np.shape(dose))
    curves = {key: np.reshape(run[key], shape) for key in keep}
    weights = np.reshape(3 * share**2, (-1,) + (1,) * np.ndim(dose))
    mean = {key: simpson(curve * weights, x=share, axis=0) for key, curve in curves.items()}
    return {"times": run.times, **curves, "mean": mean}


def _drug_at_steady_state(model: Model, doses: Array, values: Mapping[str, Component]) -> dict[str, Array]:
    """The decaying states just after a dose, at steady state."""
    equations = to_numpy(model)
    known = equations.complete(model.values(**values))
    rates, jumps = equations.decays(known), equations.doses(known)[len(model.flowing) :]
    keys = [state.key for state in model.ordered[len(model.flowing) :]]
    return {
        key: doses * jump / -np.expm1(-rate * model.mesh.period)
        for key, rate, jump in zip(keys, rates, jumps, strict=True)
    }


def _periodic(day: Callable[[Array], Array], U: Array) -> Array:
    """The capacity U that is the same after a day; `day` gives U a day later.

    By Steffensen's iteration, which finds it at once where U a day later is linear in U.
    """
    for _ in range(20):
        first = day(U)
        second = day(first)
        bend = second - 2 * first + U
        safe = np.where(np.abs(bend) > 1e-13, bend, 1.0)
        better = np.where(np.abs(bend) > 1e-13, U - (first - U) ** 2 / safe, second)
        if np.abs(better - U).max() < 1e-12:
            return better
        U = better
    return U


def dose_response(model: Model, doses: ArrayLike, moments: int = MOMENTS, **values: Any) -> dict[str, Array]:
    """What each nightly dose does at steady state.

    Args:
        model: one with x, tone and U, such as `patient_on_ldn` or `opioid_adaptation`, of any account.
        doses: mg a night, a number or shape (doses,).
        moments: samples of the day, an even number.
        **values: parameters, each a number or of shape (doses,).

    Returns:
        By name, each of shape (doses,): the `dose`; 24-hour means of U, occupancy and the other readouts of the drug;
        the loop `gain`; and of the occupancy at resting tone its `peak`, its `trough` at the end of the day and
        `hours_half_blocked`, the hours of the day above one half.
    """
    day = day_at_steady_state(model, np.atleast_1d(np.asarray(doses, dtype=float)), moments, **values)
    mean, occupancy = day["mean"], day["occupancy"]
    inhibition = mean.get("glial_inhibition", 0.0)
    return {
        "dose": np.atleast_1d(np.asarray(doses, dtype=float)),
        **mean,
        "gain": mean["disinhibition"] * (1 - inhibition),
        "peak": occupancy.max(axis=0),
        "trough": occupancy[-1],
        "hours_half_blocked": 24 * _share_above(occupancy, 0.5, day["times"] / model.mesh.period),
    }


def _share_above(curves: Array, level: float, times: Array) -> Array:
    """The share of the day that each curve, straight between samples, lies above a level."""
    left, right = curves[:-1] - level, curves[1:] - level
    span = np.where(left == right, 1.0, np.abs(right - left))
    crossing = (np.maximum(left, 0) + np.maximum(right, 0)) / span
    share = np.where((left >= 0) & (right >= 0), 1.0, np.where((left < 0) & (right < 0), 0.0, crossing))
    return np.asarray((share * np.diff(times)[:, None]).sum(axis=0))


def best_dose(model: Model, key: str = "tone", low: float = 0.05, high: float = 50.0, **values: Component) -> Component:
    """The nightly dose in mg with the highest mean tone, or, for "gain", the lowest loop gain; to 1 part in 1000.

    A number, or an array as long as those among the values, which takes little more time than a number. Where the best
    dose lies at an end of the range, that end is returned. With u up to 1 no dose is better than none, and `low` is
    returned.
    """
    sign = 1 if key == "gain" else -1
    shape = np.broadcast_shapes(*map(np.shape, values.values()))
    lows, highs = np.full(shape, low), np.full(shape, high)
    for _ in range(3):
        doses = np.geomspace(lows, highs, GRID)
        each: dict[str, Any] = {name: np.broadcast_to(value, doses.shape).ravel() for name, value in values.items()}
        response = dose_response(model, doses.ravel(), **each)[key].reshape(doses.shape)
        best = np.argmin(sign * response, axis=0)[None]
        lows, highs = (np.take_along_axis(doses, (best + step).clip(0, GRID - 1), 0)[0] for step in (-1, 1))
    found: Component = np.take_along_axis(doses, best, 0)[0][()]
    return found


def dose_back_at_normal(model: Model, key: str = "tone", high: float = 50.0, **values: Any) -> float:
    """The dose in mg above the best one at which mean tone, or the loop gain, is what it is without drug.

    Raises:
        ValueError: if there is no such dose between the best one and `high`.
    """
    best = float(best_dose(model, key, high=high, **values))
    return _zoomed_root(lambda doses: dose_response(model, doses, **values)[key] - 1, best, high)


def brake_authority_at_which(model: Model, dose: float, than: float, **values: Any) -> float:
    """The brake authority alpha above which one dose leaves more loop gain than another (0 mg: than no drug).

    Raises:
        ValueError: if there is none between 0 and 4.
    """
    wide = model.widened()

    def worse(alphas: Array) -> Array:
        pair = np.repeat([dose, than], len(alphas))
        first, second = np.split(dose_response(wide, pair, alpha=np.tile(alphas, 2), **values)["gain"], 2)
        return np.asarray(first - second)

    return _zoomed_root(worse, 0.0, 4.0)


def _zoomed_root(function: Callable[[Array], Array], low: float, high: float) -> float:
    """Where a function changes its sign; it takes an array, since many values at once cost little more than one."""
    for _ in range(3):
        grid = np.linspace(low, high, GRID)
        values = function(grid)
        changes = np.flatnonzero(np.sign(values[:-1]) != np.sign(values[1:]))
        if not len(changes):
            raise ValueError(f"nothing changes sign between {low:.3g} and {high:.3g}; look at the curve first")
        low, high = grid[changes[0]], grid[changes[0] + 1]
    left, right = values[changes[0]], values[changes[0] + 1]
    return float(low + (high - low) * left / (left - right))
