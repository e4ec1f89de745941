"""Sets of parameters over their ranges: every part of each range once, nothing that whoever runs a model sets."""

from functools import cache
from itertools import combinations

import numpy as np
from javascript import run as javascript

SETS = 100


@cache
def drawn():
    """Of every model's every parameter: what it is, and its values in the sets."""
    found = javascript(
        """
        const sets = hypercube.hypercube(models, input);
        return Object.entries(models).flatMap(([name, model]) => model.parameters.map((parameter, i) => [
          name, parameter, sets.map((set) => set[name].parameters[i].default),
        ]));""",
        SETS,
    )
    return [(name, parameter, np.array(values)) for name, parameter, values in found]


def free():
    """The parameters about which there is doubt, each once."""
    doubted = [each for each in drawn() if not each[1]["given"] and each[1]["low"] < each[1]["high"]]
    return {(parameter["key"], parameter["name"]): (parameter, values) for _, parameter, values in doubted}


def shares(parameter, values):
    """Where in its range each value lies: from 0 to a half below the book's number, from there to 1 above it."""
    low, own, high = parameter["low"], parameter["default"], parameter["high"]
    below = (values - low) / (own - low or 1)
    return np.where(values < own, below / 2, 0.5 + (values - own) / (high - own or 1) / 2)


def test_each_hundredth_of_a_range_holds_one_set_and_half_of_them_lie_below_the_books_number():
    assert len(free()) > 30
    for parameter, values in free().values():
        low, own, high = parameter["low"], parameter["default"], parameter["high"]
        inside = (low if low < own else -np.inf, high if own < high else np.inf)  # at an end the half is one value
        found = shares(parameter, values)[(values != own) & (values > inside[0]) & (values < inside[1])]
        expected = [*range(50 if low < own else 0), *range(50, 100 if own < high else 50)]
        assert sorted(np.floor(SETS * found).astype(int)) == expected, parameter
        assert (values < own).sum() == (50 if low < own else 0)


def test_what_whoever_runs_a_model_sets_and_what_has_no_range_stays():
    left = [each for each in drawn() if each[1]["given"] or each[1]["low"] == each[1]["high"]]
    assert {"injury", "level", "factor", "inhibition", "closed_loop", "A", "B", "molar_mass"} <= {
        parameter["key"] for _, parameter, _ in left
    }
    for _, parameter, values in left:
        assert set(values) == {parameter["default"]}


def test_a_parameter_is_the_same_in_all_models_that_have_it():
    seen = {}
    for name, parameter, values in drawn():
        first, known = seen.setdefault((parameter["key"], parameter["name"]), (name, values))
        assert np.array_equal(known, values), (first, name, parameter)
    assert len(seen) < len(drawn())


def test_no_two_parameters_rise_and_fall_together():
    ranks = {key: shares(*each) for key, each in free().items()}
    for one, other in combinations(ranks, 2):
        assert abs(np.corrcoef(ranks[one], ranks[other])[0, 1]) < 0.42, (one, other)


def test_every_time_it_is_the_same():
    again = javascript("return hypercube.hypercube(models, 100).map((set) => set.pain_loop.parameters[1].default);")
    assert again == next(values.tolist() for name, p, values in drawn() if (name, p["key"]) == ("pain_loop", "n"))
