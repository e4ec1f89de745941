"""Tables that a reader saves: a spreadsheet shows their letters, and Python reads their names as the book says."""

import csv
from codecs import BOM_UTF8
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pandas as pd
from bs4 import BeautifulSoup, SoupStrainer
from on_page import every
from playwright.sync_api import Locator

CELLS = """(figure) => [...figure.querySelectorAll(".explorer-data tbody tr")].map((row) =>
  [...row.children].map((cell) => [cell.textContent, cell.dataset.value ?? ""]))"""
WITH_DATA = "book/opioid-receptors.html"


def saved(button: Locator, folder: Path) -> Path:
    """The file that a button or a link has the browser save."""
    with button.page.expect_download() as download:
        button.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".csv"
    return file


def marked_once(content: bytes) -> bool:
    return content.startswith(BOM_UTF8) and content.count(BOM_UTF8) == 1


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


@every
def test_an_explorers_file_is_marked_and_holds_its_table_at_full_precision(name, open_one, tmp_path):
    explorer = open_one(name)
    file = saved(explorer.figure.locator(".explorer-download"), tmp_path)
    assert marked_once(file.read_bytes())
    head, *body = rows(file)
    assert [column.split(" (")[0] for column in head] == list(explorer.table())
    shown = explorer.figure.evaluate(CELLS)
    assert len(shown) == len(body) > 1
    for line, cells in zip(body, shown, strict=True):
        assert all(field in cell for field, cell in zip(line, cells, strict=True))
        assert [float(field) for field in line[1:] if field] == [float(value) for _, value in cells[1:] if value]


def test_python_reads_the_name_of_the_first_column_in_each_way_that_the_book_tells(open_one, tmp_path):
    explorer = open_one("dose-clock")
    file = saved(explorer.figure.locator(".explorer-download"), tmp_path)
    by_pandas = pd.read_csv(file)
    by_numpy = np.genfromtxt(file, delimiter=",", names=True, encoding="utf-8-sig")
    assert by_pandas.columns[0] == rows(file)[0][0] == "time (h)"
    assert by_numpy.dtype.names[0] == "time_h"
    hours = explorer.table()["time"]
    for read in (by_pandas["time (h)"], by_numpy["time_h"]):
        np.testing.assert_allclose(read, hours, rtol=1e-15)


def test_the_data_of_a_figure_are_saved_marked(site, open_page, tmp_path):
    links = open_page(f"{site.as_uri()}/{WITH_DATA}").locator(".figure-data a")
    assert links.count()
    for link in links.all():
        file = saved(link, tmp_path)
        assert marked_once(file.read_bytes())
        assert len(rows(file)) > 2
        assert pd.read_csv(file).columns.tolist() == rows(file)[0]


def test_every_table_that_a_page_offers_is_marked(site):
    offered = [
        urlopen(link["href"] if link["href"].startswith("data:") else (page.parent / link["href"]).as_uri()).read()
        for page in site.rglob("*.html")
        for link in BeautifulSoup(page.read_text("utf-8"), "html.parser", parse_only=SoupStrainer("a")).select(
            "a[href]"
        )
        if (link.get("download") or link["href"]).endswith(".csv") and "://" not in link["href"]
    ]
    assert len(offered) > 9
    assert all(marked_once(content) for content in offered)
