"""What an explorer says: sentences with gaps, each with the conditions under which it is said.

A template is a format string over the *state*: the values of the controls, the measures, and the facts that the source
computes. `web/words/words.js` fills it in.
"""

from dataclasses import dataclass

from painloop.explorers.controls import Value

Condition = tuple[str, str, Value]  # a name of the state, a comparison such as "==" or ">=", and what to compare with


@dataclass(frozen=True)
class Sentence:
    """A template, said when all of its conditions hold; one without conditions always may be."""

    text: str
    when: tuple[Condition, ...] = ()


Choice = tuple[Sentence, ...]  # of these the first whose conditions hold is said


def at(**values: Value) -> tuple[Condition, ...]:
    """The conditions that controls stand at these values."""
    return tuple((key, "==", value) for key, value in values.items())
