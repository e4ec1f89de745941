"""The Node process behind the build and the tests: one, while it is asked; its end is told, never waited for."""

from pathlib import Path

import pytest

from painloop.web.node import Node
from painloop_page.node import NODE

ANSWERING = """
import { createInterface } from "node:readline";
const answers = {
  die: () => process.exit(7),
  think: () => { for (;;); },
  stay: () => setInterval(() => {}, 1000),
};
const answer = (line) => (answers[JSON.parse(line)]?.(), process.stdout.write(`${line}\\n`));
createInterface({ input: process.stdin }).on("line", answer);
"""


@pytest.fixture
def echo(tmp_path):
    script = tmp_path / "echo.mjs"
    script.write_text(ANSWERING, "utf-8")
    node = Node(script)
    yield node
    node.stop()


def resident(process):
    """Megabytes that a process holds."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text("utf-8").split()[1])
    return pages * 4096 / 1e6


def test_it_starts_with_the_first_question_and_ends_when_it_is_stopped(echo):
    assert echo.process is None
    assert echo.ask({"a": "ö"}) == {"a": "ö"}
    process = echo.process
    assert echo.ask(1) == 1
    assert echo.process is process
    echo.stop()
    assert process.returncode == 0


def test_its_death_is_a_sentence_and_the_next_question_starts_another(echo):
    with pytest.raises(RuntimeError, match=r"Node ended \(exit code 7\) before it had answered"):
        echo.ask("die")
    assert echo.ask("alive") == "alive"


def test_a_question_it_thinks_about_for_ever_is_a_sentence_too(echo):
    echo.answer_s = 1
    with pytest.raises(RuntimeError, match="Node ended"):
        echo.ask("think")
    assert echo.ask("alive") == "alive"


def test_it_is_ended_where_it_does_not_end_by_itself(echo):
    echo.end_s = 0.5
    echo.ask("stay")
    process = echo.process
    echo.stop()
    assert process.returncode not in (0, None)
    assert echo.ask("alive") == "alive"


def test_a_script_that_is_not_there_is_told_too(tmp_path, capfd):
    with pytest.raises(RuntimeError, match="Node ended"):
        Node(tmp_path / "none.mjs").ask(1)
    assert "none.mjs" in capfd.readouterr().err


def test_what_cannot_be_drawn_is_an_answer_and_no_end():
    assert "KaTeX parse error" in NODE.ask({"ask": "formula", "latex": "\\frac{", "displayMode": False})["error"]
    assert "error" in NODE.ask({"ask": "still", "spec": {}, "state": {}})
    assert "katex" in NODE.ask({"ask": "formula", "latex": "x", "displayMode": False})["html"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read as Linux tells it")
def test_five_thousand_questions_leave_it_as_large_as_two_thousand():
    question = {"ask": "formula", "latex": r"\\frac{a}{b}", "displayMode": True}
    for _ in range(2000):
        NODE.ask(question)
    before = resident(NODE.process)
    for _ in range(3000):
        NODE.ask(question)
    assert resident(NODE.process) < before + 30
