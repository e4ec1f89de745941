"""Trials that are collected: drawn as they should be, tested as the textbooks do, and theory and browser agree."""

import numpy as np
import pytest
from generator import changes, normals, uniforms
from javascript import run as javascript
from oracle import explored, guessed
from oracle import full as changed
from scipy import stats

from painloop import data
from painloop.analysis.statistics import patients_per_arm, power, prospects
from painloop.explorers import VirtualTrial
from painloop.explorers.virtual_trial import DECLARATION, ENOUGH, PLACEBO
from painloop.models import trial_on_paper as model
from painloop.runs.simulate import evaluate
from painloop.trial import published

CROSSOVER = {"design": "crossover"}
SD_PLACEBO, SD_DRUG = np.sqrt(1 + 1.15**2), np.sqrt(1 + 1.15**2 + 0.6**2)
SD = float(evaluate(model.MODEL, None)["sd_change"])


def full(**values):
    return changed(DECLARATION, **values)


def facts(**values):
    return explored(DECLARATION, full(**values)).facts


def words(**values):
    return explored(DECLARATION, full(**values)).summary


def preset(name):
    return next(preset.values for preset in DECLARATION.presets if preset.id == name)


def test_uniform_numbers_are_even_and_all_of_their_own():
    numbers = uniforms(1, np.arange(200_000))
    assert stats.kstest(numbers, "uniform").pvalue > 1e-3
    assert len(np.unique(numbers)) > 199_990
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 0.01
    assert abs(np.corrcoef(numbers, uniforms(2, np.arange(200_000)))[0, 1]) < 0.01


def test_normal_numbers_are_normal_and_independent():
    draws = np.reshape(normals(3, 200, 500), (4, -1))
    np.testing.assert_allclose(draws.mean(axis=1), 0, atol=0.015)
    np.testing.assert_allclose(draws.var(axis=1), 1, atol=0.02)
    np.testing.assert_allclose(stats.kurtosis(draws, axis=1), 0, atol=0.08)
    np.testing.assert_allclose(np.corrcoef(draws), np.eye(4), atol=0.015)
    assert all(stats.kstest(row, "norm").pvalue > 1e-3 for row in draws)


def test_a_seed_is_a_series_and_what_is_collected_stays():
    few, many = (explored(DECLARATION, full(trials=n, seed=5)) for n in (8, 40))
    np.testing.assert_array_equal(few["difference"], many["difference"][:8])
    assert not np.allclose(many["difference"], explored(DECLARATION, full(trials=40, seed=6))["difference"])
    small, large = (changes(full(patients=n))[0] for n in (10, 30))
    np.testing.assert_array_equal(small, large[:, :10])


def test_trials_are_tested_as_the_textbook_does():
    curves, (drug, placebo) = explored(DECLARATION, full(patients=17)), changes(full(patients=17))
    book = stats.ttest_ind(drug, placebo, axis=1, equal_var=False)
    interval = book.confidence_interval()
    for key, expected in (("p", book.pvalue), ("low", interval.low), ("high", interval.high)):
        np.testing.assert_allclose(curves[key], expected, rtol=1e-10)
    curves, (drug, placebo) = explored(DECLARATION, full(**CROSSOVER)), changes(full(**CROSSOVER))
    assert drug.shape == (20, 98)
    np.testing.assert_allclose(curves["p"], stats.ttest_rel(drug, placebo, axis=1).pvalue, rtol=1e-10)


def test_changes_are_those_of_the_trial_on_paper():
    drug, placebo = changes(full(patients=400, trials=200, effect=-1.0, response_sd=2.0))
    assert (drug.mean(), placebo.mean()) == pytest.approx((-1.9, -0.9), abs=0.03)
    assert (drug.var(), placebo.var()) == pytest.approx((1 + 1.15**2 + 4, 1 + 1.15**2), rel=0.03)


