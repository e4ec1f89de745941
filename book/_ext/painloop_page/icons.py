"""The theme's icons, drawn in the page: eight small drawings instead of a font of 156 kB.

The theme asks for an icon by Font Awesome's name for it: `<i class="fa-solid fa-bars"></i>`. The drawing is put into
that element, so the theme's sizes and places hold; it takes the colour of the text, also of a reader's own colours.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

SVG = (
    '<svg aria-hidden="true" width="{em}em" height="1em" viewBox="0 0 {width} 512" fill="none" stroke="currentColor" '
    'stroke-width="64" stroke-linecap="round" stroke-linejoin="round">{shape}</svg>'
)
SHAPES = {  # how wide, of a height of 512, and what is drawn
    "angle-left": (320, '<path d="M224 96 64 256l160 160"/>'),
    "angle-right": (320, '<path d="m96 96 160 160L96 416"/>'),
    "bars": (448, '<path d="M32 96h384M32 256h384M32 416h384"/>'),
    "circle-half-stroke": (
        512,
        '<circle cx="256" cy="256" r="224"/><path d="M256 32a224 224 0 0 0 0 448z" fill="currentColor" stroke="none"/>',
    ),
    "list": (
        512,
        '<path d="M192 96h288M192 256h288M192 416h288"/><path d="M64 96h0M64 256h0M64 416h0" stroke-width="96"/>',
    ),
    "magnifying-glass": (512, '<circle cx="208" cy="208" r="176"/><path d="m336 336 144 144"/>'),
    "moon": (384, '<path d="M224 64a192 192 0 1 0 128 335A176 176 0 0 1 224 64z" fill="currentColor"/>'),
    "sun": (
        512,
        '<circle cx="256" cy="256" r="96" fill="currentColor" stroke="none"/>'
        '<path d="M256 32v32M256 448v32M32 256h32M448 256h32M98 98l22 22M392 392l22 22M98 414l22-22M392 120l22-22"/>',
    ),
}
PLACE = re.compile(r'(<(?:i|span) class="fa-solid fa-([a-z-]+)[^"]*"[^>]*>)(?=</(?:i|span)>)')
# What goes from the style sheets: the fonts, the rules that draw by them, and their characters, escaped or themselves.
FONT = re.compile(r"@font-face\{[^}]*Awesome[^}]*\}")
RULE = re.compile(r"(?:\.fa-[\w-]+:before,?)+\{[^}]*\}")
CHARACTER = re.compile(r'[\w-]+:\s*"(?:\\[ef][0-9a-f]{3}|[\ue000-\uf8ff])";?')


def drawn(place: re.Match[str]) -> str:
    """Return the place of an icon with its drawing in it.

    Raises:
        ExtensionError: if the theme asks for an icon that nobody has drawn.
    """
    if place[2] not in SHAPES:
        raise ExtensionError(f"a page asks for the icon {place[2]!r}; draw it in {Path(__file__).name}")
    width, shape = SHAPES[place[2]]
    return place[1] + SVG.format(em=width / 512, width=width, shape=shape)


def without_font(css: str) -> str:
    """Return a style sheet that asks for no icon font and for none of its characters."""
    return CHARACTER.sub("", RULE.sub("", FONT.sub("", css)))


def draw(app: Sphinx, error: Exception | None) -> None:
    """Draw the icons after the pages are written; a page that was not written again has them already."""
    if error or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for page in site.rglob("*.html"):
        page.write_text(PLACE.sub(drawn, page.read_text("utf-8")), "utf-8")
    for style in site.glob("_static/**/*.css"):
        style.write_text(without_font(style.read_text("utf-8")), "utf-8")


def setup(app: Sphinx) -> None:
    """Draw at the end of the build."""
    app.connect("build-finished", draw)
