"""A sentence that many pages say is written once, is true, and is what stands on every page."""

import re
from pathlib import Path

import pytest

from painloop import data
from painloop.analysis.dose import peak_in_plasma
from painloop.data import references, sentences
from painloop.explorers.potency_gap import measured_in_serum
from painloop.models.glial_arm import MEASURED_NM
from painloop.pages.book_files import read
from painloop.pages.lesson_plan import Plan
from painloop.pages.self_check import read_questions

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "book").glob("*.md"))
NAMING = [
    *sorted((ROOT / "book").glob("*/*.yml")),
    *(path for path in sorted((ROOT / "src" / "painloop" / "data").glob("*.*")) if path.suffix in (".csv", ".yml")),
]  # files whose readers fill in what is named
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
THREE = "three-fibromyalgia-trials"
BY_HAND = re.compile(
    r"\b(?:three|3) (?:largest|biggest)\b"
    r"|\b(?:largest|biggest) (?:[\w-]+ ){0,4}trials?\b"
    r"|\bchronic[- ]pain condition\b",
    re.IGNORECASE,
)  # how "the three largest trials of LDN in a chronic-pain condition" was said, which is false, and its variants
TEXTS = {
    ".md",
    ".yml",
    ".yaml",
    ".csv",
    ".py",
    ".js",
    ".svg",
    ".html",
    ".xml",
    ".bib",
    ".txt",
    ".cff",
    ".json",
    ".toml",
}
BUILT = {"node_modules", "_build", "assets", "generated", "heard"}
MAY_SAY_IT = {"sentences.yml", "CHANGELOG.md", Path(__file__).name}  # the place, the corrections, and this test


@each_page
def test_a_page_says_what_the_sentence_says(path):
    for id, words in sentences.SAID.findall(path.read_text("utf-8")):
        assert words.split() == sentences.sentence(id).split(), f"{path.name}: {id} differs; `make sentences` mends it"


@each_page
def test_marks_are_whole_and_none_begins_a_line(path):
    text = path.read_text("utf-8")
    assert len(sentences.MARK.findall(text)) == 2 * len(sentences.SAID.findall(text)), path.name
    assert not [mark for mark in re.findall(r"<!--.*?-->", text) if not sentences.MARK.fullmatch(mark)], path.name
    assert not re.findall(r"^[\s>*+-]*(?:\d+\. +)?<!--.*$", text, re.MULTILINE), path.name


@pytest.mark.parametrize("path", NAMING, ids=lambda path: path.name)
def test_every_sentence_that_is_named_exists(path):
    unknown = set(sentences.NAMED.findall(path.read_text("utf-8"))) - set(sentences.every())
    assert not unknown, f"{path.name} names sentences that do not exist"


@pytest.mark.slow
def test_no_reader_leaves_a_name_where_a_sentence_belongs():
    texts = [data.load(name).to_csv() for name in data.names()]
    texts += [str(read_questions(path)) for path in (ROOT / "book" / "questions").glob("*.yml")]
    plans = [path for path in (ROOT / "book" / "lessons").glob("*.yml") if path.stem != "project"]
    texts += [str(read(path, Plan)) for path in plans]
    assert not [text for text in texts if "{{" in text]


def test_questions_lessons_and_tables_say_a_sentence_that_they_name(tmp_path):
    named, words = f"{{{{{THREE}}}}}", sentences.plain(THREE)
    assert sentences.filled({"a": [f"So: {named}", 1]}) == {"a": [f"So: {words}", 1]}
    path = tmp_path / "q.yml"
    options = f"[{{text: a, feedback: '{named}'}}]"
    path.write_text(f"prediction: {{id: p, stem: s, options: {options}}}\nquestions: []\n", "utf-8")
    assert read_questions(path).prediction.options[0].feedback == words


def test_an_unknown_sentence_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=f"no sentence 'four'.*{THREE}"):
        sentences.filled("{{four}}")


def test_new_words_are_written_and_new_line_breaks_left_alone():
    old = f"So. <!-- says: {THREE} -->What it said.<!-- end --> More."
    now = sentences.written(old)
    assert sentences.sentence(THREE) in now
    broken = now.replace(" trials", "\ntrials")
    assert sentences.written(broken) == broken
    assert sentences.unmarked(now) == f"So. {sentences.sentence(THREE)} More."


