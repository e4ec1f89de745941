"""Claim check: what a magazine article says of low-dose naltrexone, and leaves out, beside what the sources say."""

from painloop import data
from painloop.explorers.declaration import (
    Axis,
    Choice,
    Declaration,
    Prediction,
    Preset,
    Radio,
    Sentence,
    Series,
    Switch,
    View,
)
from painloop.explorers.sources.listed import ALL, OMITTED, Claim, Listed
from painloop.explorers.widget import widget_class
from painloop.references import author_year

PHRASES = {  # of one claim, and of several
    "supported": ("stands as written", "stand as written"),
    "partly": ("is right in part", "are right in part"),
    "contradicted": ("is contradicted", "are contradicted"),
    "outdated": ("is outdated", "are outdated"),
    "unverifiable": ("could not be checked", "could not be checked"),
    OMITTED: ("thing a reader needed is missing", "things a reader needed are missing"),
}
MEANINGS = {
    "supported": "Supported means that the sources say the same; any limits stand with the claim.",
    "partly": "Partly means right in part, or right with a qualifier that is missing.",
    "contradicted": "Contradicted means that the sources say something else.",
    "outdated": "Outdated means that it fitted the evidence once; larger or newer studies do not bear it out.",
    "unverifiable": "Unverifiable means that we could not check it: the source was not found or not opened, or the "
    "sentence is an opinion or a clinic's experience. It is not a word for wrong.",
    OMITTED: "Omitted means that the article does not say it.",
}


def key_of(topic: str) -> str:
    """A topic's name as it stands in a link."""
    return topic.replace(" ", "-")


def anchor(source: str) -> str:
    """The id that the reference list's page gives a source."""
    return source.strip().replace("_", "-")


TABLE = data.load("claims").drop(columns="paragraph").fillna("").to_dict("records")
TOPICS = {key_of(row["topic"]): row["topic"] for row in TABLE}
CITED = {anchor(key): author_year(key.strip()) for row in TABLE for key in row["source"].split(",")}
ROWS = tuple(
    Claim(
        row["number"], key_of(row["topic"]), row["verdict"], row["claim"], row["finding"], row["better"],
        tuple(map(anchor, row["source"].split(","))), row["note"],
    )
    for row in TABLE
)  # fmt: skip
COUNTS = {verdict: sum(row.verdict == verdict for row in ROWS) for verdict in PHRASES}
CLAIMS = len(ROWS) - COUNTS[OMITTED]

COUNTED: Choice = (
    Sentence(
        "We noted nothing{within} that the article needed to say and does not.",
        (("shown", "==", 0), ("verdict", "==", OMITTED)),
    ),
    Sentence("None of the {claims} claims{within} has the verdict “{verdict}”.", (("shown", "==", 0),)),
    Sentence("{balance}{within}.", (("verdict", "==", OMITTED),)),
    Sentence("Of {claims} claims{within}, {balance}."),
)
MEANT: Choice = (
    *(Sentence(text, (("verdict", "==", verdict),)) for verdict, text in MEANINGS.items()),
    Sentence("Open a claim to see what the sources say, and how a careful writer might put it."),
)

DECLARATION = Declaration(
    name="claim-check",
    title="Claim check: what the article says, and what the sources say",
    model=None,
    controls=(
        Radio(
            "verdict", "Verdict", ALL, {ALL: ALL, **{verdict: verdict for verdict in PHRASES}},
            "How a claim stands beside its sources, as far as we could read them. Unverifiable is not a word for "
            "wrong.",
        ),
        Radio("topic", "Topic", ALL, {ALL: ALL, **TOPICS}, "What a claim is about."),
        Switch("opened", "Details of every claim", "In the list", default=False),
    ),
    source=Listed(
        axis=Axis("verdict", "Verdict", ""), read="Counted in the list", rows=ROWS, phrases=PHRASES, topics=TOPICS,
        cited=CITED,
    ),
    views=(
        View(
            key="verdicts", title="Claims and omissions, by verdict", unit="", format=".0f", height=208, kind="bars",
            series=(Series("all_claims", "in all", "alone"), Series("claims", "shown", "now")),
            finding=(COUNTED,),
        ),
    ),
    measures=(),
    summary=(COUNTED, MEANT),
    presets=tuple(
        Preset(key, label, {"verdict": verdict, "topic": topic})
        for key, label, verdict, topic in (
            ("everything", "Everything", ALL, ALL),
            ("right", "What is right", "supported", ALL),
            ("contradicted", "What the sources contradict", "contradicted", ALL),
            ("safety", "Safety", ALL, "safety"),
            ("left-out", "What it leaves out", OMITTED, ALL),
        )
    ),
    prediction=Prediction(
        f"Of the article's {CLAIMS} claims, how many stand as written, on our reading of the sources?",
        (f"4 of {CLAIMS}", f"{COUNTS['supported']} of {CLAIMS}", f"30 of {CLAIMS}"),
        1,
        f"Another {COUNTS['partly']} are right in part, and {COUNTS['unverifiable']} we could not check. Those that "
        "stand are shown below; among them is the article's own warning that low-dose naltrexone is not a proven "
        "cure. Several of the slips stood in a press release before they stood in the article.",
        {"verdict": "supported", "topic": ALL},
    ),
    caution="Our reading of the sources, made for teaching. It judges sentences, not their author. Education, not "
    "medical advice.",
)  # fmt: skip

ClaimCheck = widget_class(DECLARATION, __doc__ or "")
