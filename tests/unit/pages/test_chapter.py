"""What others need to know of a chapter is read from its file, and a faulty box says what to mend."""

import re

import pytest

from painloop.pages import chapter
from publish.site import BOOK

BOX = """:::{admonition} In this chapter
**You will do** one thing: move
a dose.

**You will learn** to tell one thing
from another; to say why; and to point at a place.

**You will need** [the loop](loop.md), and no calculus.

**Time:** about 30 minutes; 20 more for the lab and the exercises.

**IASP curriculum domain:** management of pain.
:::
"""
PAGE = """---
kernelspec: {{name: python3}}
---

(x)=
# Why?

{box}
```{{code-cell}} ipython3
:tags: [remove-input]

DoseClock(dose=3.0)
```

## The idea

```python
# no heading
PainLoop()
```

### <!-- says: a -->Two<!-- end --> words
"""


@pytest.fixture
def written(tmp_path):
    def write(box):
        path = tmp_path / "x.md"
        path.write_text(PAGE.format(box=box), "utf-8")
        return path

    return write


def test_a_chapter_is_its_title_its_headings_and_what_its_cells_show(written):
    read = chapter.read(written(BOX))
    assert (read.stem, read.title) == ("x", "Why?")
    assert read.headings == ("The idea", "Two words")
    assert read.explorers == ("DoseClock",)


def test_the_box_gives_aims_needs_minutes_and_domain(written):
    box = chapter.read(written(BOX)).box
    assert box.does == "one thing: move a dose"
    assert box.objectives == ["tell one thing from another", "say why", "point at a place"]
    assert box.needs == "[the loop](loop.md), and no calculus"
    assert box.minutes == (30, 20)
    assert box.domain == "management of pain"


@pytest.mark.parametrize(
    ("words", "others", "message"),
    [
        ("In this chapter", "Here", "0 boxes that begin with :::{admonition} In this chapter; give it one"),
        ("**You will need** [the loop](loop.md), and no calculus.", "", "missing required field `You will need`"),
        ("**Time:**", "**Tiem:**", "`Tiem`"),
        ("about 30 minutes", "30 minutes", "the box, Time: Expected `str` matching regex '^about"),
        ("; to say why; and", ", to say why, and", "the box, You will learn: Expected `str` matching regex '^to"),
        ("management of pain", "pain", "the box, IASP curriculum domain: Invalid enum value 'pain'"),
    ],
)
def test_a_faulty_box_says_what_to_mend(written, words, others, message):
    assert words in BOX
    with pytest.raises(ValueError, match=rf"x\.md.*{re.escape(message)}"):
        chapter.read(written(BOX.replace(words, others)))


def test_a_chapter_whose_first_heading_is_no_title_is_refused(written):
    path = written(BOX)
    path.write_text(path.read_text("utf-8").replace("# Why?", "", 1), "utf-8")
    with pytest.raises(ValueError, match=r"x\.md: its first heading is no title"):
        chapter.read(path)


def test_a_page_without_a_box_is_refused():
    with pytest.raises(ValueError, match=r"glossary\.md: it has 0 boxes"):
        chapter.read(BOOK / "glossary.md")
