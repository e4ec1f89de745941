"""What `make test` asks of a sample: it has one of each kind, and the others are asked by `make doubt`."""

import sampled
from conftest import page_paths
from faces import EXPLORERS

from painloop.explorers.controls import Slider
from publish.contents import chapters

DECLARATIONS = {each.declaration.name: each.declaration for each in EXPLORERS.values()}


def kinds(declarations):
    """The kinds of view and of control, and what the box of a slider tells apart."""
    found = set()
    for each in declarations:
        found |= {view.kind for view in each.views} | {control.kind for control in each.controls}
        found |= {
            (slider.whole, slider.molar, slider.low < 0) for slider in each.controls if isinstance(slider, Slider)
        }
        found |= {"plays"} if each.play else set()
    return found


def test_the_sample_of_explorers_has_each_kind_of_view_and_control():
    asked = [DECLARATIONS[name] for name in sampled.EXPLORERS]
    assert kinds(asked) == kinds(DECLARATIONS.values())
    assert len({each.source.kind for each in asked}) == len(asked)


def test_the_sample_names_what_is_in_the_book():
    assert set(sampled.PAGES) < set(page_paths())
    assert set(sampled.CHAPTERS) < {chapter.stem for chapter in chapters()}


def test_what_is_not_of_the_sample_is_asked_by_turns_and_marked(monkeypatch):
    monkeypatch.delenv("PAINLOOP_ALL", raising=False)
    even, odd = ([(*each.values, *(mark.name for mark in each.marks)) for each in sampled.sampled("abcde", "b", week)]
                 for week in (48, 49))  # fmt: skip
    assert even == [("a", "doubt"), ("b",), ("c", "doubt"), ("e", "doubt")]
    assert odd == [("b",), ("d", "doubt")]


def test_all_are_asked_of_whoever_wants_all(monkeypatch):
    monkeypatch.setenv("PAINLOOP_ALL", "1")
    assert len(sampled.sampled("abcde", "b")) == 5
