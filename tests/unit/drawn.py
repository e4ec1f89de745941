"""Scenes as the scripts draw them, in a document of Node's, as trees that a test can read."""

import re
from math import hypot

from javascript import run as javascript
from lxml import etree

from painloop.explorers.widget import as_json
from painloop.web.scenes import template as as_template

SHOW = """
globalThis.document = page();
const html = ({ node }) => node.outerHTML;
"""


def drawn(declaration, *states):
    """The scene of an explorer in each state, all drawn by one scene, one after the other; one tree if there is one."""
    body = """
    const { spec } = input;
    const chart = scene.createScene(spec);
    return input.states.map((values) => {
      chart.update({ ...state.momentOf(spec, models, values), width: 360 });
      return html(chart);
    });"""
    found = [tree(text) for text in javascript(SHOW + body, {"spec": as_json(declaration), "states": list(states)})]
    return found if len(states) > 1 else found[0]


def drawn_anew(declaration, *states):
    """The same, each state drawn by a scene of its own."""
    return [drawn(declaration, state) for state in states]


def filled_in(template, *moments):
    """A drawing of a template's text, filled in with each moment: measures, columns, names and kinds of rows.

    In a column, None is what is no number.
    """
    body = """
    const one = scene.drawing(input.template, "tried");
    return input.moments.map(({ measures, columns, names, kinds }) => {
      const entries = Object.entries(columns).map(([key, column]) => [key, column.map((value) => value ?? NaN)]);
      const curves = { along: [], names, kinds, columns: Object.fromEntries(entries) };
      one.show({ measures, curves });
      return html(one);
    });"""
    whole = etree.fromstring(f'<svg viewBox="0 0 360 210">{template}</svg>')
    given = [{"measures": {}, "columns": {}, "names": [], "kinds": [], **moment} for moment in moments]
    found = [tree(each) for each in javascript(SHOW + body, {"template": as_template(whole), "moments": given})]
    return found if len(moments) > 1 else found[0]


def tree(text):
    """What Node wrote, as a tree; attributes in one order, because a document writes them as they came."""
    root = etree.fromstring(text)
    for element in root.iter():
        for key in sorted(element.attrib):
            element.attrib[key] = element.attrib.pop(key)
    return root


def said(root):
    """All texts of a drawing, in order."""
    return [" ".join("".join(element.itertext()).split()) for element in root.iter("text")]


def numbers(text):
    """Every number of an attribute, such as a path or a transform."""
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", text)]


def near(place, other):
    """How far two places are apart."""
    return hypot(place[0] - other[0], place[1] - other[1])
