"""Keys and the mouse as WebDriver writes them; BiDi and the older protocol have the same words."""

from typing import Any

from engine import Point

KEYS = {
    "Enter": "\ue007",
    "Tab": "\ue004",
    "Escape": "\ue00c",
    "Control": "\ue009",
    "Shift": "\ue008",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "PageUp": "\ue00e",
    "Space": " ",
}
MOVE_MS = 30
WHEEL_MS = 100


def keyboard(keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Press each; "Control+k" holds the first while the second is pressed."""
    steps = []
    for key in keys:
        held = [KEYS.get(each, each) for each in key.split("+")]
        steps += [{"type": "keyDown", "value": each} for each in held]
        steps += [{"type": "keyUp", "value": each} for each in reversed(held)]
    return [{"type": "key", "id": "keyboard", "actions": steps}]


def mouse(points: tuple[Point, ...], rest: int) -> list[dict[str, Any]]:
    """Press at the first point, move through the others, rest, let go."""
    moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": MOVE_MS} for x, y in points]
    down, up = ({"type": each, "button": 0} for each in ("pointerDown", "pointerUp"))
    steps = [moves[0], down, *moves[1:], {"type": "pause", "duration": rest}, up]
    return [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}]


def wheel(point: Point, by: int) -> list[dict[str, Any]]:
    """Turn the wheel over a point, by this many pixels."""
    x, y = (round(each) for each in point)
    turn = {"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": by, "duration": WHEEL_MS}
    return [{"type": "wheel", "id": "wheel", "actions": [turn]}]
