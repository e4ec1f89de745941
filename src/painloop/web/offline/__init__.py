"""The script by which a browser keeps the book; what is put before it names every file, its hash and the edition."""

import hashlib
import json
from pathlib import Path

WORKER = "offline-worker.js"
NOT_READ = {".buildinfo", "objects.inv", WORKER}  # no page asks for them


def files(site: Path) -> list[str]:
    """Return every file that a page may ask for, relative to the site."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in NOT_READ)


def hashes(site: Path, names: list[str]) -> list[str]:
    """Return the first digits of each file's SHA-256, by which the worker knows the file from anything else."""
    return [hashlib.sha256((site / name).read_bytes()).hexdigest()[:16] for name in names]


def edition(names: list[str], found: list[str]) -> str:
    """Return a short hash of the files, so that browsers notice a new edition."""
    return hashlib.sha256(json.dumps([names, found]).encode()).hexdigest()[:12]


def worker(site: Path) -> str:
    """Return the worker for the files of a site."""
    names = files(site)
    found = hashes(site, names)
    head = {"FILES": names, "HASHES": found, "EDITION": edition(names, found)}
    lines = [f"const {name} = {json.dumps(value)};\n" for name, value in head.items()]
    return "".join(lines) + Path(__file__).with_name(WORKER).read_text("utf-8")
