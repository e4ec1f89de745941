"""Runs a module of Python in the book's environment, with nothing of the builder's around it but what is named here.

    python3 -I setup/run.py [--alone] -m MODULE [ARGUMENT …]

This is the one place that shuts a builder's settings out: those of pip, npm, Matplotlib, Jupyter, Node, git and Python
itself, the locale, and folders that are not there. `--alone` waits until no other command works on this checkout.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
OURS = ("BOOK_", "PAINLOOP_", "ENGINES", "CI", "GITHUB_", "LOCPATH")
MACHINE = ("PATH", "USER", "LOGNAME", "SHELL", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "OPENBLAS_", "OMP_NUM_THREADS",
           "PLAYWRIGHT_BROWSERS_PATH", "DEBIAN_FRONTEND", "SYSTEMROOT", "WINDIR")  # fmt: skip
NETWORK = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
           "NODE_EXTRA_CA_CERTS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT", "PIP_PROXY",
           "PIP_TRUSTED_HOST", "PIP_DEFAULT_TIMEOUT", "PIP_CONSTRAINT", "PIP_NO_INDEX", "PIP_CLIENT_CERT",
           "PIP_KEYRING_PROVIDER", "NPM_CONFIG_REGISTRY", "NPM_CONFIG_PROXY",
           "NPM_CONFIG_HTTPS_PROXY", "NPM_CONFIG_CAFILE")  # fmt: skip
FIXED = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONNOUSERSITE": "1",
    "PYTHONDONTWRITEBYTECODE": "",
    "DOCUTILSCONFIG": "",  # no ~/.docutils: Sphinx writes its pages by it
    "PIP_USER": "0",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}
STRICT = {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONPATH": str(ROOT / "tests" / "strict")}  # what the tests switch on
# What is strict; the code of pip and mypy is theirs.
STRICTLY = ("pytest", "painloop", "publish", "setup", "benchmarks", "tests", "hatch_build")
PREFIXES = tuple(name for name in (*OURS, *MACHINE, *NETWORK) if name.endswith("_"))


def kept(name: str) -> bool:
    """Whether a variable may come in."""
    upper = name.upper()
    return upper in (*OURS, *MACHINE, *NETWORK) or upper.startswith(PREFIXES)


def usable(folder: "str | None") -> bool:
    """Whether a folder is there and can be written to."""
    return folder is not None and os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)


def surroundings(given: "Mapping[str, str]" = os.environ) -> "dict[str, str]":
    """Return the environment in which every command of the book runs."""
    own = ROOT / "_build" / ".home"  # for those who have no home
    home = given["HOME"] if usable(given.get("HOME")) else str(own)
    clean = {name: value for name, value in given.items() if kept(name)}
    if usable(given.get("TMPDIR")):
        clean["TMPDIR"] = given["TMPDIR"]
    if home == str(own):
        own.mkdir(parents=True, exist_ok=True)
    binaries = str(VENV / "bin")
    path = os.pathsep.join([binaries, given.get("PATH") or os.defpath])
    caches = {"HOME": home, "PATH": path, "MPLCONFIGDIR": str(ROOT / "_build" / ".matplotlib")}
    return {**clean, **FIXED, **caches}


def strictness(arguments: "Sequence[str]", given: "Mapping[str, str]" = os.environ) -> "dict[str, str]":
    """Return what makes a command strict: one of ours, and all that it starts, where PAINLOOP_STRICT is set."""
    name = next((argument for argument in arguments if argument != "-m"), "").split(".")[0]
    return STRICT if name in STRICTLY and given.get("PAINLOOP_STRICT") else {}


def hold() -> None:
    """Hold this checkout until the process ends, also as what it turns into; says so when it has to wait."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        return
    try:
        (ROOT / "_build").mkdir(exist_ok=True)
        lock = os.open(str(ROOT / "_build" / ".lock"), os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        sys.exit(f"{error.filename} cannot be written ({error.strerror}). Does this folder belong to somebody else?")
    os.set_inheritable(lock, True)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another command is at work in this checkout; waiting until it is done.", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)


def main(arguments: "Sequence[str]") -> str:
    """Become the command, or return what is missing."""
    python = VENV / "bin" / "python"
    if not python.exists():
        return "There is no environment in .venv yet. Run: make book"
    if arguments[:1] == ["--alone"]:
        arguments = arguments[1:]
        hold()
    os.chdir(str(ROOT))
    os.execve(str(python), [str(python), *arguments], {**surroundings(), **strictness(arguments)})


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # while it waited
        sys.exit(130)
