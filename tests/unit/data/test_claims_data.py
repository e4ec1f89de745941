"""The table of claims: 45 statements of one article, what it leaves out, and what the sources say."""

import re
from collections import Counter

import pytest

from painloop import data

VERDICTS = {
    "supported": 12, "partly": 15, "contradicted": 9, "outdated": 2, "unverifiable": 7, "omitted": 8,
}  # fmt: skip
CLAIMS = data.load("claims").set_index("number", drop=False)
TEXTS = ("claim", "finding", "better", "note")
each_row = pytest.mark.parametrize("number", CLAIMS.number)


def sources(number):
    return [key.strip() for key in CLAIMS.source[number].split(",")]


def test_45_claims_in_order_and_then_the_omissions():
    assert list(CLAIMS.number) == list(range(1, len(CLAIMS) + 1))
    assert list(CLAIMS.kind) == ["claim"] * 45 + ["omission"] * (len(CLAIMS) - 45)
    assert len(CLAIMS) - 45 >= 4


def test_claims_follow_the_paragraphs_of_the_article_and_omissions_have_none():
    claims = CLAIMS[CLAIMS.kind == "claim"]
    assert claims.paragraph.is_monotonic_increasing
    assert set(claims.paragraph) == set(range(1, 11))
    assert CLAIMS[CLAIMS.kind == "omission"].paragraph.isna().all()


def test_the_verdicts_are_the_known_ones_in_the_known_numbers():
    assert Counter(CLAIMS.verdict) == VERDICTS
    assert ((CLAIMS.verdict == "omitted") == (CLAIMS.kind == "omission")).all()


def test_the_readme_explains_every_verdict():
    readme = (data.files("painloop.data") / "README.md").read_text(encoding="utf-8")
    assert all(f"| {verdict} | " in readme for verdict in VERDICTS)


def test_there_are_few_topics_and_each_has_several_rows():
    topics = Counter(CLAIMS.topic)
    assert 6 <= len(topics) <= 8
    assert min(topics.values()) >= 3


@each_row
def test_a_claim_is_short_and_quotes_at_most_six_words_at_a_time(number):
    claim = CLAIMS.claim[number]
    assert len(claim) <= 160
    assert claim.count("“") == claim.count("”")
    assert all(len(words.split()) <= 6 for words in re.findall("“(.*?)”", claim))


@each_row
def test_a_row_has_a_finding_and_a_better_sentence_unless_it_is_supported(number):
    row = CLAIMS.loc[number]
    assert len(row.finding) > 20
    assert row.verdict == "supported" or isinstance(row.better, str)


@each_row
def test_texts_are_sentences_without_stray_blanks(number):
    for text in (CLAIMS[column][number] for column in TEXTS):
        if isinstance(text, str):
            assert text == text.strip()
            assert "  " not in text
    assert CLAIMS.finding[number].endswith(".")


@each_row
def test_what_could_not_be_checked_is_marked_as_not_verified_and_second_hand(number):
    row = CLAIMS.loc[number]
    if row.verdict == "unverifiable":
        assert row.note.startswith("unverified")
        assert row.status == "second-hand"


def test_the_2021_case_was_about_buprenorphine_with_naloxone():
    row = CLAIMS.loc[24]
    assert row.verdict == "contradicted"
    assert sources(24)[0] == "srejic2021plp"
    assert "buprenorphine/naloxone" in row.finding
    assert "contraindication" in row.finding


def test_a_lower_pain_threshold_means_more_pain():
    assert CLAIMS.verdict[40] == "contradicted"
    assert "lower threshold means that pain starts sooner" in CLAIMS.finding[40]


def test_the_report_that_nobody_opened_prints_no_number_and_no_result():
    unread = CLAIMS[CLAIMS.source.str.contains("licina2013plp") & (CLAIMS.verdict == "unverifiable")]
    assert list(unread.number) == [27, 28, 29]
    for row in unread.itertuples():
        assert "not opened" in row.note
        assert not re.search(r"\b(four|4|relief|reliev)", row.claim + row.finding + row.better)


def test_the_opioid_contraindication_is_told():
    row = CLAIMS.loc[48]
    assert row.verdict == "omitted"
    assert "naltrexonelabel" in sources(48)
    assert {"buprenorphine", "methadone"} <= set(re.findall(r"\w+", row.better))
