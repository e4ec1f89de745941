"""The browsers of the tests, and the one that prints: found on this machine, else Playwright's own, else Debian's.

As a script, makes sure that Chromium and the chosen engines are there, or says what to type and fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

# The first is Chromium without its windows, as Playwright brings it too: a page opens in half the time.
INSTALLED = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox, because the tests also run as root in a container; the rest keeps Chromium from calling home.
QUIET = ("background-networking", "component-update", "sync", "quic", "gpu", "dev-shm-usage")
# Pages that are tested, measured or printed reach this machine only.
LOCAL = ("localhost", "127.0.0.1")
HERE = f"--host-resolver-rules=MAP * ~NOTFOUND, {', '.join(f'EXCLUDE {name}' for name in LOCAL)}"
SWITCHES = ("--no-sandbox", "--no-first-run", HERE, *(f"--disable-{each}" for each in QUIET))
FIREFOX = ("firefox-esr", "firefox")
WEBKIT = ("WebKitWebDriver", "Xvfb")
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that Debian's python3-gi belongs to
WEBKIT_VERSION = """
import gi
gi.require_version("WebKit2", "4.1")
from gi.repository import WebKit2
print("WebKitGTK", WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
"""


def first(names: tuple[str, ...]) -> str | None:
    """Return the first of these programs that is on this machine."""
    return next(filter(None, map(shutil.which, names)), None)


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine, else Playwright's own.

    Raises:
        RuntimeError: if there is neither; the message says what to type.
    """
    try:
        return playwright.chromium.launch(executable_path=first(INSTALLED), args=list(SWITCHES))
    except PlaywrightError as error:
        raise RuntimeError(f"{ENGINES['chromium'].advice}\n{error}") from error


def is_elsewhere(url: str) -> bool:
    """Whether a request would leave this machine."""
    address = urlsplit(url)
    return address.scheme not in ("file", "data", "blob", "about") and address.hostname not in LOCAL


def chromium_version() -> str:
    """What this machine's Chromium, else Playwright's, says of itself."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except RuntimeError:
            return ""
        with browser:
            return f"Chromium {browser.version}"


def said(*command: str) -> str:
    """Return what a command prints, or nothing if it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def firefox_version() -> str:
    """What this machine's Firefox says of itself."""
    found = first(FIREFOX)
    return said(found, "--version").removeprefix("Mozilla ") if found else ""


def webkit_version() -> str:
    """The version of this machine's WebKitGTK, if it can be driven."""
    if not all(map(shutil.which, WEBKIT)):
        return ""
    name, _, number = said(SYSTEM_PYTHON, "-c", WEBKIT_VERSION).partition(" ")
    return f"{name} {number.replace(' ', '.')}" if number else ""


def playwrights(name: str) -> str:
    """The version of Playwright's own Firefox or WebKit, if it starts."""
    with sync_playwright() as playwright:
        try:
            with getattr(playwright, name).launch() as browser:
                return f"Playwright's {name} {browser.version}"
        except PlaywrightError:
            return ""


@dataclass(frozen=True)
class Kind:
    """An engine: its name for Playwright, how one on this machine tells its version, Debian's packages for it."""

    name: str
    installed: Callable[[], str]
    packages: tuple[str, ...]

    def version(self) -> str:
        """The version that the tests use, or nothing if there is none."""
        return self.installed() or ("" if self.name == "chromium" else playwrights(self.name))

    @property
    def advice(self) -> str:
        """What to type where there is none."""
        return (
            f"No {self.name}. Run: apt-get install --no-install-recommends {' '.join(self.packages)} "
            f"(or: .venv/bin/playwright install --with-deps {self.name})"
        )

    def ways(self) -> Iterator[tuple[str, ...]]:
        """Yield what may bring one, the gentlest first."""
        yield sys.executable, "-m", "playwright", "install", self.name
        if shutil.which("apt-get") and os.geteuid() == 0:
            yield "apt-get", "update"
            yield "apt-get", "install", "--yes", "--no-install-recommends", *self.packages

    def get(self) -> str:
        """Return the version, after having fetched one if there was none."""
        for command in self.ways():
            if found := self.version():
                return found
            fetch(self.name, *command)
        return self.version()


ENGINES = {
    kind.name: kind
    for kind in (
        Kind("chromium", chromium_version, ("chromium", "fonts-dejavu-core")),
        Kind("firefox", firefox_version, ("firefox-esr", "fonts-dejavu-core")),
        Kind(
            "webkit",
            webkit_version,
            ("webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb", "fonts-dejavu-core"),
        ),
    )
}


def fetch(name: str, *command: str) -> None:
    """Try a way of getting one; whether it worked is seen by starting it."""
    print(f"No {name} yet. Trying:", " ".join(command), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def chosen(environment: os._Environ[str] | dict[str, str] = os.environ) -> tuple[str, ...]:
    """Return the engines that the tests of engines run in: all, unless a contributor names some in ENGINES.

    Raises:
        ValueError: if a name is unknown, or one is left out where the project decides (CI).
    """
    named = environment.get("ENGINES", "").replace(",", " ").split() or list(ENGINES)
    if unknown := sorted(set(named) - set(ENGINES)):
        raise ValueError(f"ENGINES: {', '.join(unknown)} is unknown; there are {', '.join(ENGINES)}.")
    if environment.get("CI") and set(named) != set(ENGINES):
        raise ValueError(f"ENGINES={' '.join(named)}: in CI the book is tried in all of {', '.join(ENGINES)}.")
    return tuple(name for name in ENGINES if name in named)


def main(names: tuple[str, ...]) -> str | None:
    """Nothing if all of these are there in the end, else what to type."""
    missing = [ENGINES[name].advice for name in names if not ENGINES[name].get()]
    return "\n".join(missing) or None


if __name__ == "__main__":
    try:
        # Chromium is always needed: it prints the book, and most tests of pages run in it alone.
        sys.exit(main(tuple(sys.argv[1:]) or tuple(dict.fromkeys(("chromium", *chosen())))))
    except ValueError as error:
        sys.exit(str(error))
