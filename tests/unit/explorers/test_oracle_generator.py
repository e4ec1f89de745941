"""The scripts' random numbers are Wellons' hash and Box and Muller's pairs, as NumPy gives them."""

import generator
import numpy as np
import pytest
from javascript import run as javascript
from scipy import stats

PEOPLE = 1024  # kept for each trial


@pytest.fixture(scope="module", params=[1, 2, 4_294_967_295])
def drawn(request):
    """Two pairs for each person of two trials: those of the scripts and those of NumPy, of shape (4, 2, people)."""
    asked = {"seed": request.param, "count": 4 * 2 * PEOPLE}
    found = javascript(
        """const drawPair = generator.normalPairs(input.seed);
        const z = new Float64Array(input.count);
        for (let place = 0; place < input.count; place += 2) drawPair(place, z, place);
        return z;""",
        asked,
    )
    expected = np.array(generator.normals(request.param, 2, PEOPLE))
    return np.array(found).reshape(2, PEOPLE, 4).transpose(2, 0, 1), expected


def test_every_number_is_that_of_its_seed_and_place(drawn):
    found, expected = drawn
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def test_they_are_normal_and_those_of_a_person_are_independent(drawn):
    found = drawn[0].reshape(4, -1)
    for numbers in found:
        assert stats.kstest(numbers, "norm").pvalue > 1e-3
    assert np.abs(np.corrcoef(found) - np.eye(4)).max() < 0.08


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_an_order_is_that_of_the_numbers_of_its_seed(seed):
    found = javascript("return generator.shuffled(input.count, input.seed);", {"count": 200, "seed": seed})
    assert found == np.argsort(generator.uniforms(seed, np.arange(200))).tolist()
