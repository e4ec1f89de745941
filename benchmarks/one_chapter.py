"""Runs one chapter as a notebook, from top to bottom, and prints what that took: seconds, and megabytes at the most.

It needs no more than Binder installs, for it runs there.
"""

import json
import resource
import sys
import time
from pathlib import Path

import jupytext
from nbclient import NotebookClient

LIMIT_S = 60  # for a single cell


def run(path: Path) -> dict[str, float]:
    """Run a chapter in its own folder; an error in a cell is an error here."""
    folder = {"metadata": {"path": str(path.parent)}}
    begun = time.perf_counter()
    NotebookClient(jupytext.read(path), timeout=LIMIT_S, kernel_name="python3", resources=folder).execute()
    seconds = time.perf_counter() - begun
    # The kernel is the only child that was waited for. Linux counts in kilobytes.
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]).resolve())))
