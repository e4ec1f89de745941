"""The wall of the claim check, read back: a tile for each row of the table, with its verdict, in its order."""

import re
from functools import cache

import pytest
from bs4 import BeautifulSoup
from faces import random_states
from oracle import still

from painloop import data
from painloop.explorers.claim_check import DECLARATION, PHRASES

pytestmark = pytest.mark.slow

TABLE = data.load("claims")
CLAIMS, OMISSIONS = (TABLE[TABLE.kind == kind] for kind in ("claim", "omission"))
STATES = [*random_states(DECLARATION, 20), DECLARATION.defaults]
every = pytest.mark.parametrize("state", STATES, ids=map(str, range(len(STATES))))
PLACE = re.compile(r"translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)")


@cache
def drawn(*items):
    return BeautifulSoup(still(DECLARATION, dict(items)), "html.parser").select_one("svg.scene")


def scene(state):
    return drawn(*state.items())


def tiles(svg):
    """Claims in reading order, then omissions: place, size, opacity, verdict, and the shapes of the glyph."""
    return [_tile(each) for each in svg.select("g[opacity]")]


def _tile(group):
    x, y, size = map(float, PLACE.fullmatch(group["transform"]).groups())  # type: ignore[union-attr]
    stroke = next(each["stroke"] for each in group.select("[stroke^=var]"))
    glyph = tuple(each.get("d", each.name) for each in group.select("path, circle"))
    return x, y, size, float(group["opacity"]), stroke.removeprefix("var(--stroke-").removesuffix(")"), glyph


def chosen(state, rows):
    topic = rows.topic.str.replace(" ", "-")
    return ((state["topic"] == "all") | (topic == state["topic"])) & (
        (state["verdict"] == "all") | (rows.verdict == state["verdict"])
    )


@every
def test_every_row_of_the_table_is_a_tile_of_its_verdict(state):
    found = tiles(scene(state))
    assert [verdict for *_, verdict, _ in found] == [*CLAIMS.verdict, *OMISSIONS.verdict]


@every
def test_tiles_hang_in_the_order_of_the_article_claims_in_rows_of_fifteen_and_omissions_below(state):
    found = tiles(scene(state))
    for i, (x, y, *_) in enumerate(found[: len(CLAIMS)]):
        assert (x, y) == pytest.approx((23 + 314 / 14 * (i % 15), 86 + 22 * (i // 15)), abs=0.01)
    for i, (x, y, *_) in enumerate(found[len(CLAIMS) :]):
        assert (x, y) == pytest.approx((86 + 308 / 14 * i, 155), abs=0.01)


@every
def test_what_the_filter_chooses_stands_out_and_the_others_are_smaller_and_faded(state):
    found = tiles(scene(state))
    rows = [*chosen(state, CLAIMS), *chosen(state, OMISSIONS)]
    for (_, _, size, opacity, *_), shown in zip(found, rows, strict=True):
        assert (size, opacity) == ((1, 1) if shown else (0.55, 0.4))


@every
def test_the_words_count_what_stands_out(state):
    svg, shown = scene(state), int(chosen(state, TABLE).sum())
    assert f"shown: {shown}/{len(TABLE)}" in [text.text for text in svg.select("text")]
    label = svg["aria-label"]
    if (state["verdict"], state["topic"]) == ("all", "all"):
        assert label.startswith(f"A wall of {len(TABLE)} tiles")
    elif shown:
        assert f": {shown} of {len(TABLE)} tiles" in label
    else:
        assert label.startswith(f"All {len(TABLE)} tiles are faded")


def test_each_verdict_has_a_glyph_of_its_own_so_that_none_rests_on_colour():
    glyphs = {verdict: glyph for *_, verdict, glyph in tiles(scene(DECLARATION.defaults))}
    assert set(glyphs) == set(PHRASES)
    assert len(set(glyphs.values())) == len(PHRASES)
    assert glyphs["omitted"] == ()  # an empty frame


def test_every_verdict_is_named_in_the_key():
    assert set(PHRASES) <= {text.text for text in scene(DECLARATION.defaults).select("text")}


def test_the_chain_above_is_that_of_the_table():
    lineage = data.load("claim_lineage").query("about == 'what naltrexone is'").set_index("source")
    said = " ".join(text.text for text in scene(DECLARATION.defaults).select("text"))
    chain = ("umichdental2021", "umich2021release", "prangemorgan_seed")
    assert list(lineage.index[:3]) == list(chain)
    for source, words in zip(chain, ("opioid antagonist", "opioid", "mild opioid"), strict=True):
        assert words in lineage.words[source]
        assert f"“{words}”" in said
    assert "antagonist" not in lineage.words["umich2021release"]
