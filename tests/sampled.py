"""What `make test` asks of a sample and `make doubt` of all the others: explorers, pages, chapters.

Each test is written once. It is marked `doubt` where its explorer, page or chapter is not of the sample; `make test`
leaves those out, and `make doubt` takes no others: half of them in one week, the other half in the next, because all
of them take longer than CI has. `PAINLOOP_ALL=1 make doubt` takes all.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import product

import pytest

EXPLORERS = ("claim-check", "patient-on-ldn", "stress-test", "virtual-trial")
SCHEMES = ("light", "dark")
CHAPTERS = ("naltrexone-in-the-body", "safety-and-conversations")  # one rests on a model, one on evidence
PAGES = ("book/index.html", *(f"book/{stem}.html" for stem in CHAPTERS), "book/glossary.html", "search.html")
WEEK = datetime.now(UTC).isocalendar().week


def has_turn(place: int, week: int = WEEK) -> bool:
    """Whether what stands at this place is asked in a week."""
    return "PAINLOOP_ALL" in os.environ or (place + week) % 2 == 0


def sampled(everything: Iterable[object], sample: Iterable[object], week: int = WEEK) -> list[object]:
    """The sample, and of the others those whose turn it is, as parameters of a test, a tuple as several."""
    return [
        pytest.param(*(each if isinstance(each, tuple) else [each]), marks=() if each in sample else pytest.mark.doubt)
        for place, each in enumerate(everything)
        if each in sample or has_turn(place, week)
    ]


def by_turns(cases: Sequence[object]) -> list[object]:
    """Each of these by day and at night as parameters; the sample has them by day and at night in turn."""
    return sampled(product(cases, SCHEMES), [(case, SCHEMES[i % 2]) for i, case in enumerate(cases)])
