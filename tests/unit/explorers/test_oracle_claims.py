"""The page's list of claims is the table of claims: what is chosen is shown, whole, with its sources."""

from javascript import run as javascript
from oracle import DOCUMENT, full

from painloop import data
from painloop.explorers.claim_check import CITED, DECLARATION
from painloop.explorers.widget import as_json

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
    table = data.load("claims")
    states = [full(DECLARATION, verdict=verdict, topic="safety") for verdict in ("all", "partly")]
    states += [full(DECLARATION, opened=True), full(DECLARATION, opened=False)]
    found = javascript(
        LIST + "return input.states.map((v) => shows(v));", {"spec": as_json(DECLARATION), "states": states}
    )
    safety = table[table.topic == "safety"]
    assert found[0]["numbers"] == list(safety.number)
    assert found[1]["numbers"] == list(safety[safety.verdict == "partly"].number)
    assert found[2]["numbers"] == list(table.number)
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
    table = data.load("claims").drop(columns="paragraph").fillna("")
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
