"""Saving the book on hosts that redirect, ask for a sign-in, fail half-way or run full: every page opens afterwards."""

from pathlib import Path

import pytest
from hosts import (
    PATIENCE,
    REMOVE,
    SAVE,
    bare,
    hosted,
    leftovers,
    opens,
    save,
    sign_in_elsewhere,
    sign_in_here,
    slashed,
    status,
    write_site,
)
from playwright.sync_api import expect
from sampled import sampled

PAGES = ("book/one.html", "book/two.html", "book/one", "book/two/", "book/", "book", "")


@pytest.mark.parametrize("manner", sampled([bare, slashed], [bare]))
def test_where_the_host_redirects_pages_every_address_opens_also_without_a_network(manner, tmp_path, open_page, quiet):
    with hosted(write_site(tmp_path, root="/"), manner) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        for networked in (True, False):
            if not networked:
                host.stop()
            for address in PAGES:
                assert opens(page, f"{host.url}/{address}?dose-clock.dose=4.5#try-it"), address
                assert page.url.endswith("?dose-clock.dose=4.5#try-it")
                expect(page.get_by_role("button", name=REMOVE)).to_be_enabled(timeout=PATIENCE)


def test_below_a_folder_links_and_styles_hold_wherever_a_page_is_opened(tmp_path, open_page, quiet):
    write_site(tmp_path / "pain-loop")
    with hosted(tmp_path) as host:
        page = open_page(f"{host.url}/pain-loop/book/one.html")
        save(page)
        host.stop()
        for address in PAGES:
            assert opens(page, f"{host.url}/pain-loop/{address}"), address
            assert "first" in page.evaluate("getComputedStyle(document.querySelector('h1'), '::after').content")
            page.get_by_role("link", name="The next page").click()
            expect(page.locator("h1")).to_contain_text("two")


@pytest.mark.parametrize("wall", sampled([sign_in_elsewhere, sign_in_here], [sign_in_here]))
def test_a_page_to_sign_in_is_never_kept_and_the_reader_is_told(wall, folder, open_page, quiet):
    def expired(handler, path):
        return not path.endswith(("offline-worker.js", "two.html")) and wall(handler, path)

    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        host.manner = expired
        page.get_by_role("button", name=SAVE).click()
        expect(status(page)).to_contain_text("did not work", timeout=PATIENCE)
        expect(status(page)).to_contain_text("sign in", timeout=PATIENCE)
        assert leftovers(page) == ([], 0)
        host.manner = lambda handler, path: False
        assert opens(page, f"{host.url}/book/two.html")
        save(page)


def fails_with(handler, trouble):
    if trouble == "error":
        return handler.answer(500, b"<h1>Sorry")
    if trouble == "truncated":
        return handler.answer(200, b"half of it", Content_Length="5000")
    if trouble == "empty":
        return handler.answer(200)
    handler.close_connection = True
    handler.connection.close()
    return True


@pytest.mark.parametrize("trouble", sampled(["error", "closed", "truncated", "empty"], ["truncated"]))
def test_when_one_file_of_many_fails_nothing_is_left_and_it_can_be_tried_again(trouble, folder, open_page, quiet):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        host.manner = lambda handler, path: path.endswith("/59.txt") and fails_with(handler, trouble)
        page.get_by_role("button", name=SAVE).click()
        expect(status(page)).to_contain_text("did not work", timeout=PATIENCE)
        expect(status(page)).to_contain_text("_images/59.txt", timeout=PATIENCE)
        expect(page.get_by_role("button", name=SAVE)).to_be_enabled(timeout=PATIENCE)
        assert leftovers(page) == ([], 0)
        assert opens(page, f"{host.url}/book/two.html")
        host.manner = lambda handler, path: False
        save(page)


def test_where_there_is_no_room_the_reader_is_told_and_nothing_is_left(folder, open_page, quiet):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        devtools = page.context.new_cdp_session(page)
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.url, "quotaSize": 20_000})
        page.get_by_role("button", name=SAVE).click()
        expect(status(page)).to_contain_text("no room", timeout=PATIENCE)
        assert leftovers(page) == ([], 0)
        assert opens(page, f"{host.url}/book/two.html")


LOSES_ONE = """
const put = Cache.prototype.put;
Cache.prototype.put = function (address, answer) {
  return String(address).endsWith("/59.txt") ? Promise.resolve() : put.call(this, address, answer);
};
"""


def test_a_store_that_loses_a_file_without_a_word_is_found_out_before_the_book_is_called_saved(folder, open_page):
    worker = folder / "offline-worker.js"
    worker.write_text(LOSES_ONE + worker.read_text("utf-8"), "utf-8")
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        page.get_by_role("button", name=SAVE).click()
        expect(status(page)).to_contain_text("did not work", timeout=PATIENCE)
        assert leftovers(page) == ([], 0)


def test_a_copy_that_lost_files_opens_from_the_network_and_can_be_removed(folder, open_page, quiet):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        lose = "caches.keys().then((names) => caches.open(names[0])).then((cache) => cache.delete('/book/two.html'))"
        assert page.evaluate(lose)
        assert opens(page, f"{host.url}/book/two.html")
        assert page.evaluate(lose) is False
        host.stop()
        assert opens(page, f"{host.url}/book/two.html")
        expect(page.locator("h1")).to_have_text("This page cannot be reached")
        page.get_by_role("link", name="remove it").click()
        expect(page.locator("h1")).to_have_text("The saved copy is removed")
        assert not opens(page, f"{host.url}/book/one.html")


def test_the_address_that_removes_the_copy_does_so_once(folder, open_page):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        page.goto(f"{host.url}/book/two.html?remove-saved-copy&mode=dark")
        expect(status(page)).to_have_text("Removed.", timeout=PATIENCE)
        assert page.url == f"{host.url}/book/two.html?mode=dark"
        assert leftovers(page) == ([], 0)
        save(page)
        page.reload()
        expect(page.get_by_role("button", name=REMOVE)).to_be_visible()


def test_a_host_that_is_signed_out_later_leaves_the_saved_book_readable(folder, open_page, quiet):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        write_site(Path(folder), "second")
        for wall in (sign_in_elsewhere, sign_in_here):
            host.manner = wall
            for address in ("book/one.html", "book/two.html"):
                assert opens(page, f"{host.url}/{address}")
                expect(page.locator("h1")).to_contain_text("first")
            expect(page.get_by_role("button", name=REMOVE)).to_be_enabled(timeout=PATIENCE)
