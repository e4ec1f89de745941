"""Files served on this machine, to its own browsers only."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

SOON = 0.05  # s: how often the server looks whether it is to end


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files as they are now, and says nothing, also when a browser hangs up before it has the whole answer."""

    def handle(self) -> None:
        """Answer until the browser has closed the connection."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().handle()

    def send_head(self) -> BinaryIO | None:
        """Send the file even if the browser has it: it asks by seconds, and a test may write a file twice in one."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = QuietHandler) -> Iterator[str]:
    """Serve a folder; yields the address, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(SOON,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
