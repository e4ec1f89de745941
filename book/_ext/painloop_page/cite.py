"""At the foot of each page of the book: how to cite it, in words and for reference managers."""

import json
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx

from painloop.pages import citation


def cite(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give the template the words and the two files; their links hold the data, so they work from a file too."""
    if page not in app.env.titles:
        return
    title, path = app.env.titles[page].astext(), f"{page}.html"
    context["cite_words"] = citation.in_words(title, path)
    context["cite_bibtex"] = link("application/x-bibtex", citation.bibtex(title, path))
    context["cite_csl"] = link("application/vnd.citationstyles.csl+json", json.dumps([citation.csl(title, path)]))
    context["cite_name"] = page.rsplit("/", 1)[-1]


def link(kind: str, text: str) -> str:
    """Return an address that holds a text."""
    return f"data:{kind};charset=utf-8,{quote(text)}"


def setup(app: Sphinx) -> None:
    """Once for each page."""
    app.connect("html-page-context", cite)
