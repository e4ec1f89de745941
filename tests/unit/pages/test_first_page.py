"""The picture on the first page shows the trials where the table has them."""

import re

import pytest

from painloop import data
from painloop.pages import landing


def test_every_trial_with_an_interval_lies_where_its_numbers_are():
    svg = landing.forest("fig-x", "A caption.").html
    rows = data.load("trials").query("condition == 'fibromyalgia'").dropna(subset=["low_points"])
    assert re.findall(r'<text x="0"[^>]*>([^<]+)', svg) == list(rows.study)
    zero, one = (float(re.search(rf'<text x="([\d.]+)"[^>]*>{name}<', svg)[1]) for name in ("no difference", "1"))
    lines = re.findall(r'<path d="M([\d.]+) [\d.]+H([\d.]+)".*?<circle cx="([\d.]+)"', svg)
    drawn = [[(float(x) - zero) / (one - zero) for x in line] for line in lines]
    for found, row in zip(drawn, rows.itertuples(), strict=True):
        assert found == pytest.approx([row.low_points, row.high_points, row.difference_points], abs=0.01)


def test_who_does_not_see_it_hears_the_numbers():
    printed = landing.forest("fig-x", "A caption.")
    assert "FINAL 2024: -0.34, from -0.95 to 0.27." in printed.html
    assert "(fig-x)=" in printed.myst
