"""Colours, named once: Matplotlib reads them here, and the browser's style sheet is printed from them.

Light and dark values of the Okabe-Ito hues, darkened or lightened until text in them has a contrast of 4.5 to 1 on the
page. Series also differ by dash, so that no meaning rests on colour alone.
"""

from dataclasses import dataclass

DRAWN = ":is(.explorer, .diagram, .card__scene)"  # what is drawn with these colours


@dataclass(frozen=True)
class Stroke:
    """How one series is drawn: its colour on a light and on a dark page, and its dashes in px."""

    light: str
    dark: str
    dash: tuple[float, ...] = ()


STROKES: dict[str, Stroke] = {
    "plasma": Stroke("#3d3d4a", "#d8d8e2"),
    "plasma_driven": Stroke("#b04a00", "#ffa566", (2.0, 3.0)),
    "two_phase": Stroke("#00669e", "#7cc4ff", (8.0, 4.0)),
    "brain_retention": Stroke("#00714f", "#4fd8ab"),
    "now": Stroke("#00669e", "#7cc4ff"),
    "alone": Stroke("#55555f", "#b9b9c6", (3.0, 4.0)),
    "agonist": Stroke("#00714f", "#4fd8ab"),
    "partial": Stroke("#8a4f9e", "#d9a3ea", (8.0, 4.0)),
    "antagonist": Stroke("#b04a00", "#ffa566", (2.0, 3.0)),
    "blocker": Stroke("#b04a00", "#ffa566"),
    "glia": Stroke("#8a4f9e", "#d9a3ea", (8.0, 4.0)),
    "nerves": Stroke("#00714f", "#4fd8ab"),
    "border": Stroke("#55555f", "#b9b9c6", (3.0, 4.0)),
    "gain": Stroke("#00669e", "#7cc4ff"),
    "anchored": Stroke("#b04a00", "#ffa566", (8.0, 4.0)),
    "supported": Stroke("#00714f", "#4fd8ab"),
    "partly": Stroke("#00669e", "#7cc4ff"),
    "contradicted": Stroke("#b04a00", "#ffa566"),
    "outdated": Stroke("#7a5c00", "#e3c65a"),
    "unverifiable": Stroke("#55555f", "#b9b9c6"),
    "omitted": Stroke("#8a4f9e", "#d9a3ea"),
    "significant": Stroke("#00669e", "#7cc4ff"),
    "not_significant": Stroke("#66666f", "#a9a9b6"),
    "truth": Stroke("#b04a00", "#ffa566", (6.0, 3.0)),
}


def css() -> str:
    """The strokes as custom properties, for light and dark pages."""

    def block(selector: str, scheme: str) -> str:
        lines = [f"  --stroke-{name}: {getattr(stroke, scheme)};" for name, stroke in STROKES.items()]
        if scheme == "light":  # dashes are the same on every page
            lines += [
                f"  --dash-{name}: {' '.join(map(str, stroke.dash)) or 'none'};" for name, stroke in STROKES.items()
            ]
        return f"{selector} {{\n" + "\n".join(lines) + "\n}\n"

    only_dashes = "".join(f"  --stroke-{name}: CanvasText !important;\n" for name in STROKES)
    forced = f"{DRAWN} {{\n{only_dashes}}}\n"  # the reader's own colours; dashes and names tell curves apart
    return (
        "/* Printed from palette.py. Edit that, not this file. */\n"
        + block(DRAWN, "light")
        + "@media screen {\n"  # paper is light, whatever the screen
        + block(f'html[data-theme="dark"] {DRAWN}, body[data-jp-theme-light="false"] {DRAWN}', "dark")
        + "}\n"
        + f"@media screen and (forced-colors: active) {{\n{forced}}}\n"
    )
