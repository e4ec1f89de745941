"""What `make test` asks of a sample and `make doubt` of all the others: explorers, pages, chapters.

Each test is written once. It is marked `doubt` where its explorer, page or chapter is not of the sample; `make test`
leaves those out, and `make doubt` takes no others.
"""

from collections.abc import Iterable, Sequence
from itertools import product

import pytest

EXPLORERS = ("claim-check", "patient-on-ldn", "stress-test", "virtual-trial")
SCHEMES = ("light", "dark")
CHAPTERS = ("naltrexone-in-the-body", "safety-and-conversations")  # one rests on a model, one on evidence
PAGES = ("book/index.html", *(f"book/{stem}.html" for stem in CHAPTERS), "book/glossary.html", "search.html")


def sampled(everything: Iterable[object], sample: Iterable[object]) -> list[object]:
    """Each of these as a parameter of a test, a tuple as several."""
    return [
        pytest.param(*(each if isinstance(each, tuple) else [each]), marks=() if each in sample else pytest.mark.doubt)
        for each in everything
    ]


def by_turns(cases: Sequence[object]) -> list[object]:
    """Each of these by day and at night as parameters; the sample has them by day and at night in turn."""
    return sampled(product(cases, SCHEMES), [(case, SCHEMES[i % 2]) for i, case in enumerate(cases)])
