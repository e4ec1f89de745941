"""The virtual trial: its population, its arithmetic, its chance, and the traps it is there to show."""

import tracemalloc
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy import stats

from painloop import evaluate
from painloop.analysis.statistics import power
from painloop.models import trial_on_paper
from painloop.models.patient_on_ldn import PRESETS
from painloop.trial import (
    FINAL,
    INNOVA,
    YOUNGER_2013,
    Arm,
    Design,
    Population,
    draw_patients,
    replicate,
    responses,
    run_trial,
)
from painloop.trial import run as run_module

DEFAULT_PATIENT = Population(numbers={"w_median": 2.1, "cv_w": 0.0, "cv_others": 0.0})
PET_TAIL = {"F": 0.999, "mu": 0.999, "t_half_P": 1.0, "t_half_M": 29.5}


def seeded(seed=2022):
    return np.random.default_rng(seed)


def versus_placebo(dose=4.5, patients=49, days=84, **rest):
    return Design("test", (Arm("drug", dose, patients, days), Arm("placebo", 0.0, patients, days)), **rest)


def null(patients=49, **rest):
    return versus_placebo(0.0, patients, **rest)


@cache
def people(n=400, w_median=2.8, **medians):
    population = Population(medians=medians, numbers={"w_median": w_median})
    return population, draw_patients(n, seeded(), population)


def effects(dose, days=84, n=400, **population):
    whom, patients = people(n, **population)
    design = versus_placebo(dose, days=days, population=whom)
    return responses(design, design.orders[0], patients)[:, 0]


def close_to(expected, changes):
    """Within three standard errors of this many patients, and 0.03 for half-day steps of the averaged model."""
    return pytest.approx(expected, abs=3 * changes.std() / np.sqrt(len(changes)) + 0.03)


# The population


def test_the_drawn_parameters_are_log_normal_around_their_medians():
    population, patients = people(4000, T_max=0.1)
    for key, median in population.varied.items():
        logarithms = np.log(patients.values[key] / median)
        assert logarithms.mean() == pytest.approx(0, abs=0.015)  # three standard errors
        assert logarithms.std() == pytest.approx(0.2936, abs=0.011)


def test_no_one_holds_back_more_than_95_per_cent_of_the_glia():
    patients = draw_patients(200, seeded(), Population(medians={"T_max": 0.9}))
    assert patients.values["T_max"].max() == 0.95


def test_everyone_begins_where_nothing_moves():
    population, patients = people(50)
    design = versus_placebo(1e-12, population=population)
    assert np.abs(responses(design, design.orders[0], patients)).max() < 1e-9


@pytest.mark.parametrize(("w_median", "share"), [(2.8, 0.94), (2.3, 0.78)])
def test_who_has_no_sensitised_state_does_not_enter(w_median, share):
    population, patients = people(1000, w_median)
    assert patients.values["w"].min() > 1.898
    assert patients.rating.min() >= 4.9
    assert population.share_entering == pytest.approx(share, abs=0.025)


def test_a_median_patient_scores_as_printed():
    assert people(4000, T_max=0.1)[1].rating.mean() == pytest.approx(6.91, abs=0.04)


def test_two_draws_are_one_draw():
    ours, population = seeded(), Population(numbers={"entry_threshold": 6.5})
    halves = [draw_patients(150, ours, population).S for _ in range(2)]
    np.testing.assert_array_equal(np.concatenate(halves), draw_patients(300, seeded(), population).S)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_preset_is_a_population(preset):
    population = Population(preset.account, preset.values)
    result = run_trial(versus_placebo(patients=20, days=7, population=population), seeded())
    assert np.isfinite(result.comparison.difference)


# What the drug does


@pytest.mark.parametrize(("dose", "expected", "n"), [(4.5, -1.14, 800), (6.0, -1.12, 800), (50.0, 0.16, 400)])
def test_the_true_effects_are_the_printed_ones(dose, expected, n):
    changes = effects(dose, n=n)
    assert changes.mean() == close_to(expected, changes)


@pytest.mark.parametrize(("dose", "expected"), [(4.5, -0.12), (6.0, -0.05), (50.0, 0.86)])
def test_without_the_glial_arm_the_true_effects_are_the_printed_ones(dose, expected):
    changes = effects(dose, n=200, T_max=0.0)
    assert changes.mean() == close_to(expected, changes)


