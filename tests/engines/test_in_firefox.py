"""The book in Firefox."""

from smoke_end import End
from smoke_explorers import Explorers
from smoke_pages import Pages
from smoke_paper import Paper


class TestFirefox(Pages, Explorers, Paper, End):
    engine_name = "firefox"
