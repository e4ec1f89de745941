"""The two crowds, the desk and the drawer of the virtual trial, read back: people and trials as SciPy counts them."""

import re
from functools import cache
from itertools import pairwise

import generator
import numpy as np
import pytest
from bs4 import BeautifulSoup
from faces import random_states
from oracle import full, still
from scipy import stats

from painloop.explorers.virtual_trial import DECLARATION, DOTS

pytestmark = pytest.mark.slow

STATES = [
    *random_states(DECLARATION, 20),
    full(DECLARATION, trials=1),
    full(DECLARATION, trials=200),
    full(DECLARATION, effect=0.0, patients=8),
]
every = pytest.mark.parametrize("state", STATES, ids=map(str, range(len(STATES))))
PLACE = re.compile(r"translate\(([\d.-]+) ([\d.-]+)\)(?: scale\(([\d.]+) 1\))?")


@cache
def drawn(*items):
    return BeautifulSoup(still(DECLARATION, dict(items)), "html.parser").select_one("svg.scene")


def scene(state):
    return drawn(*state.items())


def changes(state):
    return dict(zip(("drug", "placebo"), generator.changes(state), strict=True))


def significant(state):
    drug, placebo = changes(state).values()
    paired = state["design"] == "crossover"
    test = stats.ttest_rel(drug, placebo, axis=1) if paired else stats.ttest_ind(drug, placebo, axis=1, equal_var=False)
    return test.pvalue < 0.05


def place(element):
    return [float(number) for number in PLACE.fullmatch(element["transform"]).groups(default="1")]  # type: ignore[union-attr]


COLOURS = {"placebo": "var(--stroke-alone)", "drug": "var(--stroke-now)"}


def crowd(svg, name):
    """Where the dots of a group stand, and which of them are filled."""
    rings = svg.select(f'circle[stroke="{COLOURS[name]}"]')
    filled = [bool(ring.parent.select(f'circle[fill="{COLOURS[name]}"]')) for ring in rings]
    return np.array([place(ring.parent)[:2] for ring in rings]), filled


@every
@pytest.mark.parametrize("name", COLOURS)
def test_as_many_dots_are_filled_as_people_improved_in_the_last_trial(state, name):
    last = changes(state)[name][-1]
    improved = int((last <= -2).sum())
    _, filled = crowd(scene(state), name)
    assert len(filled) == min(DOTS, len(last))
    assert sum(filled) == pytest.approx(len(filled) * improved / len(last), abs=0.5)
    assert len(last) > DOTS or sum(filled) == improved


@every
@pytest.mark.parametrize("name", COLOURS)
def test_every_dot_has_a_place_of_its_own_and_they_are_filled_from_below(state, name):
    places, filled = crowd(scene(state), name)
    assert len({tuple(each) for each in places}) == len(places)
    left, right = {"placebo": (8, 170), "drug": (190, 352)}[name]
    assert left <= places[:, 0].min() - 5
    assert places[:, 0].max() + 5 <= right
    heights = places[:, 1]
    assert not any(filled) or all(filled) or heights[filled].min() >= heights[~np.array(filled)].max()


@every
def test_the_words_count_people_and_trials(state):
    svg, hits = scene(state), significant(state)
    said = [text.text for text in svg.select("text")]
    for name, arm in changes(state).items():
        assert f"{name}: {(arm[-1] <= -2).sum()} of {arm.shape[1]}" in said
    assert f"on the desk: {hits.sum()}" in said
    assert f"in the drawer: {(~hits).sum()} not significant" in said
    assert f"significant: {hits.sum()} of {len(hits)} trials; in the drawer: {(~hits).sum()}." in svg["aria-label"]
    assert ("Everybody had both: who improved?" in said) == (state["design"] == "crossover")


@every
def test_the_exaggeration_stands_beside_the_desk_only_where_there_is_one(state):
    drug, placebo = (arm.mean(axis=1) for arm in changes(state).values())
    sizes, hits = np.abs(drug - placebo), significant(state)
    said = [text.text for text in scene(state).select("text") if "times the truth" in text.text]
    if hits.any() and state["effect"]:
        assert said == [f"showing {sizes[hits].mean() / abs(state['effect']):.1f} times the truth"]
    else:
        assert said == []


def cards(svg, colour):
    return [path for path in svg.select("path") if colour in (path.get("fill"), path.get("stroke"))]


@every
def test_each_trial_is_one_card_on_the_desk_or_in_the_drawer_in_its_order(state):
    svg, hits = scene(state), significant(state)
    on_desk = [place(card.parent) for card in cards(svg, "var(--stroke-significant)")]
    in_drawer = [place(card) for card in cards(svg, "var(--stroke-not_significant)")]
    side_by_side = max(20, len(hits))
    for found, which in ((on_desk, hits), (in_drawer, ~hits)):
        expected = 12 + 336 * (np.flatnonzero(which) + 0.5) / side_by_side
        np.testing.assert_allclose([x for x, *_ in found], expected, atol=0.01)
        assert {width for *_, width in found} <= {round(min(1, 20 / len(hits)), 2)}


@every
def test_no_card_covers_another(state):
    svg = scene(state)
    names = ("var(--stroke-significant)", "var(--stroke-not_significant)")
    found = [card if card.has_attr("transform") else card.parent for name in names for card in cards(svg, name)]
    places = sorted(place(each)[0] for each in found)
    width = 14 * place(found[0])[2]
    assert all(after - before >= width for before, after in pairwise(places))
    assert len(places) == state["trials"]
