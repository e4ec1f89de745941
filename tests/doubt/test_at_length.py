"""What `make test` asks of a sample, asked of all: each control, each page, each explorer, in each engine."""

import signal

import pytest
from conftest import page_paths
from on_page import EXPLORERS, PAGE, sliders
from playwright.sync_api import Page
from smoke_end import leaves_nothing
from smoke_explorers import Explorers
from smoke_pages import AT_LENGTH, Pages
from smoke_paper import WITH_HEADINGS, Paper
from test_blocked import blocked, opens_and_searches  # noqa: F401  fixture
from test_one_state import test_a_cancelled_gesture_gives_back_the_value_and_the_words  # noqa: F401
from test_simulations import hammered
from test_typed import (  # noqa: F401
    explorer,
    test_every_box_refuses_what_is_no_number_of_its_range_until_it_is_mended,
    test_every_box_takes_a_comma_on_enter_and_nothing_before,
    test_shift_makes_no_step_coarser,
    test_the_arrows_step_in_every_box_and_stay_within_the_range,
    test_the_wheel_over_every_box_and_slider_scrolls_the_page_and_moves_no_value,
)
from visits import OPEN, THIN, findings


@pytest.fixture
def controls(explorer):  # noqa: F811
    """Every slider, where elsewhere one of each kind is tried."""
    return sliders(explorer)


@pytest.fixture
def gestures():
    """Every slider of an explorer."""
    return list


def test_a_page_opens_and_its_search_works_where_nothing_is_kept(page_path, blocked):  # noqa: F811
    opens_and_searches(blocked, page_path)


def test_memory_does_not_grow_and_nothing_breaks_when_all_explorers_are_hammered(site, open_page):
    hammered(open_page(f"{site.as_uri()}/{PAGE}"), EXPLORERS)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])  # `test_axe.py` asks the others
def test_axe_finds_nothing_by_any_rule(page_path, width, scheme, site_url, open_page):
    page: Page = open_page(f"{site_url}/{page_path}", width=width, scheme=scheme, reduced_motion="reduce")
    page.evaluate(OPEN)
    page.evaluate(THIN)
    assert not (found := findings(page)), found


class AtLength:
    """Those tests of `tests/engines/` that are content with a sample there."""

    length = AT_LENGTH
    pages = page_paths()
    with_headings = WITH_HEADINGS
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
