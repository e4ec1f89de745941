"""The reference list: author and year of a source, and how far we read it."""

from functools import cache

from pybtex.database import BibliographyData, Entry, Person, parse_file
from pybtex.richtext import Text

from painloop.data import locate


@cache
def read() -> BibliographyData:
    """The book's bibliography.

    Raises:
        FileNotFoundError: if it is not there.
    """
    return parse_file(str(locate("book/references.bib")))


def author_year(key: str) -> str:
    """How the text names a source, such as "Lee et al. 1988"; the key itself if it is not in the list."""
    entry = read().entries.get(key)
    return _author_year(entry) if entry else key


def _author_year(entry: Entry) -> str:
    return f"{_authors(entry)} {entry.fields.get('year', '')}".strip()


def _authors(entry: Entry) -> str:
    names = [_last(person) for person in entry.persons.get("author", [])]
    if not names:
        return _plain(entry.fields.get("organization") or entry.fields.get("title", ""))
    if len(names) == 2 and names[1] != "others":
        return f"{names[0]} and {names[1]}"
    return names[0] + (" et al." if len(names) > 1 else "")


def _last(person: Person) -> str:
    names = [*person.prelast_names, *person.last_names]
    return _plain(" ".join(names))


def _plain(latex: str) -> str:
    return str(Text.from_latex(latex))


def describe(entry: Entry) -> str:
    """Authors, year, title and place of an entry, as one line of Markdown."""
    fields = {name: _plain(value) for name, value in entry.fields.items()}
    authors = ", ".join(_last(person) for person in entry.persons.get("author", [])) or fields.get("organization", "")
    parts = [
        authors.replace(", others", " et al."),
        f"({fields['year']})" if "year" in fields else "(undated)",
        fields.get("title", "").rstrip(".") + ".",
        _place(fields),
    ]
    return " ".join(filter(None, parts))


def _place(fields: dict[str, str]) -> str:
    where = next((fields[name] for name in ("journal", "booktitle", "publisher", "howpublished") if name in fields), "")
    number = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
    pages = fields.get("pages", "")
    numbers = ":".join(filter(None, (number, pages)))
    return " ".join(filter(None, (f"*{where}*" if where else "", numbers))) + "." if where else ""


def links(entry: Entry) -> list[tuple[str, str]]:
    """The addresses of an entry that last: DOI, PubMed, registry or label, as (text, address)."""
    fields = entry.fields
    found = []
    if "doi" in fields:
        found.append((f"doi:{fields['doi']}", f"https://doi.org/{fields['doi']}"))
    if "pmid" in fields:
        found.append((f"PMID {fields['pmid']}", f"https://pubmed.ncbi.nlm.nih.gov/{fields['pmid']}/"))
    if "url" in fields:
        found.append(("official page", fields["url"]))
    return found


def note(entry: Entry) -> str:
    """What a reader should know of an entry beyond its text: retraction, correction, what is unverified."""
    return _plain(entry.fields.get("note", ""))
