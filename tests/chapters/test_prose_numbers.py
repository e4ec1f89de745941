"""No number stands in words with nothing behind it: see `prose_numbers.py`."""

from importlib import import_module
from pathlib import Path

import pytest
from pages import stems, text
from prose_numbers import NUMBER, Said, missing, read, says, sentences, unexplained

HERE = Path(__file__).with_name("prose")
SLOW = {"break-the-model", "simulations", "turning-down-the-loop"}  # seconds of runs
each_page = pytest.mark.parametrize("stem", [pytest.param(s, marks=[pytest.mark.slow] * (s in SLOW)) for s in stems()])


def numbers(stem: str) -> list[Said]:
    """What a page is said to hold."""
    name = stem.replace("-", "_")
    return import_module(f"prose.{name}").NUMBERS if (HERE / f"{name}.py").exists() else []


@each_page
def test_what_is_computed_stands_in_its_sentence(stem):
    assert not (lost := missing(stem, numbers(stem))), "\n".join(["", *lost])


@each_page
def test_every_number_is_computed_cited_or_given(stem):
    assert not (left := unexplained(stem, numbers(stem))), "\n".join(["", *left])


@each_page
def test_a_source_that_numbers_rest_on_is_cited_by_the_page(stem):
    keys = {key for said in numbers(stem) for key in said.keys}
    assert not [key for key in keys if f"(#{key})" not in text(stem)]


def test_a_number_without_anything_behind_it_is_found():
    """Beside a source it is not."""
    found = list(sentences("a page", "Of 31 people 12 left. Of 40 ([Younger 2013](#younger2013ldn)) 3.5 % did."))
    assert [(each.words, each.cites) for each in found] == [
        ("Of 31 people 12 left.", False),
        ("Of 40 3.5 % did.", True),
    ]
    assert NUMBER.findall("−0.35 points, 20,000 people, P2X4, 6β, 4-hour, 1.5 h, N0") == ["−0.35", "20,000", "4", "1.5"]


@pytest.mark.parametrize(
    ("stem", "file", "words"),
    [
        ("tipping-points", "book/tipping-points.md", "You should see the rating tip up past"),  # the running text
        ("tipping-points", "book/tipping-points.md", "They are 1.4 and 5.5"),  # a solution
        ("tipping-points", "book/tipping-points.md", "the fold, which lies at"),  # the caption of a figure
        ("tipping-points", "book/tipping-points.md", "Each lingers near"),  # what is said to who does not see it
        ("low-and-standard-doses", "book/low-and-standard-doses.md", "the hormone’s rise of"),  # that of a table
        ("tipping-points", "book/questions/tipping-points.yml", "A loop tips up when input passes"),
        ("tipping-points", "book/lessons/tipping-points.yml", "Pairs play it and write down"),
        ("tipping-points", "explorers/tipping-point", "Here pain comes when everyday input"),  # a prediction
        ("reading-the-headline", "explorers/claim-check", "claims are contradicted, of the"),  # a reply
        ("phantom-limb-pain", "book/diagrams/three-positions.svg", "frozen nerves did no better"),  # its description
        ("phantom-limb-pain", "book/diagrams/three-positions.svg", "144 people, freezing"),  # a line in a diagram
    ],
)
def test_every_place_in_which_a_reader_meets_a_number_is_read(stem, file, words):
    assert any(each.file == file and words in each.words for each in read(stem)), words


def test_words_that_no_longer_hold_are_named_with_the_sentence_they_stand_in():
    [told] = missing("tipping-points", [says("tip up past {:.2f}, and let go only past {:.2f}", 0.33, -0.1)])
    assert "tip up past 0.33, and let go only past −0.10" in told
    assert "You should see the rating tip up past 0.23, and let go only past 0.10." in told
