"""The book as a Common Cartridge 1.3: for each chapter a folder with links to it and its explorers, and its quiz."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from painloop.pages import citation
from publish.classroom.fill import fill
from publish.classroom.question import ChoiceQuestion
from publish.contents import TaughtChapter, chapters

LINK = "imswl_xmlv1p3"
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"


@dataclass(frozen=True)
class Resource:
    """Something that the platform lists; `content` is its file."""

    identifier: str
    type: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Link:
    """A place in the published book."""

    title: str
    url: str


@dataclass(frozen=True)
class Folder:
    """What the platform shows of a chapter."""

    stem: str
    title: str
    resources: tuple[Resource, ...]


def package(site: str, questions: Iterable[ChoiceQuestion]) -> Mapping[str, bytes]:
    """The files of the cartridge, by their names; `site` is the address of the published book."""
    asked = list(questions)
    folders = [folder(site, each, [q for q in asked if q.chapter == each.stem]) for each in chapters()]
    book = citation.read()
    manifest = fill("cc13-manifest", title=book["title"], description=book["abstract"].strip(), folders=folders)
    files = {f"{resource.identifier}.xml": resource.content for each in folders for resource in each.resources}
    return {"imsmanifest.xml": manifest, **files}


def folder(site: str, chapter: TaughtChapter, questions: list[ChoiceQuestion]) -> Folder:
    """The links and the quiz of a chapter."""
    quiz = fill("cc13-quiz", chapter=chapter, questions=questions)
    resources = (*links(site, chapter), Resource(f"quiz-{chapter.stem}", QUIZ, "Check yourself", quiz))
    return Folder(chapter.stem, chapter.title, resources)


def links(site: str, chapter: TaughtChapter) -> Iterator[Resource]:
    """Yield the chapter itself, then each explorer alone, as an embedded frame shows it."""
    page = f"{site}/book/{chapter.stem}.html"
    yield link(chapter.stem, Link(f"Read: {chapter.title}", page))
    for name, title in chapter.explorers:
        yield link(f"{chapter.stem}-{name}", Link(f"Explore: {title}", f"{page}?embed={name}"))


def link(identifier: str, target: Link) -> Resource:
    """A link as a resource of the cartridge."""
    return Resource(f"link-{identifier}", LINK, target.title, fill("cc13-link", link=target))
