"""Elements of a page and what stands in their attributes; what must be there and is not is named."""

from bs4 import Tag


def element(within: Tag, selector: str) -> Tag:
    """The first element that a selector finds.

    Raises:
        LookupError: if it finds none.
    """
    found = within.select_one(selector)
    if found is None:
        raise LookupError(f"there is no {selector} in {str(within)[:200]!r}")
    return found


def attribute(tag: Tag, name: str) -> str:
    """What stands in an attribute; where Beautiful Soup makes a list of its words, they are one text again."""
    value = tag[name]
    return value if isinstance(value, str) else " ".join(value)
