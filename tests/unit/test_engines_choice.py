"""Which engines a run tries is said, checked, and no choice in CI."""

import pytest

from setup.browsers import ENGINES, chosen, main


def test_without_a_choice_all_engines_are_tried():
    assert chosen({}) == chosen({"CI": "true"}) == ("chromium", "firefox", "webkit")


@pytest.mark.parametrize(
    ("named", "engines"),
    [
        ("chromium", ("chromium",)),
        ("webkit chromium", ("chromium", "webkit")),
        ("firefox,webkit", ("firefox", "webkit")),
    ],
)
def test_a_contributor_may_choose(named, engines):
    assert chosen({"ENGINES": named}) == engines


def test_an_unknown_engine_is_refused_by_its_name():
    with pytest.raises(ValueError, match="ENGINES: opera is unknown; there are chromium, firefox, webkit"):
        chosen({"ENGINES": "chromium opera"})


def test_in_ci_nothing_is_left_out():
    with pytest.raises(ValueError, match="in CI the book is tried in all of chromium, firefox, webkit"):
        chosen({"ENGINES": "chromium firefox", "CI": "true"})
    assert len(chosen({"ENGINES": "webkit firefox chromium", "CI": "true"})) == 3


@pytest.mark.parametrize("name", ENGINES)
def test_without_an_engine_the_run_fails_with_what_to_type(monkeypatch, name):
    monkeypatch.setattr("setup.browsers.Kind.version", lambda kind: "")
    monkeypatch.setattr("setup.browsers.fetch", lambda *command: None)
    said = main((name,))
    assert said.startswith(f"No {name}. Run: apt-get install ")
    assert all(package in said for package in ENGINES[name].packages)
