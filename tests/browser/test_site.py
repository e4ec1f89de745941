"""Every page of the built book: it asks nobody, works from a file and from a server, and fits a phone."""

import gzip
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from conftest import LATE, at_rest, page_paths
from playwright.sync_api import expect
from sphinx.errors import ExtensionError
from visits import read_to_the_end

from painloop_page import icons

CHAPTER = "book/naltrexone-in-the-body.html"
PAGE_BUDGET = 400_000  # bytes with gzip, all responses of a page
SCRIPT_BUDGET = 80_000  # bytes with gzip, our own script, scenes included
NEVER = ("widget-state", "widget-view", "interactive(children", "thebe", "require.js", "require.min.js", "mathjax")


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path, site_url: str) -> str:
    """Where the site is: on a server, and as a folder."""
    return site_url if request.param == "http" else site.as_uri()


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


# ------------------------------------------------------------------ talking to nobody


def test_from_the_disk_no_page_asks_anybody_for_anything(page_path, site, open_page, watch):
    page = open_page(f"{site.as_uri()}/{page_path}")
    read_to_the_end(page)
    page.wait_for_timeout(LATE)
    watch.check()


def test_the_watch_notices_a_request_to_elsewhere_and_an_error(site_url, open_page, watch):
    page = open_page(f"{site_url}/{CHAPTER}", bypass_csp=True)
    with page.expect_event("requestfailed"):
        page.evaluate("new Image().src = 'https://elsewhere.example/dot.png'")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('on purpose') })")
    assert watch.elsewhere == ["https://elsewhere.example/dot.png"]
    assert any("on purpose" in error for error in watch.errors)
    watch.elsewhere.clear()
    watch.errors.clear()


def test_the_browser_itself_reaches_no_other_machine(browser):
    """Asked of an address of this machine that is not among those it may reach: there a connection would be refused."""
    with browser.new_page() as page:
        with page.expect_event("requestfailed") as failed:
            page.evaluate("new Image().src = 'http://127.0.0.2:65000/dot.png'")
        assert failed.value.failure == "net::ERR_NAME_NOT_RESOLVED"


def test_a_page_refuses_what_its_own_policy_does_not_name(address, open_page, watch):
    page = open_page(f"{address}/{CHAPTER}")
    with page.expect_event("requestfailed") as refused:
        page.evaluate("new Image().src = 'https://elsewhere.example/dot.png'")
    assert refused.value.failure == "csp"
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.slippedIn = true";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<button id='b' onclick='window.slippedIn = true'>b</button>");
          document.getElementById("b").click();
        }"""
    )
    assert page.evaluate("window.slippedIn") is None
    assert len([error for error in watch.errors if "Content Security Policy" in error]) == 3
    watch.elsewhere.clear()
    watch.errors.clear()


class Policy(HTMLParser):
    """What a page allows itself, and the handlers that stand in its markup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.policies: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handlers += [f"{tag} {name}" for name, _ in attributes if name.startswith("on")]
        found = dict(attributes)
        if (found.get("http-equiv") or "").lower() == "content-security-policy":
            self.policies.append(found.get("content") or "")


def test_every_page_has_a_policy_and_no_handler_in_its_markup(site):
    for path in html_files(site):
        seen = Policy(path.read_text("utf-8"))
        assert ["default-src 'none'" in each for each in seen.policies] == [True], path.name
        assert not seen.handlers, path.name


def test_no_page_names_a_file_of_another_origin(site):
    loading = re.compile(r"<(?:script|img|iframe|source|link)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//[^\"']+", re.I)
    in_styles = re.compile(r"url\([\"']?(?:https?:)?//[^)]*\)|@import[^;]*https?:[^;]*", re.I)
    found = [hit for path in html_files(site) for hit in loading.findall(path.read_text("utf-8"))]
    found += [hit for path in site.rglob("*.css") for hit in in_styles.findall(path.read_text("utf-8"))]
    assert not found


def test_no_page_holds_widget_state_or_the_loader_of_a_kernel(site):
    texts = {path.name: path.read_text("utf-8").lower() for path in html_files(site)}
    assert not [(name, word) for name, text in texts.items() for word in NEVER if word in text]


