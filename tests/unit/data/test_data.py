"""Tables: every row has a source that the reference list knows, and a status."""

import re
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from hatch_build import SHARED
from painloop import data
from painloop.data.references import read
from painloop.equations.quantity import OURS

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", data.names())
def test_every_row_has_a_known_source_and_a_status(name):
    table = data.load(name)
    sources = {key.strip() for keys in table.source for key in keys.split(",")}
    assert sources <= {*read().entries, OURS}
    assert set(table.status) <= set(data.STATUSES)


def test_no_table_begins_with_the_mark_that_is_for_excel():
    """Else its first column would have another name for whoever reads it plainly; no page offers the files."""
    tables = [*(ROOT / "src").rglob("*.csv"), *(ROOT / "book").glob("*.csv")]
    assert len(tables) == len(data.names()) + 2
    assert not [path.name for path in tables if path.read_bytes().startswith(BOM_UTF8)]


def test_an_unknown_table_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match="pet_occupancy"):
        data.load("pet")


def test_the_readme_describes_every_table_and_column():
    readme = (data.files("painloop.data") / "README.md").read_text(encoding="utf-8")
    for name in data.names():
        assert f"{name}.csv" in readme
        for column in data.load(name).columns:
            assert f"`{column}`" in readme, f"{name}.{column}"


def test_the_seven_scans_within_8_hours_are_those_of_the_table():
    scans = data.load("pet_occupancy").query("study == 'Rabiner 2011'")
    assert list(zip(scans.dose_mg, scans.occupancy_percent, strict=True)) == [
        (2, 27), (5, 43), (5, 46), (5, 58), (15, 61), (50, 92), (50, 98)
    ]  # fmt: skip


def test_what_is_shared_with_the_book_is_the_checkouts_own_and_in_a_wheel_the_copy_beside_the_module(
    tmp_path, monkeypatch
):
    assert [data.locate(name) for name in SHARED] == [ROOT / name for name in SHARED]
    monkeypatch.setattr(data, "__file__", str(tmp_path / "src" / "painloop" / "data" / "__init__.py"))
    with pytest.raises(FileNotFoundError, match=r"no CITATION\.cff .* install painloop again"):
        data.locate("CITATION.cff")
    (copy := tmp_path / "src" / "painloop" / "data" / "references.bib").parent.mkdir(parents=True)
    copy.touch()
    assert data.locate("book/references.bib") == copy


def test_the_wheel_takes_along_whatever_the_package_shares_with_the_book_and_one_function_alone_looks_for_it():
    package = {path: path.read_text("utf-8") for path in (ROOT / "src" / "painloop").rglob("*.py")}
    asked = {name for text in package.values() for name in re.findall(r"locate\(\"([^\"]+)\"\)", text)}
    assert asked == set(SHARED)
    looking = [path.relative_to(ROOT).as_posix() for path, text in package.items() if ".parents[" in text]
    assert looking == ["src/painloop/data/__init__.py"]
