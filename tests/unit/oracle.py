"""What the scripts say of states of an explorer, for oracle tests: these compare it with what rests on something else.

An oracle is a model of `painloop.analysis` or `painloop.trial`, SciPy, statsmodels, a closed form, or arithmetic done
in the test; never a twin of the script. `tests/mutants` sees that each mistake in a script is caught by its oracle.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from javascript import run as javascript

from painloop.explorers.widget import as_json
from painloop_page.node import NODE

# As much of a document as the scripts ask for.
DOCUMENT = """
class Element {
  attributes = {}; children = []; hidden = false; open = false;
  dataset = new Proxy({}, { set: (all, key, value) => ((all[key] = String(value)), true) });
  constructor(tag) { this.tag = tag; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  append(...more) { this.children.push(...more); }
  replaceChildren(...all) { this.children = all; }
  get firstChild() { return this.children[0]; }
  get text() { return this.innerHTML ?? this.children.map((child) => child.text ?? child).join(""); }
  querySelectorAll(tag) {
    const below = this.children.filter((child) => child instanceof Element);
    return below.flatMap((child) => [...(child.tag === tag ? [child] : []), ...child.querySelectorAll(tag)]);
  }
}
globalThis.document = { createElement: (tag) => new Element(tag) };
"""


def full(declaration, **changes):
    """The state that is shown at first, some of it changed."""
    assert set(changes) <= set(declaration.defaults)
    return {**declaration.defaults, **changes}


def told(declaration, states):
    """For each state, as the scripts give it: along, columns, facts, names, kinds, measures, summary and findings."""
    return javascript(
        """const { spec } = input;
        return input.states.map((values) => {
          const curves = state.curvesOf(spec, models, values);
          const measured = measures.measured(spec, values, curves);
          return { ...curves, measures: measured, summary: words.tell(spec.summary, measured),
            findings: spec.views.map((view) => words.tell(view.finding, measured)),
            points: spec.views.map((view) => state.points(spec, view, values).map((point) => point.study)) };
        });""",
        {"spec": as_json(declaration), "states": states},
    )


@dataclass(frozen=True)
class Explored:
    """A state of an explorer as the scripts have it."""

    along: np.ndarray
    columns: dict[str, np.ndarray]
    facts: dict
    names: list[str]
    kinds: list[str]
    measures: dict
    summary: str
    findings: list[str]
    points: list[list[str]]

    def __getitem__(self, key):
        return self.columns[key]


def explored(declaration, *states):
    """The same as values, with columns as arrays; of one state alone if there is but one."""
    found = [Explored(**{**each, "along": np.array(each["along"], float)}) for each in answers(declaration, states)]
    return found if len(states) > 1 else found[0]


def still(declaration, state):
    """What the book puts into the mount of an explorer that begins in a state."""
    said = NODE.ask({"ask": "still", "spec": as_json(declaration), "state": state})
    assert "error" not in said, said["error"]
    return said["html"]


def answered(declaration, state):
    """The short answer that is said of a state."""
    body = """const { spec, state: values } = input;
    return words.tell(spec.answer, measures.measured(spec, values, state.curvesOf(spec, models, values)));"""
    return javascript(body, {"spec": as_json(declaration), "state": state})


def guessed(declaration):
    """What is said to whoever commits to a guess."""
    body = "return state.replyTo(input.spec, models, input.state);"
    return javascript(body, {"spec": as_json(declaration), "state": declaration.defaults})


def answers(declaration, states):
    """The same, with columns as arrays."""
    found = told(declaration, states)
    return [{**each, "columns": {key: np.array(v, float) for key, v in each["columns"].items()}} for each in found]


def same(found, expected, rel=1e-9, absolute=1e-9):
    """Every number and word that is found is expected, and the other way round: none goes without an oracle."""
    assert set(found) == set(expected)
    for key, value in expected.items():
        exact = isinstance(value, str | bool | np.bool_)
        assert found[key] == (value if exact else pytest.approx(value, rel=rel, abs=absolute, nan_ok=True)), key
