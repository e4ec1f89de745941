"""A saved copy meets a newer edition, another edition below it, another tab, and the worker of edition 2026.1.0."""

import pytest
from hosts import (
    PATIENCE,
    REMOVE,
    SAVE,
    as_they_are,
    bare,
    hosted,
    leftovers,
    opens,
    save,
    sign_in_elsewhere,
    sign_in_here,
    slashed,
    status,
    with_old_worker,
    write_site,
)
from playwright.sync_api import Page, expect
from sampled import sampled

from painloop.web import offline
from publish.release import release

NOTE = ".newer-copy"
OLD_SAVE = """() => navigator.serviceWorker.register("/offline-worker.js", {updateViaCache: "none"}).then((found) =>
  new Promise((resolve) => {
    const worker = found.installing ?? found.waiting ?? found.active;
    const look = () => worker.state === "activated" && resolve();
    worker.addEventListener("statechange", look);
    look();
  }))"""
# Browsers look for a newer worker about a second after the last visit, and later if they are busy.
TRIES, PAUSE = 24, 2500
SETTLED = """navigator.serviceWorker.getRegistration("/").then(async ({ installing, waiting }) =>
  Boolean(await caches.match("/saved-copy")) && !installing && !waiting)"""


def comes_back(page: Page, address: str) -> bool:
    """Whether a page opens again when a reader tries it now and then."""
    for _ in range(TRIES):
        if opens(page, address) and page.locator("h1").inner_text() != "Sign in":
            return True
        page.wait_for_timeout(PAUSE)
    return False


def settles(page: Page, address: str) -> bool:
    """Whether a checked copy takes the old one's place when a reader comes now and then; one visit may be too early."""
    for _ in range(TRIES):
        page.goto(address)
        page.wait_for_timeout(PAUSE)
        if page.evaluate(SETTLED):
            return True
    return False


