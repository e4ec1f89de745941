"""One file that holds the whole site: unzip it anywhere, open `index.html`, and everything works.

python -m publish.archive        (make zip)
"""

import hashlib
from pathlib import Path

from painloop import __version__
from publish.packing import pack
from publish.site import BUILT, files, pages


def write(site: Path, folder: Path) -> Path:
    """Zip a site into a folder, with its SHA-256 beside it, and return where the zip is."""
    name = f"the-pain-loop-{__version__}"
    entries = {f"{name}/{path.relative_to(site).as_posix()}": path.read_bytes() for path in files(site)}
    archive = pack(folder / f"{name}.zip", entries)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_suffix(".zip.sha256").write_text(f"{digest}  {archive.name}\n", "utf-8")
    return archive


if __name__ == "__main__":
    made = write(pages(), BUILT)
    print(f"The book as one file: {made} ({made.stat().st_size / 1e6:.1f} MB)")
