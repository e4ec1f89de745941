"""The style and types of the scripts. What looks at them is installed here, apart from what readers' pages need."""

import sys
from pathlib import Path

from hatch_build import install, node

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
BIOME = (str(MODULES / "@biomejs" / "biome" / "bin" / "biome"), "check", f"--config-path={HERE}")
COMMANDS = {
    "style": (*BIOME, "--max-diagnostics=50", "--error-on-warnings"),
    "mend": (*BIOME, "--write"),
    "types": (str(MODULES / "typescript" / "bin" / "tsc"), "--project", str(HERE)),
}


def main(names: list[str]) -> None:
    """Run these commands; what they find is the message of the error that stops."""
    install(HERE)
    for name in names:
        node(*COMMANDS[name])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except RuntimeError as error:
        sys.exit(str(error))
