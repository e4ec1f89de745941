"""The one Node process of a build: it draws formulas and the still faces of explorers, and ends with the build."""

from pathlib import Path

from sphinx.application import Sphinx

from painloop.web.node import Node

NODE = Node(Path(__file__).with_name("node.mjs"))


def stop(app: Sphinx, error: Exception | None) -> None:
    """Leave no process behind."""
    NODE.stop()


def setup(app: Sphinx) -> None:
    """At the end of the build."""
    app.connect("build-finished", stop)
