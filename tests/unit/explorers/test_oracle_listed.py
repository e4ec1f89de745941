"""The claim check counts what pandas counts in the table of claims, and says it as it would be said by hand."""

from itertools import product

import pytest
from oracle import answers, full, same

from painloop import data
from painloop.explorers.claim_check import DECLARATION, PHRASES

pytestmark = pytest.mark.slow

TABLE = data.load("claims")
TABLE["key"] = TABLE.topic.str.replace(" ", "-")
VERDICTS, TOPICS = (tuple(control.options) for control in DECLARATION.controls[:2])
ASKED = list(product(VERDICTS, TOPICS))


@pytest.fixture(scope="module")
def pages():
    found = answers(DECLARATION, [full(DECLARATION, verdict=verdict, topic=topic) for verdict, topic in ASKED])
    return dict(zip(ASKED, found, strict=True))


def under(topic):
    return TABLE if topic == "all" else TABLE[TABLE.key == topic]


def counted(rows):
    return [int((rows.verdict == verdict).sum()) for verdict in PHRASES]


def spoken(rows):
    """3 stand as written, 1 is right in part and 2 are outdated; 1 thing … is missing."""
    parts = [f"{n} {PHRASES[verdict][n > 1]}" for verdict, n in zip(PHRASES, counted(rows), strict=True) if n]
    missing = [part for part in parts if part.endswith("missing")]
    said = [part for part in parts if part not in missing]
    listed = said[-1:] if len(said) < 2 else [f"{', '.join(said[:-1])} and {said[-1]}"]
    return "; ".join([*listed, *missing])


@pytest.mark.parametrize(("verdict", "topic"), ASKED)
def test_counts_and_words_are_those_of_the_table(verdict, topic, pages):
    page, rows = pages[verdict, topic], under(topic)
    chosen = rows if verdict == "all" else rows[rows.verdict == verdict]
    assert page["names"] == list(PHRASES)
    assert page["along"] == [1, 2, 3, 4, 5, 6]
    assert list(page["columns"]["claims"]) == counted(chosen)
    assert list(page["columns"]["all_claims"]) == counted(TABLE)
    within = "" if topic == "all" else f" under “{topic.replace('-', ' ')}”"
    claims = int((rows.kind == "claim").sum())
    same(page["facts"], {"shown": len(chosen), "claims": claims, "within": within, "balance": spoken(chosen)})


def test_the_article_as_a_whole_is_said_so(pages):
    count = TABLE.verdict.value_counts()
    assert pages["all", "all"]["summary"].startswith(
        f"Of {len(TABLE) - count['omitted']} claims, {count['supported']} stand as written, {count['partly']} are "
        f"right in part, {count['contradicted']} are contradicted, "
    )
    assert pages["supported", "all"]["summary"].startswith(
        f"Of {len(TABLE) - count['omitted']} claims, {count['supported']}"
    )
