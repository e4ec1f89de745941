"""The claim check: every claim and omission of the table, counted and listed as the data have them."""

import re
from dataclasses import replace
from html import unescape

import pytest
from javascript import run as javascript
from oracle import answered, explored, full, guessed, still

from painloop import data
from painloop.data import references
from painloop.explorers.claim_check import CITED, CLAIMS, COUNTS, DECLARATION, MEANINGS, PHRASES, ROWS
from painloop.explorers.sources.claims import Claim
from painloop.explorers.widget import as_json

TABLE = data.load("claims")
SOURCE = DECLARATION.source
VERDICT, TOPIC = (list(control.options) for control in DECLARATION.controls[:2])
STATES = [{"verdict": verdict, "topic": topic, "opened": False} for verdict in VERDICT for topic in TOPIC]
HOSTILE = Claim(7, "safety", "partly", "<b>1 & 2</b>", '<script>"x"</script>', "a < b", ("key",), "<img>")


def shown(verdict="all", topic="all"):
    rows = TABLE[(TABLE.verdict == verdict) | (verdict == "all")]
    return list(rows[(rows.topic.str.replace(" ", "-") == topic) | (topic == "all")].number)


def listing(rows, cited):
    """The claims of a page that has these and no others."""
    few = replace(DECLARATION, source=replace(SOURCE, rows=tuple(rows), cited=cited))
    return still(few, DECLARATION.defaults)


def words(**state):
    return explored(DECLARATION, full(DECLARATION, **state)).summary


def test_the_counts_are_those_of_the_table():
    assert pytest.approx(dict(TABLE.verdict.value_counts())) == COUNTS
    assert len(ROWS) == len(TABLE)
    assert (TABLE.kind == "claim").sum() == CLAIMS
    curves = explored(DECLARATION, full(DECLARATION, topic="safety"))
    safety = TABLE[TABLE.topic == "safety"].verdict
    assert curves.names == list(PHRASES)
    assert list(curves["claims"]) == [(safety == verdict).sum() for verdict in PHRASES]
    assert list(curves["all_claims"]) == list(COUNTS.values())


def test_every_verdict_has_a_phrase_and_a_meaning_and_every_topic_has_claims():
    assert set(PHRASES) == set(MEANINGS) == set(TABLE.verdict)
    assert set(TABLE[TABLE.kind == "claim"].topic) == set(TABLE.topic)


def test_the_filters_choose_exactly_their_rows():
    theirs = javascript(
        """const { spec, states } = input;
        const only = (row) => ({ ...spec, source: { ...spec.source, rows: [row] } });
        const shows = (row, values) => state.curvesOf(only(row), models, values).facts.shown;
        const numbers = (values) => spec.source.rows.filter((row) => shows(row, values)).map(({ number }) => number);
        return states.map(numbers);""",
        {"spec": as_json(DECLARATION), "states": STATES},
    )
    for state, found in zip(STATES, theirs, strict=True):
        expected = shown(state["verdict"], state["topic"])
        assert found == expected


@pytest.mark.slow
def test_every_row_stands_once_in_the_page_with_all_its_words():
    fallback = still(DECLARATION, full(DECLARATION, topic="safety"))
    assert [int(number) for number in re.findall(r'data-claim="(\d+)"', fallback)] == list(TABLE.number)
    text = unescape(re.sub("<[^>]+>", "", fallback))
    for row in ROWS:
        assert text.count(row.claim) >= 1
        assert row.finding in text
        assert row.better in text
        assert row.note in text


@pytest.mark.slow
def test_every_source_is_linked_to_its_entry():
    links = re.findall(r'href="references\.html#([^"]+)"', still(DECLARATION, DECLARATION.defaults))
    keys = [key.strip() for keys in TABLE.source for key in keys.split(",")]
    assert links == [key.replace("_", "-") for key in keys]
    assert set(keys) <= set(references.read().entries)
    assert set(links) == set(CITED)


@pytest.mark.slow
def test_text_with_markup_in_it_stays_text():
    listed = listing([HOSTILE], {"key": "A & B <i>"})
    assert not re.search("<(b|i|img|script)>", listed)
    for text in ("&lt;b&gt;1 &amp; 2&lt;/b&gt;", '&lt;script&gt;"x"', "a &lt; b", "A &amp; B &lt;i&gt;"):
        assert text in listed


def test_what_is_empty_is_left_out():
    listed = listing([Claim(1, "safety", "supported", "A.", "B.", "", (), "")], {})
    assert re.findall("<strong>(.*?)</strong>", listed) == ["What the sources say:"]


def test_the_words_count_everything():
    assert words().startswith(
        f"Of {CLAIMS} claims, {COUNTS['supported']} stand as written, {COUNTS['partly']} are right in part, "
        f"{COUNTS['contradicted']} are contradicted, {COUNTS['outdated']} are outdated and "
        f"{COUNTS['unverifiable']} could not be checked; {COUNTS['omitted']} things a reader needed are missing."
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"topic": "how-common"}, "Of 3 claims under “how common”, 1 stands as written and 2 are right in part."),
        ({"verdict": "omitted", "topic": "opioids"}, "1 thing a reader needed is missing under “opioids”."),
        (
            {"verdict": "outdated", "topic": "how-common"},
            "None of the 3 claims under “how common” has the verdict “outdated”.",
        ),
        (
            {"verdict": "omitted", "topic": "how-common"},
            "We noted nothing under “how common” that the article needed to say and does not.",
        ),
    ],
)
def test_one_none_and_few_are_said_as_such(state, said):
    assert words(**state).startswith(said)


def test_the_right_guess_is_what_the_data_say_and_the_others_are_not():
    guess = DECLARATION.prediction
    contradicted = [len(shown("contradicted", topic.replace(" ", "-"))) for topic in guess.options]
    assert contradicted.index(max(contradicted)) == guess.right
    assert contradicted.count(max(contradicted)) == 1
    assert max(contradicted) == max(len(shown("contradicted", topic)) for topic in TOPIC[1:])
    assert guess.values == {"verdict": "contradicted", "topic": guess.options[guess.right].replace(" ", "-")}
    assert guessed(DECLARATION).startswith(f"There {max(contradicted)} of 8 claims are contradicted, of the 9 in the")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({}, "Listed: all 45 claims and 8 omissions."),
        ({"topic": "safety"}, "Listed under “safety”: 7 of 53 claims and omissions."),
        ({"verdict": "omitted"}, "Listed: all 8 omissions."),
        ({"verdict": "omitted", "topic": "safety"}, "Listed under “safety”: 3 of 8 omissions."),
        ({"verdict": "supported"}, "Listed: 12 of 45 claims, those with the verdict “supported”."),
        ({"verdict": "outdated", "topic": "safety"}, "No claim under “safety” has this verdict."),
    ],
)
def test_the_answer_says_of_how_many_those_are_that_are_listed(state, said):
    assert answered(DECLARATION, full(DECLARATION, **state)) == said
    assert (len(TABLE), CLAIMS, COUNTS["omitted"], COUNTS["supported"]) == (53, 45, 8, 12)


def test_the_reply_names_a_sentence_that_stands():
    assert TABLE.set_index("number").verdict[44] == "supported"
    assert "proven cure" in TABLE.set_index("number").claim[44]
    assert "not a proven cure" in DECLARATION.prediction.reply


def test_there_is_no_model_to_ask():
    with pytest.raises(ValueError, match="claim-check has no model"):
        DECLARATION.model_of(DECLARATION.defaults)
