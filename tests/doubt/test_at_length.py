"""What `make test` asks of a sample, asked of all: each control, each page, each explorer, in each engine."""

import signal
from itertools import cycle

import pytest
from conftest import page_paths
from on_page import EXPLORERS, PAGE
from playwright.sync_api import Page
from sampled import has_turn, sampled
from smoke_end import leaves_nothing
from smoke_explorers import Explorers
from smoke_pages import AT_LENGTH, Pages
from smoke_paper import Paper
from test_blocked import FULL, MISSING, REFUSED, blocked, opens_and_searches  # noqa: F401  fixture
from test_one_state import test_a_cancelled_gesture_gives_back_the_value_and_the_words  # noqa: F401
from test_simulations import hammered
from test_typed import explorer  # noqa: F401  fixture
from visits import OPEN, THIN, findings


@pytest.fixture
def gestures():
    """Every slider of an explorer."""
    return list


WAYS, LOOKS = (REFUSED, MISSING, FULL), ((1280, "dark"), (390, "light"), (390, "dark"), (1280, "light"))


@pytest.mark.parametrize(
    ("path", "blocked"), sampled(zip(page_paths(), cycle(WAYS), strict=False), ()), indirect=["blocked"]
)
def test_a_page_opens_and_its_search_works_where_nothing_is_kept(path, blocked):  # noqa: F811
    opens_and_searches(blocked, path)


def test_memory_does_not_grow_and_nothing_breaks_when_all_explorers_are_hammered(site, open_page):
    hammered(open_page(f"{site.as_uri()}/{PAGE}"), EXPLORERS)


@pytest.mark.parametrize(  # `test_axe.py` asks the other widths and schemes
    ("path", "width", "scheme"),
    sampled(((path, *look) for path, look in zip(page_paths(), cycle(LOOKS), strict=False)), ()),
)
def test_axe_finds_nothing_by_any_rule(path, width, scheme, site_url, open_page):
    page: Page = open_page(f"{site_url}/{path}", width=width, scheme=scheme, reduced_motion="reduce")
    page.evaluate(OPEN)
    page.evaluate(THIN)
    assert not (found := findings(page)), found


class AtLength:
    """Those tests of `tests/engines/` that are content with a sample there."""

    length = AT_LENGTH
    pages = page_paths()
    with_headings = tuple(path for place, path in enumerate(page_paths()) if has_turn(place))
    test_every_page_opens_without_an_error_or_a_policy_message = (
        Pages.test_every_page_opens_without_an_error_or_a_policy_message
    )
    test_alone_in_a_frame_every_explorer_fills_it = Pages.test_alone_in_a_frame_every_explorer_fills_it
    test_a_saved_copy_is_offered_for_removal_at_every_view_and_is_removed = (
        Pages.test_a_saved_copy_is_offered_for_removal_at_every_view_and_is_removed
    )
    test_every_explorer_lives_and_every_control_moves_its_picture = (
        Explorers.test_every_explorer_lives_and_every_control_moves_its_picture
    )
    test_a_slider_let_go_of_after_a_rest_stands_on_a_step = (
        Explorers.test_a_slider_let_go_of_after_a_rest_stands_on_a_step
    )
    test_a_classic_scrollbar_changes_no_columns = Explorers.test_a_classic_scrollbar_changes_no_columns
    test_the_wheel_scrolls_the_page_and_leaves_the_values_alone = (
        Explorers.test_the_wheel_scrolls_the_page_and_leaves_the_values_alone
    )
    test_no_heading_stands_alone_at_the_foot_of_a_sheet = Paper.test_no_heading_stands_alone_at_the_foot_of_a_sheet

    @pytest.mark.parametrize("how", [None, signal.SIGINT, signal.SIGTERM])
    def test_no_process_is_left_behind(self, how, tmp_path):
        leaves_nothing(self.engine_name, how, tmp_path)


class TestChromium(AtLength):
    engine_name = "chromium"


class TestFirefox(AtLength):
    engine_name = "firefox"


class TestWebKit(AtLength):
    engine_name = "webkit"
    test_the_wheel_scrolls_the_page_and_leaves_the_values_alone = None  # as in `test_in_webkit.py`
