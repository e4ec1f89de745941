"""Whether every mistake that `make mutants` makes can still be made: a script changes, and the text may be gone."""

import pytest

from tests.mutants.mistakes import MISTAKES
from tests.mutants.place import WEB, places, without_casts


@pytest.mark.parametrize("file", MISTAKES)
def test_the_text_of_a_mistake_stands_in_its_script_once(file: str) -> None:
    script = without_casts((WEB / file).read_text("utf-8"))
    found = {mistake: len(places(script, old)) for mistake, old, _new in MISTAKES[file]}
    assert {mistake: count for mistake, count in found.items() if count != 1} == {}
