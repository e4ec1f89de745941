"""Sources are named the same way everywhere, and each says how far it was read."""

import re

import pytest

from painloop.data import references
from painloop.data.references import author_year, read

READ = (
    "full text read",
    "read in parts",
    "abstract read",
    "label read",
    "registry entry read",
    "retraction notice read",
    "as reported by",
    "not opened",
)


def test_names_are_author_and_year():
    assert author_year("lee1988") == "Lee et al. 1988"
    assert author_year("toljan2018review") == "Toljan and Vrooman 2018"
    assert author_year("swissmonograph") == "Swiss product text"


def test_a_key_that_is_not_in_the_list_is_its_own_name():
    assert author_year("nobody1900") == "nobody1900"


@pytest.mark.parametrize("key", sorted(read().entries))
def test_every_entry_says_how_it_was_read(key):
    assert read().entries[key].fields["access"].startswith(READ)


@pytest.mark.parametrize("key", sorted(read().entries))
def test_every_entry_has_a_lasting_address_or_says_why_not(key):
    entry = read().entries[key]
    assert references.links(entry) or "address" in references.note(entry) or "DOI" in references.note(entry)


@pytest.mark.parametrize("key", sorted(read().entries))
def test_an_entry_reads_as_one_clean_line(key):
    line = references.describe(read().entries[key])
    assert not re.search(r"[{}\\]|  |\.\.|--|``|''", line), line
