"""Text is read and written with its encoding named, in files and from programs, whatever the machine's own is."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_setup import run

ROOT = Path(__file__).parents[2]
TOPS = [path for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._" and path.name != "node_modules"]
CELL = re.compile(r"^```(?:\{code-cell\}.*|python)\n(?:---\n.*?^---\n|(?::.*\n)+)?(.*?)^```", re.MULTILINE | re.DOTALL)
MODE_STANDS = {"open": 1, "fdopen": 1, "NamedTemporaryFile": 0, "TemporaryFile": 0, "SpooledTemporaryFile": 1}


def unnamed(code: str) -> list[int]:
    """The lines on which a call leaves the encoding to the machine."""
    calls = [each for each in ast.walk(ast.parse(code)) if isinstance(each, ast.Call)]
    return [call.lineno for call in calls if leaves_it(call, {word.arg: word.value for word in call.keywords})]


def leaves_it(call: ast.Call, words: dict[str | None, ast.expr]) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if "encoding" in words:
        return False
    if name in ("read_text", "write_text"):
        return len(call.args) < ("read_text", "write_text").index(name) + 1
    if any(is_true(words.get(switch)) for switch in ("text", "universal_newlines")):
        return True
    return name in MODE_STANDS and bool(re.fullmatch(r"[rwxat+]+", mode(call, name, words)))


def is_true(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is True


def mode(call: ast.Call, name: str, words: dict[str | None, ast.expr]) -> str:
    """How a file is opened; no mode at all where something else than a file is."""
    of_a_path = name == "open" and isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") != "io"
    given = [words["mode"]] if "mode" in words else call.args[0 if of_a_path else MODE_STANDS[name] :][:1]
    default = "w+b" if "Temporary" in name else "r"
    return str(getattr(given[0], "value", "")) if given else default


def codes() -> Iterator[tuple[str, str]]:
    """Every script, and every cell of a chapter, with its name."""
    files = [path for top in TOPS for path in top.rglob("*") if path.suffix in (".py", ".md")]
    for path in [*ROOT.glob("*.py"), *ROOT.glob("*.md"), *files]:
        text = path.read_text("utf-8")
        cells = [text] if path.suffix == ".py" else CELL.findall(text)
        yield from ((str(path.relative_to(ROOT)), cell) for cell in cells)


@pytest.mark.slow
def test_all_code_names_its_encodings():
    assert not [f"{name}, {code.splitlines()[line - 1]}" for name, code in codes() for line in unnamed(code)]


def test_the_code_that_is_read_holds_scripts_and_cells():
    names = {name for name, _ in codes()}
    assert {"hatch_build.py", "setup/run.py", "publish/embed.py", "README.md", "book/accessibility.md"} <= names


@pytest.mark.parametrize(
    ("leaving", "naming"),
    [
        ("open(path)", 'open(path, encoding="utf-8")'),
        ('open(path, "w")', 'open(path, "wb")'),
        ('io.open(path, mode="a")', 'io.open(path, mode="ab")'),
        ("path.open()", 'path.open("rb")'),
        ('path.open("w")', 'path.open("w", encoding="utf-8")'),
        ("os.fdopen(7)", 'os.fdopen(7, "rb")'),
        ("path.read_text()", 'path.read_text("utf-8")'),
        ("path.write_text(words)", 'path.write_text(words, "utf-8")'),
        ('tempfile.NamedTemporaryFile("w")', "tempfile.NamedTemporaryFile()"),
        ("subprocess.run(command, text=True)", 'subprocess.run(command, encoding="utf-8")'),
        ("subprocess.Popen(command, universal_newlines=True)", "subprocess.Popen(command)"),
        ("path.open()", 'engine.open("about:blank")'),
        ("path.open()", "Image.open(path)"),
    ],
)
def test_a_call_that_leaves_the_encoding_to_the_machine_is_known(leaving, naming):
    assert (unnamed(leaving), unnamed(naming)) == ([1], [])


def strictly(*arguments: str | Path, folder: Path = ROOT) -> str:
    """What is said by a Python that the tests start."""
    asked = {**os.environ, "PAINLOOP_STRICT": "1"}
    settings = {**run.surroundings(asked), **run.strictness(["-m", "pytest"], asked)}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("leaving", ["open(os.devnull)", 'subprocess.run(["true"], text=True)'])
def test_our_own_code_stops_where_it_leaves_the_encoding_to_the_machine(leaving):
    assert "EncodingWarning: 'encoding' argument not specified" in strictly("-c", f"import os, subprocess\n{leaving}")


@pytest.mark.slow
def test_a_chapters_cell_stops_too():
    command = ("-m", "IPython", "--colors=NoColor", "--no-banner", "-c", f"open({os.devnull!r})")
    assert "EncodingWarning: 'encoding' argument not specified" in strictly(*command)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["painloop.data", "painloop_page.offline", "publish.release", "test_data", "faces"])
def test_so_do_our_modules_whatever_they_are_called(name):
    leaving = f"exec(compile('open(__file__)', 'x', 'exec'), {{'__name__': {name!r}, '__file__': '{os.devnull}'}})"
    assert "EncodingWarning" in strictly("-c", leaving)


def test_packages_of_others_may_leave_it(tmp_path):
    (tmp_path / "painlooping.py").write_text("open(__file__).close()\n", "utf-8")
    assert strictly("-c", "import painlooping", folder=tmp_path) == ""


def test_the_commands_that_test_are_strict():
    """And so is each Python that they start, for `setup/run.py` hands it on."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    strict = re.search(r"^(.+): export PAINLOOP_STRICT := 1$", makefile, re.MULTILINE)[1].split()
    testing = re.findall(r"^(\w+):.*\n\t.*\$\(TESTS\)", makefile, re.MULTILINE)
    assert set(testing) == set(strict)


OURS = ("pytest", "painloop", "publish", "setup", "benchmarks", "tests", "hatch_build")


def test_the_programs_of_others_are_not():
    """A compiled mypy opens its files, and a package's setup.py is run, in `__main__`: each would stop."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    commands = [words.split() for words in re.findall(r"\$\((?:RUN|ALONE)\) (.+)", makefile)]
    asked = {"PAINLOOP_STRICT": "1"}
    for words in commands:
        own = words[words[0] == "-m"].split(".")[0] in OURS
        assert bool(run.strictness(words, asked)) == own, words
        assert not run.strictness(words, {})
    assert {"mypy", "ruff", "pytest"} <= {word for words in commands for word in words}


def test_setting_up_is_not():
    """Pip builds packages of others."""
    assert "PYTHONPATH" not in run.surroundings({**os.environ, "PAINLOOP_STRICT": "1"})
