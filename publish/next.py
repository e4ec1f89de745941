"""Builds the book with the newest of all that it rests on, so that a break is seen before it comes.

python -m publish.next        (make next)

Jupyter Book stays the front and holds Sphinx and MyST where they were. Here the book is built without it: by plain
Sphinx, with the settings that Jupyter Book makes of `_config.yml`, in an environment that is made anew each time with
the newest Python of this machine and the newest packages that fit together. Then its pages are looked at.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from publish.site import BUILT, ROOT
from publish.whole import STRICT, missing

NEXT = BUILT / "next"
ENVIRONMENT = NEXT / "environment"
PYTHON = ENVIRONMENT / "bin" / "python"
SITE = NEXT / "html"
FRONT = {"jupyter_book", "sphinx_comments"}  # itself, and one whose settings it always writes
BESIDE = ("html_favicon", "html_static_path", "templates_path")  # Sphinx looks for these beside conf.py
NAMED = re.compile(r"python3\.(\d+)")
TESTS = ("tests/accessibility/test_axe.py", "tests/browser/test_explorer.py", "tests/engines/test_in_chromium.py")


def newest(path: str) -> Path:
    """The newest Python on the machine's path that can make an environment, which Debian's cannot always."""
    folders = [Path(folder) for folder in path.split(os.pathsep) if folder]
    named = [(NAMED.fullmatch(each.name), each) for folder in folders for each in folder.glob("python3.*")]
    ordered = sorted(((int(found[1]), each) for found, each in named if found), key=lambda pair: -pair[0])
    return next((each for _, each in ordered if makes_environments(each)), Path(sys.executable))


def makes_environments(python: Path) -> bool:
    """Whether a Python runs, and has what makes environments."""
    try:
        return subprocess.call([python, "-I", "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def settings() -> dict[str, Any]:
    """What plain Sphinx is told: what Jupyter Book makes of `_config.yml`, without what only Jupyter Book needs."""
    from jupyter_book.config import get_final_config  # type: ignore[import-untyped]  # as `jupyter-book config` does

    told, _ = get_final_config(
        user_yaml=ROOT / "_config.yml", sourcedir=ROOT, cli_config={"latex_individualpages": False}
    )
    told["extensions"] = [name for name in told["extensions"] if name not in FRONT]
    return {name: beside(value) if name in BESIDE else value for name, value in told.items()}


def beside(value: Any) -> Any:
    """A path of the repository, or a list of such, as it is named from anywhere."""
    return [beside(each) for each in value] if isinstance(value, list) else str(ROOT / value)


def local() -> dict[str, str]:
    """The book's own extensions, each with its folder."""
    found: dict[str, str] = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["sphinx"]["local_extensions"]
    return found


def conf() -> str:
    """The text of conf.py."""
    folders = [str(ROOT / folder) for folder in local().values()]
    lines = [f"{name} = {value!r}" for name, value in sorted(settings().items())]
    return "\n".join(["import sys", f"sys.path += {folders!r}", *lines, ""])


def packages() -> list[str]:
    """What is installed, by name alone: what `pyproject.toml` names, and what `_config.yml` loads."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["book"], "sphinx", "myst-parser"]
    names = {Requirement(line).name for line in lines} | {*settings()["extensions"]} - {*local()}
    return sorted({canonicalize_name(name) for name in names} - {canonicalize_name(name) for name in FRONT})


def pip(*arguments: str | Path, python: Path = PYTHON) -> str:
    """What pip answers; what it cannot do ends the command, with its own words above."""
    command = [python, "-m", "pip", *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def install(python: Path) -> None:
    """Make the environment and put the newest packages into it that fit together, the book's own with them."""
    subprocess.run([python, "-I", "-m", "venv", "--upgrade-deps", ENVIRONMENT], stdout=subprocess.DEVNULL, check=True)
    pip("install", "--quiet", "--upgrade", *packages(), "-e", ROOT)


