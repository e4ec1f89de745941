"""Measured values: one CSV for each table, every row with its source and how the number reached us (see README.md)."""

from importlib.resources import files
from typing import TYPE_CHECKING

from painloop.sentences import filled

if TYPE_CHECKING:
    import pandas as pd

STATUSES = ("measured", "second-hand", "derived")


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
