"""The seats, the bar and its notch, read back: shares by Gaddum and the effect by Black and Leff, written out."""

import re
from collections import Counter
from math import log10

import numpy as np
import pytest
from bs4 import BeautifulSoup
from faces import edge_states, named_states, random_states
from oracle import still

from painloop.explorers.receptor_competition import DECLARATION

pytestmark = pytest.mark.slow

PLACES = np.geomspace(0.01, 100_000, 20).round(3)
RANDOM = [
    {**state, "probe": place} for state, place in zip(random_states(DECLARATION, 20), PLACES.tolist(), strict=True)
]
STATES = [*RANDOM, *named_states(DECLARATION), *edge_states(DECLARATION)]
every = pytest.mark.parametrize("state", STATES, ids=map(str, range(len(STATES))))
WHO = {
    "circle[fill='var(--stroke-agonist)']": "agonist",
    "circle[stroke='var(--stroke-partial)']": "partial",
    "circle[stroke='var(--stroke-antagonist)']": "antagonist",
    "path[stroke='var(--ink-soft)']": "lost",
}
NAMED = {"agonist": "agonist", "Naltrexone": "antagonist", "partial agonist": "partial", "Lost": "lost"}
FULL = 308  # px of the bar, from 26


def scene(state):
    return BeautifulSoup(still(DECLARATION, state), "html.parser").select_one("svg.scene")


def bound(state, alone=False):
    """Shares of all receptors, and the effect in per cent, at the concentration where the reader looks."""
    k = DECLARATION.model.by_key()
    A = state["probe"]
    B, P, q = (0.0, 0.0, 1.0) if alone else (state["antagonist"], state["partial"], state["working"] / 100)
    parts = {"agonist": A / k["K_A"], "partial": P / k["K_P"], "antagonist": B / k["K_B"]}
    shares = {who: q * part / (1 + sum(parts.values())) for who, part in parts.items()}
    power = (state["efficacy"] * shares["agonist"] + k["tau_P"] * shares["partial"]) ** k["n"]
    return {**shares, "lost": 1 - q}, 100 * power / (1 + power)


def seats(svg):
    """Who sits where, by the place of the seat: its number across and whether it is below."""
    found = {}
    for seat in svg.select("g[transform*='rotate']"):
        x, y, turned = map(float, re.findall(r"[\d.]+", seat["transform"]))
        assert (y, turned) in ((62, 0), (188, 180))
        found[round((x - 36) / 32), turned == 180] = next((who for how, who in WHO.items() if seat.select(how)), "free")
    return found


@every
def test_of_20_seats_as_many_are_held_as_the_model_has_shares_within_half_a_seat(state):
    held, (shares, _) = seats(scene(state)), bound(state)
    assert set(held) == {(across, below) for across in range(10) for below in (False, True)}
    count = Counter(held.values())
    off = [count[who] - 20 * share for who, share in shares.items()]
    rounded = [round(20 * share) - 20 * share for share in shares.values()]
    # Where all rounded would leave a whole seat too many or too few to the free ones, the one furthest off gives way.
    assert sum(abs(each) > 0.5 for each in off) == (abs(sum(rounded)) >= 1)
    assert max(map(abs, off)) < 1
    assert count["free"] == pytest.approx(20 * (1 - sum(shares.values())), abs=1)


@every
def test_each_sort_sits_together_and_the_lost_seats_come_last(state):
    held = seats(scene(state))
    row = [held[across, below] for below in (False, True) for across in range(10)]
    order = ["agonist", "partial", "antagonist", "free", "lost"]
    assert row == sorted(row, key=order.index)


@every
def test_the_bar_is_as_long_as_the_effect_and_its_notch_is_the_agonist_alone(state):
    svg, (_, effect), (_, alone) = scene(state), bound(state), bound(state, alone=True)
    [bar] = svg.select("rect[fill='var(--stroke-now)'][height='14']")
    assert float(bar["x"]) == 26
    assert float(bar["width"]) == pytest.approx(FULL * effect / 100, abs=1)
    notches = [float(re.findall(r"[\d.]+", each.parent["transform"])[0]) for each in svg.select("path[d='M0 123V145']")]
    as_alone = (state["antagonist"], state["partial"], state["working"]) == (0, 0, 100)
    assert notches == ([] if as_alone else [pytest.approx(26 + FULL * alone / 100, abs=1)])


@every
def test_its_words_say_the_same_numbers(state):
    svg, (shares, effect), (_, alone) = scene(state), bound(state), bound(state, alone=True)
    place = float(f"{state['probe']:.3g}")
    texts = [text.text for text in svg.select("text")]
    assert f"effect at {place:,.10g} nM of agonist" in [text.replace("\u00a0", " ") for text in texts]
    [held, *told] = [float(number) for text in texts for number in re.findall(r"([\d.]+)[ \u00a0]%", text)]
    assert held == pytest.approx(100 * shares["agonist"], abs=0.06)  # an effect without a seat is one of few receptors
    assert told == pytest.approx([effect, alone][: len(told)], abs=0.6)
    said = dict(re.findall(r"(agonist|Naltrexone|partial agonist|Lost)[a-z: ]* (\d+)\u00a0%", _after(svg)))
    there = {"antagonist": state["antagonist"] > 0, "partial": state["partial"] > 0, "lost": state["working"] < 100}
    assert {NAMED[name]: float(number) for name, number in said.items()} == {
        who: pytest.approx(100 * share, abs=0.6) for who, share in shares.items() if there.get(who, True)
    }
    assert len(svg["aria-label"].split()) <= 30


def _after(svg):
    """What is said of who holds how many, after the sentence of the effect."""
    return svg["aria-label"].partition(". ")[2]


@every
def test_the_charts_are_marked_where_the_reader_looks(state):
    page = BeautifulSoup(still(DECLARATION, state), "html.parser")
    charts = page.select("svg.chart")
    for chart in charts:
        [line] = chart.select(".chart__probe line")
        x, last = (
            float(charts[-1].select(".chart__x .tick")[i]["transform"].split("(")[1].split(",")[0]) for i in (0, -1)
        )
        assert float(line["x1"]) == pytest.approx(x + (log10(state["probe"]) + 2) / 7 * (last - x), abs=1)