@pytest.mark.parametrize(("dose", "expected"), [(4.5, -0.77), (50.0, 0.63)])
def test_with_a_slow_tail_the_true_effects_are_the_printed_ones(dose, expected):
    changes = effects(dose, **PET_TAIL)
    assert changes.mean() == close_to(expected, changes)


@pytest.mark.parametrize(("dose", "expected"), [(4.5, -1.69), (50.0, 0.18)])
def test_in_a_milder_population_the_true_effects_are_the_printed_ones(dose, expected):
    changes = effects(dose, w_median=2.3)
    assert changes.mean() == close_to(expected, changes)


@pytest.mark.parametrize(
    ("dose", "T_max", "days", "expected"), [(6.0, 0.104, 84, -0.38), (6.0, 0.104, 28, -0.22), (4.5, 0.161, 84, -0.68)]
)
def test_the_ceilings_that_give_the_effects_of_two_trials_are_the_printed_ones(dose, T_max, days, expected):
    changes = effects(dose, days, T_max=T_max)
    assert changes.mean() == close_to(expected, changes)


# One trial


@pytest.fixture(scope="module")
def large_final():
    arms = tuple(replace(arm, patients=2000) for arm in FINAL.arms)
    return run_trial(replace(FINAL, arms=arms), seeded())


def test_the_arms_of_final_change_by_1_3_and_0_9(large_final):
    drug, placebo = large_final.arms
    assert (drug.mean, placebo.mean) == pytest.approx((-1.28, -0.9), abs=0.12)  # standard error 0.036
    assert (drug.sd, placebo.sd) == pytest.approx((1.64, 1.52), abs=0.08)


def test_a_result_is_the_statistics_of_its_changes(large_final):
    drug, placebo = large_final.changes
    assert large_final.arms[0].mean == pytest.approx(drug.mean())
    assert large_final.comparison.p == pytest.approx(stats.ttest_ind(drug, placebo, equal_var=False).pvalue)


def test_the_share_of_responders_on_placebo_is_that_of_a_normal_change(large_final):
    """The chance that placebo and noise together fall by 30 % of the score at entry."""
    patients = draw_patients(4000, seeded(), FINAL.population)
    expected = stats.norm.cdf((-0.3 * patients.rating + 0.9) / np.hypot(1.0, 1.15)).mean()
    assert large_final.arms[1].responders / 2000 == pytest.approx(expected, abs=0.03)  # three standard errors


def test_two_points_are_another_response_than_30_per_cent():
    design = null(2000, responder=2.0, responder_unit="points")
    expected = stats.norm.cdf((-2.0 + 0.9) / np.hypot(1.0, 1.15))
    assert run_trial(design, seeded()).arms[1].responders / 2000 == pytest.approx(expected, abs=0.03)


def test_who_drops_out_is_counted_and_did_not_respond():
    stay, leave = (replace(arm, drop_out=chance) for arm, chance in zip(null(2000).arms, (0.0, 0.3), strict=True))
    whole, lossy = run_trial(replace(null(), arms=(stay, leave)), seeded()).arms
    assert whole.dropped_out == 0
    assert lossy.dropped_out / 2000 == pytest.approx(0.3, abs=0.03)
    assert lossy.responders / whole.responders == pytest.approx(0.7, abs=0.12)
    assert lossy.mean == pytest.approx(-0.9, abs=0.12)


def test_the_same_seed_gives_the_same_trial_and_another_seed_another():
    design = null(30)
    once, again, other = (run_trial(design, seeded(seed)).comparison for seed in (1, 1, 2))
    assert once == again != other


@pytest.mark.parametrize("design", [null(60, days=2), versus_placebo(patients=60, days=2, crossover=True)])
def test_chunks_change_nothing(design):
    small, large = (run_trial(design, seeded(), chunk) for chunk in (7, 1000))
    assert small.comparison == large.comparison
    assert small.arms == large.arms


def test_memory_follows_the_chunk_and_not_the_trial():
    peaks = []
    for patients, chunk in ((4000, 1000), (4000, 4000), (8000, 1000)):
        tracemalloc.start()
        run_trial(null(patients), seeded(), chunk)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    small, large, twice = peaks
    assert small < large / 2
    assert (twice - small) / 8000 < 60  # bytes for each patient more


