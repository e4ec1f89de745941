"""A notebook that was run and is read where no explorer can live says what each is, its caution and its place, once."""

import re
from html import unescape

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, MarkdownExporter

from painloop import explorers
from painloop.explorers.widget import Explorer

ALL = [getattr(explorers, name) for name in explorers.__all__]
MARKUP = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL)


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    cells = [f"from painloop.explorers import {each.__name__}\n{each.__name__}()" for each in ALL]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    return NotebookClient(made).execute()


@pytest.fixture(scope="module", params=[HTMLExporter, MarkdownExporter])
def converted(request, notebook) -> str:
    """What is there to be read without scripts and without a network."""
    text, _ = request.param().from_notebook_node(notebook)
    return " ".join(unescape(MARKUP.sub(" ", text)).split())


@pytest.mark.parametrize("each", ALL)
def test_title_caution_and_place_are_read_once(each: type[Explorer], converted):
    declaration = each.declaration
    place = f"It can be moved in the built book, at simulations.html?embed={declaration.name} , and in JupyterLab."
    assert converted.count(f"{declaration.title} {declaration.caution} {place}") == 1
    assert converted.count(declaration.title) == converted.count(place) == 1
