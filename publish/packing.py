"""Zips that are the same bytes on any day."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold


def pack(archive: Path, entries: Mapping[str, bytes]) -> Path:
    """Write a zip of named contents, in the order of their names, and return where it is."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w") as packed:
        for name, content in sorted(entries.items()):
            entry = ZipInfo(name, LONG_AGO)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content, ZIP_DEFLATED)
    return archive