def test_the_explorers_script_is_loaded_where_there_is_an_explorer_and_nowhere_else(site):
    interactive = re.compile(r'class="(?:explorer|self-check)[" ]')
    loaded = {path.name: "painloop.js" in path.read_text("utf-8") for path in html_files(site)}
    wanted = {path.name: bool(interactive.search(path.read_text("utf-8"))) for path in html_files(site)}
    assert loaded == wanted
    assert any(wanted.values())


# ------------------------------------------------------------------ links


class Links(HTMLParser):
    """The ids of a page and the addresses it links to or loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = {"", "top"}
        self.addresses: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("id", "name") and value:
                self.ids.add(value)
            elif name in ("href", "src") and value is not None:
                self.addresses.append(value)


def broken(path: Path, pages: dict[Path, Links]) -> Iterable[str]:
    """Yield the addresses in a page that lead to no file or to no anchor."""
    for address in pages[path].addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        anchored = target not in pages or unquote(parts.fragment) in pages[target].ids
        if not target.is_file() or not anchored:
            yield f"{path.name}: {address}"


def test_every_internal_link_and_anchor_leads_somewhere(site):
    pages = {path.resolve(): Links(path) for path in html_files(site)}
    assert sum(len(page.addresses) for page in pages.values()) > 100
    assert not [problem for path in pages for problem in broken(path, pages)]


def test_every_formula_for_ears_has_the_children_its_elements_need(site):
    """https://www.w3.org/TR/mathml-core/: other engines than Firefox say nothing where one is missing."""
    wanted = {"msub": 2, "msup": 2, "mfrac": 2, "mover": 2, "munder": 2, "mroot": 2, "msubsup": 3, "munderover": 3}
    formulas = [
        (path.name, ElementTree.fromstring(found))
        for path in html_files(site)
        for found in re.findall(r"<math\b.*?</math>", path.read_text("utf-8"), re.S)
    ]
    assert len(formulas) > 100
    assert not [
        (name, ElementTree.tostring(part, "unicode"))
        for name, formula in formulas
        for part in formula.iter()
        if len(part) != wanted.get(part.tag.rpartition("}")[2], len(part))
    ]


def test_every_file_that_a_style_names_exists(site):
    named = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
    missing = [
        (style.name, url)
        for style in site.rglob("*.css")
        for url in named.findall(style.read_text("utf-8"))
        if not url.startswith(("data:", "#")) and not (style.parent / urlsplit(url).path).is_file()
    ]
    assert not missing


# ------------------------------------------------------------------ icons


def test_every_icon_is_drawn_in_its_page(site):
    asked = re.compile(r'<(?:i|span) class="fa-[^>]*>(?:<svg )?')
    for path in html_files(site / "book"):
        places = asked.findall(path.read_text("utf-8"))
        assert places, path.name
        assert not [place for place in places if not place.endswith("<svg ")], path.name


