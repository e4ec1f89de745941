"""Every scene: what may stand in its file, and that it draws every state soundly."""

import re
from pathlib import Path

import pytest
from drawn import drawn, drawn_anew, said
from faces import EXPLORERS, edge_states, named_states, random_states
from javascript import WEB
from lxml import etree
from oracle import explored

from painloop.web import palette, scenes
from painloop.web.scenes import FOLDER, PARTS

DECLARATIONS = {explorer.declaration.name: explorer.declaration for explorer in EXPLORERS.values()}
FILES = [*scenes.files(), PARTS]
SCENES = {path.stem: DECLARATIONS[path.stem] for path in scenes.files()}
TAGS = {"svg", "g", "path", "circle", "ellipse", "rect", "line", "polygon", "polyline", "text", "tspan"}
COLOURS = {"ink", "ink-soft", "paper", "raised", "hairline", "accent", "hot", "skin"}
COLOURS |= {f"stroke-{name}" for name in palette.STROKES}
LOCAL = {"i", "col", "row", "is", "rest"}
OWN = {"each", "count", "across", "shares", "when", "line", "over", "floor", "part"}
GAP = re.compile(r"\{('[^']*'|[\w.-]+)((?:\|[^{}|]+\|[^{}|:]+)?)(?::[^{}]*)?\}")
NONSENSE = re.compile(r"undefined|NaN|Infinity|null|\[object|[{}]")

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
every_scene = pytest.mark.parametrize("name", SCENES)


def test_every_explorer_has_a_scene_and_every_scene_an_explorer():
    assert set(SCENES) == set(DECLARATIONS) == {name for name, each in DECLARATIONS.items() if each.scene}


def test_the_page_has_the_scenes_as_they_are():
    assert (WEB / "generated" / "scenes.js").read_text("utf-8") == scenes.javascript(), "run `make bundle`"


@every_file
def test_a_file_is_short_and_nothing_but_shapes_and_words(path):
    text = path.read_text("utf-8")
    root = scenes.read(path)
    assert len(text.splitlines()) <= 120
    assert root.get("viewBox") == "0 0 360 210"
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= TAGS
    for element in root.iter():
        assert not {"id", "class", "style"} & set(element.attrib)
        assert not [key for key in element.attrib if key.startswith("on")]
        assert float(element.get("font-size", 14)) >= 14
        for key in ("fill", "stroke"):
            colour = re.sub(r"^var\(--([\w-]+)\)$", r"\1", element.get(key, "none"))
            assert colour == "none" or colour in COLOURS, colour


def test_a_file_that_is_no_xml_is_named(tmp_path):
    path = tmp_path / "tried.svg"
    path.write_text('<svg><text data-when="a < 1"/></svg>', "utf-8")
    with pytest.raises(ValueError, match=r"tried\.svg.*&lt;"):
        scenes.read(path)


@every_scene
def test_every_name_that_a_scene_asks_for_is_there_also_in_what_is_hidden_now(name):
    declaration = SCENES[name]
    found = explored(declaration, declaration.defaults)
    columns = {*found.columns, "along", *(("name", "kind") if found.names else ())}
    known = {*declaration.defaults, *found.measures, *columns}
    for element, names in asked(scenes.template(scenes.read(FOLDER / f"{name}.svg"))):
        assert names <= known | LOCAL, f"{name}: {element}"
        for key in ("data-each", "data-line", "data-over"):
            assert element[1].get(key, "along").partition("|")[0] in columns, f"{name}: {element[1]}"


def asked(template, parameters=()):
    """Each element of a template, with the names in its gaps, its conditions and its shares; parts followed."""
    _, attributes, *children = template
    texts = [*attributes.values(), *(child for child in children if isinstance(child, str))]
    names = {name for text in texts for name in of_gaps(text)}
    for condition in attributes.get("data-when", "").split(" and "):
        left = condition.split(" ")[0]
        names |= {left} if left and "{" not in left else set()
    shares = [each.partition("=")[0] for each in attributes.get("data-shares", "").split()]
    names |= {each for share in shares for each in re.split(r"[+*]", share) if is_name(each)}
    if (part := attributes.get("data-part")) is not None:
        given = {key[5:]: value for key, value in attributes.items() if key.startswith("data-") and key[5:] not in OWN}
        names |= {name for value in given.values() for name in [value.partition("|")[0]] if is_name(name)}
        group = next(each for each in scenes.read(PARTS) if each.get("data-name") == part)
        children = [*scenes.template(group)[2:], *children]
        parameters = (*parameters, *given)
    yield template, names - {*parameters}
    for child in children:
        if not isinstance(child, str):
            yield from asked(child, parameters)


def of_gaps(text):
    for name, ranges in GAP.findall(text):
        yield from (each for each in (name, *ranges.replace("|", " ").split()) if is_name(each))


def is_name(text):
    return not text.startswith("'") and not re.fullmatch(r"-?[\d.]+", text)


@every_scene
def test_a_scene_draws_every_state_with_places_and_words_that_are_some(name):
    declaration = SCENES[name]
    states = [*random_states(declaration, 20), *edge_states(declaration), *named_states(declaration)]
    for root, state in zip(drawn(declaration, *states), states, strict=True):
        text = etree.tostring(root, encoding="unicode")
        assert not NONSENSE.search(text), (NONSENSE.search(text), state)
        assert all(said(root)), state
        finding = root.get("aria-label")
        assert finding.endswith("."), state
        assert len(finding.split()) <= 30, finding


@every_scene
def test_a_scene_that_goes_from_state_to_state_shows_each_as_if_it_were_the_first(name):
    declaration = SCENES[name]
    states = [*random_states(declaration, 5, seed=5), declaration.defaults]
    for moved, fresh in zip(drawn(declaration, *states), drawn_anew(declaration, *states), strict=True):
        assert etree.tostring(moved) == etree.tostring(fresh)


@every_scene
def test_a_scene_is_an_image_with_a_caption_that_says_what_stands_for_what(name):
    declaration = SCENES[name]
    root = drawn(declaration, declaration.defaults)
    assert {key: root.get(key) for key in ("role", "class", "translate", "viewBox")} == {
        "role": "img", "class": "scene", "translate": "no", "viewBox": "0 0 360 210",
    }  # fmt: skip
    assert (float(root.get("width")), float(root.get("height"))) == (360, 210)
    assert declaration.scene.caption.endswith(".")
    assert len(declaration.scene.caption.split()) <= 25


def test_the_drawings_are_of_files_that_are_short_to_read():
    assert {path.suffix for path in Path(FOLDER).iterdir() if path.is_file()} == {".svg", ".js", ".py"}
