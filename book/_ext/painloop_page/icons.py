"""Font Awesome, cut to the icons that the built pages use: 2 kB instead of 156 kB of font and 20 kB of style."""

import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.application import Sphinx

STYLE = Path("_static/styles/pydata-sphinx-theme.css")
FONTS = Path("_static/vendor/fontawesome/webfonts")
SOLID = FONTS / "fa-solid-900.woff2"

ICON_CLASS = re.compile(r"\bfa-([a-z0-9-]+)")
ICON_RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"[^"]*"\}')
ICON = re.compile(r"\\([ef][0-9a-f]{3})\b|([\ue000-\uf8ff])")  # escaped, or the character itself
FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
OTHER_FORMATS = re.compile(r",url\([^)]*\.ttf\) format\(\"truetype\"\)")


def used_icons(site: Path) -> set[str]:
    """Return the icon names in the pages and the theme's scripts."""
    sources = [*site.rglob("*.html"), *site.glob("_static/scripts/*.js")]
    return {name for path in sources for name in ICON_CLASS.findall(path.read_text("utf-8"))}


def keep_rule(rule: re.Match[str], used: set[str]) -> str:
    """Return an icon's style rule if a page uses it, nothing otherwise."""
    return rule[0] if used & set(ICON_CLASS.findall(rule[1])) else ""


def keep_font(face: re.Match[str]) -> str:
    """Keep the solid font only, in the one format every browser reads."""
    if "awesome" not in face[0].lower():
        return face[0]
    return OTHER_FORMATS.sub("", face[0]) if "fa-solid-900.woff2" in face[0] else ""


def cut_font(path: Path, code_points: set[int]) -> None:
    """Write the font again with these characters only; the date is kept, so two builds are the same."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    subset.save_font(font, str(path), options)


def cut(app: Sphinx, error: Exception | None) -> None:
    """Cut style and font after the pages are written."""
    site = Path(app.outdir)
    if error or app.builder.format != "html":
        return
    used = used_icons(site)
    style = (site / STYLE).read_text("utf-8")
    style = ICON_RULE.sub(lambda rule: keep_rule(rule, used), style)
    style = FONT_FACE.sub(keep_font, style)
    (site / STYLE).write_text(style, "utf-8")
    drawn = "".join(path.read_text("utf-8") for path in site.glob("_static/**/*.css"))
    cut_font(site / SOLID, {int(code, 16) if code else ord(character) for code, character in ICON.findall(drawn)})
    for path in (site / FONTS).glob("*"):
        if path.name != SOLID.name:
            path.unlink()


def setup(app: Sphinx) -> None:
    """Cut at the end of the build."""
    app.connect("build-finished", cut)
