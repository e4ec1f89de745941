"""The numbers of the chapter on reading the headline."""

import re

from pages import text
from prose_numbers import follows, given, sets

from painloop import data

EVERYTHING = data.load("claims")
CLAIMS = EVERYTHING.query("verdict != 'omitted'")
COUNTS = CLAIMS.verdict.value_counts()
STAND, PARTLY, AGAINST, OUTDATED, UNSEEN = (
    COUNTS[verdict] for verdict in ("supported", "partly", "contradicted", "outdated", "unverifiable")
)
PART_RIGHT = CLAIMS.query("verdict == 'partly'")
WITHOUT_WARNING = PART_RIGHT.number[PART_RIGHT.better.str.contains("take opioids")]  # which our words have
[KEEP] = re.findall(r"draw\(keep=([\d.]+),", text("reading-the-headline"))
DATES = data.load("claim_lineage").set_index("source").date
NEWS, RELEASE = DATES["umichdental2021"], DATES["umich2021release"]
KEPT = [100 * float(KEEP) ** retellings for retellings in range(7)]

NUMBERS = [
    sets("all of the article's claims, {:.0f} of them in our words", len(CLAIMS)),
    sets(
        "{:.0f} claims that stand, {:.0f} that are right in part, {:.0f} contradicted, {:.0f} outdated and {:.0f} that",
        STAND, PARTLY, AGAINST, OUTDATED, UNSEEN,
    ),
    sets(
        "{:.0f} stand, {:.0f} in part, {:.0f} contradicted, {:.0f} outdated, {:.0f} that could not be checked",
        STAND, PARTLY, AGAINST, OUTDATED, UNSEEN,
    ),
    sets("In two of those, {} and {}, what is missing", *WITHOUT_WARNING),
    sets("Twelve of {:.0f} claims", len(CLAIMS)),
    sets("how many of {:.0f} claims stand", len(CLAIMS)),
    sets("of the {:.0f} in the whole article", AGAINST),
    sets("{:.0f} of its {:.0f} claims stand as written", STAND, len(CLAIMS)),
    sets("{:.0f} tiles", len(EVERYTHING)),
    sets("all {:.0f} claims and {:.0f} omissions", len(CLAIMS), len(EVERYTHING) - len(CLAIMS)),
    sets("all {:.0f} omissions", len(EVERYTHING) - len(CLAIMS)),
    sets("of {:.0f} omissions", len(EVERYTHING) - len(CLAIMS)),
    sets("of {:.0f} claims and omissions", len(EVERYTHING)),
    given("slashes back pain by up to 60 %", "of the invented headline"),
    given('"up to 60 %"', "of the invented headline"),
    given("question 2", "the number of a question"),
    sets("on {} the dental school's news", NEWS),
    sets("on {} the press release", RELEASE),
    sets("{}", NEWS),  # lines of the diagram
    sets("{}", RELEASE.replace(" to ", "\N{EN DASH}")),
    sets("With a chance of {:.0f} per cent", KEPT[1]),
    follows(
        "found in {:.0f}, {:.0f}, {:.0f}, {:.0f}, {:.0f} and {:.0f} per cent of copies after one to six retellings",
        *KEPT[1:],
    ),
    sets("A positive trial in {:.0f} people", data.load("trials").set_index("study").n_randomised["Younger 2013"]),
    given("fall by more than 30 %", "of the invented question"),
]  # fmt: skip
