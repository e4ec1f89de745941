"""Where the repository is known, a chapter says where it runs and where to report a mistake; elsewhere nothing does."""

import os
import re
import subprocess
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from conftest import ROOT
from playwright.sync_api import expect
from visits import findings

from painloop.pages import repository
from publish.whole import BUILD
from setup.local_server import served

KNOWN = {
    "BOOK_REPOSITORY": "https://github.com/owner/name",
    "BOOK_REF": "v1",
    "BOOK_JUPYTERHUB": "https://hub.example.edu",
}


@pytest.fixture(scope="module")
def launched(tmp_path_factory) -> Iterator[str]:
    """The book of a known repository; its cells are not run, for the links do not depend on them."""
    folder = tmp_path_factory.mktemp("launched")
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    settings["execute"]["execute_notebooks"] = "off"
    settings["sphinx"]["local_extensions"]["painloop_page"] = str(ROOT / "book" / "_ext")
    (folder / "_config.yml").write_text(yaml.safe_dump(settings), "utf-8")
    command = [*BUILD, "--config", folder / "_config.yml", "--path-output", folder]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **KNOWN}, check=True, capture_output=True)
    with served(folder / "_build" / "html") as address:
        yield f"{address}/book"


def test_a_chapter_with_code_opens_in_binder_and_on_the_hub_below_its_title_and_at_its_lab(launched, open_page):
    page = open_page(f"{launched}/the-trials.html")
    expect(page.locator("h1 + .launch")).to_have_count(1)
    expect(page.locator("h2 + .launch")).to_have_count(1)
    binder, hub = (link.get_attribute("href") for link in page.locator("h1 + .launch a").all())
    assert binder == repository.find(ROOT, KNOWN).binder("the-trials")
    assert hub == repository.find(ROOT, KNOWN).jupyterhub(KNOWN["BOOK_JUPYTERHUB"], "the-trials")


def test_a_page_without_code_to_change_offers_no_notebook(launched, open_page):
    expect(open_page(f"{launched}/glossary.html").locator(".launch")).to_have_count(0)


def test_a_report_names_the_page_and_the_section_that_is_being_read(launched, open_page):
    page = open_page(f"{launched}/the-trials.html")
    page.locator("h2", has_text="What it shows").evaluate("each => each.scrollIntoView()")
    link = page.locator(".sidebar-secondary__inner .report-mistake a")
    expect(link).to_have_text("Report a mistake in this section")
    expect(link).to_have_attribute("href", re.compile("Section%3A%20What%20it%20shows"))
    said = parse_qs(urlsplit(page.locator("footer .report-mistake a").get_attribute("href")).query)
    assert said["title"] == ["Mistake in: Does low-dose naltrexone relieve chronic pain?"]
    assert "book/the-trials.html, version 20" in said["body"][0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_links(scheme, launched, open_page):
    page = open_page(f"{launched}/the-trials.html", scheme=scheme)
    assert not (found := findings(page)), found


def test_without_a_repository_there_is_no_dead_link(site):
    known = repository.find(ROOT) is not None
    for page in (site / "book").glob("*.html"):
        assert ('class="report-mistake"' in page.read_text("utf-8")) == known, page.name


def test_the_frame_that_teachers_paste_shows_the_state_and_follows_its_height(site_url, open_page, tmp_path):
    told = (ROOT / "book" / "running-it-for-a-class.md").read_text("utf-8")
    pasted = "".join(re.findall(r"```html\n(.+?)```", told, re.DOTALL)).replace("https://example.org", site_url)
    (tmp_path / "course.html").write_text(f'<!DOCTYPE html><link rel="icon" href="data:,">{pasted}', "utf-8")
    with served(tmp_path) as course:
        page = open_page(f"{course}/course.html")
        frame = page.frame_locator("iframe")
        expect(frame.locator('input[type="range"][name="days"]')).to_have_js_property("value", "11")
        expect(frame.locator("article")).to_be_hidden()
        expect(page.locator("iframe")).not_to_have_attribute("height", "900")
