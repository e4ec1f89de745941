"""The course packages: held to the published schemas, and their questions answered as a platform answers them."""

import csv
import io
import re
import subprocess
import sys
from codecs import BOM_UTF8
from xml.etree import ElementTree

import pytest
from course_packages import faults, played, quizzed
from lxml import etree

from painloop import explorers
from painloop.pages.self_check import Option
from publish.classroom import __main__ as classroom
from publish.classroom import cartridge, qti
from publish.classroom.__main__ import key
from publish.classroom.items import graded
from publish.classroom.question import ChoiceQuestion, NumberQuestion, public
from publish.contents import chapters
from publish.packing import pack

SITE = "https://example.org/pain-loop"
PUBLIC = list(public())
NASTY = Option('a < b & "c" > </mattext> é', "1 < 2 & so on")
ODD = ChoiceQuestion(
    "odd-one", "the-trials", "Escape <things> & more", "What if x < y & z?", (NASTY, Option("b", "B", True))
)
QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
QUIZ = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


@pytest.fixture(scope="module")
def items():
    """The graded items of one class."""
    return graded(7)


def as_written(question):
    """What each answer to a question is to earn, and what the reader is to be told."""
    return {
        letter: (float(choice.correct), [choice.feedback])
        for letter, choice in zip("ABCDEF", question.choices, strict=False)
    }


def as_played(item, question):
    """What each earns and what is told, by the item's own rules."""
    return {letter: played(item, letter) for letter in as_written(question)}


@pytest.mark.parametrize("question", [*PUBLIC, ODD], ids=lambda each: each.identifier)
def test_an_item_scores_each_choice_and_shows_its_own_feedback(question):
    assert as_played(qti.item(question), question) == as_written(question)


@pytest.mark.parametrize("question", [*PUBLIC, ODD], ids=lambda each: each.identifier)
def test_an_item_holds_the_stem_and_every_choice_as_written(question):
    interaction = ElementTree.fromstring(qti.item(question)).find(".//q:choiceInteraction", QTI)
    assert interaction.findtext("q:prompt", namespaces=QTI) == question.stem
    assert [each.text for each in interaction.findall("q:simpleChoice", QTI)] == [c.text for c in question.choices]


def test_a_number_is_asked_for_with_its_unit_and_taken_within_its_tolerance(items):
    numbers = [each for each in items if isinstance(each, NumberQuestion)]
    assert numbers
    for question in numbers:
        item = ElementTree.fromstring(qti.item(question))
        name = question.identifier
        assert float(item.findtext(".//q:correctResponse/q:value", namespaces=QTI)) == question.answer, name
        equal = item.find(".//q:equal", QTI)
        assert equal.get("toleranceMode") == "absolute", name
        assert [float(part) for part in equal.get("tolerance").split()] == [question.tolerance] * 2, name
        assert question.unit in "".join(item.find("q:itemBody", QTI).itertext()), name
        for miss, score in ((0, 1.0), (0.99, 1.0), (1.01, 0.0), (-1.01, 0.0)):
            answer = str(question.answer + miss * question.tolerance)
            assert played(qti.item(question), answer) == (score, [question.feedback]), (name, answer)


@pytest.fixture(params=["public", "graded"])
def questions(request, items):
    return {"public": PUBLIC, "graded": items}[request.param]


def test_the_manifest_lists_every_file_and_a_test_every_question_of_its_chapter(questions):
    files = qti.package("any", questions)
    listed = re.findall(rb'<file href="([^"]+)"', files["imsmanifest.xml"])
    assert sorted(name.decode() for name in listed) == sorted(set(files) - {"imsmanifest.xml"})
    tests = [ElementTree.fromstring(files[f"{chapter.stem}.xml"]) for chapter in chapters()]
    asked = [item.get("href") for test in tests for item in test.iter(f"{{{QTI['q']}}}assessmentItemRef")]
    assert sorted(asked) == sorted(f"{question.identifier}.xml" for question in questions)


