"""Firefox with the screen reader Orca, on a screen that nobody sees; what Orca says is kept as text.

Orca speaks through Speech Dispatcher. In its place stands a voice that writes down what it is given.
"""

import html
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from threading import Thread

from setup import browsers

# Each program, and Debian's package that brings it.
PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "firefox-esr": "firefox-esr",
    "orca": "orca",
    "xdotool": "xdotool",
}
PACKAGES = (*PROGRAMS.values(), "at-spi2-core", "python3-speechd", "fonts-dejavu-core")
ANSWERS = {"LIST": "249-voice\r\n249 OK", "HISTORY": "245-1\r\n245 OK", "GET": "251-0\r\n251 OK"}  # of SSIP
ENDS_WITH_US = ("setpriv", "--pdeathsig=TERM")
SIZE = "1280", "950"  # px of window
PATIENCE = 60  # s, for what begins
SILENT = 4  # s after which a key has said nothing; a busy machine needs three
LAG = 0.03  # s: Orca's own client loses an event that comes at once
PREFERENCES = {
    "accessibility.force_disabled": -1,
    "browser.aboutwelcome.enabled": False,
    "browser.download.alwaysOpenPanel": False,  # the panel takes the focus from the page
    "browser.download.panel.shown": True,  # else it opens once all the same
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "ui.prefersReducedMotion": 0,
}
# Orca as it comes, but for the names of the keys that are pressed: these stand in the text anyway.
HABITS = {
    "enableKeyEcho": False,
    "enableBraille": False,
    "enableSound": False,
    "sayAllOnLoad": False,
    "speechServerFactory": "speechdispatcherfactory",
}
CUSTOM = "import orca.settings\n" + "".join(f"orca.settings.{name} = {value!r}\n" for name, value in HABITS.items())


def missing() -> str | None:
    """What to type where a program is not on this machine, or nothing."""
    if lacking := [name for name in PROGRAMS if not shutil.which(name)]:
        return f"No {', '.join(lacking)}. Run: apt-get install --no-install-recommends {' '.join(PACKAGES)}"
    return None


