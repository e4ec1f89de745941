"""Claim check: what a magazine article says of low-dose naltrexone, and leaves out, beside what the sources say."""

from painloop import data
from painloop.data.references import author_year
from painloop.explorers.controls import Radio, Switch
from painloop.explorers.declaration import Challenge, Declaration, Guess, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.claims import ALL, OMITTED, Claim, Claims
from painloop.explorers.views import BarChart, Series
from painloop.explorers.widget import widget_class

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
ASKED = ("how-it-works", "what-naltrexone-is", "phantom-limb-pain")
WORST = max(ASKED, key=lambda topic: sum((row.topic, row.verdict) == (topic, "contradicted") for row in ROWS))

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
ANSWER: Choice = (
    Sentence("Nothing omitted is noted{within}.", (("shown", "==", 0), ("verdict", "==", OMITTED))),
    Sentence("No claim{within} has this verdict.", (("shown", "==", 0),)),
    Sentence(f"Listed: all {COUNTS[OMITTED]} omissions.", (("verdict", "==", OMITTED), ("topic", "==", ALL))),
    Sentence(f"Listed{{within}}: {{shown}} of {COUNTS[OMITTED]} omissions.", (("verdict", "==", OMITTED),)),
    Sentence(
        f"Listed: all {CLAIMS} claims and {COUNTS[OMITTED]} omissions.", (("verdict", "==", ALL), ("topic", "==", ALL))
    ),
    Sentence(f"Listed{{within}}: {{shown}} of {len(ROWS)} claims and omissions.", (("verdict", "==", ALL),)),
    Sentence("Listed: {shown} of {claims} claims{within}, those with the verdict “{verdict}”."),
)
HUNG: Choice = (
    Sentence(
        f"A wall of {len(ROWS)} tiles: ticks, half discs, crosses, clocks and question marks for claims, empty frames "
        "for omissions.",
        (("verdict", "==", ALL), ("topic", "==", ALL)),
    ),
    Sentence(f"All {len(ROWS)} tiles are faded: none{{within}} has this verdict.", (("shown", "==", 0),)),
    Sentence(
        f"Standing out{{within}}: {{shown}} of {len(ROWS)} tiles; the others are faded.", (("verdict", "==", ALL),)
    ),
    Sentence(
        f"Standing out{{within}}, with the verdict “{{verdict}}”: {{shown}} of {len(ROWS)} tiles; the others are faded."
    ),
)
LOST: Choice = (Sentence("Above, a sentence on its way to the article loses “antagonist”."),)

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
    source=Claims(
        axis=Axis("verdict", "Verdict", ""), read="Counted in the list", rows=ROWS, phrases=PHRASES, topics=TOPICS,
        cited=CITED,
    ),
    views=(
        BarChart(
            key="verdicts", tab="Counts", title="Claims and omissions, by verdict", unit="", format=".0f", height=208,
            series=(Series("all_claims", "in all", "alone"), Series("claims", "shown", "now")),
            finding=(COUNTED,),
        ),
    ),
    measures=(),
    summary=(COUNTED, MEANT),
    answer=(ANSWER,),
    scene=Scene(
        (HUNG, LOST),
        "Tiles: the article's claims, in order; glyphs: our verdicts; frames: what it leaves out. Above, by our "
        "inference, the way of one sentence.",
    ),
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
    prediction=Guess(
        "On which of these topics do the sources contradict most of the article's claims?",
        tuple(TOPICS[key] for key in ASKED),
        ASKED.index(WORST),
        f"There {{shown}} of {{claims}} claims are contradicted, of the {COUNTS['contradicted']} in the whole article. "
        f"{COUNTS['supported']} of its {CLAIMS} claims stand as written; among them is its own warning that low-dose "
        "naltrexone is not a proven cure. Several of the slips stood in a press release before they stood in it.",
        {"verdict": "contradicted", "topic": WORST},
    ),
    caution="Our reading of the sources, made for teaching. It judges sentences, not their author. Education, not "
    "medical advice.",
    steps=(
        TryIt(
            "Guess first, then press “Everything” and look at the bars: how many claims stand, and how many only in "
            "part?",
            at(verdict=ALL, topic=ALL),
        ),
        TryIt(
            "Press “What is right” and open three of the entries; one is the author’s own warning that nothing is "
            "proven.",
            at(verdict="supported", topic=ALL),
        ),
        TryIt(
            "Press “What the sources contradict” and look for the pain threshold: there a sentence is upside down.",
            at(verdict="contradicted", topic=ALL),
        ),
        TryIt(
            "Press “What it leaves out”: opioids, surgery, pregnancy and the liver.", at(verdict=OMITTED, topic=ALL)
        ),
    ),
    challenges=(
        Challenge(
            "Find a topic on which the sources contradict nothing.",
            (*at(verdict="contradicted", shown=0), ("topic", "!=", ALL)),
        ),
        Challenge(
            "Find a topic on which we could not check four claims or more.",
            (*at(verdict="unverifiable"), ("topic", "!=", ALL), ("shown", ">=", 4)),
        ),
        Challenge(
            "Find a topic on which the article leaves out two things or more.",
            (*at(verdict=OMITTED), ("topic", "!=", ALL), ("shown", ">=", 2)),
        ),
    ),
)  # fmt: skip

ClaimCheck = widget_class(DECLARATION, __doc__ or "")
