"""Serves the built book on this machine.

python -m publish.serve --port 8000        (make serve)
"""

import argparse
import sys
from functools import partial
from http.server import ThreadingHTTPServer

from publish.address import port
from publish.site import PAGES
from setup.local_server import QuietHandler


def main() -> str | None:
    """Serve until interrupted; return what stands in the way."""
    wanted = argparse.ArgumentParser(prog="python -m publish.serve", description=__doc__.split("\n")[0])
    wanted.add_argument("--port", type=port, default=8000, help="where to listen (8000)")
    place = "127.0.0.1", wanted.parse_args().port
    try:
        server = ThreadingHTTPServer(place, partial(QuietHandler, directory=str(PAGES)))
    except OSError as error:
        return f"Port {place[1]} cannot be had ({error.strerror}). Say another: make serve PORT={place[1] + 1}"
    with server:
        print(f"The book: http://{place[0]}:{place[1]}/ (Ctrl-C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return None


if __name__ == "__main__":
    sys.exit(main())
