"""What a builder has set never reaches the book: one list says which variables may come in."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from setup import run

ROOT = Path(__file__).parents[2]
# `-I` lets no variable in, so that set-up is told on its command line to name its encodings.
ENCODINGS = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
HOSTILE = {
    "PIP_USER": "1",
    "PIP_TARGET": "/elsewhere",
    "PIP_REQUIRE_VIRTUALENV": "1",
    "npm_config_omit": "optional",
    "NPM_CONFIG_PREFIX": "/elsewhere",
    "NODE_OPTIONS": "--no-such-option",
    "NODE_PATH": "/elsewhere",
    "MPLBACKEND": "no-such-backend",
    "MATPLOTLIBRC": "/elsewhere",
    "DOCUTILSCONFIG": "/elsewhere",
    "PYTHONOPTIMIZE": "2",
    "PYTHONPATH": "/elsewhere",
    "PYTHONHOME": "/elsewhere",
    "PYTHONWARNINGS": "error",
    "IPYTHONDIR": "/elsewhere",
    "JUPYTER_PATH": "/elsewhere",
    "JUPYTER_CONFIG_DIR": "/elsewhere",
    "GIT_DIR": "/elsewhere",
    "GIT_INDEX_FILE": "/elsewhere",
    "LC_ALL": "ja_JP.eucjp",
    "LC_CTYPE": "ja_JP.eucjp",
    "LANG": "tr_TR.ISO-8859-9",
    "LANGUAGE": "fr",
    "TMPDIR": "/not/there",
    "HOME": "/not/there",
    "SOURCE_DATE_EPOCH": "1",
    "SPHINXOPTS": "-j99",
    "TZ": "Asia/Tokyo",
    "MAKEFLAGS": "k",
}
WELCOME = {
    "PATH": os.defpath,
    "BOOK_SITE": "https://example.org",
    "PAINLOOP_SITE": "_build/html",
    "ENGINES": "chromium",
    "CI": "true",
    "https_proxy": "http://127.0.0.1:3128",
    "NO_PROXY": "localhost",
    "SSL_CERT_FILE": "/etc/ssl/cert.pem",
    "PIP_INDEX_URL": "https://pypi.example.org/simple",
    "npm_config_registry": "https://npm.example.org",
    "PLAYWRIGHT_BROWSERS_PATH": "/browsers",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_builders_setting_stays_outside(name):
    assert run.surroundings({**WELCOME, **HOSTILE}).get(name) != HOSTILE[name]


@pytest.mark.parametrize("name", sorted(set(WELCOME) - {"PATH"}))
def test_what_the_book_and_the_network_need_comes_in(name):
    assert run.surroundings({**HOSTILE, **WELCOME})[name] == WELCOME[name]


def test_whatever_else_is_set_stays_outside():
    known = {*WELCOME, *run.FIXED, "HOME", "MPLCONFIGDIR"}
    assert set(run.surroundings({**WELCOME, "ANYTHING": "1", "CIRCLE": "1"})) <= known


def test_who_has_no_home_gets_one_in_the_build_folder():
    for given in ({}, {"HOME": ""}, {"HOME": "/not/there"}):
        assert Path(run.surroundings(given)["HOME"]) == ROOT / "_build" / ".home"
    assert (ROOT / "_build" / ".home").is_dir()


def test_the_environments_own_programs_come_first_on_the_path():
    assert run.surroundings(WELCOME)["PATH"].split(os.pathsep)[0] == str(ROOT / ".venv" / "bin")


def test_a_command_runs_in_the_books_folder_and_its_exit_code_is_handed_on(tmp_path):
    asked = "import os, sys; print(os.getcwd(), os.environ.get('PYTHONPATH') == '/elsewhere'); sys.exit(7)"
    for alone in ([], ["--alone"]):
        command = [sys.executable, *ENCODINGS, "-I", ROOT / "setup" / "run.py", *alone, "-c", asked]
        done = subprocess.run(
            command, cwd=tmp_path, env={**os.environ, **HOSTILE}, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stdout.split()) == (7, [str(ROOT), "False"]), done.stderr


@pytest.mark.parametrize("name", ["environment.py", "run.py"])
def test_a_python_that_is_too_old_understands_what_tells_it_so(name):
    """Its grammar is older, and it cannot evaluate `dict[str, str]` or `str | None`: such annotations are quoted."""
    script = ast.parse((ROOT / "setup" / name).read_text("utf-8"), feature_version=(3, 6))
    functions = [node for node in ast.walk(script) if isinstance(node, ast.FunctionDef)]
    evaluated = [each for function in functions for each in (function.returns, *annotations(function.args)) if each]
    assert not [ast.unparse(each) for each in evaluated if isinstance(each, ast.Subscript | ast.BinOp)]


def annotations(arguments: ast.arguments) -> list[ast.expr | None]:
    return [each.annotation for each in (*arguments.args, *arguments.kwonlyargs)]


def test_what_is_typed_is_read_by_neither_make_nor_the_shell():
    """A line of the Makefile has it from the environment, between quotes that hold it together."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    typed = re.search(r"^TYPED := (.+)$", makefile, re.MULTILINE)
    assert typed
    for name in typed[1].split():
        assert re.search(rf'^\t.*"[^"]*\$\$\{{?{name}\b', makefile, re.MULTILINE), name
        assert not re.search(rf"(?<!\$)\$[({{]{name}\b", makefile), name


def test_every_command_of_the_makefile_goes_through_it():
    """No line starts a program of the environment by itself, for it would take the builder's settings along."""
    lines = [line.strip("\t@") for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if line.startswith("\t")]
    own = ("$(RUN)", "$(TESTS)", "$(ALONE)", "$(PYTHON) -I setup/environment.py", "PAINLOOP_SITE=_build/html $(TESTS)")
    plain = ("grep", "test -n", "uv pip compile", "echo", "rm -rf")
    assert not [line for line in lines if not line.startswith((*own, *plain))]
