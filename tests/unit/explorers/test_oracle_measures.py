"""Reading numbers off curves is arithmetic on curves made by hand."""

from math import inf

import numpy as np
import pytest
from javascript import run as javascript

BENT = [0.0, 2.0, 6.0, 4.0, -2.0, 3.0]  # over 1, 10, 100, 1000, 2000, 4000
ALONG = [1.0, 10.0, 100.0, 1000.0, 2000.0, 4000.0]
EXTREMES = ("peak", "peak_at", "lowest", "lowest_at", "end")
HOWS = (*EXTREMES, "hours_above", "reaches")


@pytest.fixture(scope="module")
def readings():
    """Every way of reading, of a curve drawn 10 times as high as it is, with a threshold of 30 as drawn."""
    view = {
        "key": "v",
        "factor": 10,
        "threshold": 30,
        "series": [{"key": "y", "stroke": "now"}, {"key": "z", "stroke": "old"}],
    }
    measures = [{"key": how, "view": "v", "how": how, "factor": 100, "column": ""} for how in HOWS]
    hidden = {"key": "alone", "view": "v", "how": "end", "factor": 2, "column": "z"}
    return javascript(
        """const curves = { along: Float64Array.from(input.along), facts: { fact: "told" },
          columns: { y: Float64Array.from(input.bent), z: Float64Array.from(input.bent, () => 1) } };
        return measures.measured({ source: { kind: "sweep" }, ...input.spec }, { dose: 3 }, curves);""",
        {"along": ALONG, "bent": BENT, "spec": {"views": [view], "measures": [*measures, hidden]}},
    )


def test_every_way_of_reading_a_curve_is_arithmetic(readings):
    above = 90 * (6 - 3) / (6 - 2) + 900 * 1 + 1000 * (4 - 3) / (4 + 2)
    now = {"peak": 600, "peak_at": 100, "lowest": -200, "lowest_at": 2000, "end": 300}
    now |= {"hours_above": above, "reaches": 10 * 10 ** (1 / 4)}
    old = {"peak": 100, "peak_at": 1, "lowest": 100, "lowest_at": 1, "end": 100, "hours_above": 0, "reaches": None}
    for how in HOWS:
        assert readings[f"{how}_now"] == pytest.approx(now[how]), how
        assert readings[f"{how}_old"] == (inf if how == "reaches" else pytest.approx(old[how])), how
    assert readings["alone"] == 2
    assert (readings["dose"], readings["fact"]) == (3, "told")
    assert len(readings) == 2 * len(HOWS) + 3


def looked_at(held):
    """Where a reader looks whose control holds that: the place, what it is called, and the curve there."""
    control = {"key": "look", "unit": "h"}
    found = javascript(
        """const curves = { along: Float64Array.from(input.along), facts: {},
          columns: { y: Float64Array.from(input.bent), short: Float64Array.of(1) } };
        return measures.measured({ source: { kind: "sweep", axis: { key: "x" } }, probe: "look",
          controls: [{ key: "other" }, input.control], views: [], measures: [] }, { look: input.held }, curves);""",
        {"along": ALONG, "bent": BENT, "control": control, "held": held},
    )
    assert "at_short" not in found
    return found["at_x"], found["probe_text"], found["at_y"]


@pytest.mark.parametrize("held", [1.0, 7.0, 10.0, 550.0, 1500.0, 3999.0, 4000.0])
def test_where_the_reader_looks_a_curve_is_straight_between_its_points(held):
    assert looked_at(held) == (
        held,
        f"{float(f'{held:.3g}'):,.10g}\u00a0h",
        pytest.approx(np.interp(held, ALONG, BENT), abs=1e-12),
    )


def test_a_reader_who_looks_beyond_the_curves_looks_at_their_ends():
    assert looked_at(0.0) == (1, "1\u00a0h", 0)
    assert looked_at(1e6) == (4000, "4,000\u00a0h", 3)


@pytest.mark.slow
@pytest.mark.parametrize("level", [-1.0, 0.0, 3.0, 5.5, 7.0])
def test_hours_above_are_those_of_the_straight_lines_between_points(level):
    found = javascript(
        "return measures.hoursAbove(input.t, input.y, input.level);", {"t": ALONG, "y": BENT, "level": level}
    )
    fine = np.linspace(1, 4000, 3_999_001)
    assert found == pytest.approx(3999 * (np.interp(fine, ALONG, BENT) > level).mean(), abs=0.01)


def test_the_first_place_that_reaches_lies_straight_over_the_logarithm():
    asked = [([1, 100], [0, 100], 50), ([1, 10], [60, 80], 50), ([1, 10], [0, 40], 50), ([2, 8, 32], [50, 0, 90], 50)]
    asked += [([1, 4, 16], [0, 10, 50], 50), ([1, 4, 16, 64], [0, 60, 0, 90], 30)]
    found = javascript("return input.map((each) => measures.reaches(...each));", asked)
    assert found == pytest.approx([10, 1, inf, 2, 16, 2])


def test_the_readings_of_nightly_doses_are_of_the_last_day_alone():
    """A curve that is its own hour: the peak is where the last day ends, the lowest where it begins."""
    spec = {"key": "v", "factor": 1, "threshold": None, "series": [{"key": "y", "stroke": "now"}]}
    measures = [{"key": how, "view": "v", "how": how, "factor": 1, "column": ""} for how in EXTREMES]
    source = {"kind": "regimen", "amount": "dose", "schedule": "schedule", "days": "days", "every": 24}
    found = javascript(
        """const along = Float64Array.from({ length: 5 * 24 + 1 }, (_, hour) => hour);
        return ["nightly", "once"].map((schedule) =>
          measures.measured(input, { dose: 1, schedule, days: 5 }, { along, columns: { y: along }, facts: {} }));""",
        {"source": source, "views": [spec], "measures": measures},
    )
    read = [[each[f"{how}_now"] for how in EXTREMES] for each in found]
    assert read == [[120, 120, 96, 96, 120], [24, 24, 0, 0, 24]]
