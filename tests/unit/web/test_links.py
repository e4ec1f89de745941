"""Links that were mangled on their way: read where they have one reading, otherwise told, never dropped in silence."""

from html import escape
from urllib.parse import quote, urlsplit

import pytest
from faces import EXPLORERS, random_states
from javascript import run as javascript

from painloop.explorers.widget import as_json

CLOCK = EXPLORERS["DoseClock"].declaration
every = pytest.mark.parametrize("name", EXPLORERS)


def in_html(times):
    def mangle(query):
        for _ in range(times):
            query = escape(query)
        return query

    return mangle


MANGLED = {
    "&amp;": in_html(1),
    "&amp;amp;": in_html(2),
    "&AMP;": lambda query: query.replace("&", "&AMP;"),
    "&#38;": lambda query: query.replace("&", "&#38;"),
    "&#038;": lambda query: query.replace("&", "&#038;"),
    "&#x26;": lambda query: query.replace("&", "&#x26;"),
    "%26": lambda query: query.replace("&", "%26"),
    "%26amp%3B": lambda query: query.replace("&", "%26amp%3B"),
    "&amp%3B": lambda query: query.replace("&", "&amp%3B"),
    ";": lambda query: query.replace("&", ";"),
    "a second ?": lambda query: query.replace("&", "?"),
    "encoded": lambda query: quote(query, safe=""),
    "encoded twice": lambda query: quote(quote(query, safe=""), safe=""),
    "encoded but for &": lambda query: quote(query, safe="&"),
    "encoded with its &amp;": lambda query: quote(escape(query), safe=""),
    "capitals": str.upper,
    "a full stop behind it": lambda query: f"{query}.",
    "a bracket behind it": lambda query: f"{query}).",
    "a quotation mark behind it": lambda query: f"{query}&quot;",
    "an encoded quotation mark": lambda query: f"{query}%22%3E",
    "a space behind it": lambda query: f"{query}%20",
    "another's key before it": lambda query: f"utm_source=mail&amp;{query}",
    "inside another's key": lambda query: f"u={quote(f'https://example.org/page.html?{query}', safe='')}",
}


def opened(declaration, queries):
    """What the scripts make of each, cut into search and hash as a browser does it."""
    addresses = [urlsplit(f"https://example.org/page.html?{query}") for query in queries]
    return javascript(
        "return input.asked.map(([search, hash]) => link.readLink(input.spec, search, hash));",
        {"spec": as_json(declaration), "asked": [[f"?{each.query}", f"#{each.fragment}"] for each in addresses]},
    )


def query_of(declaration, state):
    return "&".join(f"{declaration.name}.{key}={str(value).lower() if isinstance(value, bool) else value}"
                    for key, value in state.items())  # fmt: skip


@every
def test_a_mangled_link_opens_its_whole_state(name):
    declaration = EXPLORERS[name].declaration
    [state] = random_states(declaration, 1)
    query = query_of(declaration, state)
    answers = opened(declaration, [mangle(query) for mangle in MANGLED.values()])
    whole = {"values": state, "faults": [], "asked": True}
    assert not {how: answer for how, answer in zip(MANGLED, answers, strict=True) if answer != whole}


@every
def test_what_is_ours_and_cannot_be_read_is_told(name):
    declaration = EXPLORERS[name].declaration
    first, *_ = declaration.controls
    ours = f"{declaration.name}.{first.key}"
    broken = [
        f"{ours}", f"{ours}=", f"{ours}%3D", f"x%20{ours}=1", f"{ours}:1", f"{ours}=1%E2", f"{ours}=1%", f"{ours}==1",
        f"{ours}=one", f"{ours}x=1", f"{declaration.name}.=1", f"{declaration.name}.preset=", f"a=b%20{ours}%201",
    ]  # fmt: skip
    for query, answer in zip(broken, opened(declaration, broken), strict=True):
        assert answer["faults"], query
        assert answer["values"] == {}, query
        assert answer["asked"], query


@every
def test_what_is_not_ours_is_nobodys_fault(name):
    declaration = EXPLORERS[name].declaration
    others = [
        "",
        "utm=x",
        "embed=x",
        "other.dose=4",
        f"ref={declaration.name}.html",
        f"my-{declaration.name}.x=1",
        "fbclid",
    ]
    assert all(answer == {"values": {}, "faults": [], "asked": False} for answer in opened(declaration, others))


@pytest.mark.parametrize(
    ("query", "values", "words"),
    [
        ("dose-clock.dose=4.5&dose-clock.dose=3", {"dose": 3}, "“dose” is asked for more than once; the last counts."),
        ("dose-clock.dose=4.5&dose-clock.Dose=99", {}, "more than once"),
        ("dose-clock.dose=4.5&dose-clock.dose=4.5", {"dose": 4.5}, ""),
        ("dose-clock.dose=4.5..", {"dose": 4.5}, ""),
        ("dose-clock.dose=4.5mg", {}, "“4.5mg” is not a number"),
        ("dose-clock.dose=4,5", {}, "“4,5” is not a number"),
        ("dose-clock.dose=4.5&5", {"dose": 4.5}, ""),
        ("dose-clock.dose=4.5;5", {}, "“4.5;5” is not a number"),
        ("dose-clock.dose=4.5&fbclid", {"dose": 4.5}, ""),
        ("dose-clock.dose=4.5&amp;utm_source=x", {"dose": 4.5}, ""),
        ("dose-clock.dose=4.5#results", {"dose": 4.5}, ""),
        ("dose-clock.two_phase=False", {"two_phase": False}, ""),
        ("dose-clock.schedule=Nightly)", {"schedule": "nightly"}, ""),
        ("dose-clock.dose=%2B4.5", {}, "“+4.5” is not a number"),
    ],
)
def test_one_reading_is_read_and_two_are_told(query, values, words):
    [answer] = opened(CLOCK, [query])
    assert answer["values"] == values
    assert words in " ".join(answer["faults"])
    assert bool(words) == bool(answer["faults"])


def test_capitals_are_forgiven_only_where_no_two_keys_differ_by_them_alone():
    for name in EXPLORERS:
        keys = [control.key.lower() for control in EXPLORERS[name].declaration.controls]
        assert len(keys) == len(set(keys)), name
