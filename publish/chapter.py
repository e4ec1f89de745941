"""Builds one chapter again, quickly, and says where it is; the other pages wait for the next `make book`.

python -m publish.chapter naltrexone-in-the-body        (make chapter CH=naltrexone-in-the-body)
"""

import argparse
import os
import sys
from pathlib import Path

from publish.contents import stems
from publish.site import PAGES
from publish.whole import build


def chapter(text: str) -> str:
    """The name of a page of the contents, as its file's stem.

    Raises:
        argparse.ArgumentTypeError: if there is no such page; the message names those there are.
    """
    known = [Path(stem).name for stem in stems()]
    if text not in known:
        raise argparse.ArgumentTypeError(f"{text!r} is no chapter. CH is one of: {', '.join(known)}")
    return text


def main() -> str | None:
    """Build it; return what went wrong."""
    wanted = argparse.ArgumentParser(prog="python -m publish.chapter", description=__doc__.split("\n")[0])
    wanted.add_argument("stem", type=chapter, help="the name of its file, such as naltrexone-in-the-body")
    stem = wanted.parse_args().stem
    os.environ["PAINLOOP_ONE_PAGE"] = f"book/{stem}"  # painloop_page.rebuild reads it
    if not build("-q"):
        return "The chapter was not built; the reason stands above."
    print(f"The chapter: {PAGES / 'book' / stem}.html")
    return None


if __name__ == "__main__":
    sys.exit(main())
