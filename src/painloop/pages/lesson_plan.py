"""A lesson plan, as a file of `book/lessons` holds it: steps of two lessons, misconceptions, questions to discuss."""

from typing import Annotated, Literal

from msgspec import Meta, field

from painloop.pages.book_files import Count, Shape, Text

Asked = Annotated[tuple[Text, ...], Meta(min_length=1)]


class Step(Shape, frozen=True, kw_only=True):
    """A few minutes of a lesson. What is open meanwhile is a heading of the chapter or a state of its explorer."""

    minutes: Count
    step: Literal["predict", "observe", "explain", "practise", "check"]
    do: Text
    at: str = ""
    preset: str = ""
    values: dict[str, int | float | str | bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a step that opens nothing, or two things."""
        if bool(self.at) == bool(self.preset or self.values):
            raise ValueError("give it either `at`, a heading, or `preset` or `values` of the explorer")


class Misconception(Shape, frozen=True):
    """What some believe, the question that shows it, and the wrong option, counted from 1, that they choose."""

    belief: Text
    question: Text
    answer: Count


class Discussion(Shape, frozen=True):
    """Questions for both sides of the evidence."""

    supporter: Asked
    sceptic: Asked


class Plan(Shape, frozen=True):
    """A file of `book/lessons`."""

    short: tuple[Step, ...]
    long: tuple[Step, ...]
    misconceptions: tuple[Misconception, ...]
    discussion: Discussion


class Criterion(Shape, frozen=True):
    """One thing that is marked in the project, and what earns one point and two."""

    what: Text
    one_point: Text
    two_points: Text
