"""The claims are counted as pandas counts them, and the list of the page shows those that are chosen, whole."""

from itertools import product

import pytest
from babel.lists import format_list
from javascript import run as javascript
from oracle import DOCUMENT, answers, full, same

from painloop import data
from painloop.explorers.claim_check import CITED, DECLARATION, PHRASES
from painloop.explorers.widget import as_json

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
    return "; ".join(filter(None, [format_list(said, locale="en_GB"), *missing]))


@pytest.mark.slow
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
    counts = {"shown": len(chosen), "claims": claims, "entries": len(TABLE)}
    same(page["facts"], {**counts, "within": within, "balance": spoken(chosen)})


@pytest.mark.slow
@pytest.mark.parametrize(("verdict", "topic"), ASKED)
def test_every_row_has_its_verdict_its_place_on_the_wall_and_whether_it_is_chosen(verdict, topic, pages):
    columns = pages[verdict, topic]["columns"]
    assert [list(PHRASES)[int(judged)] for judged in columns["judged"]] == list(TABLE.verdict)
    chosen = TABLE.index.isin(under(topic).index) & ((TABLE.verdict == verdict) | (verdict == "all"))
    assert list(columns["chosen"]) == list(chosen)
    rows, cols = zip(*(divmod(n, 15) for n in TABLE.groupby("kind").cumcount()), strict=True)
    assert (list(columns["row"]), list(columns["col"])) == (list(rows), list(cols))


@pytest.mark.slow
def test_the_article_as_a_whole_is_said_so(pages):
    count = TABLE.verdict.value_counts()
    assert pages["all", "all"]["summary"].startswith(
        f"Of {len(TABLE) - count['omitted']} claims, {count['supported']} stand as written, {count['partly']} are "
        f"right in part, {count['contradicted']} are contradicted, "
    )
    assert pages["supported", "all"]["summary"].startswith(
        f"Of {len(TABLE) - count['omitted']} claims, {count['supported']}"
    )


LIST = (
    DOCUMENT
    + """
  const list = document.createElement("div");
  const shows = (values, linked = true) => {
    claims.listClaims(list, { spec: input.spec, state: values }, linked);
    const [items, nothing] = list.children;
    const shown = items.children.filter(({ hidden }) => !hidden);
    return { numbers: shown.map(({ attributes }) => Number(attributes["data-claim"])),
      hidden: items.hidden, nothing: nothing.hidden, open: list.querySelectorAll("details").map(({ open }) => open) };
  };
"""
)


def test_claims_are_listed_under_their_topic_and_verdict_and_open_when_asked():
    states = [full(DECLARATION, verdict=verdict, topic="safety") for verdict in ("all", "partly")]
    states += [full(DECLARATION, opened=True), full(DECLARATION, opened=False)]
    found = javascript(
        LIST + "return input.states.map((v) => shows(v));", {"spec": as_json(DECLARATION), "states": states}
    )
    safety = TABLE[TABLE.topic == "safety"]
    assert found[0]["numbers"] == list(safety.number)
    assert found[1]["numbers"] == list(safety[safety.verdict == "partly"].number)
    assert found[2]["numbers"] == list(TABLE.number)
    assert [set(each["open"]) for each in found] == [{False}, {False}, {True}, {False}]
    assert [each["nothing"] for each in found] == [bool(each["numbers"]) for each in found]
    assert [each["hidden"] for each in found] == [not each["numbers"] for each in found]


def test_where_nothing_is_chosen_that_is_said_and_what_was_opened_by_hand_stays_open():
    found = javascript(
        LIST
        + """const before = shows({ topic: "none", verdict: "all", opened: false });
        list.querySelectorAll("details")[2].open = true;
        const after = shows({ topic: "all", verdict: "all", opened: false });
        return [before, after.open.indexOf(true), list.children[1].text];""",
        {"spec": as_json(DECLARATION)},
    )
    assert (found[0]["numbers"], found[0]["hidden"], found[0]["nothing"]) == ([], True, False)
    assert found[1:] == [2, "Nothing in the table is under this topic and has this verdict."]


def test_a_claim_has_its_parts_and_links_to_its_sources():
    table = TABLE.drop(columns="paragraph").fillna("")
    found = javascript(
        LIST
        + """shows({ topic: "all", verdict: "all", opened: false });
        const links = (item) => item.querySelectorAll("a").map((a) => [a.attributes.href, a.text]);
        return list.children[0].children.map((item) => [item.text, links(item), item.attributes.style]);""",
        {"spec": as_json(DECLARATION)},
    )
    for row, (text, links, style) in zip(table.itertuples(), found, strict=True):
        ids = [key.strip().replace("_", "-") for key in row.source.split(",")]
        assert links == [[f"references.html#{key}", CITED[key]] for key in ids]
        assert style == f"--own: var(--stroke-{row.verdict})"
        parts = [("What the sources say", row.finding), ("More carefully put", row.better)]
        parts += [("Sources", ", ".join(CITED[key] for key in ids)), ("Note", row.note)]
        assert text == f"{row.number} {row.verdict} {row.claim}" + "".join(f"{k}: {v}" for k, v in parts if v)
