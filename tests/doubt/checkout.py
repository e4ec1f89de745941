"""The project in another folder, and what two builds of it may not differ in."""

import shutil
import subprocess
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from conftest import ROOT


def files_of_the_project() -> list[Path]:
    """What git knows, and what is new and not ignored, as it stands on the disk."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    return [Path(name) for name in names if name and (ROOT / name).is_file()]


def copy_project(folder: Path) -> None:
    """Copy the project, with nothing that was made in it."""
    for name in files_of_the_project():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != ".buildinfo"
    }


def difference(name: str, first: bytes, second: bytes) -> str:
    """The first lines in which two versions of a file differ."""
    lines = (text.decode("utf-8", "replace").splitlines() for text in (first, second))
    return "\n".join([name, *islice(unified_diff(*lines, n=0, lineterm=""), 12)])[:2000]


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Names that only one of two sites has, and the first lines of what differs."""
    alone = [f"only once: {name}" for name in one.keys() ^ other.keys()]
    changed = [name for name in one.keys() & other.keys() if one[name] != other[name]]
    return alone + [difference(name, one[name], other[name]) for name in changed]
