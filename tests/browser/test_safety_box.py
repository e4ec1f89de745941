"""The safety box in the built book: whole on a phone, on paper and in an embed; each of its links leads somewhere."""

import re
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from conftest import at_rest
from sampled import by_turns

from painloop.pages.safety_box import TITLE

EMBEDS = ("naltrexone-in-the-body.html?embed=dose-clock", "turning-down-the-loop.html?embed=patient-on-ldn")
PAGES = ("index.html", "the-trials.html", "safety-and-conversations.html", *EMBEDS)
TALLEST = 640  # px, in a window of 390 by 844: the box is whole at a glance
LINKS = "links => links.map(link => link.href)"


def boxes(site) -> list[str]:
    return sorted(path.name for path in (site / "book").glob("*.html") if "safety-box" in path.read_text("utf-8"))


@pytest.mark.parametrize(("address", "scheme"), by_turns(PAGES))
def test_on_a_phone_the_box_is_whole_at_a_glance(address, scheme, site_url, open_page):
    page = open_page(f"{site_url}/book/{address}", width=390, scheme=scheme)
    at_rest(page)
    box = page.locator(".safety-box")
    shown = box.bounding_box()
    assert shown["height"] <= TALLEST
    assert shown["width"] >= 300
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight + 1")


@pytest.mark.parametrize("address", ["the-trials.html", *EMBEDS])
def test_every_link_of_the_box_leads_to_a_place_that_is_there(address, site, site_url, open_page):
    page = open_page(f"{site_url}/book/{address}", width=390)
    links = page.locator(".safety-box a").evaluate_all(LINKS)
    assert len(links) >= 8
    for link in links:
        where, place = urldefrag(urljoin(page.url, link))
        assert where.startswith(site_url), "no link of the box leaves the book"
        html = (site / where.removeprefix(f"{site_url}/").split("?")[0]).read_text("utf-8")
        assert re.search(rf'id="{re.escape(unquote(place))}"', html), link


@pytest.mark.parametrize("address", ["the-trials.html", *EMBEDS])
def test_on_paper_the_box_is_there_in_full(address, site_url, open_page):
    page = open_page(f"{site_url}/book/{address}", scheme="dark")
    said = page.locator(".safety-box").inner_text()
    page.emulate_media(media="print")
    assert page.locator(".safety-box").is_visible()
    assert page.locator(".safety-box").inner_text().split()[: len(said.split())] == said.split()


@pytest.mark.parametrize("address", PAGES)
def test_who_jumps_from_heading_to_heading_meets_the_box(address, site_url, open_page):
    page = open_page(f"{site_url}/book/{address}")
    headings = page.get_by_role("heading", level=2, name=TITLE)
    assert headings.count() == page.locator(".safety-box").count() == 1


def test_every_page_with_a_box_has_the_same(site):
    found = {name: (site / "book" / name).read_text("utf-8") for name in boxes(site)}
    assert len(found) >= 14
    words = {
        name: re.sub(r"<[^>]+>", "", re.search(r'class="[^"]*safety-box.*?</div>', html, re.DOTALL)[0]).split()[1:]
        for name, html in found.items()
    }
    assert len({" ".join(each).split("education")[-1] for each in words.values()}) == 1