def test_a_quick_trial_shows_no_progress_and_a_long_one_does(monkeypatch, capsys):
    run_trial(null(), seeded())
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(run_module, "SLOW", 0.0)
    run_trial(null(), seeded())
    assert "/98 [" in capsys.readouterr().err


# Many trials


@pytest.fixture(scope="module")
def nulls():
    return replicate(null(), 6000, seeded(16), pool=300)


def test_without_an_effect_5_per_cent_of_trials_are_significant(nulls):
    assert nulls.true_effect == 0
    assert nulls.power == pytest.approx(0.05, abs=0.01)


def test_without_an_effect_half_of_all_and_of_the_significant_trials_favour_placebo(nulls):
    assert nulls.wrong_sign == pytest.approx(0.5, abs=0.02)
    assert nulls.wrong_sign_if_significant == pytest.approx(0.5, abs=0.09)  # 300 trials
    assert np.isnan(nulls.exaggeration)


def test_95_per_cent_of_intervals_hold_the_truth(nulls):
    held = (nulls.comparison.low < 0) & (nulls.comparison.high > 0)
    assert held.mean() == pytest.approx(0.95, abs=0.01)


@pytest.fixture(scope="module")
def finals():
    return replicate(FINAL, 4000, seeded(), pool=400)


def test_simulated_power_is_that_of_the_non_central_t(finals):
    assert finals.power == pytest.approx(float(power(finals.true_effect, 1.58, 49, 50)), abs=0.03)


def test_small_trials_are_sometimes_wrong_and_rarely_so_when_significant(finals):
    assert 0.08 < finals.wrong_sign < 0.2
    assert finals.wrong_sign_if_significant < 0.03


def test_significant_small_trials_exaggerate(finals):
    assert 1.8 < finals.exaggeration < 2.6


def test_swapping_the_arms_flips_the_sign(finals):
    swapped = replicate(replace(FINAL, arms=FINAL.arms[::-1]), 4000, seeded(), pool=400)
    assert swapped.true_effect == pytest.approx(-finals.true_effect, rel=1e-12)
    assert swapped.comparison.difference.mean() == pytest.approx(-finals.comparison.difference.mean(), abs=0.03)
    assert swapped.power == pytest.approx(finals.power, abs=0.03)


def test_estimates_spread_by_the_standard_error_of_the_trial_on_paper(nulls):
    error = evaluate(trial_on_paper.MODEL, response_sd=0.0)["standard_error"]
    assert nulls.comparison.difference.std() == pytest.approx(error, rel=0.03)  # three standard errors


# Traps


def test_regression_to_the_mean_comes_with_an_error_of_screening():
    """Whoever enters by a score of 7 or more has on average an error above nought, and loses it again."""
    strict = Population(numbers={"entry_threshold": 7.0, "screening_sd": 1.0})
    patients = draw_patients(4000, seeded(), strict)
    gap = 7.0 - patients.rating
    expected = (stats.norm.pdf(gap) / stats.norm.sf(gap)).mean()
    assert expected > 0.5
    assert patients.error.mean() == pytest.approx(expected, abs=0.05)  # three standard errors
    changes = run_trial(null(4000, population=strict), seeded()).changes[1]
    assert changes.mean() == pytest.approx(-0.9 - expected, abs=0.12)


def test_without_that_error_a_strict_entry_changes_nothing():
    strict = Population(numbers={"entry_threshold": 7.0})
    assert draw_patients(200, seeded(), strict).rating.min() >= 7
    assert run_trial(null(2000, population=strict), seeded()).changes[1].mean() == pytest.approx(-0.9, abs=0.11)


def test_unequal_periods_favour_the_drug():
    population, patients = people(300, T_max=0.104)
    drug, placebo = Arm("drug", 6.0, 20, 84), Arm("placebo", 0.0, 20, 28)
    fair, unfair = (
        Design("test", (replace(drug, days=days), placebo), population=population).orders[0] for days in (28, 84)
    )
    short, long = (responses(FINAL, order, patients).mean() for order in (fair, unfair))
    assert long < short - 0.1 < 0


