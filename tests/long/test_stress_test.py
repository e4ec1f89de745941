"""The stress test of the page draws the analysis' conclusions, for every parameter halved and raised by a half."""

import pytest
from faces import EXPLORERS
from oracle import explored, full

from painloop.analysis.sensitivity import CONCLUSIONS, conclusions, one_at_a_time
from painloop.models import patient_on_ldn


@pytest.fixture(scope="module")
def analysis():
    labels, factors = one_at_a_time()
    return labels, conclusions(patient_on_ldn.MODEL, factors)


def test_one_number_at_a_time_the_same_conclusions_fall(analysis):
    declaration = EXPLORERS["StressTest"].declaration
    assert list(declaration.source.conclusions) == list(CONCLUSIONS)
    labels, held = analysis
    differ = []
    for i, (key, factor) in enumerate(labels):
        holds = explored(declaration, full(declaration, **{key: 100 * factor}))["holds"]
        differ += [(key, factor, name) for name, page in zip(CONCLUSIONS, holds, strict=True) if page != held[name][i]]
    assert not differ
