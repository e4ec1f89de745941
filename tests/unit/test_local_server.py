"""The small server of tests and benchmarks: silent about browsers that hang up, and about nothing else."""

import socket
import struct
from threading import Event
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from setup.local_server import QuietHandler, served

RESET = struct.pack("ii", 1, 0)  # closed at once, whatever is still on its way
LARGE = 64_000_000  # bytes: more than fits between a server and a browser that does not read


class Watched(QuietHandler):
    """Says when a connection is over, and what broke it."""

    over = Event()
    broken_by: BaseException | None = None

    def do_GET(self) -> None:  # noqa: N802  the library's name
        try:
            super().do_GET()
        except ConnectionError as error:
            Watched.broken_by = error
            raise

    def finish(self) -> None:
        super().finish()
        self.over.set()


class Faulty(QuietHandler):
    def do_GET(self) -> None:  # noqa: N802  the library's name
        raise ValueError("a mistake of ours")


def hang_up(address: str) -> None:
    """Ask for a file, read its beginning, and be gone."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as browser:
        browser.sendall(b"GET /file HTTP/1.0\r\n\r\n")
        browser.recv(100)
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)


@pytest.mark.slow
def test_a_browser_that_hangs_up_is_no_error(tmp_path, capfd):
    (tmp_path / "file").write_bytes(bytes(LARGE))
    with served(tmp_path, Watched) as address:
        hang_up(address)
        assert Watched.over.wait(30)
    assert isinstance(Watched.broken_by, ConnectionError)
    assert capfd.readouterr().err == ""


def test_any_other_error_is_shown(tmp_path, capfd):
    with served(tmp_path, Faulty) as address, pytest.raises(OSError, match="Remote end closed"):
        urlopen(address)
    assert "a mistake of ours" in capfd.readouterr().err


def test_a_file_that_was_written_again_within_a_second_is_sent_again(tmp_path):
    file = tmp_path / "file"
    with served(tmp_path) as address:
        file.write_text("one", "utf-8")
        with urlopen(f"{address}/file") as answer:
            since = answer.headers["Last-Modified"]
        file.write_text("two", "utf-8")
        with urlopen(Request(f"{address}/file", headers={"If-Modified-Since": since})) as answer:
            assert answer.read() == b"two"
