"""Asks the browser's own modules in Node, with JSON in and JSON out: one process for all tests of a worker."""

from pathlib import Path
from typing import Any

from painloop.web.node import Node

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "painloop" / "web"
SERVER = Path(__file__).with_name("javascript.mjs")
NODE = Node(SERVER, WEB)  # tests/mutants sets one in its place that reads a copy with a mistake


def run(body: str, value: Any = None) -> Any:
    """What `body` returns, given `input`; it may use the names that web/ exports."""
    said = NODE.ask({"body": body, "input": value})
    assert "error" not in said, said["error"]
    return said.get("answer")