def versions(python: Path) -> dict[str, str]:
    """The version of a Python, and of each package that it has."""
    own = subprocess.check_output([python, "-c", "import platform; print(platform.python_version())"], encoding="utf-8")
    found = json.loads(pip("list", "--format=json", python=python))
    return {"python": own.strip(), **{canonicalize_name(each["name"]): each["version"] for each in found}}


def later() -> Iterator[str]:
    """Say what there would be that is newer, and what holds it back."""
    ask = ("install", "--quiet", "--dry-run", "--no-deps", "--ignore-requires-python", "--only-binary=:all:")
    for each in json.loads(pip(*ask, "--upgrade", "--report=-", *packages()))["install"]:
        name, version = canonicalize_name(each["metadata"]["name"]), each["metadata"]["version"]
        held = ", ".join(holders(name, version)) or f"Python {each['metadata'].get('requires_python', '')}"
        yield f"{name} {version} is there, held back by: {held}"


def holders(name: str, version: str) -> Iterator[str]:
    """Name each package of the environment that does not take this version of another."""
    for each in distributions(path=[str(path) for path in ENVIRONMENT.glob("lib/python3*/site-packages")]):
        if any(version not in need.specifier for need in needs(each) if canonicalize_name(need.name) == name):
            yield f"{each.name} {each.version}"


def needs(package: Distribution) -> list[Requirement]:
    """What a package needs, whatever more it could have."""
    found = [Requirement(line) for line in package.requires or ()]
    return [need for need in found if need.marker is None or need.marker.evaluate({"extra": ""})]


def compared() -> Iterator[str]:
    """Say each version that is used, and which of today's it replaces."""
    today = versions(Path(sys.executable))
    for name, version in versions(PYTHON).items():
        before = today.get(name, "not there")
        yield f"  {name} {version}" + (f" (today: {before})" if before != version else "")


def build() -> bool:
    """Whether plain Sphinx builds the book without a warning."""
    (NEXT / "conf.py").write_text(conf(), "utf-8")
    folders: tuple[str | Path, ...] = ("-c", NEXT, "-d", NEXT / "doctrees", ROOT, SITE)
    path = os.pathsep.join([str(PYTHON.parent), os.environ["PATH"]])
    command: list[str | Path] = [PYTHON, "-m", "sphinx", *STRICT, "--quiet", *folders]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "PATH": path}) == 0


def look() -> bool:
    """Whether axe, the explorers and the console have nothing to say of the pages in Chromium."""
    command = [sys.executable, "-m", "pytest", "-q", "--timeout=300", "-n2", "-m", "not doubt", *TESTS]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "PAINLOOP_SITE": str(SITE)}) == 0


def wrong() -> str | None:
    """What is wrong with the book so built, nothing if nothing is."""
    print("2 of 3: building the book (about three minutes)", flush=True)
    if not build():
        return "The book does not build with these versions; the reason stands above."
    if lines := missing(SITE):
        return "\n".join(["The book is not whole with these versions:", *lines])
    print("3 of 3: looking at its pages in Chromium (about five minutes)", flush=True)
    return None if look() else f"Pages built with these versions fail; the tests above say which: {SITE}"


def main() -> str | None:
    """Set up, build, look; return what is wrong, with the versions with which it is."""
    shutil.rmtree(NEXT, ignore_errors=True)
    python = newest(os.environ["PATH"])
    print(f"1 of 3: the newest packages for {python.name} (about two minutes)", flush=True)
    try:
        install(python)
        used, held = [*compared()], [*later()]
    except subprocess.CalledProcessError:
        return f"The newest packages do not fit together in {python.name}; pip says above why."
    print(*used, *held, sep="\n", flush=True)
    if fault := wrong():
        return "\n".join([fault, "What differs from today's:", *(line for line in used if "(today" in line), *held])
    print(f"The book holds with the newest: {SITE / 'index.html'}")
    return None


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