@pytest.mark.parametrize("id", sentences.every())
def test_a_sentence_is_whole_and_its_links_lead_somewhere(id):
    text = sentences.sentence(id)
    assert re.fullmatch(r"[A-Z].*\.", text)
    assert "<" not in text
    terms = set(re.findall(r"^\((term-[^)]+)\)=$", (ROOT / "book" / "glossary.md").read_text("utf-8"), re.MULTILINE))
    for words, key in re.findall(r"\[([^\]]*)\]\(#([^)]*)\)", text):
        assert key in terms or words == references.author_year(key), (id, key)
    assert "](" not in sentences.plain(id)


def test_the_three_trials_are_the_largest_in_fibromyalgia_of_the_table():
    """And their numbers are the table's; de Paula's four arms are not LDN alone against placebo."""
    trials = data.load("trials").query("condition == 'fibromyalgia' and comparator == 'placebo'")
    alone = trials[~trials.design.str.contains("tDCS")].sort_values("n_randomised", ascending=False).head(3)
    said = re.findall(r"n = (\d+), \[[^\]]*\]\(#(\w+)\)", sentences.sentence(THREE))
    assert said == [(f"{n:g}", keys.split(",")[0]) for n, keys in zip(alone.n_randomised, alone.source, strict=True)]


def test_the_gap_to_the_dish_is_what_the_model_and_the_trial_make_of_it():
    said = [int(n.replace(",", "")) for n in re.findall(r"\d+,000", sentences.sentence("potency-gap"))]
    least, most = measured_in_serum()
    gaps = [MEASURED_NM / level for level in (peak_in_plasma(4.5), most, least)]
    assert round(most / peak_in_plasma(4.5)) == 15  # as the chapter on glia says in words
    assert said == [float(f"{gaps[0]:.1g}"), float(f"{gaps[1]:.2g}"), float(f"{gaps[2]:.2g}")]


def test_the_levels_at_a_low_dose_are_those_of_the_table_in_both_units():
    text = sentences.sentence("plasma-at-a-low-dose")
    level = data.load("plasma_facts").set_index("quantity").loc["level"]
    least, most = measured_in_serum()
    assert f"{level.low:g} to {level.high:g} ng/mL, which is {least:.2g} to {most:.2g} nM" in text
    assert level.source in text


SUPERSEDED = {
    "No study at 6 mg or below printed its levels": r"no study at 6 mg or below",  # brewer2018gulfwar did
    "The gap is one number": r"30,000-fold|factor of about 30,000|about 30,000 times the peak",  # a range now
    "Receptors rose by four fifths": r"receptors rose by about four fifths",  # a third to four fifths
    "Central sensitisation has no definition": r"(?:no|without an?) agreed definition",  # the IASP has one
    "A full dose blocks kappa as well, without a source": r"kappa receptors, which a full dose blocks as well",
    "One treatment has a good trial and no other": r"one trial of good size; the others",  # freezing has one too
}


@pytest.mark.slow
@pytest.mark.parametrize("pattern", SUPERSEDED.values(), ids=SUPERSEDED)
def test_what_was_corrected_is_not_said_again(pattern):
    said = {path.name for path in texts() if re.search(pattern, " ".join(path.read_text("utf-8").split()), re.I)}
    assert not said


def texts():
    """Every text of the project that somebody wrote."""
    for folder in (ROOT, *(ROOT / name for name in ("book", "docs", "publish", "src", "tests", "benchmarks"))):
        for path in folder.glob("*.*") if folder == ROOT else folder.rglob("*.*"):
            if path.suffix in TEXTS and path.name not in MAY_SAY_IT and not BUILT & set(path.parts):
                yield path


def said_by_hand(text):
    """What a text says of the largest trials outside the marks; strings and links are read as their words."""
    bare = sentences.SAID.sub(" ", text)
    joined = re.sub(r"[\"']\s*\n\s*f?[\"']", "", sentences.LINK.sub(r"\1", bare))
    return BY_HAND.findall(" ".join(joined.split()))


@pytest.mark.slow
def test_nothing_says_by_hand_what_the_largest_trials_found():
    assert not {
        str(path.relative_to(ROOT)): said for path in texts() if (said := said_by_hand(path.read_text("utf-8")))
    }


@pytest.mark.parametrize(
    "text",
    [
        "the three\nlargest [placebo-controlled trials](#term-placebo) of LDN",
        'x = (\n    "the largest placebo-"\n    "controlled trials of LDN"\n)',
        "alone in a chronic-pain\n  condition, found",
        "The biggest trials of LDN",
    ],
)
def test_the_false_sentence_is_noticed_however_it_is_broken(text):
    assert said_by_hand(text)
    assert not said_by_hand(f"<!-- says: {THREE} -->{text}<!-- end -->")
