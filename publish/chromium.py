"""The browser of the tests: a Chromium on this machine, else Playwright's own, else Debian's package.

As a script, makes sure there is one, or says what to type and fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

# The first is Chromium without its windows, as Playwright brings it too: a page opens in half the time.
INSTALLED = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox, because the tests also run as root in a container; the rest keeps Chromium from calling home.
QUIET = ("background-networking", "component-update", "sync", "quic", "gpu", "dev-shm-usage")
SWITCHES = ("--no-sandbox", "--no-first-run", *(f"--disable-{each}" for each in QUIET))
ADVICE = "No Chromium. Run: apt-get install chromium (or: .venv/bin/playwright install chromium)"


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine, else Playwright's own.

    Raises:
        RuntimeError: if there is neither; the message says what to type.
    """
    installed = next(filter(None, map(shutil.which, INSTALLED)), None)
    try:
        return playwright.chromium.launch(executable_path=installed, args=list(SWITCHES))
    except PlaywrightError as error:
        raise RuntimeError(f"{ADVICE}\n{error}") from error


def starts() -> bool:
    """Whether there is a browser that starts."""
    with sync_playwright() as playwright:
        try:
            launch(playwright).close()
        except RuntimeError:
            return False
    return True


def get(*command: str) -> None:
    """Try a way of getting one; whether it worked is seen by starting it."""
    print("No Chromium yet. Trying:", " ".join(command), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def ways() -> Iterator[tuple[str, ...]]:
    """Yield what may bring a browser, the gentlest first."""
    yield sys.executable, "-m", "playwright", "install", "chromium"
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield "apt-get", "update"
        for package in ("chromium-headless-shell", "chromium"):
            yield "apt-get", "install", "--yes", "--no-install-recommends", package, "fonts-dejavu-core"


def main() -> str | None:
    """Nothing if a browser starts in the end, else what to type."""
    for command in ways():
        if starts():
            return None
        get(*command)
    return None if starts() else ADVICE


if __name__ == "__main__":
    sys.exit(main())
