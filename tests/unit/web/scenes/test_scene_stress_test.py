"""The bridge of the stress test, read back: a plank is whole where `analysis.sensitivity` says that it holds."""

import re
from functools import cache
from itertools import product

import numpy as np
import pytest
from bs4 import BeautifulSoup
from faces import named_states, random_states
from oracle import still

from painloop.analysis.sensitivity import CONCLUSIONS, VARIED, conclusions
from painloop.explorers.stress_test import DECLARATION
from painloop.models.patient_on_ldn import PRESETS

pytestmark = pytest.mark.slow

STATES = [
    *random_states(DECLARATION, 20),
    *named_states(DECLARATION),
    {**DECLARATION.defaults, "position": "glia-arm-off", "u": 150.0, "alpha": 150.0},  # holds, though not as told
]
POSITIONS = {preset.key: preset for preset in PRESETS}
WORDS = {
    "bistable": "two lasting states",
    "inverted_u": "tone peaks at 1 to 10 mg",
    "tone_falls_at_50": "50 mg lowers tone",
    "no_gain_at_50": "50 mg no better than none",
    "low_dose_helps": "low dose weakens the loop",
    "escape_at_4_5": "escape at 4.5 mg",
    "no_escape_at_50": "no escape at 50 mg",
}
every = pytest.mark.parametrize("i", range(len(STATES)))


def values(state, told):
    """What the position gives the parameters that its account has, as told or as the state changes them."""
    preset = POSITIONS[state["position"]]
    given = preset.model.by_key(**preset.values)
    return {key: float(given[key]) * (1 if told else state[key] / 100) for key in VARIED if key in given}


@cache
def held():
    """By state and whether as told, which conclusions hold; each account is asked for all of its states at once."""
    found = {}
    for account in {preset.account for preset in PRESETS}:
        asked = [(i, told) for i, told in product(range(len(STATES)), [False, True]) if account_of(i) == account]
        model = next(preset.model for preset in PRESETS if preset.account == account)
        plain, rows = model.by_key(), [values(STATES[i], told) for i, told in asked]
        answer = conclusions(model, {key: np.array([row[key] / plain[key] for row in rows]) for key in rows[0]})
        found |= {case: [bool(answer[key][place]) for key in CONCLUSIONS] for place, case in enumerate(asked)}
    return found


def account_of(i):
    return POSITIONS[STATES[i]["position"]].account


@cache
def scene(i):
    return BeautifulSoup(still(DECLARATION, STATES[i]), "html.parser").select_one("svg.scene")


def planks(i):
    """For each place of the bridge whether the plank is whole, has a ghost, and has a plus."""
    places = scene(i).select('g[transform^="translate(180 "]')
    return [(len(shapes(each, *WHOLE)), len(shapes(each, *GHOST)), len(shapes(each, *PLUS))) for each in places]


def shapes(group, name, value):
    return [path for path in group.select("path") if path.get(name) == value and path.parent is group]


WHOLE, GHOST, PLUS = ("fill", "var(--skin)"), ("stroke-dasharray", "4 4"), ("stroke-width", "2.5")


@every
def test_a_plank_is_whole_while_its_conclusion_holds_and_has_a_ghost_if_it_held_as_told(i):
    now, told = held()[i, False], held()[i, True]
    assert planks(i) == [(holds, before, holds and not before) for holds, before in zip(now, told, strict=True)]


@every
def test_a_plank_that_is_not_whole_is_two_stumps_that_hang(i):
    for group, holds in zip(scene(i).select('g[transform^="translate(180 "]'), held()[i, False], strict=True):
        hang = [each["transform"].split()[-1] for each in group.select("g")]
        assert hang == ([] if holds else ["rotate(15)", "rotate(-15)"])


@every
def test_each_plank_has_its_number_and_its_words_whole_or_not(i):
    said = [text.text for text in scene(i).select("text")]
    assert [text for text in said if re.fullmatch(r"\d", text)] == [str(place + 1) for place in range(len(CONCLUSIONS))]
    assert said[-len(WORDS) :] == list(WORDS.values())
    assert list(WORDS) == list(CONCLUSIONS)


@every
def test_words_and_planks_are_at_one_height(i):
    heights = [
        float(group["transform"].split()[1].strip("()")) for group in scene(i).select('g[transform^="translate(180 "]')
    ]
    words = [float(text["y"]) for text in scene(i).select("text") if text.text in WORDS.values()]
    assert words == [pytest.approx(height + 5, abs=0.01) for height in heights]


@every
def test_the_share_that_holds_is_said(i):
    now, told = held()[i, False], held()[i, True]
    assert f"{sum(now)} of {len(now)} planks hold" in [text.text for text in scene(i).select("text")]
    label = scene(i)["aria-label"]
    assert f"{sum(told)} do as it is told" in label
    assert [int(each) for each in re.findall(r"\d", label.partition("above")[2])] == [
        place + 1 for place, holds in enumerate(now) if not holds
    ]
    assert len(label.split()) <= 30


def test_what_is_drawn_shows_every_kind_of_plank():
    kinds = {kind for i in range(len(STATES)) for kind in planks(i)}
    assert kinds == {(1, 1, 0), (1, 0, 1), (0, 1, 0), (0, 0, 0)}


def test_the_caption_says_that_holding_is_not_being_true():
    assert "not being true" in DECLARATION.scene.caption
    assert len(re.findall(r"\w+", DECLARATION.scene.caption)) <= 25