def test_a_crossover_of_the_default_patient_carries_over():
    design = versus_placebo(crossover=True, population=DEFAULT_PATIENT)
    patient = draw_patients(1, seeded(), DEFAULT_PATIENT)
    drug_first, placebo_first = (patient.rating + responses(design, order, patient)[0] for order in design.orders)
    assert drug_first == pytest.approx([2.93, 0.5], abs=0.1)  # half-day steps give 3.00
    assert placebo_first == pytest.approx([5.89, 2.93], abs=0.1)


def test_a_washout_does_not_undo_what_has_tipped():
    design = versus_placebo(crossover=True, washout=60, population=DEFAULT_PATIENT)
    patient = draw_patients(1, seeded(), DEFAULT_PATIENT)
    assert (patient.rating + responses(design, design.orders[0], patient)[0])[1] < 1


def test_a_crossover_compares_each_patient_with_themselves():
    design = null(3000, crossover=True)
    result = run_trial(design, seeded())
    drug, placebo = result.changes
    assert np.corrcoef(drug, placebo)[0, 1] == pytest.approx(1 / (1 + 1.15**2), abs=0.03)
    assert result.comparison.p == pytest.approx(stats.ttest_rel(drug, placebo).pvalue)


def test_the_placebo_response_may_differ_between_periods():
    shifted = null(3000, crossover=True, population=Population(numbers={"placebo_shift": -1.0}))
    one, other = run_trial(shifted, seeded()).changes
    first, second = np.r_[one[:3000], other[3000:]], np.r_[other[:3000], one[3000:]]
    assert (second - first).mean() == pytest.approx(-1.0, abs=0.07)


def test_who_leaves_a_crossover_early_is_missing_from_both_periods():
    leaving = tuple(replace(arm, drop_out=0.2) for arm in null(2000).arms)
    one, other = run_trial(replace(null(), arms=leaving, crossover=True), seeded()).changes
    assert np.isnan(other[:2000][np.isnan(one[:2000])]).all()
    assert np.isnan(one[2000:][np.isnan(other[2000:])]).all()


# Published trials


def test_younger_2013_is_too_small_to_find_its_own_effect_reliably():
    found = replicate(YOUNGER_2013, 1000, seeded(), pool=300)
    assert found.true_effect < -0.3
    assert 0.1 < found.power < 0.6
    assert found.exaggeration > 1.4


@pytest.mark.parametrize(("design", "randomised"), [(FINAL, [49, 50]), (INNOVA, [48, 50]), (YOUNGER_2013, [31, 31])])
def test_the_published_designs_have_the_published_numbers(design, randomised):
    assert [arm.randomised for arm in run_trial(design, seeded()).arms] == randomised


# Impossible designs


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"patients": 1}, "2 patients or more"),
        ({"days": 0}, "a day or more"),
        ({"dose": -1.0}, "0 mg or more"),
        ({"dose": np.nan}, "0 mg or more"),
        ({"drop_out": 1.0}, "below 1"),
    ],
)
def test_an_impossible_arm_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        replace(FINAL.arms[0], **change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"arms": FINAL.arms[:1]}, "two arms"),
        ({"arms": FINAL.arms[:1] * 2}, "different names"),
        ({"washout": 7}, "belongs to a crossover"),
        ({"responder": 2.0}, "share up to 1"),
        ({"responder": 0.3, "responder_unit": "percent"}, "share up to 1"),
    ],
)
def test_an_impossible_design_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        replace(FINAL, **change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"numbers": {"entry_threshold": 9.9}}, "lower it"),
        ({"numbers": {"w_median": 1.0, "cv_w": 0.01}}, "hardly anybody"),
        ({"numbers": {"noise_sd": 0.0}}, "noise_sd = 0.0 is outside"),
        ({"numbers": {"effect": -1.0}}, "a population has no effect"),
        ({"medians": {"w": 2.0}}, "w_median"),
        ({"medians": {"nonsense": 2.0}}, "no parameter of that name"),
        ({"account": "nonsense"}, "no account"),
    ],
)
def test_an_impossible_population_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        Population(**change)


def test_a_trial_that_loses_nearly_everybody_says_so():
    lossy = tuple(replace(arm, drop_out=0.99) for arm in null(3).arms)
    with pytest.raises(ValueError, match="fewer drop-outs"):
        run_trial(replace(null(), arms=lossy), seeded())


def test_no_repeats_are_refused():
    with pytest.raises(ValueError, match="one repeat"):
        replicate(null(), 0, seeded())
