"""What only the first page prints: what the trials found, at one glance."""

from typing import Any

from painloop import data
from painloop.pages.printed import Printed, drawing

WIDTH, ROW, LEFT, TOP = 380, 34, 96, 8  # in the units of the drawing; of the names, and above the first row
ENDS = (-1.25, 1.5)  # points of 10
NAMED = {-1: "−1", 0: "no difference", 1: "1"}


def forest(name: str, caption: str) -> Printed:
    """The trials in fibromyalgia that give a difference in points of 10 with its 95 % interval, a line each."""
    rows = (
        data.load("trials")
        .query("condition == 'fibromyalgia'")
        .dropna(subset=["difference_points", "low_points", "high_points"])
    )
    foot = TOP + ROW * len(rows)
    lines = [_row(row, TOP + ROW * (i + 0.5)) for i, row in enumerate(rows.itertuples())]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {foot + 44}" fill="currentColor" font-size="14">'
        f'<path d="M{_x(0):.1f} {TOP}V{foot}" stroke="currentColor" stroke-dasharray="2 4"/>'
        f"{''.join(lines)}{_axis(foot)}</svg>"
    )
    said = (f"{each.study}: {each.difference_points:.2f}, from {each.low_points:.2f} to {each.high_points:.2f}."
            for each in rows.itertuples())  # fmt: skip
    return drawing(svg, f"Difference in pain, drug minus placebo, in points of 10. {' '.join(said)}", name, caption)


def _x(points: float) -> float:
    low, high = ENDS
    return LEFT + (WIDTH - LEFT) * (points - low) / (high - low)


def _row(row: Any, y: float) -> str:
    low, at, high = (_x(points) for points in (row.low_points, row.difference_points, row.high_points))
    return (
        f'<text x="0" y="{y + 5:.1f}">{row.study}</text>'
        f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="var(--stroke-now)" stroke-width="3"/>'
        f'<circle cx="{at:.1f}" cy="{y:.1f}" r="6" fill="var(--stroke-now)"/>'
    )


def _axis(foot: float) -> str:
    marks = "".join(
        f'<text x="{_x(at):.1f}" y="{foot + 16}" text-anchor="middle">{name}</text>' for at, name in NAMED.items()
    )
    return (
        f'{marks}<text x="{LEFT}" y="{foot + 38}">← less pain on the drug</text>'
        f'<text x="{WIDTH}" y="{foot + 38}" text-anchor="end">on placebo →</text>'
    )
