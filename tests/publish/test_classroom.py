"""The course packages, read back by pyslet, the reference library for QTI by one of the standard's editors."""

import csv
import io
import re
import subprocess
import sys
from codecs import BOM_UTF8
from xml.etree import ElementTree

import pytest

from painloop import explorers
from publish.classroom import __main__ as classroom
from publish.classroom import cartridge, qti
from publish.classroom.__main__ import key
from publish.classroom.items import graded
from publish.classroom.question import Choice, NumberQuestion, Question, public
from publish.contents import chapters
from publish.packing import pack

SITE = "https://example.org/pain-loop"
PUBLIC = list(public())
NASTY = Choice('a < b & "c" > </mattext> é', "1 < 2 & so on")
ODD = Question("odd-one", "the-trials", "Escape <things> & more", "What if x < y & z?", (NASTY, Choice("b", "B", True)))
old_library = pytest.mark.filterwarnings("ignore")  # pyslet warns of names that it has renamed within itself
QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
QUIZ = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


@pytest.fixture(scope="module")
def items():
    """The graded items of one class."""
    return graded(7)


def played(item: bytes, letter: str) -> tuple[float, str]:
    """The score and the feedback that pyslet's own player gives for an answer."""
    from pyslet.qtiv2.variables import ItemSessionState
    from pyslet.qtiv2.xml import QTIDocument

    document = QTIDocument()
    document.read(src=item.decode())
    session = ItemSessionState(document.root)
    session.begin_session()
    session.begin_attempt()
    session["RESPONSE"].set_value(letter)
    session.end_attempt()
    return session["SCORE"].value, session["FEEDBACK"].value


@old_library
@pytest.mark.parametrize("question", [*PUBLIC[::4], ODD], ids=lambda each: each.identifier)
def test_a_player_of_qti_scores_each_choice_and_shows_its_own_feedback(question):
    item = qti.item(question)
    texts = {each.get("identifier"): each.text for each in ElementTree.fromstring(item).findall("q:modalFeedback", QTI)}
    for letter, choice in zip("ABCDEF", question.choices, strict=False):
        assert played(item, letter) == (float(choice.correct), letter)
        assert texts[letter] == choice.feedback


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
        assert item.findtext("q:modalFeedback", namespaces=QTI) == question.feedback, name


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


@old_library
def test_a_reader_of_content_packages_opens_the_package(tmp_path):
    from pyslet.imscpv1p2 import ContentPackage

    opened = ContentPackage(str(pack(tmp_path / "package.zip", qti.package("any", PUBLIC))))
    kinds = [resource.type for resource in opened.manifest.root.Resources.Resource]
    assert kinds.count("imsqti_item_xmlv2p1") == len(PUBLIC)
    assert kinds.count("imsqti_test_xmlv2p1") == len(chapters())
    opened.close()


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


@old_library
@pytest.mark.parametrize("chapter", chapters(), ids=lambda each: each.stem)
def test_a_reader_of_qti_1_2_finds_every_question_choice_answer_and_feedback_in_a_quiz(course, chapter):
    from pyslet.qtiv1.xml import QTIDocument

    text = course[f"quiz-{chapter.stem}.xml"]
    QTIDocument().read(src=text.decode())
    items = ElementTree.fromstring(text).findall(".//q:item", QUIZ)
    own = [question for question in PUBLIC if question.chapter == chapter.stem]
    assert [read_quiz(item) for item in items] == [as_written(question) for question in own]


def read_quiz(item: ElementTree.Element) -> dict[str, object]:
    """A question as the quiz holds it."""
    words = ".//q:mattext"
    scored = [each for each in item.findall(".//q:respcondition", QUIZ) if each.find("q:setvar", QUIZ) is not None]
    return {
        "stem": item.findtext("q:presentation/q:material/q:mattext", namespaces=QUIZ),
        "choices": [each.findtext(words, namespaces=QUIZ) for each in item.findall(".//q:response_label", QUIZ)],
        "right": [each.findtext(".//q:varequal", namespaces=QUIZ) for each in scored],
        "feedback": [each.findtext(words, namespaces=QUIZ) for each in item.findall("q:itemfeedback", QUIZ)],
    }


def as_written(question: Question) -> dict[str, object]:
    """The same as the book has it."""
    return {
        "stem": question.stem,
        "choices": [choice.text for choice in question.choices],
        "right": [letter for letter, choice in zip("ABCDEF", question.choices, strict=False) if choice.correct],
        "feedback": [choice.feedback for choice in question.choices],
    }


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
