"""What is computed for the sentences of every page, in a Python of its own whose defaults or tables are others.

    python moved_prose.py FOLDER < MOVES

MOVES is JSON: `defaults`, each a key, a value and the default that it replaces, and `cells`, each a table, a row, a
column and a value. Printed are, for each page, the words as they would have to read.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "unit"), str(HERE.parents[1]), str(HERE.parents[1] / "book" / "_ext")]


def change(cells: list[tuple[str, str | int, str, float]]) -> None:
    """From now on these tables are read with other numbers; a row is found by its place, or by a text in it."""
    from painloop import data

    read = data.load

    def load(name: str):
        table = read(name)
        for _, row, column, value in (cell for cell in cells if cell[0] == name):
            rows = table.index == row if isinstance(row, int) else table.astype(str).eq(row).any(axis=1)
            assert rows.any(), f"{name} has no row {row!r}"
            table[column] = table[column].astype(float)
            table.loc[rows, column] = value
        return table

    data.load = load


def words(stem: str) -> list[str] | str:
    """What would have to stand in a page, or why it cannot be computed."""
    from test_prose_numbers import numbers

    try:
        return [said.words for said in numbers(stem)]
    except Exception as error:  # such a loop may have no fold
        return f"{type(error).__name__}: {error}"


def main(folder: str) -> None:
    """Move, and print."""
    import javascript
    from moved import copied, move, printed_anew

    asked = json.load(sys.stdin)
    move({(key, old): value for key, value, old in asked.get("defaults", ())})
    change(asked.get("cells", []))
    javascript.NODE = printed_anew(copied(Path(folder) / "web"))
    from pages import stems

    print(json.dumps({stem: words(stem) for stem in stems()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
