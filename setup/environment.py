"""Makes the book's environment, `.venv`, and heals it: half made, dangling, moved, copied or outdated, it is made anew.

    python3 -I setup/environment.py book        what builds the book
    python3 -I setup/environment.py test        what tests it as well

Needs nothing but Python, which may be too old: then it says so. That is why annotations are quoted, as in `run.py`.
"""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from setup.run import NETWORK, ROOT, VENV, hold, surroundings

OLDEST = (3, 11)
BEHIND = {
    "book": ("VERSION", "requirements.txt", "pyproject.toml", "hatch_build.py", "package-lock.json"),
    "test": ("tests/requirements.txt",),
}
REQUIREMENTS = {"book": "requirements.txt", "test": "tests/requirements.txt"}
STAMP = VENV / "made.json"  # written last: whatever was interrupted has none
PYTHON = VENV / "bin" / "python"


def wanted(kinds: "Sequence[str]") -> "dict[str, str]":
    """Return what the environment must have been made from: this folder, and the text of the files behind it."""
    behind = {kind: [(ROOT / name).read_bytes() for name in BEHIND[kind]] for kind in kinds}
    return {"folder": str(ROOT), **{kind: hashlib.sha256(b"\0".join(behind[kind])).hexdigest() for kind in kinds}}


def found() -> "dict[str, str]":
    """Return what the environment there was made from, nothing if nobody finished it."""
    try:
        made: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return made


def starts() -> bool:
    """Whether the environment's Python runs, and is as new as the book needs."""
    test = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.call([str(PYTHON), "-I", "-c", test], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def fault(made: "Mapping[str, str]") -> str:
    """Why the environment cannot be used, in a sentence; nothing if it can, or if there is none."""
    if not VENV.exists() and not VENV.is_symlink():
        return ""
    if not made:
        return "The environment in .venv was never finished. It is made anew."
    if made["folder"] != str(ROOT):
        return f"The environment in .venv was made in {made['folder']}; this is a copy, or was moved. It is made anew."
    if not starts():
        return "The Python behind the environment in .venv is gone, or too old. It is made anew."
    return ""


def remove() -> None:
    """Remove the environment, whatever is left of it."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    else:
        shutil.rmtree(str(VENV))


def create() -> None:
    """Make an empty environment."""
    print("Setting up .venv (about two minutes, once)", flush=True)
    if subprocess.call([sys.executable, "-I", "-m", "venv", str(VENV)], env=surroundings()):
        sys.exit("Python could not make an environment. On Debian and Ubuntu: apt-get install python3-venv")


def sources() -> "dict[str, str]":
    """Return, as variables, where pip's own files have packages come from; what else they say stays outside."""
    command = [str(PYTHON), "-m", "pip", "config", "list"]
    said = subprocess.run(command, env=surroundings(), stdout=subprocess.PIPE, encoding="utf-8", check=False).stdout
    found = {}
    for section in ("global", "install"):
        for name, value in re.findall(rf"^{section}\.(\S+?)=(.+)$", said, re.MULTILINE):
            found["PIP_" + name.upper().replace("-", "_")] = " ".join(ast.literal_eval(value).split())
    return {name: value for name, value in found.items() if name in NETWORK}


def install(kind: str) -> None:
    """Install what a kind of work needs, at the pinned versions."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS[kind]]
    if subprocess.call(command, cwd=str(ROOT), env={**sources(), **surroundings(), "PIP_CONFIG_FILE": os.devnull}):
        sys.exit(f"The packages of {REQUIREMENTS[kind]} could not be installed; the reason stands above.")


def make(kinds: "Sequence[str]") -> None:
    """Bring the environment to what is wanted, saying what is done; nothing is done where all is right."""
    made = found()
    why = fault(made)
    if why:
        print(why, flush=True)
        remove()
        made = {}
    if not PYTHON.exists():
        create()
    want = wanted(kinds)
    late = [kind for kind in kinds if made.get(kind) != want[kind]]
    if late:
        STAMP.unlink(missing_ok=True)
        for kind in late:
            install(kind)
        STAMP.write_text(json.dumps({**made, **want}), "utf-8")


def main(kind: str) -> None:
    """Make the environment for a kind of work."""
    hold()
    try:
        make(["book", "test"] if kind == "test" else ["book"])
    except OSError as error:
        sys.exit(f"The environment in .venv could not be made: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("The book needs Python 3.11 or newer. Say which: make book PYTHON=python3.12")
    main(sys.argv[1])
