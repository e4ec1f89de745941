"""Adds this edition to a published site: the newest at the top, every edition kept below its number.

    python -m publish.release --into PUBLISHED        (make release INTO=PUBLISHED)

A class links to `…/2026.1.0/book/the-trials.html` and finds the same text all term; `…/book/the-trials.html` is the
newest. `versions.json` tells an older edition that there is a newer one. The text of an edition stays as it was; its
worker for offline copies is the newest in every edition, because the one of 2026.1.0 could shut readers out.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from painloop import __version__
from painloop.pages import citation
from painloop.web import offline
from publish import archive
from publish.address import EDITIONS, folder_for_editions
from publish.site import ROOT, copy, files, pages

NEWEST = "newest-files.json"  # what lies at the top, so that the next edition can take its place


def release(site: Path, into: Path, version: str = __version__) -> list[str]:
    """Publish a built site as an edition, and return all editions, the newest first.

    Raises:
        FileExistsError: if another text was published under this number, or files that are no edition's are in the way.
    """
    into.mkdir(parents=True, exist_ok=True)
    keep_edition(site, into / version)
    editions = sorted({*known(into), version}, key=_order, reverse=True)
    if editions[0] == version:
        put_at_top(site, into)
    for edition in editions:
        (into / edition / offline.WORKER).write_text(offline.worker(into / edition), "utf-8")
    _write(into / EDITIONS, editions)
    return editions


def keep_edition(site: Path, place: Path) -> None:
    """Copy a site below its number, all of it or nothing; what has been published is never changed."""
    if place.exists():
        if not same(site, place):
            raise FileExistsError(f"{place} holds another text; raise the number in VERSION and CITATION.cff")
        return
    part = place.with_name(f".{place.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # left by a release that was interrupted
    copy(site, part)
    part.rename(place)


def same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, whatever script keeps them offline."""

    def held(folder: Path) -> dict[str, bytes]:
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder)}
        found.pop(offline.WORKER, None)
        return found

    return held(one) == held(other)


def put_at_top(site: Path, into: Path) -> None:
    """Replace the files of the last newest edition, and no others, by those of this one."""
    last, names = _read(into / NEWEST), [path.relative_to(site).as_posix() for path in files(site)]
    if others := [name for name in names if name not in last and (into / name).exists()]:
        raise FileExistsError(f"{into} holds files that no edition put there, such as {others[0]}; move them away")
    _write(into / NEWEST, sorted({*last, *names}))  # before anything is copied: an interruption leaves nobody's files
    for name in last:
        (into / name).unlink(missing_ok=True)
    copy(site, into)
    _write(into / NEWEST, names)


def known(into: Path) -> list[str]:
    """The editions that are published."""
    return _read(into / EDITIONS)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _read(path: Path) -> list[str]:
    names: list[str] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return names


def _write(path: Path, names: list[str]) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(names, indent=1) + "\n", "utf-8")
    part.replace(path)


def main() -> str | None:
    """Publish, archive, and print `.zenodo.json` anew; return what went wrong."""
    wanted = argparse.ArgumentParser(description="Add this edition of the book to a published site.")
    help = "the folder that is published, such as a checkout"
    wanted.add_argument("--into", type=folder_for_editions, required=True, help=help)
    into = wanted.parse_args().into
    try:
        published = __version__ in known(into)
        editions = release(pages(), into)
        made = archive.write(pages(), into)
    except OSError as error:
        return f"Not published into {into}: {error.strerror or error}"
    (ROOT / ".zenodo.json").write_text(json.dumps(citation.zenodo(), indent=2, ensure_ascii=False) + "\n", "utf-8")
    said = f"There is nothing new: {__version__} was published so before" if published else "Published"
    print(f"{said}. Below {into}: {', '.join(editions)}. The archive: {made}")
    return None


if __name__ == "__main__":
    sys.exit(main())
