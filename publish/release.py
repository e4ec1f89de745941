"""Adds this edition to a published site: the newest at the top, every edition kept below its number.

    python -m publish.release --into PUBLISHED        (make release INTO=PUBLISHED)

A class links to `…/2026.1.0/book/the-trials.html` and finds the same text all term; `…/book/the-trials.html` is the
newest. `versions.json` tells an older edition that there is a newer one.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from painloop import __version__, citation
from publish import archive
from publish.site import ROOT, files, pages

LIST = "versions.json"
NEWEST = "newest-files.json"  # what lies at the top, so that the next edition can take its place


def release(site: Path, into: Path, version: str = __version__) -> list[str]:
    """Publish a built site as an edition, and return all editions, the newest first.

    Raises:
        FileExistsError: if another text was published under this number.
    """
    into.mkdir(parents=True, exist_ok=True)
    keep_edition(site, into / version)
    editions = sorted({*known(into), version}, key=_order, reverse=True)
    if editions[0] == version:
        put_at_top(site, into)
    _write(into / LIST, editions)
    return editions


def keep_edition(site: Path, place: Path) -> None:
    """Copy a site below its number; what has been published is never changed."""
    if place.exists() and not same(site, place):
        raise FileExistsError(f"{place} holds another text; raise the number in VERSION and CITATION.cff")
    shutil.copytree(site, place, dirs_exist_ok=True)


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""

    def held(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder)}

    return held(one) == held(other)


def put_at_top(site: Path, into: Path) -> None:
    """Replace the files of the last newest edition, and no others, by those of this one."""
    for name in _read(into / NEWEST):
        (into / name).unlink(missing_ok=True)
    shutil.copytree(site, into, dirs_exist_ok=True)
    _write(into / NEWEST, [path.relative_to(site).as_posix() for path in files(site)])


def known(into: Path) -> list[str]:
    """The editions that are published."""
    return _read(into / LIST)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _read(path: Path) -> list[str]:
    names: list[str] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return names


def _write(path: Path, names: list[str]) -> None:
    path.write_text(json.dumps(names, indent=1) + "\n", "utf-8")


def main() -> str | None:
    """Publish, archive, and print `.zenodo.json` anew; return what went wrong."""
    wanted = argparse.ArgumentParser(description="Add this edition of the book to a published site.")
    wanted.add_argument("--into", type=Path, required=True, help="the folder that is published, such as a checkout")
    into = wanted.parse_args().into
    try:
        editions = release(pages(), into)
    except (FileNotFoundError, FileExistsError) as error:
        return str(error)
    made = archive.write(pages(), into)
    (ROOT / ".zenodo.json").write_text(json.dumps(citation.zenodo(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"Published below {into}: {', '.join(editions)}. The archive: {made}")
    return None


if __name__ == "__main__":
    sys.exit(main())
