"""The clock, the bath and the sponges, read back, against what `painloop.simulate` makes of the doses at that hour."""

import re
from functools import cache

import numpy as np
import pytest
from bs4 import BeautifulSoup
from faces import edge_states, named_states, random_states
from oracle import still

from painloop.explorers.dose_clock import DECLARATION
from painloop.models.receptor_blockade import ACCOUNTS
from painloop.runs.simulate import Dose, simulate

pytestmark = pytest.mark.slow

CONTRAST = {**DECLARATION.defaults, "hour": 48}
STATES = [*random_states(DECLARATION, 20), *named_states(DECLARATION), *edge_states(DECLARATION)]
every = pytest.mark.parametrize("state", STATES, ids=map(str, range(len(STATES))))
FULL, FLOOR = 46, 169.5  # px of the bath


@cache
def page(**state):
    return BeautifulSoup(still(DECLARATION, state), "html.parser")


def scene(state):
    return page(**state).select_one("svg.scene")


def hour_of(state):
    """Held within the days that are shown."""
    return min(state["hour"], 24 * state["days"])


def doses(state):
    count = state["days"] if state["schedule"] == "nightly" else 1
    return [Dose(24.0 * day, state["dose"]) for day in range(count)]


@cache
def followed(dose, schedule, days, hour):
    """The model at an hour, and the peak of the plasma in the days that are shown."""
    taken = doses({"dose": dose, "schedule": schedule, "days": days})
    times = np.union1d(np.linspace(0, 24 * days, 240 * days + 1), [float(hour)])
    run = simulate(DECLARATION.model, times, doses=taken)
    [place] = np.flatnonzero(times == hour)
    blocked = {account: run[f"occupancy_{account}"][place] for account in ACCOUNTS}
    return run["plasma_naltrexone"][place], run["plasma_naltrexone"].max(), blocked


def at_the_hour(state):
    return followed(state["dose"], state["schedule"], state["days"], hour_of(state))


def sponges(svg):
    """By the name that stands over it: the per cent said, who sits on each of its seats, and its stroke."""
    found = {}
    for group in svg.select("g:has(> rect[rx='12'])"):
        name, said = (text.text for text in group.select("text"))
        seats = [bool(seat.select("circle")) for seat in group.select("g[transform*='scale(0.7)']")]
        found[name] = said, seats, group.rect["stroke"]
    return found


@every
def test_the_hand_and_the_slice_behind_it_stand_at_the_hour_of_the_day(state):
    svg, clock = scene(state), hour_of(state) % 24
    [hand] = svg.select("path[d='M0 0V-19']")
    assert float(re.findall(r"rotate\(([\d.]+)\)", hand["transform"])[0]) == pytest.approx(15 * clock, abs=1)
    [part] = svg.select("circle[pathlength], circle[pathLength]")
    assert list(map(float, part["stroke-dasharray"].split())) == [clock, 24]
    texts = [text.text for text in svg.select("text")]
    assert texts[:2] == [f"{hour_of(state)} h", f"day {hour_of(state) // 24}"]


@every
def test_a_tablet_is_taken_when_a_dose_is_and_is_pale_at_every_other_hour(state):
    svg = scene(state)
    taken = state["dose"] > 0 and hour_of(state) in [dose.time for dose in doses(state)]
    assert len(svg.select("path[d^='M28 101V116']")) == taken
    assert len(svg.select("rect[rx='8']")) == (state["dose"] > 0)
    assert len(svg.select("g[opacity='0.6'] rect")) == (state["dose"] > 0 and not taken)


@every
def test_the_bath_is_as_full_as_the_plasma_is_of_its_peak(state):
    plasma, peak, _ = at_the_hour(state)
    [water] = scene(state).select("rect[fill='var(--stroke-antagonist)']")
    full = plasma / peak if peak else 0
    assert float(water["height"]) == pytest.approx(FULL * full, abs=1)
    assert float(water["y"]) + float(water["height"]) == pytest.approx(FLOOR, abs=0.02)


@every
def test_each_account_that_is_shown_has_a_sponge_with_its_share_of_seats_within_half_a_seat(state):
    *_, blocked = at_the_hour(state)
    found = sponges(scene(state))
    assert list(found) == [name for key, name in ACCOUNTS.items() if state[key]]
    for key, name in ACCOUNTS.items():
        if not state[key]:
            continue
        said, seats, stroke = found[name]
        assert len(seats) == 20
        assert sum(seats) == pytest.approx(20 * blocked[key], abs=0.51)
        assert seats == sorted(seats, reverse=True)
        assert float(said.removesuffix("\u00a0%")) == pytest.approx(100 * blocked[key], abs=0.6)
        assert stroke == f"var(--stroke-{key})"


@every
def test_its_words_say_the_same_numbers(state):
    plasma, _, blocked = at_the_hour(state)
    svg = scene(state)
    [told] = [text.text for text in svg.select("text") if "ng/mL" in text.text]
    amount = float(re.findall(r"[\d.]+", told)[0])
    assert amount == pytest.approx(plasma, abs=0.06 if plasma >= 1 else 0.001)
    assert told.startswith("< ") == (0 < plasma < 0.001)
    label = svg["aria-label"]
    assert len(label.split()) <= 30
    if state["dose"] == 0:
        assert label == "No dose, no blockade."
        return
    assert label.startswith(f"At hour {hour_of(state)} plasma holds")
    for key, name in ACCOUNTS.items():
        said = re.findall(rf"{name} (\d+)\u00a0%\.", label, re.IGNORECASE)
        assert list(map(float, said)) == ([pytest.approx(100 * blocked[key], abs=0.6)] if state[key] else [])


@every
def test_the_charts_are_marked_at_the_hour(state):
    [plasma, occupancy] = page(**state).select("svg.chart")
    ticks = [float(tick["transform"].split("(")[1].split(",")[0]) for tick in occupancy.select(".chart__x .tick")]
    labels = [float(tick.text) * (24 if state["days"] > 2 else 1) for tick in occupancy.select(".chart__x .tick")]
    per_hour = (ticks[-1] - ticks[0]) / (labels[-1] - labels[0])
    for chart in (plasma, occupancy):
        [line] = chart.select(".chart__probe line")
        assert float(line["x1"]) == pytest.approx(ticks[0] + per_hour * hour_of(state), abs=1)


def test_two_days_after_50_mg_the_bath_is_empty_and_one_account_still_holds_most_seats():
    svg = scene(CONTRAST)
    [water] = svg.select("rect[fill='var(--stroke-antagonist)']")
    assert float(water["height"]) < 0.1
    held = {name: sum(seats) for name, (_, seats, _) in sponges(svg).items()}
    assert held["plasma-driven"] == 0
    assert held["brain retention"] > 15
