"""One file that holds the whole site: unzip it anywhere, open `index.html`, and everything works.

python -m publish.archive        (make zip)
"""

import hashlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from painloop import __version__
from publish.site import BUILT, files, pages

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: the same site makes the same bytes on any day


def write(site: Path, folder: Path) -> Path:
    """Zip a site into a folder, with its SHA-256 beside it, and return where the zip is."""
    name = f"the-pain-loop-{__version__}"
    archive = folder / f"{name}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w") as packed:
        for path in files(site):
            entry = ZipInfo(f"{name}/{path.relative_to(site).as_posix()}", LONG_AGO)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes(), ZIP_DEFLATED)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_suffix(".zip.sha256").write_text(f"{digest}  {archive.name}\n", "utf-8")
    return archive


if __name__ == "__main__":
    made = write(pages(), BUILT)
    print(f"The book as one file: {made} ({made.stat().st_size / 1e6:.1f} MB)")
