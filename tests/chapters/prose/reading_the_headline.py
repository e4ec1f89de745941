"""The numbers of the chapter on reading the headline."""

from prose_numbers import follows, given, sets

from painloop import data

CLAIMS = data.load("claims").query("verdict != 'omitted'")
COUNTS = CLAIMS.verdict.value_counts()
STAND, PARTLY, AGAINST, OUTDATED, UNSEEN = (
    COUNTS[verdict] for verdict in ("supported", "partly", "contradicted", "outdated", "unverifiable")
)
WITHOUT_WARNING = [12, 43]  # of the claims that are right in part; checked below
assert set(CLAIMS.set_index("number").verdict[WITHOUT_WARNING]) == {"partly"}
KEPT = [100 * 0.8**retellings for retellings in range(7)]

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
    sets("In two of those, {} and {}, what is missing", *map(str, WITHOUT_WARNING)),
    sets("Twelve of {:.0f} claims", len(CLAIMS)),
    sets("how many of {:.0f} claims stand", len(CLAIMS)),
    sets("Of the article's {:.0f} claims", len(CLAIMS)),
    sets("{:.0f} of {:.0f}", STAND, len(CLAIMS)),
    *(sets(f"{wrong} of {{:.0f}}", len(CLAIMS)) for wrong in (4, 30)),  # to choose from
    sets("Another {:.0f} are right in part, and {:.0f} we could not check", PARTLY, UNSEEN),
    given("slashes back pain by up to 60 %", "of the invented headline"),
    given('"up to 60 %"', "of the invented headline"),
    given("question 2", "the number of a question"),
    given("With a chance of 80 per cent", "what the lab begins with"),
    follows(
        "found in {:.0f}, {:.0f}, {:.0f}, {:.0f}, {:.0f} and {:.0f} per cent of copies after one to six retellings",
        *KEPT[1:],
    ),
    sets("A positive trial in {:.0f} people", data.load("trials").set_index("study").n_randomised["Younger 2013"]),
    given("fall by more than 30 %", "of the invented question"),
]  # fmt: skip