def test_a_package_is_as_the_published_schemas_want_it(questions):
    files = qti.package("any", questions)
    assert not faults(files)
    kinds = re.findall(rb'<resource [^>]*type="([^"]+)"', files["imsmanifest.xml"])
    assert kinds.count(b"imsqti_item_xmlv2p1") == len(questions)
    assert kinds.count(b"imsqti_test_xmlv2p1") == len(chapters())


@pytest.fixture(scope="module")
def course() -> dict[str, bytes]:
    return dict(cartridge.package(SITE, PUBLIC))


def test_the_cartridge_shows_a_folder_for_each_chapter_in_the_order_of_the_book(course):
    ns = {"c": "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"}
    manifest = ElementTree.fromstring(course["imsmanifest.xml"])
    folders = manifest.findall("c:organizations/c:organization/c:item/c:item", ns)
    assert [each.findtext("c:title", namespaces=ns) for each in folders] == [chapter.title for chapter in chapters()]
    shown = [item.get("identifierref") for each in folders for item in each.findall("c:item", ns)]
    resources = {each.get("identifier"): each for each in manifest.findall("c:resources/c:resource", ns)}
    assert sorted(shown) == sorted(resources)
    hrefs = [each.find("c:file", ns).get("href") for each in resources.values()]
    assert sorted(hrefs) == sorted(set(course) - {"imsmanifest.xml"})
    assert {each.get("type") for each in resources.values()} == {cartridge.LINK, cartridge.QUIZ}


def test_its_links_lead_to_the_chapters_and_to_every_explorer_alone(course, monkeypatch):
    urls = {re.search(rb'href="([^"]+)" target', text)[1].decode() for name, text in course.items() if "link-" in name}
    embedded = {url.partition("?embed=")[2] for url in urls if "?embed=" in url}
    assert embedded == {getattr(explorers, name).declaration.name for name in explorers.__all__}
    assert {f"{SITE}/book/{chapter.stem}.html" for chapter in chapters()} <= urls


def test_the_cartridge_is_as_the_published_schemas_want_it(course):
    assert not faults(course)


@pytest.mark.parametrize("chapter", chapters(), ids=lambda each: each.stem)
def test_a_quiz_holds_every_question_and_scores_each_choice_and_shows_its_own_feedback(course, chapter):
    items = etree.fromstring(course[f"quiz-{chapter.stem}.xml"]).findall(".//{*}item")
    own = [question for question in PUBLIC if question.chapter == chapter.stem]
    assert [item.get("ident") for item in items] == [question.identifier for question in own]
    for item, question in zip(items, own, strict=True):
        words = [each.text for each in item.findall("{*}presentation//{*}mattext")]
        assert words == [question.stem, *(choice.text for choice in question.choices)]
        scored = {letter: (100 * score, told) for letter, (score, told) in as_written(question).items()}
        assert {letter: quizzed(item, letter) for letter in scored} == scored


