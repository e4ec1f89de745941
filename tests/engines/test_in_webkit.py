"""The book in WebKit."""

from smoke_end import End
from smoke_explorers import Explorers
from smoke_pages import Pages
from smoke_paper import Paper


class TestWebKit(Pages, Explorers, Paper, End):
    engine_name = "webkit"
    # its driver knows no wheel: the page stays where it is, whatever the wheel is over
    test_the_wheel_scrolls_the_page_and_leaves_the_values_alone = None
