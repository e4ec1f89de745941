"""The reference list."""

from html import escape

from painloop.data import references as sources
from painloop.pages.reference_list import references


def test_every_entry_is_a_target_with_its_words_its_links_and_how_far_it_was_read():
    blocks = dict(block.split(")=\n", 1) for block in references().myst.split("\n\n"))
    for key, entry in sources.read().entries.items():
        shown = blocks[f"({key}"]
        assert shown.startswith(sources.describe(entry))
        assert f'<span class="reference-status">{escape(entry.fields["access"])}</span>' in shown
        assert all(f"]({address})" in shown for _, address in sources.links(entry))
        assert sources.note(entry) in shown


def test_entries_stand_in_the_order_of_author_and_year():
    keys = [block.split(")=")[0].removeprefix("(") for block in references().myst.split("\n\n")]
    names = [sources.author_year(key).lower() for key in keys]
    assert len(names) == len(sources.read().entries)
    assert names == sorted(names)
