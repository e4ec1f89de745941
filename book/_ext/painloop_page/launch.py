"""Where the repository is known, a chapter with code says where it runs, and every page where to report a mistake."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from painloop import __version__
from painloop.pages import repository

MISTAKE = """Section: the whole page

What is wrong:

What would be right, and the source:

({page}, version {version})
"""


def look_up(app: Sphinx, config: Config) -> None:
    """Find the repository once; pages are written again when it changes."""
    config.painloop_repository = repository.find(Path(app.srcdir))
    config.painloop_jupyterhub = repository.jupyterhub_address()


def offer(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the line with the links below the title of a chapter with code, and below that of its lab."""
    if app.config.painloop_repository and has_code(doctree):
        for title in places(doctree):
            title.parent.insert(title.parent.index(title) + 1, line(app.config, page))


def has_code(doctree: nodes.document) -> bool:
    """Whether there is code that a reader sees, and so may want to change."""
    return any(node.get("nb_element") == "cell_code_source" for node in doctree.findall(nodes.container))


def places(doctree: nodes.document) -> list[nodes.title]:
    """Return the title of the page, and that of a lab."""
    titles = list(doctree.findall(nodes.title))
    sections = [title for title in titles if isinstance(title.parent, nodes.section)]
    return [title for n, title in enumerate(sections) if n == 0 or title.astext().startswith("Lab:")]


def line(config: Config, page: str) -> nodes.paragraph:
    """Return one line of links."""
    stem = page.removeprefix("book/")
    links = [("Binder", config.painloop_repository.binder(stem))]
    if config.painloop_jupyterhub:
        links.append(("your JupyterHub", config.painloop_repository.jupyterhub(config.painloop_jupyterhub, stem)))
    return nodes.paragraph("", "", *sentence(links), classes=["launch"])


def sentence(links: list[tuple[str, str]]) -> Iterator[nodes.Node]:
    """Yield the words and the links: the reader leaves this site, and is told so."""
    yield nodes.Text("Run this chapter as a notebook: ")
    for n, (name, address) in enumerate(links):
        yield nodes.Text(" or " if n else "")
        yield nodes.reference("", f"open it in {name}" if n == 0 else name, refuri=address, internal=False)
    yield nodes.Text(". This leaves the site, and may take some minutes to start.")


def give_address(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give the templates the address at which a mistake on this page is reported."""
    if app.config.painloop_repository and page in app.env.titles:
        title = f"Mistake in: {app.env.titles[page].astext()}"
        body = MISTAKE.format(page=f"{page}.html", version=__version__)
        context["report_mistake"] = app.config.painloop_repository.issue(title, body)


def setup(app: Sphinx) -> None:
    """Look once, before any page is read; write at the end, so that a notebook stays as it is."""
    app.add_config_value("painloop_repository", None, "html")
    app.add_config_value("painloop_jupyterhub", "", "html")
    app.connect("config-inited", look_up)
    app.connect("doctree-resolved", offer)
    app.connect("html-page-context", give_address)
