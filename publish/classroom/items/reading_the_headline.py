"""Items of the chapter reading-the-headline."""

import numpy as np

from painloop import data
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion

CLEAR_CUT = (1, 2, 14, 17, 23, 24, 28, 29, 31, 40, 42)  # claims whose finding names the verdict beyond doubt
VERDICTS = {
    "supported": ("It stands.", "The sources say what the claim says."),
    "contradicted": ("It is contradicted.", "The sources say the opposite, or something else."),
    "outdated": ("It is outdated.", "It fitted the evidence once; later trials do not bear it out."),
    "unverifiable": (
        "It could not be checked.",
        "The source was not found or not opened: that is no verdict on the claim.",
    ),
}


def life_of_a_caveat(rng: np.random.Generator) -> NumberQuestion:
    """Each retelling keeps the same share."""
    keep, retellings = pick(rng, (60, 70, 75, 80, 85, 90)), pick(rng, (3, 4, 5, 6))
    left = 100 * (keep / 100) ** retellings
    return NumberQuestion(
        "reading-the-headline-life-of-a-caveat",
        "reading-the-headline",
        "See where a word is lost on the way.",
        f"Suppose each retelling keeps a caveat in {keep} of 100 copies. In what share of the copies does it stand "
        f"after {retellings} retellings, in per cent?",
        answer=left,
        tolerance=1.5,  # as well as the lab's curve can be read
        unit="per cent",
        feedback=f"Multiply {keep / 100:g} by itself {retellings} times: {left:.0f} %. Each step takes its share of "
        "what is left.",
    )


def share_that_stands(rng: np.random.Generator) -> NumberQuestion:
    """How the verdicts fall, by topic."""
    claims = data.load("claims").query("kind == 'claim'")
    topic = pick(rng, claims.topic.unique())
    verdicts = claims.verdict[claims.topic == topic]
    share = 100 * float((verdicts == "supported").mean())
    return NumberQuestion(
        "reading-the-headline-share-that-stands",
        "reading-the-headline",
        "Tell a claim from its source.",
        f"Among the article's claims on the topic “{topic}”, without what it leaves out, what share stands as written "
        "(supported), in per cent? Use the explorer or the table of claims.",
        answer=share,
        tolerance=1.0,  # a rounded percentage
        unit="per cent",
        feedback=f"{(verdicts == 'supported').sum()} of {len(verdicts)}. With so few a share jumps, and it is a "
        "summary of a reading, no mark for the author.",
    )


def verdict_of_a_claim(rng: np.random.Generator) -> ChoiceQuestion:
    """Wrong, outdated, or not to be checked: three different things."""
    number = pick(rng, CLEAR_CUT)
    row = data.load("claims").set_index("number").loc[number]
    texts = dict(VERDICTS)
    return ChoiceQuestion(
        "reading-the-headline-verdict-of-a-claim",
        "reading-the-headline",
        "Tell an outdated claim from a wrong one.",
        f"Claim {number} of the article, in our words: {row.claim} What was found: {row.finding} How does the claim "
        "stand?",
        offered(rng, texts.pop(row.verdict), *texts.values()),
    )


ITEMS = (life_of_a_caveat, share_that_stands, verdict_of_a_claim)
