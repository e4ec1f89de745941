"""The browser side of the package, built with it: print models and scenes as JavaScript, then bundle the scripts.

Nothing built here is committed. `make bundle` runs the same function after a change.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "src"))  # while the package is built it is installed nowhere
WEB = ROOT / "src" / "painloop" / "web"
ASSETS = ROOT / "src" / "painloop" / "assets"
# Whatever the builder's npm is told to leave out: esbuild's program is an optional package, axe one of development.
NPM = ("--include=optional", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-bin-links")
SHARED = ("CITATION.cff", "book/references.bib")  # what painloop.data.locate finds in a wheel, or else in the checkout
TARGETS = {  # the page wants a classic script, because module scripts are blocked on file://; Jupyter wants a module
    "painloop.js": ("page/page.js", "--format=iife"),
    "painloop-widget.js": ("page/widget.js", "--format=esm"),
    "painloop.css": ("page/painloop.css",),
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
            "--tsconfig-raw={}",  # or it reads what other people may have left in a folder above
            f"--outfile={ASSETS / name}",
            *options,
        )


def print_generated() -> None:
    """Write web/generated/ from the Python it must agree with."""
    from painloop import models
    from painloop.equations import printers
    from painloop.runs import average, integrate
    from painloop.web import palette, scenes

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
    for name, text in declarations(list(shared)).items():
        (generated / name).write_text(text, encoding="utf-8")
    (generated / "palette.css").write_text(palette.css(), encoding="utf-8")
    (generated / "scenes.js").write_text(scenes.javascript(), encoding="utf-8")


def declarations(constants: list[str]) -> dict[str, str]:
    """The types of what is printed, by file name: the compiler reads them in place of the scripts."""
    return {
        "models.d.ts": 'import type { Models } from "../types.js";\n\nexport const models: Models;\n',
        "constants.d.ts": "".join(f"export const {name}: number;\n" for name in constants),
        "scenes.d.ts": 'import type { Template } from "../types.js";\n\n'
        "export const scenes: Record<string, Template>;\nexport const parts: Record<string, (Template | string)[]>;\n",
    }


def install(folder: Path = ROOT) -> None:
    """Install the packages that a folder's lock file asks for, if they are not there."""
    from painloop.web.node import npm

    if not installed(folder):
        node(npm(), "ci", *NPM, cwd=folder)


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


def node(script: str | Path, *arguments: str, cwd: Path = ROOT) -> None:
    """Run a script in the Node from PyPI."""
    from painloop.web.node import binary

    run(str(binary()), str(script), *arguments, cwd=cwd)


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
            """Build the assets, which become part of the package, as do copies of what it shares with the book."""
            build()
            if version == "standard":  # an editable install reads them where they stand
                build_data["force_include"] |= {name: f"painloop/data/{Path(name).name}" for name in SHARED}


if __name__ == "__main__":
    build()
    for left in set(ASSETS.iterdir()) - {ASSETS / name for name in TARGETS}:
        left.unlink()  # of an older bundle; what others read meanwhile is there all the time
