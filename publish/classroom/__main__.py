"""Makes the packages for a learning platform, and graded questions with their key.

python -m publish.classroom --site https://example.org/pain-loop --seed 2026        (make classroom)
"""

import argparse
import csv
from io import StringIO

from publish.address import address_of_book, whole_number
from publish.classroom import cartridge, qti
from publish.classroom.items import graded
from publish.classroom.question import ChoiceQuestion, NumberQuestion, public
from publish.packing import pack
from publish.site import BUILT

PLACE = BUILT / "classroom"
COLUMNS = ("identifier", "chapter", "objective", "question", "answer", "tolerance", "unit", "how")


def key(items: list[ChoiceQuestion | NumberQuestion]) -> str:
    """The answers, as CSV with a row for each item."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((each.identifier, each.chapter, each.objective, each.stem, *_answer(each)) for each in items)
    return text.getvalue()


def _answer(item: ChoiceQuestion | NumberQuestion) -> tuple[object, ...]:
    if isinstance(item, NumberQuestion):
        return item.answer, item.tolerance, item.unit, item.feedback
    right = next(choice for choice in item.choices if choice.correct)
    return right.text, "", "", right.feedback


def make(site: str, seed: int) -> list[str]:
    """Write everything, and return a line for each file."""
    items = graded(seed)
    packages = {
        "pain-loop-qti21.zip": (qti.package("questions", public()), "the self-checks, QTI 2.1"),
        "pain-loop.imscc": (cartridge.package(site, public()), "chapters, explorers, quizzes, Common Cartridge 1.3"),
        f"graded-{seed}-qti21.zip": (qti.package(f"graded-{seed}", items), f"{len(items)} graded questions, QTI 2.1"),
    }
    for name, (content, _) in packages.items():
        pack(PLACE / name, content)
    (PLACE / f"graded-{seed}-key.csv").write_text(key(items), "utf-8-sig")  # marked, for Excel
    return [*(f"{name}: {words}" for name, (_, words) in packages.items()), f"graded-{seed}-key.csv: their answers"]


def main() -> None:
    """Read the command line and make the packages."""
    wanted = argparse.ArgumentParser(prog="python -m publish.classroom", description=__doc__.split("\n")[0])
    wanted.add_argument("--site", type=address_of_book, required=True, help="where your copy of the book is published")
    wanted.add_argument(
        "--seed", type=whole_number, default=2026, help="a number of your own; each gives other numbers (2026)"
    )
    chosen = wanted.parse_args()
    for line in make(chosen.site, chosen.seed):
        print(line)
    print(f"All in {PLACE}. Keep the seed to yourself: the repository is public, and so is this command.")


if __name__ == "__main__":
    main()