def get() -> str | None:
    """Install what is missing where that can be done; return what to type where it cannot."""
    if missing() and shutil.which("apt-get") and os.geteuid() == 0:
        browsers.fetch("screen reader", "apt-get", "update")
        browsers.fetch("screen reader", "apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES)
    return missing()


@dataclass
class Heard:
    """What has been said, and when the last of it was."""

    said: list[str] = field(default_factory=list)
    at: float = 0.0

    def add(self, text: str) -> None:
        """Keep a text, without its marks."""
        if plain := " ".join(html.unescape(re.sub("<[^>]*>", "", text)).split()):
            self.said.append(plain)
            self.at = time.monotonic()

    def take(self, first: float, then: float) -> list[str]:
        """Wait for a first word for so many seconds, and from it on until it has been quiet for so many."""
        begun = time.monotonic()
        while time.monotonic() < (self.at + then if self.at > begun else begun + first):
            time.sleep(0.05)
        taken, self.said = self.said, []
        return taken


class Voice(ThreadingUnixStreamServer):
    """A speech server that is always done at once."""

    daemon_threads = True

    def __init__(self, at: Path) -> None:
        """Listen on a socket."""
        self.heard = Heard()
        super().__init__(str(at), Talk)


class Talk(StreamRequestHandler):
    """A conversation in SSIP, the protocol of Speech Dispatcher."""

    server: Voice

    def handle(self) -> None:
        """Answer each command."""
        spoken = 0
        for command, *words in filter(None, (line.decode().split() for line in self.rfile)):
            if command == "SPEAK":
                spoken += 1
                self.speak(spoken)
            elif command in ("CHAR", "KEY"):
                self.server.heard.add(" ".join(words))
                self.answer("225 OK")
            else:
                self.answer(ANSWERS.get(command, "200 OK"))

    def speak(self, number: int) -> None:
        """Take a text up to the line that holds only a point; say that it began and ended."""
        self.answer("230 OK")
        self.server.heard.add(" ".join(iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")))
        self.answer(f"225-{number}\r\n225 OK")
        time.sleep(LAG)
        for code, event in ((701, "BEGIN"), (702, "END")):
            self.answer(f"{code}-{number}\r\n{code}-1\r\n{code} {event}")

    def answer(self, text: str) -> None:
        """Send an answer."""
        self.wfile.write(f"{text}\r\n".encode())


@dataclass(frozen=True)
class Desk:
    """A keyboard in front of Firefox, and what is heard there."""

    environment: dict[str, str]
    heard: Heard
    log: Path  # what Orca itself complains of

    def press(self, *keys: str, quiet: float) -> list[str]:
        """Press keys, by their names in X, at once; return what is said until it has been quiet for so long."""
        self.heard.take(0, 0)
        self.ask("key", *keys)
        return self.heard.take(SILENT, quiet)

    def ask(self, *command: str) -> str:
        """Have xdotool do something."""
        done = subprocess.run(
            ["xdotool", *command], env=self.environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout.strip()

    def wait_for(self, text: str) -> None:
        """Wait until something is said.

        Raises:
            TimeoutError: if it is not.
        """
        end = time.monotonic() + PATIENCE
        while not any(text in each for each in self.heard.said):
            if time.monotonic() > end:
                advice = f"Are these here: {', '.join(PACKAGES)}? Does no other Orca run?"
                raise TimeoutError(f"Orca has not said “{text}”. {advice}\n{self.log.read_text('utf-8')}".strip())
            time.sleep(0.05)


@contextmanager
def desk(folder: Path, address: str) -> Iterator[Desk]:
    """Firefox at an address, with Orca; what they write is kept in a folder, and all of it ends with the block."""
    with ExitStack() as started:
        environment = surroundings(folder, started)
        voice = started.enter_context(Voice(folder / "voice"))
        Thread(target=voice.serve_forever, daemon=True).start()
        here = Desk(environment, voice.heard, folder / "orca.txt")
        begin(started, folder, environment, "orca", "--user-prefs", str(preferences(folder)))
        here.wait_for("Screen reader on")
        begin(started, folder, environment, "firefox-esr", "--no-remote", "--profile", str(profile(folder)),
              "--width", SIZE[0], "--height", SIZE[1], address)  # fmt: skip
        here.ask("search", "--sync", "--onlyvisible", "--class", "firefox", "windowfocus", "--sync")
        here.wait_for("Page has")
        yield here
        voice.shutdown()


def surroundings(folder: Path, started: ExitStack) -> dict[str, str]:
    """Start a screen and a bus, and return the environment in which programs find them, and nothing of the reader's."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANGUAGE": "en_GB",
        "GNOME_ACCESSIBILITY": "1",
        "GDK_BACKEND": "x11",
        "SPEECHD_ADDRESS": f"unix_socket:{folder / 'voice'}",
    }
    environment["DISPLAY"] = ":" + told(started, environment, "Xvfb", "-displayfd", "1", "-nolisten", "tcp",
                                        "-screen", "0", "x".join((*SIZE, "24")))  # fmt: skip
    bus = told(started, environment, "dbus-daemon", "--session", "--nofork", "--print-address")
    return environment | {"DBUS_SESSION_BUS_ADDRESS": bus}


def told(started: ExitStack, environment: dict[str, str], *command: str) -> str:
    """Start a program and return the first line that it prints."""
    process = subprocess.Popen([*tied(), *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    started.callback(end, process)
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


def begin(started: ExitStack, folder: Path, environment: dict[str, str], *command: str) -> None:
    """Start a program whose complaints go to a file of the folder."""
    with (folder / f"{command[0]}.txt").open("w", encoding="utf-8") as written:
        process = subprocess.Popen([*tied(), *command], env=environment, stdout=written, stderr=written)
    started.callback(end, process)


def tied() -> tuple[str, ...]:
    """Return what stands before a command so that it ends with this process."""
    return ENDS_WITH_US if shutil.which(ENDS_WITH_US[0]) else ()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program that was started here."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def preferences(folder: Path) -> Path:
    """Write down how Orca is to behave; return where."""
    own = folder / "orca"
    own.mkdir()
    (own / "orca-customizations.py").write_text(CUSTOM, "utf-8")
    return own


def profile(folder: Path) -> Path:
    """Write a profile of Firefox; return where."""
    own = folder / "firefox"
    own.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (own / "user.js").write_text("".join(lines), "utf-8")
    return own
