"""Editions: published addresses lead somewhere, an edition that is kept names the newer one, the archive is whole."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from conftest import LATE, at_rest
from on_page import Explorer
from playwright.sync_api import expect
from test_site import Links

from publish import archive
from publish.release import release
from setup.local_server import served

LINKS = yaml.safe_load((Path(__file__).parents[1] / "published-links.yml").read_text("utf-8"))
STATE = "book/the-pain-loop.html?pain-loop.days=11#try-it"


def test_every_published_place_is_still_there(site):
    places = [place for edition in LINKS.values() for place in [*edition["places"], *edition["states"]]]
    pages = {path: Links(site / path) for path in {re.split(r"[?#]", place)[0] for place in places}}
    gone = [place for place in places if place.partition("#")[2] not in pages[re.split(r"[?#]", place)[0]].ids]
    assert len(places) > 500
    assert not gone


def near(value):
    """A slider may round the last binary digit of what it is set to."""
    return pytest.approx(value, rel=1e-12) if isinstance(value, float) else value


@pytest.mark.parametrize("edition", LINKS)
def test_one_published_state_of_each_page_opens_in_the_page_without_complaint(edition, site_url, open_page):
    by_page = {re.split(r"\?", link)[0]: (link, state) for link, state in LINKS[edition]["states"].items()}
    for link, state in by_page.values():
        page = open_page(f"{site_url}/{link}")
        shown = Explorer(page, link.split("?")[1].split(".")[0]).values()
        assert {key: near(value) for key, value in state.items()} == {key: shown[key] for key in state}, link
        expect(page.locator(".explorer-note")).to_have_count(0)


@pytest.fixture
def published(site, tmp_path):
    """Two editions of the book, as a class in its second term finds them."""
    release(site, tmp_path, "2026.1.0")
    release(site, tmp_path, "2026.2.0")
    with served(tmp_path) as address:
        yield address


def test_a_kept_edition_leads_to_the_same_state_in_the_newest(published, open_page):
    page = open_page(f"{published}/2026.1.0/{STATE}")
    note = page.get_by_role("complementary", name="Edition")
    expect(note).to_contain_text("You are reading edition 2026.1.0")
    note.get_by_role("link").click()
    page.wait_for_url(f"{published}/{STATE}")
    expect(page.locator('figure.explorer input[type="range"][name="days"]')).to_have_js_property("value", "11")


@pytest.mark.parametrize("place", ["2026.2.0/", ""])
def test_the_newest_edition_is_silent(place, published, open_page):
    page = open_page(f"{published}/{place}{STATE}")
    at_rest(page)
    page.wait_for_timeout(LATE)
    expect(page.locator(".newer-edition")).to_have_count(0)


def test_what_was_published_is_never_changed(site, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(site, other)
    (other / "book" / "index.html").write_text("other words", "utf-8")
    into = tmp_path / "into"
    release(site, into, "2026.1.0")
    with pytest.raises(FileExistsError, match="raise the number"):
        release(other, into, "2026.1.0")
    assert (into / "2026.1.0/book/index.html").read_bytes() == (site / "book/index.html").read_bytes()


def test_an_older_edition_published_late_does_not_take_the_newest_place(site, tmp_path):
    older = tmp_path / "older"
    shutil.copytree(site, older)
    (older / "book" / "index.html").write_text("older words", "utf-8")
    into = tmp_path / "into"
    release(site, into, "2026.10.0")
    assert release(older, into, "2026.9.1") == ["2026.10.0", "2026.9.1"]
    assert json.loads((into / "versions.json").read_text("utf-8")) == ["2026.10.0", "2026.9.1"]
    assert (into / "book/index.html").read_bytes() == (site / "book/index.html").read_bytes()


def test_a_page_that_a_new_edition_drops_leaves_the_top_and_stays_in_its_edition(site, tmp_path):
    newer, into = tmp_path / "newer", tmp_path / "into"
    shutil.copytree(site, newer)
    (newer / "book" / "changelog.html").unlink()
    (into).mkdir()
    (into / "CNAME").write_text("a file of the site's owner", "utf-8")
    release(site, into, "2026.1.0")
    release(newer, into, "2026.2.0")
    assert not (into / "book/changelog.html").exists()
    assert (into / "2026.1.0/book/changelog.html").exists()
    assert (into / "CNAME").exists()


def test_the_archive_opens_from_the_disk_with_search_and_every_explorer(site, tmp_path, open_page):
    packed = archive.write(site, tmp_path)
    digest, name = packed.with_suffix(".zip.sha256").read_text("utf-8").split()
    assert (digest, name) == (hashlib.sha256(packed.read_bytes()).hexdigest(), packed.name)
    ZipFile(packed).extractall(tmp_path / "unpacked")
    [top] = (tmp_path / "unpacked").iterdir()
    page = open_page(f"{top.as_uri()}/index.html")
    page.wait_for_url("**/book/index.html")
    page.goto(f"{top.as_uri()}/search.html?q=hysteresis")
    expect(page.locator("#search-results li a").first).to_be_visible()
    page.goto(f"{top.as_uri()}/book/simulations.html")
    figures = page.locator("figure.explorer")
    assert figures.count() == figures.locator("svg.chart, .claims").locator("visible=true").evaluate_all(
        "all => new Set(all.map((each) => each.closest('figure'))).size"
    )


def test_the_same_site_makes_the_same_archive(site, tmp_path):
    one, other = archive.write(site, tmp_path / "one"), archive.write(site, tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()