def until(page: Page, condition: str) -> None:
    """Wait for a promise that keeps a condition; Playwright's own waiting takes any promise for a yes."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def edition(page: Page) -> set[str]:
    """Which editions the page and its style come from: one, or the page is mixed."""
    page.wait_for_load_state()  # the title can be read before the style has come
    style = page.evaluate("getComputedStyle(document.querySelector('h1'), '::after').content")
    return {page.locator("h1").inner_text().split(", ")[1], style.strip('"').removeprefix(" in ")}


@pytest.mark.parametrize("manner", sampled([bare, slashed], [bare]))
def test_a_reader_whom_the_worker_of_2026_1_0_shut_out_gets_book_and_copy_back(manner, tmp_path, open_page, quiet):
    folder = write_site(tmp_path, root="/")
    with_old_worker(folder)
    with hosted(folder, manner) as host:
        page = open_page(f"{host.url}/book/one.html")
        page.evaluate(OLD_SAVE)
        assert not opens(page, f"{host.url}/book/one.html")
        write_site(folder, "second", root="/")
        assert comes_back(page, f"{host.url}/book/one.html")
        until(page, SETTLED)
        host.stop()
        for name in ("one", "two"):
            assert comes_back(page, f"{host.url}/book/{name}.html")
            assert edition(page) == {"second"}
        page.get_by_role("button", name=REMOVE).click()
        expect(page.get_by_role("button", name=SAVE)).to_be_enabled(timeout=PATIENCE)
        assert leftovers(page) == ([], 0)


@pytest.mark.parametrize("wall", sampled([sign_in_elsewhere, sign_in_here], [sign_in_here]))
def test_that_worker_kept_pages_to_sign_in_and_the_book_comes_back(wall, folder, open_page, quiet):
    """Whether or not it can be saved anew, pages come from the network again."""
    with_old_worker(folder)
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        host.manner = lambda handler, path: not path.endswith("worker.js") and wall(handler, path)
        page.evaluate(OLD_SAVE)
        write_site(folder, "second")
        host.manner = as_they_are
        assert comes_back(page, f"{host.url}/book/one.html")
        assert edition(page) == {"second"}
        expect(page.get_by_role("button", name=REMOVE)).to_be_enabled(timeout=PATIENCE)


def test_shut_out_where_the_book_cannot_be_saved_anew_the_reader_is_at_least_let_in(tmp_path, open_page, quiet):
    folder = write_site(tmp_path, root="/")
    with_old_worker(folder)
    with hosted(folder, bare) as host:
        page = open_page(f"{host.url}/book/one.html")
        page.evaluate(OLD_SAVE)
        assert not opens(page, f"{host.url}/book/two.html")
        write_site(folder, "second", root="/")
        host.manner = lambda handler, path: handler.answer(500) if path.endswith("/59.txt") else bare(handler, path)
        assert comes_back(page, f"{host.url}/book/two.html")
        expect(page.get_by_role("button", name=SAVE)).to_be_enabled(timeout=PATIENCE)
        page.reload()
        assert edition(page) == {"second"}
        until(page, "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
        assert leftovers(page) == ([], 0)


def test_a_sound_copy_of_the_old_kind_stays_until_a_checked_one_takes_its_place(folder, open_page, quiet):
    with_old_worker(folder)
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        page.evaluate(OLD_SAVE)
        write_site(folder, "second")
        host.manner = sign_in_elsewhere
        assert opens(page, f"{host.url}/book/two.html")
        assert edition(page) == {"first"}
        host.manner = as_they_are
        assert settles(page, f"{host.url}/book/one.html")
        host.stop()
        assert opens(page, f"{host.url}/book/two.html")
        assert edition(page) == {"second"}


def newer_waits(page: Page, address: str) -> None:
    """Open a page, and wait for the word that a newer edition is there."""
    page.goto(address)
    expect(page.locator(NOTE)).to_contain_text(
        "A newer edition of the saved copy is ready: reload to read it", timeout=PATIENCE
    )


def test_a_newer_edition_waits_says_so_and_comes_when_asked(folder, open_page):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        host.asked.clear()
        write_site(folder, "second")
        newer_waits(page, f"{host.url}/book/one.html")
        assert not [path for path in host.asked if path.startswith("/_images")]  # what has not changed is not fetched
        assert edition(page) == {"first"}
        page.goto(f"{host.url}/book/two.html")
        assert edition(page) == {"first"}
        page.locator(NOTE).get_by_role("button", name="Reload").click()
        expect(page.locator("h1")).to_contain_text("second")
        assert edition(page) == {"second"}
        expect(page.locator(NOTE)).to_have_count(0)
        assert len(leftovers(page)[0]) == 1


def test_an_update_while_pages_are_open_loses_nothing_that_was_typed_and_mixes_nothing(folder, open_page):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        page.reload()
        page.evaluate("document.querySelector('h1').dataset.typed = 'yes'")
        write_site(folder, "second")
        other = page.context.new_page()
        newer_waits(other, f"{host.url}/book/two.html")
        expect(page.locator(NOTE)).to_be_visible(timeout=PATIENCE)
        other.locator(NOTE).get_by_role("button").click()
        expect(other.locator("h1")).to_contain_text("second")
        assert page.evaluate("document.querySelector('h1').dataset.typed") == "yes"
        page.locator(NOTE).get_by_role("button").click()
        expect(page.locator("h1")).to_contain_text("second")
        assert edition(page) == edition(other) == {"second"}


@pytest.mark.parametrize("wall", sampled([sign_in_elsewhere, sign_in_here], [sign_in_here]))
def test_an_update_that_fails_leaves_the_copy_as_it_was_and_is_tried_again(wall, folder, open_page, quiet):
    def expired(handler, path):
        return not path.endswith("worker.js") and wall(handler, path)

    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        write_site(folder, "second")
        host.manner = expired
        host.asked.clear()
        page.goto(f"{host.url}/book/two.html")
        expect(status(page)).to_contain_text("A newer edition could not be saved", timeout=PATIENCE)
        assert len(leftovers(page)[0]) == 1
        page.goto(f"{host.url}/book/one.html")
        assert edition(page) == {"first"}
        host.manner = as_they_are
        newer_waits(page, f"{host.url}/book/one.html")


def test_an_update_that_changes_no_page_takes_over_without_a_word(folder, open_page):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        worker = folder / "offline-worker.js"
        worker.write_text(worker.read_text("utf-8") + "// a later script\n", "utf-8")
        page.reload()
        updated = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)"
        assert page.evaluate(updated)
        until(page, SETTLED)
        page.reload()
        assert edition(page) == {"first"}
        expect(page.locator(NOTE)).to_have_count(0)
        expect(page.get_by_role("button", name=REMOVE)).to_be_enabled(timeout=PATIENCE)


def test_a_word_on_progress_that_comes_late_does_not_hide_that_the_book_is_saved(folder, open_page):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        other = page.context.new_page()
        other.goto(f"{host.url}/book/two.html")
        other.evaluate("new BroadcastChannel(`${location.origin}/#copy`).postMessage({kept: 70, of: 70})")
        page.wait_for_timeout(300)
        expect(status(page)).to_contain_text("Saved", timeout=PATIENCE)


@pytest.mark.parametrize("first", sampled(["", "2026.1.0/"], ["2026.1.0/"]))
def test_the_newest_edition_and_one_below_its_number_keep_apart(first, tmp_path, open_page, quiet):
    write_site(tmp_path, "newest")
    second = {"": "2026.1.0/", "2026.1.0/": ""}[first]
    words = {"": "newest", "2026.1.0/": "kept"}
    write_site(tmp_path / "2026.1.0", "kept")
    with hosted(tmp_path) as host:
        page = open_page(f"{host.url}/{first}book/one.html")
        save(page)
        page.goto(f"{host.url}/{second}book/one.html")
        assert edition(page) == {words[second]}
        expect(page.get_by_role("button", name=SAVE)).to_be_visible()
        save(page)
        page.goto(f"{host.url}/{first}book/one.html")
        page.get_by_role("button", name=REMOVE).click()
        expect(page.get_by_role("button", name=SAVE)).to_be_visible()
        host.stop()
        assert opens(page, f"{host.url}/{second}book/two.html")
        assert edition(page) == {words[second]}
        expect(page.get_by_role("button", name=REMOVE)).to_be_visible()
        assert len(leftovers(page)[0]) == 1


def test_removing_by_the_address_of_an_edition_leaves_the_newest_alone(tmp_path, open_page):
    write_site(tmp_path, "newest")
    write_site(tmp_path / "2026.1.0", "kept")
    with hosted(tmp_path) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        page.goto(f"{host.url}/2026.1.0/book/one.html?remove-saved-copy")
        expect(page.get_by_role("button", name=SAVE)).to_be_visible()
        page.goto(f"{host.url}/book/one.html")
        expect(page.get_by_role("button", name=REMOVE)).to_be_visible()


def test_two_tabs_save_and_remove_at_once_and_say_the_same(folder, open_page):
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        other = page.context.new_page()
        other.goto(f"{host.url}/book/two.html")
        # Not where the other tab was quicker: there the button already says the opposite.
        press = """(label) => {
          const button = document.querySelector(".offline button");
          if (button.textContent === label) button.click();
        }"""
        for label in (SAVE, REMOVE, SAVE):
            for tab in (page, other):
                expect(tab.get_by_role("button", name=label)).to_be_enabled(timeout=PATIENCE)
            page.evaluate(press, label)
            other.evaluate(press, label)
            there = {SAVE: REMOVE, REMOVE: SAVE}[label]
            for tab in (page, other):
                expect(tab.get_by_role("button", name=there)).to_be_enabled(timeout=PATIENCE)
                expect(status(tab)).to_contain_text({SAVE: "Saved", REMOVE: "Removed"}[label], timeout=PATIENCE)
        host.stop()
        assert opens(other, f"{host.url}/book/one.html")
        other.get_by_role("button", name=REMOVE).click()
        expect(page.get_by_role("button", name=SAVE)).to_be_enabled(timeout=PATIENCE)
        assert leftovers(page) == ([], 0)


def test_a_browser_that_names_no_worker_for_a_while_still_removes(folder, open_page):
    """As Firefox does: a registration whose workers are all null says nothing about what is kept."""
    with hosted(folder) as host:
        page = open_page(f"{host.url}/book/one.html")
        save(page)
        page.add_init_script("""for (const name of ["installing", "waiting", "active"]) {
            const { get } = Object.getOwnPropertyDescriptor(ServiceWorkerRegistration.prototype, name);
            const until = performance.now() + 1500;
            const when = function () { return performance.now() < until ? null : get.call(this); };
            Object.defineProperty(ServiceWorkerRegistration.prototype, name, { get: when });
        }""")
        page.goto(f"{host.url}/book/two.html")
        page.get_by_role("button", name=REMOVE).click()
        expect(page.get_by_role("button", name=SAVE)).to_be_enabled(timeout=PATIENCE)
        assert leftovers(page) == ([], 0)
        page.reload()
        save(page)


def test_every_published_edition_gets_the_newest_worker_and_keeps_its_text(folder, tmp_path):
    into = tmp_path / "into"
    release(folder, into, "2026.1.0")
    with_old_worker(into / "2026.1.0")
    before = (into / "2026.1.0/book/one.html").read_bytes()
    release(write_site(tmp_path / "newer", "second"), into, "2026.2.0")
    for edition in ("2026.1.0", "2026.2.0"):
        assert (into / edition / offline.WORKER).read_text("utf-8") == offline.worker(into / edition)
    assert (into / "2026.1.0/book/one.html").read_bytes() == before
    assert release(folder, into, "2026.1.0") == ["2026.2.0", "2026.1.0"]
