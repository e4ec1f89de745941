"""The well, its water and what stands in it, read back: against the plasma model, closed forms and `analysis.dose`."""

import re
from functools import cache
from math import log10

import pytest
from bs4 import BeautifulSoup
from faces import edge_states, named_states, random_states
from oracle import still

from painloop.analysis.dose import dose_response, peak_in_plasma
from painloop.explorers.potency_gap import DECLARATION
from painloop.models import oral_naltrexone, receptor_blockade
from painloop.models.antagonist_signal import EC50_MU
from painloop.models.patient_on_ldn import with_account

pytestmark = pytest.mark.slow

STATES = [*random_states(DECLARATION, 20), *named_states(DECLARATION), *edge_states(DECLARATION)]
every = pytest.mark.parametrize("state", STATES, ids=map(str, range(len(STATES))))
FLOOR, STOREY = 200, 24  # px: where 0.01 nM is, and a tenfold
RING = 26.4  # px of a ring that is closed
HALF_BLOCKS = {  # nM, by account
    "two_phase": EC50_MU.default,
    "plasma_driven": receptor_blockade.K_I.default / receptor_blockade.F_U.default,
    "brain_retention": 1000 * receptor_blockade.EC50.default / oral_naltrexone.MOLAR_MASS.default,
}


@cache
def drawn(*items):
    return BeautifulSoup(still(DECLARATION, dict(items)), "html.parser").select_one("svg.scene")


def scene(state):
    return drawn(*state.items())


peak = cache(peak_in_plasma)


@cache
def settled(dose, pEC50, T_max, alpha, account):
    values = {"EC50_TLR4": 10 ** (9 - pEC50), "T_max": T_max, "alpha": alpha}
    found = dose_response(with_account(account).widened(), [dose], **values)
    return {key: float(found[key][0]) for key in ("blocked", "glial_inhibition")}


def height(nM):
    """Where a concentration is in the well."""
    return FLOOR - STOREY * (log10(nM) + 2)


def numbers(text):
    return [float(number) for number in re.findall(r"-?[\d.]+", text)]


def place(node):
    return numbers(node["transform"])[:2]


@every
def test_the_water_stands_at_the_peak_in_plasma_within_a_pixel(state):
    svg, level = scene(state), height(peak(state["dose"]))
    [water] = svg.select("rect[x='62']")
    assert float(water["y"]) == pytest.approx(level, abs=1)
    assert float(water["y"]) + float(water["height"]) == pytest.approx(204, abs=0.1)
    [wave] = svg.select("path[transform^='translate(62 ']")
    assert place(wave)[1] == pytest.approx(level, abs=1)


@every
def test_receptor_glia_and_dish_stand_at_what_half_an_effect_takes(state):
    svg = scene(state)
    dish, seat = (place(node)[1] for node in svg.select("g[transform^='translate(114 ']"))
    [glia] = svg.select("g[transform^='translate(171 ']")
    assert dish == pytest.approx(height(105_500), abs=0.1)
    assert seat == pytest.approx(height(HALF_BLOCKS[state["account"]]), abs=0.1)
    assert place(glia)[1] == pytest.approx(height(10 ** (9 - state["pEC50"])), abs=0.1)


@every
def test_nothing_in_the_well_leaves_the_picture(state):
    """Glia and seats are 24 px tall, and what is written under glia 20."""
    for node in scene(state).select("g[transform^='translate(1']"):
        assert 24 <= place(node)[1] <= 202


@every
def test_the_storeys_between_water_and_glia_are_counted_where_there_is_room(state):
    svg = scene(state)
    gap = 9 - state["pEC50"] - log10(peak(state["dose"]))
    told = [float(text.text.split()[0]) for text in svg.select("text") if text.text.endswith("storeys")]
    assert told == ([pytest.approx(gap, abs=0.06)] if gap > 1.5 else [])
    for arrow in svg.select("path[d^='M171']"):
        _, top, bottom = numbers(arrow["d"])
        assert top == pytest.approx(height(10 ** (9 - state["pEC50"])) + 25, abs=0.1)
        assert bottom == pytest.approx(height(peak(state["dose"])) - 5, abs=1)
        assert bottom - top >= 5
    assert len(svg.select("path[d^='M171']")) == (gap > 1.5)


@every
def test_glia_pale_and_shrink_as_the_model_holds_them_back(state):
    svg, held = scene(state), settled(**state)["glial_inhibition"]
    level = 1 - min(1, held / 0.6)
    stars = [path for path in svg.select("path") if path["d"].startswith("M0-32")]
    assert len(stars) == 4
    for star in stars:
        assert float(star["fill-opacity"]) == pytest.approx(0.7 * level, abs=0.02)
        assert numbers(star.parent["transform"]) == [pytest.approx(0.75 + 0.4 * level, abs=0.02)]


@every
def test_the_ring_closes_as_the_receptor_is_blocked(state):
    rings = scene(state).select("circle[stroke-dasharray]")
    assert len(rings) == 2
    for ring in rings:
        assert numbers(ring["stroke-dasharray"])[0] == pytest.approx(RING * settled(**state)["blocked"], abs=0.5)


@every
def test_its_words_say_the_same_numbers(state):
    svg, now = scene(state), settled(**state)
    texts = [text.text.replace("\u00a0", " ") for text in svg.select("text")]
    nM = peak(state["dose"])
    assert [float(text.split()[0]) for text in texts[-5:] if text.endswith(" nM")] == [pytest.approx(nM, rel=0.06)]
    told = [float(text.split()[0]) for text in texts if text.endswith(" %")]
    assert told == pytest.approx([100 * now["glial_inhibition"], 100 * now["blocked"]], abs=1.1)
    said = svg["aria-label"].replace("\u00a0", " ")
    assert len(said.split()) <= 30
    assert float(re.findall(r"peaks at ([\d.]+) nM", said)[0]) == pytest.approx(nM, rel=0.06)
    gap = 9 - state["pEC50"] - log10(nM)
    if abs(gap - 0.05) > 0.002:
        below = re.findall(r"([\d.]+) storeys below the glia", said)
        assert list(map(float, below)) == ([pytest.approx(gap, abs=0.06)] if gap > 0.05 else [])
    assert float(re.findall(r"(\d+) % of their", said)[0]) == pytest.approx(100 * now["glial_inhibition"], abs=1.1)


def test_the_well_is_marked_at_every_tenfold():
    texts = {text.text: float(text["y"]) for text in scene(DECLARATION.defaults).select("text[x='54']")}
    units = {"nM": 1, "µM": 1000}
    for words, y in texts.items():
        number, unit = words.split()
        assert y - 5 == pytest.approx(height(float(number) * units[unit]), abs=0.1), words
    assert len(texts) == 7


def test_its_caption_is_short():
    assert len(DECLARATION.scene.caption.split()) <= 25