def test_no_style_asks_for_an_icon_font_or_for_one_of_its_characters(site):
    asked = re.compile(r"@font-face\s*\{[^}]*Awesome|\\[ef][0-9a-f]{3}\b|[\ue000-\uf8ff]")
    styles = list(site.rglob("_static/**/*.css"))
    assert site / "_static/styles/pydata-sphinx-theme.css" in styles
    assert not [(path.name, hit) for path in styles for hit in asked.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_icon_in_sight_is_as_large_as_a_letter(width, site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}", width=width)
    sizes = (
        page.locator(".fa-solid > svg")
        .locator("visible=true")
        .evaluate_all(
            "all => all.map((each) => [each.parentElement.classList[1], each.getBoundingClientRect().height])"
        )
    )
    names = {"fa-bars", "fa-circle-half-stroke", "fa-magnifying-glass", "fa-list", "fa-angle-left", "fa-angle-right"}
    assert {name for name, _ in sizes} == names
    assert not [(name, height) for name, height in sizes if not 12 < height < 30]


def test_an_icon_that_nobody_has_drawn_stops_the_build():
    with pytest.raises(ExtensionError, match="'rocket'"):
        icons.PLACE.sub(icons.drawn, '<i class="fa-solid fa-rocket" aria-hidden="true"></i>')


def test_the_root_leads_to_the_first_page_and_keeps_query_and_anchor(address, open_page):
    page = open_page(f"{address}/index.html?dose-clock.dose=4.5#index")
    page.wait_for_url("**/book/index.html?dose-clock.dose=4.5#index")


def test_the_root_has_a_plain_link_for_readers_without_script(site):
    assert "book/index.html" in Links(site / "index.html").addresses


# ------------------------------------------------------------------ finding one's way


def test_search_finds_a_word(address, open_page):
    page = open_page(f"{address}/search.html?q=occupancy")
    results = page.locator("#search-results li a")
    expect(results.first).to_be_visible()
    results.first.click()
    page.wait_for_load_state()
    assert "/book/" in page.url
    assert "occupancy" in page.locator("article").inner_text().lower()


def test_words_that_a_search_has_marked_can_be_hidden(address, open_page):
    page = open_page(f"{address}/book/tipping-points.html?highlight=coupling")
    marks = page.locator("span.highlighted")
    expect(marks.filter(visible=True).first).to_be_visible()
    page.get_by_text("Hide Search Matches").click()
    expect(marks).to_have_count(0)


@pytest.mark.accessibility("keyboard")
def test_search_opens_with_the_keyboard(address, open_page):
    page = open_page(f"{address}/{CHAPTER}")
    page.keyboard.press("Control+k")
    field = page.locator("#pst-search-dialog input")
    expect(field).to_be_focused()
    field.fill("half-life")
    field.press("Enter")
    page.wait_for_url("**/search.html?q=half-life*")


def test_the_next_link_walks_through_the_whole_book(site):
    following = re.compile(r'<a class="right-next"\s+href="([^"]+)"')
    path = site / "book" / "index.html"
    seen = [path]
    while found := following.search(path.read_text("utf-8")):
        path = (path.parent / found[1]).resolve()
        assert path not in seen
        seen.append(path)
    assert [path.relative_to(site).as_posix() for path in seen] == page_paths()[:-1]  # search is no chapter


def test_the_next_link_is_seen_and_leads_on(address, open_page):
    page = open_page(f"{address}/{CHAPTER}")
    page.locator("a.right-next").click()
    page.wait_for_url("**/book/low-and-standard-doses.html")


def test_on_a_phone_the_list_of_chapters_opens_and_closes(address, open_page):
    page = open_page(f"{address}/{CHAPTER}", width=390)
    page.get_by_role("button", name="Chapters").click()
    expect(page.get_by_role("link", name="Glossary").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#pst-primary-sidebar-modal")).to_be_hidden()


@pytest.mark.accessibility("eye")
def test_the_colour_scheme_follows_the_system_until_the_reader_chooses(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}", scheme="dark")
    scheme = page.locator("html")
    expect(scheme).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Colour scheme: as the system").click()
    expect(scheme).to_have_attribute("data-theme", "light")
    page.wait_for_function("localStorage.getItem('theme') === 'light'")
    page.reload()  # on a server: from the disk a busy Chromium may lose what any page stored just before
    expect(scheme).to_have_attribute("data-theme", "light")
    expect(page.get_by_role("button", name="Colour scheme: light")).to_be_visible()


@pytest.mark.accessibility("ear")
def test_the_contents_show_the_section_being_read(address, open_page):
    page = open_page(f"{address}/{CHAPTER}")
    last = page.locator("#pst-page-toc-nav a").last
    page.locator("article h2").last.evaluate("heading => heading.scrollIntoView()")
    expect(last).to_have_attribute("aria-current", "location")


@pytest.mark.accessibility("keyboard")
def test_a_solution_opens_with_the_keyboard(address, open_page):
    page = open_page(f"{address}/{CHAPTER}")
    solution = page.locator("details.solution").first
    assert not solution.evaluate("details => details.open")
    solution.locator("summary").focus()
    page.keyboard.press("Enter")
    assert solution.evaluate("details => details.open")


@pytest.mark.accessibility("fallback")
def test_without_script_a_chapter_can_be_read(address, open_page):
    page = open_page(f"{address}/{CHAPTER}", java_script_enabled=False)
    expect(page.locator("article h1")).to_be_visible()
    page.get_by_text("Equations: ").first.click()
    expect(page.locator(".katex-display").first).to_be_visible()
    expect(page.locator("details.solution summary").first).to_be_visible()
    expect(page.locator(".theme-switch-button")).to_be_hidden()


# ------------------------------------------------------------------ fitting the page


@pytest.mark.accessibility("eye")
def test_on_a_phone_no_page_scrolls_sideways_and_no_formula_is_cut(page_path, visits):
    seen = visits.phone(page_path)
    for width in (390, 320):
        assert seen.beyond[width] <= 0, (width, seen.too_wide[width])
        assert not cut(seen.formulas[width]), width
    seen.watch.check()


def cut(formulas: list[dict[str, object]]) -> list[dict[str, object]]:
    """Formulas of which a part can be neither seen nor reached."""
    reached = ("scrolls", "stop", "named")
    lost = [each for each in formulas if each["wide"] and not all(each[how] for how in reached)]
    return lost + [each for each in formulas if not each["inside"]]


@pytest.mark.accessibility("keyboard")
def test_a_wide_formula_scrolls_with_the_keyboard(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}", width=320)
    at_rest(page)
    page.get_by_text("Equations: ").first.click()
    formula = page.locator(".katex-display[tabindex='0']").first
    formula.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("formula => formula.scrollLeft > 0", arg=formula.element_handle())


@pytest.mark.accessibility("keyboard")
def test_a_formula_that_fits_is_no_stop_for_the_keyboard(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}", width=1280)
    at_rest(page)
    page.get_by_text("Equations: ").first.click()
    expect(page.locator(".katex-display").first).to_be_visible()
    expect(page.locator(".katex-display[tabindex]")).to_have_count(0)


@pytest.mark.accessibility("keyboard")
def test_a_table_that_scrolls_can_be_reached_with_the_keyboard(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}", width=390)
    at_rest(page)
    unreachable = """() => [...document.querySelectorAll(".pst-scrollable-table-container")]
        .filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex !== 0).length"""
    assert page.evaluate(unreachable) == 0


@pytest.mark.accessibility("eye")
def test_on_a_phone_a_table_of_sentences_is_a_list_of_cards_that_name_their_columns(site_url, open_page):
    page = open_page(f"{site_url}/book/glossary.html", width=390)
    table = page.locator("#tab-words-we-avoid")
    assert table.evaluate("each => each.scrollWidth <= each.parentElement.clientWidth")
    expect(table.locator("tbody tr").first.locator(".cell-head")).to_have_text(["Term", "Reason", "Instead"])
    expect(table.locator(".cell-head").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(table.locator(".cell-head").first).to_be_hidden()


def test_on_a_desk_a_table_of_sentences_is_seen_whole(page_path, visits):
    assert not visits.desk(page_path).cut


@pytest.mark.accessibility("eye")
def test_at_night_no_output_stands_in_a_light_box(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}", scheme="dark")
    ground = "all => all.map((each) => getComputedStyle(each).backgroundColor)"
    grounds = page.locator(".cell_output .text_html").evaluate_all(ground)
    assert set(grounds) == {"rgba(0, 0, 0, 0)"}


# ------------------------------------------------------------------ weight and paper


def test_from_a_server_a_page_stays_within_its_weight_and_asks_nobody_else(page_path, visits):
    seen = visits.desk(page_path)
    seen.watch.check()
    heaviest = sorted(seen.weights.items(), key=lambda part: -part[1])[:8]
    assert len(heaviest) > 3
    assert sum(seen.weights.values()) <= PAGE_BUDGET, heaviest


def test_our_own_script_stays_within_its_weight(site):
    assert len(gzip.compress((site / "_static" / "painloop.js").read_bytes(), 6)) <= SCRIPT_BUDGET


@pytest.mark.accessibility("fallback")
def test_paper_shows_the_text_and_not_the_navigation(page_path, visits):
    seen = visits.desk(page_path).on_paper
    assert {name for name, visible in seen.items() if visible} == {"title", "frame"}
    assert len(seen) > 3  # there is navigation


def test_paper_keeps_figures_whole_and_addresses_out_of_sentences(site_url, open_page):
    page = open_page(f"{site_url}/{CHAPTER}")
    page.emulate_media(media="print")
    breaks = "all => all.map((each) => getComputedStyle(each).breakInside)"
    after = "all => all.map((each) => getComputedStyle(each, '::after').content)"
    assert set(page.locator("article figure:not(.explorer)").evaluate_all(breaks)) == {"avoid"}
    pictures = page.locator("figure.explorer .explorer-box").evaluate_all(breaks)  # of an explorer, each by itself
    assert len(pictures) == 3
    assert set(pictures) == {"avoid"}
    assert set(page.locator("article a.reference").evaluate_all(after)) == {"none"}
