"""Questions as a QTI 2.1 package: an item for each question, a test for each chapter, feedback on every choice."""

from collections.abc import Iterable, Mapping

from publish.classroom.fill import fill, keyed
from publish.classroom.question import ChoiceQuestion, NumberQuestion
from publish.contents import TaughtChapter, chapters

Item = ChoiceQuestion | NumberQuestion


def package(name: str, questions: Iterable[Item]) -> Mapping[str, bytes]:
    """The files of a package, by their names.

    Args:
        name: what the manifest calls the package.
        questions: in any order; a chapter without one gets no test.
    """
    asked = list(questions)
    by_chapter = [(chapter, [each for each in asked if each.chapter == chapter.stem]) for chapter in chapters()]
    by_chapter = [(chapter, own) for chapter, own in by_chapter if own]
    items = {f"{question.identifier}.xml": item(question) for question in asked}
    tests = {f"{chapter.stem}.xml": test(chapter, own) for chapter, own in by_chapter}
    return {"imsmanifest.xml": fill("qti21-manifest", name=name, by_chapter=by_chapter), **items, **tests}


def item(question: Item) -> bytes:
    """One question as an assessment item."""
    if isinstance(question, NumberQuestion):
        feedback = [("HOW", question.feedback)]
        return fill("qti21-item", question=question, choices=[], correct=question.answer, feedback=feedback)
    choices = keyed(question)
    correct = next(key for key, choice in choices if choice.correct)
    feedback = [(key, choice.feedback) for key, choice in choices]
    return fill("qti21-item", question=question, choices=choices, correct=correct, feedback=feedback)


def test(chapter: TaughtChapter, questions: list[Item]) -> bytes:
    """The questions of a chapter, one after another, each to be tried as often as one likes."""
    return fill("qti21-test", chapter=chapter, questions=questions)
