"""Guesses: no answer can be read off what stands beside them, and the right one is flagged where the model has it.

A question is a sham where whoever looks before answering sees the answer: in a number, in a curve, or because what is
shown afterwards is what stood there.
"""

import numpy as np
import pytest
from faces import EXPLORERS
from oracle import answered, explored, full

GUESSED = {name: each.declaration for name, each in EXPLORERS.items() if each.declaration.prediction}
FLAGGED = {name: each for name, each in GUESSED.items() if each.prediction.view}
# Of the full width and height of a chart: how far the right answer may lie from every curve.
NEAR = 0.06

# Which answer somebody gives who reads it off a state: what a guess asks, asked of the measures of that state.
READ = {
    "ClaimCheck": lambda it: None if it["topic"] == "all" else (it["topic"] == "phantom-limb-pain") * 2,
    "DoseClock": lambda it: np.abs(np.array([0.40, 0.66, 0.79]) - it["at_occupancy_brain_retention"]).argmin(),
    "DoseParadox": lambda it: int(1 + np.sign(2.24 - it["best_now"]) * (abs(it["best_now"] - 2.24) > 0.2)),
    "PainLoop": lambda it: np.abs(np.array([0.5, 0.6, 6.0]) - it["end"]).argmin(),
    "PatientOnLdn": lambda it: 1 if it["lasts_now"] else 2,
    "PotencyGap": lambda it: 1 if it["peak_glia"] < 1 and it["pEC50"] >= 6 else None,
    "ReceptorCompetition": lambda it: np.abs(np.array([10.0, 50.0, it["top_alone"]]) - it["top_now"]).argmin(),
    "StressTest": lambda it: {7: 0, 5: 1, 0: 2}[it["holding"]],
    "TippingPoint": lambda it: 2 if it["end"] > 3 else 0 if it["down"] > 0.1 else 1,
    "TrialForest": lambda it: 0 if it["high"] < 0 else 2 if it["low"] > 0 else 1,
    "VirtualTrial": lambda it: np.abs(np.array([0, 1, 4]) - it["expected"]).argmin(),
}
STAYS = {"TrialForest"}  # it asks whether something changes, and nothing does: one trial more, and the answer is open


def states(declaration):
    """What stands there at first, and what is shown to whoever guessed."""
    return full(declaration), full(declaration, **declaration.prediction.values)


def chart(declaration):
    return next(view for view in declaration.views if view.key == declaration.prediction.view)


def curves(declaration, state):
    """The curves of the chart on which answers are flagged, by key, and what carries places there.

    All are in shares of its width and height.
    """
    view = chart(declaration)
    found = explored(declaration, state)
    axis = view.across or declaration.source.axis
    along, top = np.array(found.along), view.top or max(np.nanmax(found[each.key]) for each in view.series)
    drawn = {
        each.key: (np.array(found[each.over]) if each.over else along, np.array(found[each.key]) * view.factor)
        for each in view.series
    }
    ends = [found.measures.get(end, end) for end in (axis.low, axis.high)]
    every = np.concatenate([xs for xs, _ in drawn.values()])
    low, high = (end if given is None else given for given, end in zip(ends, (every.min(), every.max()), strict=True))
    scale = np.log10 if axis.scale == "log" else np.asarray

    def placed(xs, ys):
        inside = (np.asarray(xs) >= low) & (np.asarray(xs) <= high)
        across = (scale(np.where(inside, xs, high)) - scale(low)) / (scale(high) - scale(low))
        return np.where(inside, across, np.nan), np.asarray(ys) / top

    return {key: placed(*curve) for key, curve in drawn.items()}, lambda place: placed(*place)


def far(curve, place):
    xs, ys = curve
    return np.nanmin(np.hypot(xs - place[0], ys - place[1]))


def distance(declaration, place):
    """From a place to the nearest curve of its chart, in the state that is shown to whoever guessed."""
    drawn, scaled = curves(declaration, states(declaration)[1])
    return min(far(curve, scaled(place)) for curve in drawn.values())


def flagged(declaration):
    """The curves on which the right answer lies, in the state that is shown to whoever guessed."""
    guess = declaration.prediction
    drawn, scaled = curves(declaration, states(declaration)[1])
    return [each for each in lines(drawn) if far(each, scaled(guess.places[guess.right])) < NEAR]


def lines(drawn):
    """Curves that are no single dots."""
    return [curve for curve in drawn.values() if curve[0].size > 1]


@pytest.mark.parametrize("name", GUESSED)
def test_what_is_shown_after_a_guess_is_another_state_in_words_and_answer(name):
    declaration = GUESSED[name]
    first, after = states(declaration)
    assert first != after
    assert answered(declaration, first) != answered(declaration, after)
    assert explored(declaration, first).summary != explored(declaration, after).summary


@pytest.mark.parametrize("name", GUESSED)
def test_the_right_answer_is_what_the_model_says_and_not_what_stands_there_before(name):
    declaration = GUESSED[name]
    first, after = explored(declaration, *states(declaration))
    assert READ[name](after.measures) == declaration.prediction.right
    assert (READ[name](first.measures) == declaration.prediction.right) == (name in STAYS)


@pytest.mark.parametrize("name", FLAGGED)
def test_the_right_answer_lies_on_a_curve_that_is_not_drawn_before_the_guess(name):
    declaration = FLAGGED[name]
    before = lines(curves(declaration, states(declaration)[0])[0])

    def apart(curve, other):
        return max(far(other, place) for place in zip(*curve, strict=True) if np.isfinite(place).all())

    assert any(min(apart(curve, other) for other in before) > NEAR for curve in flagged(declaration))


def test_seven_guesses_have_a_place():
    assert len(FLAGGED) == 7


@pytest.mark.parametrize("name", GUESSED)
def test_every_answer_has_a_place_or_none_has(name):
    guess = GUESSED[name].prediction
    assert len(guess.places) == (len(guess.options) if guess.view else 0)
    assert len(set(guess.places)) == len(guess.places)


@pytest.mark.parametrize("name", FLAGGED)
def test_the_right_answer_is_flagged_where_the_model_has_it(name):
    guess = FLAGGED[name].prediction
    assert distance(FLAGGED[name], guess.places[guess.right]) < NEAR


@pytest.mark.parametrize("name", FLAGGED)
def test_some_wrong_answer_is_flagged_further_off(name):
    guess = FLAGGED[name].prediction
    wrong = [distance(FLAGGED[name], place) for i, place in enumerate(guess.places) if i != guess.right]
    assert max(wrong) > distance(FLAGGED[name], guess.places[guess.right])


def test_where_pain_comes_and_lets_go_is_said_as_it_is():
    """The question tells the two numbers of what stands there, and the answers are told apart by the second."""
    declaration = FLAGGED["TippingPoint"]
    guess = declaration.prediction
    first, after = (found.measures for found in explored(declaration, *states(declaration)))
    assert f"passes {first['up']:.2f}, and lets go at {first['down']:.2f}" in guess.question
    assert all(f"{first['down']:.2f}" in option for option in guess.options if option != "not even at 0")
    assert after["tipped"]
    assert after["down"] < 0 < first["down"]
