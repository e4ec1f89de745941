"""Measured values: one CSV for each table, every row with its source and how the number reached us (see README.md)."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from painloop.data.sentences import filled

if TYPE_CHECKING:
    import pandas as pd

STATUSES = ("measured", "second-hand", "derived")


def locate(name: str) -> Path:
    """Where a file is that the package shares with the book: `CITATION.cff` or `book/references.bib`.

    A wheel brings a copy beside this module (`hatch_build.py` puts it there); else the checkout's own is read.

    Raises:
        FileNotFoundError: if it is in neither place.
    """
    here = Path(__file__)
    for path in (here.with_name(Path(name).name), here.parents[3] / name):
        if path.is_file():
            return path
    raise FileNotFoundError(f"no {name} in the package or in a checkout of the book around it; install painloop again")


def names() -> tuple[str, ...]:
    """The tables there are."""
    return tuple(
        sorted(path.name.removesuffix(".csv") for path in files(__name__).iterdir() if path.name.endswith(".csv"))
    )


def load(name: str) -> "pd.DataFrame":
    """A table by name, with the sentences it names.

    Units stand in the column names, `source` is a key of the reference list.

    Raises:
        ValueError: if there is no such table, or a row has no source or an unknown status.
    """
    import pandas as pd

    if name not in names():
        raise ValueError(f"no table {name!r}; there are {', '.join(names())}")
    with files(__name__).joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        table = pd.read_csv(file).map(filled)
    if table["source"].isna().any() or not set(table["status"]) <= set(STATUSES):
        raise ValueError(f"{name}.csv: every row needs a source and a status of {', '.join(STATUSES)}")
    return table


def poolable() -> "pd.DataFrame":
    """The trials of `load("trials")` that may be pooled: against placebo, with a difference in points and its error."""
    trials = load("trials")
    return trials[trials.comparator == "placebo"].dropna(subset=["difference_points", "se_points"])
