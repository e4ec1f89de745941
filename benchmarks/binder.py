"""What a learner meets in Binder: a clone, an environment made from `.binder/` alone, every chapter run as a notebook.

`make binder` runs it. It takes about three minutes and needs the package registries.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.command import size
from publish.site import BOOK
from setup.jupyter_lab import MOST_MEGABYTES

MOST_SECONDS = 60


def set_up(folder: Path) -> float:
    """Clone the last commit, install what `.binder/` names, run its `postBuild`; the seconds that took."""
    begun = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", BOOK.parent, folder / "book"], check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    clone, python = folder / "book", folder / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", ".binder/requirements.txt"], cwd=clone, check=True)
    subprocess.run([".binder/postBuild"], cwd=clone, env=environment(folder), check=True)
    return time.perf_counter() - begun


def environment(folder: Path) -> dict[str, str]:
    """A home folder of its own, and the new environment first on the path."""
    return {**os.environ, "HOME": str(folder), "PATH": f"{folder / 'env' / 'bin'}:{os.environ['PATH']}"}


def run_chapter(python: Path, chapter: Path, environment: dict[str, str]) -> dict[str, float]:
    """What one chapter took with that Python; an error in a cell is an error here."""
    command: list[str | Path] = [python, "-m", "benchmarks.one_chapter", chapter]
    top = chapter.parents[1]
    done = subprocess.run(command, cwd=top, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    took: dict[str, float] = json.loads(done.stdout)
    return took


def chapters(book: Path) -> list[Path]:
    """Every page of the book that has code."""
    return sorted(path for path in book.glob("*.md") if "{code-cell}" in path.read_text("utf-8"))


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"The environment took {set_up(folder):.0f} s.\n")
        print("| chapter | s | MB at the most |\n| --- | ---: | ---: |")
        heavy = []
        for chapter in chapters(folder / "book" / "book")[: size(None, 1)]:
            took = run_chapter(folder / "env" / "bin" / "python", chapter, environment(folder))
            print(f"| {chapter.stem} | {took['seconds']:.0f} | {took['megabytes']:.0f} |", flush=True)
            if took["seconds"] > MOST_SECONDS or took["megabytes"] > MOST_MEGABYTES:
                heavy.append(chapter.stem)
        sys.exit(f"over {MOST_SECONDS} s or {MOST_MEGABYTES} MB: {', '.join(heavy)}" if heavy else 0)


if __name__ == "__main__":
    main()
