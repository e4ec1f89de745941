"""How the book is written: British spelling, a first-year reader, no word that misleads, no long quotation."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pyphen
import pytest
import yaml
from pages import BOOK, ROOT, each_chapter, each_page, everything_read, first_uses, prose, stems

from painloop.data import references
from painloop.web.node import binary

AVOIDED = yaml.safe_load((BOOK / "words-we-avoid.yml").read_text("utf-8"))
KNOWN = Path(__file__).with_name("words.txt")
SPELL = """
import { readFileSync } from "node:fs";
import nspell from "nspell";
const folder = "node_modules/dictionary-en-gb/";
const spell = nspell(readFileSync(folder + "index.aff"), readFileSync(folder + "index.dic"));
const words = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(words.filter((word) => !spell.correct(word))));
"""
NAMES = {
    part.lower()
    for entry in references.read().entries.values()
    for person in entry.persons.get("author", ())
    for name in (*person.prelast_names, *person.last_names)
    for part in name.split("-")
}
SYLLABLES = pyphen.Pyphen(lang="en_GB")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
NAME = re.compile(r"\[[^\]]*(?:\d{4}|label|text|data file|abstract|entry)[^\]]*\]\(#[^)]*\)")  # a citation


def sentences(stem: str) -> list[str]:
    """The sentences of a chapter's running text: no lists, boxes, headings, formulas or citations."""
    blocks = [block for block in prose(stem).split("\n\n") if not re.match(r"\s*([#:`(>|-]|\d+\.|\*\*You)", block)]
    words = LINK.sub(r"\1", NAME.sub("", " ".join(blocks)))
    plain = re.sub(r"\$[^$]*\$|\([^()]*\)|[*`_]", "", words)
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+(?=[A-Z])", plain) if len(sentence.split()) > 2]


def grade(sentence_list: list[str]) -> float:
    """Flesch and Kincaid's school grade; syllables are counted at the points where a word may be broken."""
    words = [word for sentence in sentence_list for word in re.findall(r"[A-Za-z]+", sentence)]
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(sentence_list) + 11.8 * syllables / len(words) - 15.59


def misspelt(words: set[str]) -> set[str]:
    """The words that neither the British dictionary, nor our list, nor the names in the reference list know."""
    known = set(re.sub("#.*", "", KNOWN.read_text("utf-8")).lower().split()) | NAMES
    asked = json.dumps(sorted(word for word in words if word.lower() not in known))
    done = subprocess.run(
        [binary(), "--input-type=module", "-e", SPELL],
        input=asked,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(done.stdout))


@cache
def misspelt_anywhere() -> set[str]:
    """The words of the whole book that are misspelt; the dictionary is read once."""
    return misspelt(set().union(*map(words_of, stems())))


@cache
def words_of(stem: str) -> set[str]:
    """Every word of a page; not formulas, names in code, or names of sources."""
    plain = re.sub(
        r"\$[^$]*\$|`[^`]*`|<[^>]*>|https?://\S+|@\w+", " ", LINK.sub(r"\1", NAME.sub(" ", everything_read(stem)))
    )
    words = {word.strip("'").removesuffix("'s") for word in re.findall(r"[^\W\d_][^\W\d_'-]*", plain.replace("’", "'"))}
    return {word for word in words if len(word) > 2 and word.upper() != word}


@pytest.mark.slow
def test_an_american_spelling_and_a_slip_are_noticed():
    assert misspelt({"color", "fiber", "teh", "colour", "fibre", "antagonist"}) == {
        "fiber",
        "teh",
        "color",
    }


@pytest.mark.slow
@each_page
def test_the_spelling_is_british_and_right(page):
    assert not words_of(page) & misspelt_anywhere()


@each_chapter
def test_a_first_year_student_can_read_the_running_text(chapter):
    assert grade(sentences(chapter)) <= 10


@pytest.mark.slow
@each_page
def test_no_word_is_used_that_misleads(page):
    text = everything_read(page)
    for entry in AVOIDED:
        found = re.findall(rf".{{30}}(?<![“\"\w])(?:{entry['pattern']}).{{20}}", text, re.IGNORECASE)
        assert not found, f"{entry['term']}: {entry['reason']}"


@pytest.mark.parametrize("entry", AVOIDED, ids=lambda entry: entry["term"])
def test_every_avoided_word_says_why_and_what_to_say_instead(entry):
    assert set(entry) == {"term", "pattern", "reason", "instead"}
    assert re.search(entry["pattern"], entry["term"], re.IGNORECASE)


@each_page
def test_nothing_is_quoted_beyond_a_few_words(page):
    for quoted in re.findall(r"“([^”]+)”|\"([^\"\n]+)\"", everything_read(page)):
        assert len("".join(quoted).split()) <= 12, quoted


@each_chapter
def test_a_technical_term_is_linked_to_the_glossary_where_it_is_first_used(chapter):
    assert not [words for _, words, linked in first_uses(chapter) if not linked]
