"""The scenes: pictures of the thing itself, as templates that a state fills in. NAME.svg is that of the explorer NAME.

They are printed as a script, an element as [name, attributes, what is in it …], so that a page need not parse them.
What may stand in a template: gaps.js, places.js, line.js and parts.js beside this file say it.
"""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

FOLDER = Path(__file__).parent
PARTS = FOLDER / "parts.svg"  # what scenes share: each a group with a data-name


def javascript() -> str:
    """All scenes and parts as a script."""
    scenes = {path.stem: template(read(path)) for path in files()}
    parts = {group.attrib["data-name"]: inside(group) for group in read(PARTS)}
    told = "".join(
        f"export const {name} = {_plain(value)};\n" for name, value in (("scenes", scenes), ("parts", parts))
    )
    return f"// Printed from web/scenes/*.svg. Edit these, not this file.\n{told}"


def files() -> list[Path]:
    """The scene of every explorer that has one."""
    return sorted(path for path in FOLDER.glob("*.svg") if path != PARTS)


def read(path: Path) -> ElementTree.Element:
    """A drawing; its file is ours."""
    try:
        return ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(f"{path}: {error}. (In an SVG, < is written &lt; and & is written &amp;.)") from error


def template(element: ElementTree.Element) -> list[Any]:
    """An element as the script has it."""
    return [element.tag.rpartition("}")[2], dict(element.attrib), *inside(element)]


def inside(element: ElementTree.Element) -> list[Any]:
    """What is in an element, without the white space that only sets lines."""
    mixed = [element.text, *(part for child in element for part in (template(child), child.tail))]
    return [re.sub(r"\s+", " ", each) if isinstance(each, str) else each for each in mixed if each and _says(each)]


def _says(each: str | list[Any]) -> bool:
    return not isinstance(each, str) or bool(each.strip())


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
