"""What the command line is told, checked: the address of the published book, a seed, a port, a folder for editions."""

import argparse
from pathlib import Path
from urllib.parse import urlsplit

from publish.site import ROOT

NO_ADDRESS = set(" <>\"'\\^`{|}")
MADE_AGAIN = (".git", ".venv", "_build", "node_modules", "src/painloop/assets", "src/painloop/web/generated")
EDITIONS = "versions.json"


def address_of_book(text: str) -> str:
    """The address of the published book without a slash at its end; nothing stays nothing.

    Raises:
        argparse.ArgumentTypeError: if it is no address of a folder on the web; the message says what to type.
    """
    if not text:
        return ""
    advice = f"{text!r} is no address of the book; give one such as https://example.org/pain-loop"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # asking for the port checks it
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{advice} ({error})") from error
    if parts.scheme not in ("https", "http") or not host or "" in host.split("."):
        raise argparse.ArgumentTypeError(advice)
    if set(text) & NO_ADDRESS or not text.isprintable():
        raise argparse.ArgumentTypeError(advice)
    if parts.username or parts.password:
        raise argparse.ArgumentTypeError(f"{advice}: without a name and a password, since every reader sees it")
    if parts.query or parts.fragment or parts.path.endswith((".html", ".htm")):
        raise argparse.ArgumentTypeError(f"{advice}: the folder in which index.html lies, not a page of it")
    return text.rstrip("/")


def whole_number(text: str) -> int:
    """A whole number, nought or more, of nine digits at the most: files are named by it.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to 999999999, such as 2026")
    return int(text)


def port(text: str) -> int:
    """A port that a server of an ordinary user may have.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    if not (text.isascii() and text.isdigit() and 1024 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 1024 to 65535, such as 8000")
    return int(text)


def folder_for_editions(text: str) -> Path:
    """A folder into which editions are published, in which nothing else of this checkout lies.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    into = Path(text).expanduser().resolve()
    advice = "name another folder, such as ../published"
    if into.exists() and not into.is_dir():
        raise argparse.ArgumentTypeError(f"{into} is a file; {advice}")
    if any(into.is_relative_to(ROOT / name) for name in MADE_AGAIN):
        raise argparse.ArgumentTypeError(f"{into} is where make removes what it made; {advice}")
    mixed = into.is_relative_to(ROOT) and into.exists() and any(into.iterdir()) and not (into / EDITIONS).exists()
    if mixed or ROOT.is_relative_to(into):
        raise argparse.ArgumentTypeError(f"{into} holds the book's own files; {advice}")
    return into