def test_the_power_is_that_of_the_non_central_t():
    for n in (8, 49, 300):
        assert facts(patients=n)["power"] == pytest.approx(100 * float(power(-0.35, SD, n)), rel=1e-12)
    error, freedom = np.sqrt((0.36 + 2 * 1.15**2) / 98), 97
    shift, critical = 0.35 / error, stats.t.isf(0.025, freedom)
    paired = stats.nct.sf(critical, freedom, shift) + stats.nct.sf(critical, freedom, -shift)
    assert facts(**CROSSOVER)["power"] == pytest.approx(100 * paired, rel=1e-9)


def test_enough_patients_are_the_fewest():
    assert facts()["needed"] == patients_per_arm(-0.35, SD) == ENOUGH
    found = int(facts(**CROSSOVER)["needed"])
    assert facts(patients=found, **CROSSOVER)["power"] >= 80 > facts(patients=found - 1, **CROSSOVER)["power"]
    assert facts(effect=0.0)["needed"] == np.inf
    assert facts(effect=-0.001)["needed"] == np.inf
    assert "100,000" in words(effect=-0.001)


@pytest.mark.slow
@pytest.mark.parametrize("design", ["parallel", "crossover"])
def test_without_an_effect_one_trial_in_twenty_is_significant(design):
    counts = [facts(effect=0.0, trials=200, patients=12, seed=seed, design=design)["hits"] for seed in range(1, 31)]
    assert np.mean(counts) / 200 == pytest.approx(0.05, abs=0.008)  # 6000 trials, standard error 0.003


@pytest.mark.slow
def test_over_many_series_the_trials_show_what_theory_says():
    found = [facts(trials=200, seed=seed) for seed in range(1, 21)]
    assert np.mean([each["hits"] for each in found]) / 2 == pytest.approx(found[0]["power"], abs=2)
    theory = prospects(-0.35, SD, 49)
    assert np.mean([each["exaggeration"] for each in found]) == pytest.approx(theory.exaggeration, abs=0.06)
    assert np.mean([each["wrong"] for each in found]) / 200 == pytest.approx(theory.wrong_sign, abs=0.02)


@pytest.mark.slow
def test_over_many_crossovers_too():
    found = [facts(trials=200, seed=seed, patients=14, effect=-0.549, **CROSSOVER) for seed in range(1, 16)]
    assert np.mean([each["hits"] for each in found]) / 2 == pytest.approx(found[0]["power"], abs=2.5)


def test_small_significant_trials_exaggerate_two_to_four_times():
    assert facts(patients=16)["expected_exaggeration"] == pytest.approx(3.8, abs=0.1)
    assert facts(patients=49)["expected_exaggeration"] == pytest.approx(2.3, abs=0.1)
    assert facts(patients=300)["expected_exaggeration"] < 1.2


def test_the_true_nnt_is_that_of_the_shares_who_respond():
    drug, placebo = changes(full(patients=400, trials=200))
    gain = (drug <= -2).mean() - (placebo <= -2).mean()
    assert facts()["nnt_true"] == pytest.approx(1 / gain, rel=0.08)
    assert facts(effect=0.0, response_sd=0.0)["nnt_true_side"] == "none"
    assert facts(effect=0.5, response_sd=0.0)["nnt_true_side"] == "harm"


def test_presets_are_the_trials_as_printed():
    trials = data.load("trials").set_index("study")
    for name, study in (("final-2024", "FINAL 2024"), ("innova-2026", "INNOVA 2026"), ("younger-2013", "Younger 2013")):
        values, row = preset(name), trials.loc[study]
        assert values["effect"] == row["difference_points"]
        assert values["patients"] == row["n_analysed"] // 2
        design = getattr(published, study.split()[0].upper().replace("YOUNGER", "YOUNGER_2013"))
        assert (values["design"] == "crossover") == design.crossover
        assert values["placebo"] == PLACEBO[study] == design.population["placebo_mean"]
        assert "does not make it true" in words(**values)
    assert "no washout" in words(**preset("younger-2013"))
    assert "second-hand" in words(**preset("innova-2026"))
    assert "does not make it true" not in words()


