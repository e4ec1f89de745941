"""However a run ends, its browser, screen and driver end with it."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MARK = "PAINLOOP_STARTED_BY"  # an environment variable, which every process of a browser inherits
PATIENCE = 30  # s
PROGRAM = """
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright
from engine import start
with sync_playwright() as playwright:
    engine = start(sys.argv[1], Path(sys.argv[2]), playwright)
    try:
        engine.open("about:blank")
        print("started", flush=True)
        sys.stdin.read()
    finally:
        engine.close()
"""


class End:
    """The end of one engine."""

    engine_name: str

    @pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux says what started a process")
    def test_no_process_is_left_behind(self, tmp_path: Path):
        """Where it is killed, the hardest end; `tests/doubt/test_at_length.py` asks the others."""
        leaves_nothing(self.engine_name, signal.SIGKILL, tmp_path)


def leaves_nothing(engine_name: str, how: signal.Signals | None, folder: Path) -> None:
    """Start an engine in a process, end that one, and see that no process of it stays."""
    mark = uuid.uuid4().hex
    paths = os.pathsep.join(map(str, (HERE, HERE.parents[1])))
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, engine_name, folder],
        env={**os.environ, MARK: mark, "PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout.readline() == b"started\n"
        assert len(marked(mark)) > 1
        if how:
            process.send_signal(how)
    end = time.monotonic() + PATIENCE
    while (left := marked(mark)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not left


def marked(mark: str) -> list[str]:
    """The commands of all processes that run with this mark."""
    wanted, found = f"{MARK}={mark}".encode(), []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            pass  # it has ended, or belongs to somebody else
    return found