# Mistakes in a template, each as what it makes of a file: by name what is replaced, and what takes its place.
ITEM = f"{PUBLIC[0].identifier}.xml"
MISTAKES = {
    "an element that there is not": (ITEM, b"prompt>", b"question>"),
    "an element of another namespace": (ITEM, b"<itemBody>", b'<itemBody xmlns="http://www.w3.org/1999/xhtml">'),
    "an attribute that is missing": (ITEM, b' responseIdentifier="RESPONSE"', b""),
    "a kind of answer that there is not": (ITEM, b'baseType="identifier"', b'baseType="letter"'),
    "an element that is not closed": (ITEM, b"</itemBody>", b""),
    "a letter that is not escaped": (ITEM, b"</prompt>", b" & more</prompt>"),
    "a score in the wrong place": (ITEM, b"<responseProcessing>", b"<setOutcomeValue/><responseProcessing>"),
    "a test without a part": (f"{chapters()[0].stem}.xml", b"testPart", b"part"),
    "a file that is not there": ("imsmanifest.xml", b'<file href="', b'<file href="no-'),
    "a resource that is not there": ("imsmanifest.xml", b'identifierref="', b'identifierref="no-'),
    "a manifest without a schema": ("imsmanifest.xml", b"<schema>QTIv2.1 Package</schema>", b""),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_package_is_noticed(mistake):
    files = dict(qti.package("any", PUBLIC))
    name, old, new = MISTAKES[mistake]
    assert old in files[name]
    files[name] = files[name].replace(old, new)
    assert faults(files)


CARTRIDGE_MISTAKES = {
    "a link without a title": (f"link-{chapters()[0].stem}.xml", b"title>", b"name>"),
    "a quiz without choices": (f"quiz-{chapters()[0].stem}.xml", b"response_label", b"simpleChoice"),
    "a quiz without rules": (f"quiz-{chapters()[0].stem}.xml", b"<outcomes>", b"<outcome>"),
    "a kind of resource that there is not": ("imsmanifest.xml", b"imswl_xmlv1p3", b"imswl_xmlv9"),
    "a version of the cartridge that there is not": ("imsmanifest.xml", b"1.3.0<", b"1.4.0<"),
    "a file that is not there": ("imsmanifest.xml", b'<file href="', b'<file href="no-'),
    "a resource that is not there": ("imsmanifest.xml", b'identifierref="', b'identifierref="no-'),
}


@pytest.mark.parametrize("mistake", CARTRIDGE_MISTAKES)
def test_a_mistake_in_the_cartridge_is_noticed(mistake, course):
    name, old, new = CARTRIDGE_MISTAKES[mistake]
    assert old in course[name]
    assert faults({**course, name: course[name].replace(old, new)})


WRONG_RULES = {
    "half a mark": (b">1</baseValue>", b">0.5</baseValue>"),
    "another answer": (b'<correct identifier="RESPONSE"/>', b'<baseValue baseType="identifier">E</baseValue>'),
    "feedback that hides": (b'showHide="show"', b'showHide="hide"'),
    "feedback of another letter": (b'"FEEDBACK" identifier="A"', b'"FEEDBACK" identifier="E"'),
}


@pytest.mark.parametrize("rule", WRONG_RULES)
def test_a_wrong_rule_that_the_schema_admits_is_noticed(rule):
    question = PUBLIC[0]
    right = qti.item(question)
    wrong = right.replace(*WRONG_RULES[rule])
    assert wrong != right
    assert not faults({**qti.package("any", PUBLIC), ITEM: wrong})
    assert as_played(wrong, question) != as_written(question)


def test_a_wrong_rule_of_a_quiz_is_noticed(course):
    quiz = course[f"quiz-{chapters()[0].stem}.xml"]
    stops_early = etree.fromstring(quiz.replace(b'continue="Yes"', b'continue="No"')).find(".//{*}item")
    assert {quizzed(stops_early, letter)[0] for letter in as_written(PUBLIC[0])} == {0.0}


def test_the_key_has_the_answer_of_every_graded_question(items):
    rows = list(csv.DictReader(io.StringIO(key(items))))
    assert [row["identifier"] for row in rows] == [each.identifier for each in items]
    assert all(row["answer"] and row["how"] for row in rows)


def test_the_file_of_the_key_is_marked_for_excel_and_holds_the_key(items, tmp_path, monkeypatch):
    monkeypatch.setattr(classroom, "PLACE", tmp_path)
    classroom.make(SITE, 7)
    (file,) = tmp_path.glob("*.csv")
    assert file.read_bytes() == BOM_UTF8 + key(items).encode()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert next(csv.reader(lines)) == list(classroom.COLUMNS)


def test_the_same_questions_make_the_same_bytes(tmp_path):
    one, other = (pack(tmp_path / name, cartridge.package(SITE, PUBLIC)) for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_an_address_that_is_none_says_what_to_type():
    command = [sys.executable, "-m", "publish.classroom", "--site", "example.org"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "give one such as https://example.org/pain-loop" in done.stderr