def test_the_guess_is_right_in_theory_and_in_what_is_shown():
    prediction = DECLARATION.prediction
    shown = facts(**prediction.values)
    assert prediction.options[prediction.right] == "About 1"
    assert 20 * shown["power"] / 100 == pytest.approx(shown["expected"]) == pytest.approx(1)
    assert shown["hits"] == 1
    assert guessed(DECLARATION).startswith("On average 1 of 20 is, by chance alone")
    assert f"Here {facts()['hits']} of 20 trials" in prediction.question
    assert prediction.options[2] == f"About {facts()['hits']}, as now"


def test_what_is_shown_first_is_typical():
    """Also its last trial, of which the picture shows the people: no lucky one."""
    first, effects = facts(), explored(DECLARATION, full())["difference"]
    true = stats.norm.cdf((-2 - np.array([-0.9 - 0.35, -0.9])) / [SD_DRUG, SD_PLACEBO])
    assert first["hits"] == round(first["expected"]) == 4
    assert effects[-1] == pytest.approx(np.median(effects), abs=0.05)
    assert effects[-1] == pytest.approx(-0.35, abs=0.05)
    assert [first["responders"], first["responders_placebo"]] == pytest.approx(list(49 * true), abs=3)
    assert first["exaggeration"] == pytest.approx(first["expected_exaggeration"], abs=0.2)
    assert first["wrong"] == pytest.approx(20 * prospects(-0.35, SD, 49).wrong_sign, abs=1)
    assert first["hits_wrong"] == 0


def test_words_fit_what_was_found():
    assert "none of the trials collected" in words(effect=0.0, trials=1)
    assert "false positives" in words(effect=0.0, trials=200)
    assert "None of the trials collected" in words(trials=1, patients=8)
    assert "does harm" in words(effect=0.4)
    assert "carry-over" in words(**CROSSOVER)
    assert "through infinity" in words(trials=1)
    assert "barely exaggerate" in words(patients=400, effect=-0.8)


def test_one_trial_is_no_course_of_time():
    explorer = VirtualTrial(trials=1, patients=ENOUGH)
    found = explored(DECLARATION, explorer.state)
    assert found.names == ["1"]
    assert "the same truth, -0.35" in found.summary
    with pytest.raises(ValueError, match=r"painloop\.analysis\.statistics\.prospects"):
        explorer.trajectory()


def test_the_browsers_t_distribution_is_scipys():
    freedoms, at = [1, 2, 5, 14, 14.7, 96, 798, 1e5], [0.0, 1e-3, 0.5, 1.96, 4.0, 12.0, 200.0]
    answers = javascript(
        "return input.freedoms.map((f) => input.at.map((t) => statistics.tTest(t, 1, f)));",
        {"freedoms": freedoms, "at": at},
    )
    for freedom, row in zip(freedoms, answers, strict=True):
        np.testing.assert_allclose([each["p"] for each in row], 2 * stats.t.sf(at, freedom), atol=1e-12)
        assert row[0]["high"] == pytest.approx(stats.t.isf(0.025, freedom), rel=1e-11)


def test_the_browsers_normal_distribution_and_power_are_scipys():
    at, sizes, shifts = list(np.linspace(-12, 12, 97)), [4, 8, 49, 400, 5000], [0.1, 1.0, 3.0, 30.0]
    found, answers = javascript(
        """return [input.at.map(statistics.normalCdf),
          input.sizes.map((n) => input.shifts.map((shift) => statistics.prospects(shift, 2 * n - 2)))];""",
        {"at": at, "sizes": sizes, "shifts": shifts},
    )
    np.testing.assert_allclose(found, stats.norm.cdf(at), atol=1e-15)
    for n, row in zip(sizes, answers, strict=True):
        for shift, each in zip(shifts, row, strict=True):
            theory = prospects(-shift * np.sqrt(2 / n), 1.0, n)
            assert each["power"] == pytest.approx(theory.power, rel=1e-10)
            assert each["exaggeration"] == pytest.approx(theory.exaggeration, rel=1e-8)  # whose integral is no better
