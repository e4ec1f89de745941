"""What keeps a reader safe is said in every place where it is needed, and from one source."""

import re
from functools import cache

import pytest
import yaml
from pages import BOOK, LINK, ROOT, cells, each_page, figure, stems, text

from painloop import data
from painloop.data import sentences

BOX = (BOOK / "_safety.md").read_text("utf-8").replace("\\\n", "\n")  # a line may end, a sentence goes on
FACTS = {
    "withdrawal at 1 mg": r"1 mg.*withdrawal",
    "opioids in disguise": r"(?=.*tramadol)(?=.*codeine)(?=.*cough and diarrhoea)(?=.*kratom)",
    "maintenance": r"buprenorphine.*methadone",
    "days without opioids": r"at least 7–10 days.*short-acting",
    "longer after some": r"buprenorphine or methadone.*two weeks",
    "no shorter time at low doses": r"no shorter time.*low doses",
    "each start": r"each start",
    "lost tolerance": r"tolerance.*kill",
    "mood": r"depressed or suicidal.*(?:clinician|help now)",
    "off-label": r"off-label",
    "no advice": r"start, stop or change nothing",
    "who decides": r"clinician decides",
}
PLACES = {
    "book/safety-and-conversations.md": {
        "opioids-in-disguise",
        "opioid-free-interval",
        "who-was-left-out",
        "mood-warning",
    },
    "src/painloop/data/safety_facts.csv": {
        "opioids-in-disguise",
        "opioid-free-interval",
        "mood-warning",
        "before-surgery",
    },
    "book/questions/safety-and-conversations.yml": {
        "opioids-in-disguise-briefly",
        "opioid-free-interval",
        "who-was-left-out",
        "mood-warning",
        "before-surgery",
    },
    "book/lessons/safety-and-conversations.yml": {
        "opioids-in-disguise-briefly",
        "opioid-free-interval",
        "who-was-left-out",
    },
    "publish/classroom/items/safety_and_conversations.py": {
        "opioids-in-disguise-briefly",
        "opioid-free-interval",
        "who-was-left-out",
    },
    "book/glossary.md": {"opioids-in-disguise-briefly"},
    "src/painloop/data/claims.csv": {"before-surgery"},
}
COUNTED = r"\bserious events?\b|\bno excess\b|\btolerated it\b|\bmostly tolerated\b|\b8[46] (?:%|of 100|in 100)"
LIMIT = re.compile(r"left out|opioid", re.IGNORECASE)


def plain(markdown: str) -> str:
    return LINK.sub(r"\1", " ".join(markdown.split()))


def _parts(content: list | dict) -> list:
    return list(content.values()) if isinstance(content, dict) else content


@cache
def units() -> dict[str, str]:
    """Everything that is read by itself: a paragraph, a question with its feedback, a row of a table, a lesson."""
    found = {
        f"{stem}: {n}": paragraph
        for stem in stems()
        for n, paragraph in enumerate(re.split(r"\n\n|^```.*$", sentences.unmarked(text(stem)), flags=re.MULTILINE))
    }
    for path in sorted(BOOK.glob("questions/*.yml")):
        content = sentences.filled(yaml.safe_load(path.read_text("utf-8")))
        asked = [content.get("prediction"), *content["questions"]] if "questions" in content else [content]
        found |= {f"{path.name}: {n}": str(each) for n, each in enumerate(asked)}
    for path in sorted(BOOK.glob("lessons/*.yml")):
        content = sentences.filled(yaml.safe_load(path.read_text("utf-8")))
        found |= {f"lesson {path.stem}: {n}": str(part) for n, part in enumerate(_parts(content))}
    for name in ("claims", "harms", "safety_facts"):
        found |= {f"{name}: {n}": " ".join(map(str, row)) for n, row in enumerate(data.load(name).to_numpy())}
    return found


def in_disguise() -> list[str]:
    """The names in the short list of opioids that do not look like opioids."""
    listed = sentences.plain("opioids-in-disguise-briefly").split(":")[1].strip(" .\n")
    return [name.split()[-1] for name in re.split(r",|\band\b", listed)]


def naming(pattern: str) -> pytest.MarkDecorator:
    """One test for each thing read by itself that says the pattern; that there are such is a part of the test."""
    found = [name for name, words in units().items() if re.search(pattern, " ".join(words.split()))]
    assert found, pattern
    return pytest.mark.parametrize("unit", found)


@pytest.mark.parametrize("fact", FACTS)
def test_the_safety_box_names(fact):
    assert re.search(FACTS[fact], plain(BOX), re.IGNORECASE), fact


def test_every_sentence_of_the_safety_box_but_the_frame_has_its_source():
    first, *clinical = re.split(r"(?<=[.:])\*{0,2} (?=[A-Z])", " ".join(BOX.split()))
    assert "medical advice" in first
    unsourced = [each for each in clinical if "](#" not in each]
    assert unsourced == ["No shorter time is known for low doses."], "what was not found has no source; all else has"


@pytest.mark.parametrize("path", PLACES)
def test_a_fact_stands_in_its_places(path):
    source = (ROOT / path).read_text("utf-8")
    named = {id for id, _ in sentences.SAID.findall(source)} | set(sentences.NAMED.findall(source))
    named |= set(re.findall(r'plain\(["\']([a-z-]+)["\']\)', source))
    assert PLACES[path] <= named


def test_both_lists_of_opioids_in_disguise_hold_the_same_names():
    whole = sentences.plain("opioids-in-disguise")
    assert len(in_disguise()) == 7
    assert not [name for name in in_disguise() if name not in whole]


def test_who_speaks_of_opioids_that_do_not_look_it_takes_the_list_from_its_source():
    for path in [*BOOK.rglob("*.md"), *BOOK.rglob("*.yml"), *(ROOT / "src" / "painloop").rglob("*.py")]:
        typed = sentences.SAID.sub("", path.read_text("utf-8"))
        assert not re.search(r"look like (?:an )?opioids?\b[^?.]*:", typed), path.name


@naming(r"tramadol[^.]*codeine|codeine[^.]*tramadol")
def test_a_list_with_tramadol_and_codeine_has_kratom_too(unit):
    assert "kratom" in units()[unit].lower()


@naming(r"7(?: to |–)10 days")
def test_days_without_opioids_are_a_minimum_and_not_the_whole_story(unit):
    assert re.search(r"at least (?:\[)?7(?: to |–)10 days", units()[unit])
    assert re.search(r"two weeks", units()[unit]), "after buprenorphine or methadone the danger lasts longer"


@naming(COUNTED)
def test_a_count_of_side_effects_says_who_was_left_out(unit):
    assert LIMIT.search(units()[unit])


def test_counts_in_the_table_and_under_the_figure_say_who_was_left_out():
    assert data.load("harms").who.str.contains("left out: ").all()
    caption = next(figure(cell) for cell in cells("safety-and-conversations") if "fig-side-effects" in cell)["caption"]
    assert all(word in caption for word in ("Left out", "opioids", "suicidal", "depression", "liver"))


@each_page
def test_nothing_tells_a_reader_to_take_stop_or_wait(page):
    """Not even kindly: what a person does is for a clinician to plan."""
    told = re.findall(
        r"(?:^|[.!?:] )((?:Take|Stop|Start|Wait|Begin|Halve|Double) (?:it|the drug|naltrexone|LDN|at least|\d).*?[.])",
        text(page),
    )
    assert not told
