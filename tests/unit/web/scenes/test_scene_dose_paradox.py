"""The seats and the gauge of tone, read back: against a settled day as `analysis.dose` follows it, hour by hour."""

import re
from collections import Counter
from functools import cache

import pytest
from bs4 import BeautifulSoup
from faces import edge_states, named_states, random_states
from oracle import still

from painloop.analysis.dose import dose_response
from painloop.explorers.dose_paradox import DECLARATION
from painloop.models.opioid_adaptation import with_account

pytestmark = pytest.mark.slow

STATES = [*random_states(DECLARATION, 20), *named_states(DECLARATION), *edge_states(DECLARATION)]
every = pytest.mark.parametrize("state", STATES, ids=map(str, range(len(STATES))))
ROWS = [191.0, 168.5, 146.0, 123.5, 101.0]  # of seats, from below; the lowest is the old one
DIAL = 119.38  # length of its arc, for twice the normal tone
HALF = 0.55  # of a seat, with what the script's 24 samples of a day are off
LABEL = 74  # px of "new seats" in a wide font


@cache
def drawn(*items):
    return BeautifulSoup(still(DECLARATION, dict(items)), "html.parser").select_one("svg.scene")


def scene(state):
    return drawn(*state.items())


@cache
def settled(dose, gain, exponent, loop, account):
    model = with_account(account).widened()
    closed = float(loop == "closed")
    found = dose_response(model, [dose], u=gain, closed_gain=gain, h=exponent, closed_loop=closed)
    return {key: float(found[key][0]) for key in ("U", "blocked", "tone")}


def seats(svg):
    """Who sits where: by the row from below, the number of the column and its occupant."""
    found = {}
    for seat in svg.select("g[transform*='scale(0.55)']"):
        if not seat.select("path"):
            continue
        x, y, _ = map(float, re.findall(r"[\d.]+", seat["transform"]))
        hues = {"agonist": seat.select("circle[fill]"), "antagonist": seat.select("circle[stroke]")}
        inside = [
            name for name in hues if seat.select(f"circle[{'fill' if name == 'agonist' else 'stroke'}*='{name}']")
        ]
        found[ROWS.index(y), round((x - 18.5) / 17)] = inside[0] if inside else "empty"
    return found


def counted(held, new):
    """How many seats of each sort there are in the old row, or in those above it."""
    return Counter(who for (row, _), who in held.items() if (row > 0) == new)


def shares(now):
    """Of a seat, by the model: that it carries tone, is blocked, or is left without opioid."""
    works = now["tone"] / now["U"]
    return {"agonist": works, "antagonist": now["blocked"], "empty": 1 - works - now["blocked"]}


@every
def test_of_20_old_seats_as_many_work_and_are_blocked_as_in_the_model_within_half_a_seat(state):
    held, now = counted(seats(scene(state)), new=False), settled(**state)
    assert held.total() == 20
    for who, share in shares(now).items():
        assert held[who] == pytest.approx(20 * share, abs=1 if who == "empty" else HALF), who


@every
def test_as_many_seats_are_added_as_the_body_adds_capacity_within_half_a_seat(state):
    held, now = counted(seats(scene(state)), new=True), settled(**state)
    added = 20 * (now["U"] - 1)
    assert held.total() == pytest.approx(added, abs=HALF)
    for who, share in shares(now).items():
        assert held[who] == pytest.approx(added * share, abs=1.5 if who == "antagonist" else 1), who


@every
def test_the_seats_that_work_number_the_tone_within_half_a_seat(state):
    """Old and new ones are counted together: 21 beside a tone of 107 per cent."""
    held, now = seats(scene(state)), settled(**state)
    assert Counter(held.values())["agonist"] == pytest.approx(20 * now["tone"], abs=HALF)


@every
def test_new_seats_fill_their_rows_from_the_right_and_those_that_work_come_first(state):
    """So they stand above the old seats that are blocked."""
    held = seats(scene(state))
    old = [held[0, col] for col in range(20)]
    new = [held[place] for row in range(1, 5) for col in reversed(range(20)) if (place := (row, col)) in held]
    assert old == sorted(old, key=["agonist", "antagonist", "empty"].index)
    assert new == sorted(new, key=["agonist", "empty", "antagonist"].index)
    places = [(row, col) for row in range(1, 5) for col in reversed(range(20))]
    assert set(held) == {*((0, col) for col in range(20)), *places[: len(new)]}


@every
def test_the_needle_and_its_arc_stand_at_the_tone_within_a_pixel(state):
    svg, tone = scene(state), settled(**state)["tone"]
    [needle] = svg.select("g[transform^=rotate]")
    angle = float(re.findall(r"-?[\d.]+", needle["transform"])[0])
    assert 28 * 3.1416 / 180 * angle == pytest.approx(28 * 3.1416 / 180 * 90 * (tone - 1), abs=1)
    [arc] = svg.select("path[stroke-dasharray]")
    assert float(arc["stroke-dasharray"].split()[0]) == pytest.approx(DIAL * tone / 2, abs=1)


@every
def test_the_membrane_is_as_long_as_its_seats_and_the_name_of_the_new_ones_is_clear_of_them(state):
    svg = scene(state)
    held = seats(svg)
    rows = {row for row, _ in held}
    bands = sorted(svg.select("rect[height='11']"), key=lambda band: -float(band["y"]))
    assert len(bands) == len(rows) - 1
    for row, band in enumerate(bands, 1):
        first = min(18.5 + 17 * col for at, col in held if at == row)
        assert float(band["x"]) <= first + 1
        assert float(band["x"]) + float(band["width"]) == pytest.approx(352, abs=0.1)
    for label in (text for text in svg.select("text") if text.text == "new seats"):
        [row] = [row for row, y in enumerate(ROWS) if abs(y + 6 - float(label["y"])) < 1.1]
        taken = [18.5 + 17 * col - 7 for at, col in held if at == row]
        assert LABEL + 4 <= float(label["x"]) <= min([*taken, 352]) - 2


@every
def test_its_words_say_the_same_numbers(state):
    svg, now = scene(state), settled(**state)
    texts = [text.text.replace("\u00a0", " ") for text in svg.select("text")]
    assert f"{state['dose']:.3g} mg every night" in texts
    [tone] = [float(text.split()[1]) for text in texts if text.startswith("tone")]
    said = svg["aria-label"].replace("\u00a0", " ")
    told = [float(number) for number in re.findall(r"(\d+) %", said)]
    expected = [100 * now[key] for key in ("blocked", "U", "tone")]
    assert [*told, tone] == pytest.approx([*expected, expected[-1]], abs=1.1)
    assert len(said.split()) <= 30
    if abs(now["tone"] - 1) > 0.015:
        assert ("more than make up" in said) == (now["tone"] > 1)
        assert ("do not make up" in said) == (now["tone"] < 1)


def test_a_body_that_only_restores_what_it_lost_never_has_more_seats_at_work_than_it_had():
    for dose in (0.1, 0.5, 1.5, 4.5, 15.0, 50.0):
        held = seats(scene({**DECLARATION.defaults, "gain": 1.0, "dose": dose}))
        assert Counter(held.values())["agonist"] <= 20


def test_its_caption_is_short():
    assert len(DECLARATION.scene.caption.split()) <= 25
