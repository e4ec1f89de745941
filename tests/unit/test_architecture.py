"""The plan that `ARCHITECTURE.md` draws is the rule: a room asks only rooms below it, along its arrows."""

import ast
import re
import subprocess
import sys
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "painloop"
WEB = PACKAGE / "web"
DRAWING = re.compile(r"```mermaid\n(.*?)```", re.DOTALL)
ARROW = re.compile(r"^ *(\S+) --> (.+)$", re.MULTILINE)
DOTTED = re.compile(r"^ *(\S+) -\. (\S+) \.-> (\S+)$", re.MULTILINE)
LABEL = re.compile(r'(\w+)\["([^"]+)"\]')
SCRIPT = re.compile(r'^(?:import|export)\b[^"]*?"(\.[^"]+)"', re.MULTILINE)


def drawn(picture):
    """Whom each room of a picture asks by its arrows, and the one file that an arrow in dots is for."""
    labels = dict(LABEL.findall(picture))
    room = lambda name: labels.get(name.split("[")[0], name)  # noqa: E731
    solid = {room(own): {room(other) for other in others.split(" & ")} for own, others in ARROW.findall(picture)}
    return solid, {(room(own), file): room(other) for own, file, other in DOTTED.findall(picture)}


HOUSE, SCRIPTS = (drawn(picture) for picture in DRAWING.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8")))
ROOMS = {*HOUSE[0]}.union(*HOUSE[0].values())
BESIDE = {"book/_ext": "painloop_page", "publish": "publish", "benchmarks": "benchmarks", "setup": "setup"}


def below(room, arrows):
    """A room and all that it can reach."""
    return {room}.union(*(below(other, arrows) for other in arrows.get(room, ())))


def imported(path):
    """Every module that a file imports, by its whole name; of `from painloop import x`, painloop.x."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module):
    """The room of a module of ours, nothing for other people's; the package's own face hands on `runs`."""
    top, *inner = module.split(".")
    if top == "painloop" and inner and inner[0] != "__version__":
        return inner[0] if inner[0] in ROOMS else "runs"
    return {name: folder for folder, name in BESIDE.items()}.get(top, "tests" if top == "tests" else "")


def files():
    """Every Python file of the house with its room."""
    for room in sorted(ROOMS):
        place = ROOT / room if room in BESIDE or room.endswith(".py") else PACKAGE / room
        yield from ((room, path) for path in ([place] if place.is_file() else sorted(place.rglob("*.py"))))


FILES = list(files())


@pytest.mark.parametrize(("room", "path"), FILES, ids=lambda each: each.name if isinstance(each, Path) else each)
def test_a_file_asks_only_rooms_below_its_own(room, path):
    solid, dotted = HOUSE
    may = below(room, solid)
    if (room, path.name) in dotted:
        may |= below(dotted[room, path.name], solid)
    asked = {room_of(module) for module in imported(path)} - {""}
    if path == PACKAGE / "explorers" / "widget.py":  # it says of what type the Trajectory is that it hands out
        asked -= {"runs"} if only_the_type_of_a_trajectory(path) else set()
    assert asked <= may, f"{path.relative_to(ROOT)} may not ask {', '.join(sorted(asked - may))}: see ARCHITECTURE.md"


def only_the_type_of_a_trajectory(path):
    return [name for name in imported(path) if room_of(name) == "runs"] == ["painloop.runs.trajectory.Trajectory"]


def test_every_arrow_of_the_plan_is_there():
    asked = {(room, room_of(module)) for room, path in FILES for module in imported(path)}
    solid, dotted = HOUSE
    arrows = {(room, other) for room, others in solid.items() for other in others}
    arrows |= {(room, other) for (room, _), other in dotted.items()}
    assert not arrows - asked


def test_no_arrow_of_the_plan_says_what_others_say_already():
    """So the picture stays calm: whoever reaches a room through another needs no arrow of their own."""
    solid, _ = HOUSE
    for room, others in solid.items():
        for other in others:
            assert not any(other in below(third, solid) for third in others - {other}), f"{room} --> {other}"


def test_the_house_has_at_most_fifteen_rooms_on_seven_floors_and_no_circle():
    solid, dotted = HOUSE
    arrows = {room: {*solid.get(room, ())} for room in ROOMS}
    for (room, _), other in dotted.items():
        arrows[room].add(other)
    TopologicalSorter(arrows).prepare()  # raises CycleError, naming the circle
    assert len(ROOMS) <= 15
    assert max(floor(room, arrows) for room in ROOMS) <= 7


def floor(room, arrows):
    return 1 + max((floor(other, arrows) for other in arrows.get(room, ())), default=0)


def test_every_file_of_the_package_stands_in_a_room():
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py"}
    assert {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py")} - {"__init__.py"} <= ROOMS


def test_tests_and_benchmarks_do_not_ask_each_other():
    for path in sorted((ROOT / "tests").rglob("*.py")):
        assert "benchmarks" not in {room_of(module) for module in imported(path)}, path


def test_no_modules_ask_each_other_in_a_circle():
    own = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for _, path in FILES}
    modules = {name.removeprefix("src.").removeprefix("book._ext.").removesuffix(".__init__") for name in own.values()}
    asks = {}
    for path, name in own.items():
        name = name.removeprefix("src.").removeprefix("book._ext.").removesuffix(".__init__")
        asked = {each if each in modules else each.rpartition(".")[0] for each in imported(path)}
        asks[name] = (asked & modules) - {name}
    faces = {name for name in modules if any(other.startswith(f"{name}.") for other in modules)}  # __init__ hands on
    TopologicalSorter({name: asked - faces for name, asked in asks.items()}).prepare()


def test_the_tour_lists_every_wing_from_the_ground_up():
    tour = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")))
    listed = re.findall(r"^    (\w+) {2,}\S", tour, re.MULTILINE)
    assert set(listed) == ROOMS - {*BESIDE, "hatch_build.py"}
    solid, _ = HOUSE
    for place, room in enumerate(listed):
        assert below(room, solid) <= {*listed[: place + 1]}


def test_no_two_classes_have_one_name():
    defined = Counter(
        node.name
        for _, path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in defined.items() if times > 1] == []


def scripts():
    return sorted(path for path in WEB.rglob("*.js") if "generated" not in path.parts)


def script_room(path):
    return path.relative_to(WEB).parts[0]


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_script_asks_only_rooms_below_its_own(path):
    solid, _ = SCRIPTS
    asked = {script_room((path.parent / name).resolve()) for name in SCRIPT.findall(path.read_text("utf-8"))}
    may = below(script_room(path), solid)
    assert asked <= may, f"{path.relative_to(WEB)} may not ask {', '.join(sorted(asked - may))}: see ARCHITECTURE.md"


def test_no_scripts_ask_each_other_in_a_circle():
    asks = {
        path: {(path.parent / name).resolve() for name in SCRIPT.findall(path.read_text("utf-8"))} for path in scripts()
    }
    TopologicalSorter(asks).prepare()


@pytest.mark.slow
def test_import_painloop_brings_neither_matplotlib_nor_ipywidgets_nor_pandas():
    heavy = {"matplotlib", "ipywidgets", "anywidget", "pandas", "scipy", "tqdm", "libsbml"}
    script = f"import sys, painloop; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
