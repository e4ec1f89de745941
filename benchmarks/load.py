"""Three hundred readers at once: the built book behind nginx, with the supplied configuration, asked by wrk.

`make load` runs it. Python's own small server is the peer, in the same run. Needs nginx and wrk (Debian's packages).
"""

import getpass
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from benchmarks.command import size
from publish.site import ROOT, files, pages

READERS, SECONDS = 300, size(20, 2)
NGINX, PEER = 8701, 8702
SUPPLIED = ROOT / "publish" / "nginx.conf"
CONFIGURATION = """
user {user}; worker_processes auto; daemon off; pid {folder}/pid; error_log {folder}/errors.log;
events {{ worker_connections 2048; }}
http {{
  include /etc/nginx/mime.types; access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {site}; include {supplied}; }}
}}
"""
# Each connection walks through everything that pages ask for, in an order of its own.
WALK = """
local paths = {{ {paths} }}
local at = 0
function setup(thread) thread:set("at", math.random(#paths)) end
function request() at = at % #paths + 1; return wrk.format("GET", paths[at], {{ ["Accept-Encoding"] = "gzip" }}) end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %.0f\\n", summary.requests, summary.duration / 1000, summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(99) / 1000))
end
"""


@contextmanager
def running(command: list[object], port: int) -> Iterator[None]:
    """A server, from when it answers until it is stopped."""
    with subprocess.Popen([str(part) for part in command], stderr=subprocess.DEVNULL) as server:
        for _ in range(100):
            try:
                urlopen(f"http://127.0.0.1:{port}/book/index.html").read()
                break
            except OSError:
                time.sleep(0.1)
        yield
        server.terminate()


def ask(port: int, script: Path) -> dict[str, float]:
    """What 300 connections get in 20 s: requests and megabytes a second, errors, the slowest hundredth."""
    command: list[str | Path] = ["wrk", "-t2", f"-c{READERS}", f"-d{SECONDS}s", "--timeout", "10s", "-s", script]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    result = re.search(r"RESULT (.+)", said)
    assert result, said
    requests, milliseconds, size, errors, slow = map(float, result[1].split())
    seconds = milliseconds / 1000
    return {"a second": requests / seconds, "MB/s": size / 1e6 / seconds, "errors": errors, "99 % within, ms": slow}


def measure(folder: Path, site: Path) -> dict[str, dict[str, float]]:
    """Ask nginx, then Python's server."""
    walk = write_walk(folder, site)
    found = {}
    with running(nginx(folder, site), NGINX):
        found["nginx"] = ask(NGINX, walk)
    with running([sys.executable, "-m", "http.server", PEER, "--bind", "127.0.0.1", "--directory", site], PEER):
        found["python -m http.server"] = ask(PEER, walk)
    return found


def write_walk(folder: Path, site: Path) -> Path:
    """Write the script by which wrk asks for every file of the site."""
    script = folder / "walk.lua"
    paths = ", ".join(f'"/{path.relative_to(site).as_posix()}"' for path in files(site))
    script.write_text(WALK.format(paths=paths), "utf-8")
    return script


def nginx(folder: Path, site: Path) -> list[object]:
    """Write nginx's configuration, around the supplied one; return the command that starts it."""
    whole = folder / "nginx.conf"
    text = CONFIGURATION.format(user=getpass.getuser(), folder=folder, port=NGINX, site=site, supplied=SUPPLIED)
    whole.write_text(text, "utf-8")
    return ["nginx", "-p", folder, "-c", whole]


def main() -> str | None:
    """Print a table; return what is missing, or that a reader got an error."""
    if not (shutil.which("nginx") and shutil.which("wrk")):
        return "nginx and wrk are needed. Run: apt-get install nginx-light wrk"
    with TemporaryDirectory() as folder:
        found = measure(Path(folder), pages())
    print(f"| {READERS} readers, {SECONDS} s | " + " | ".join(found["nginx"]) + " |\n| --- |" + " ---: |" * 4)
    for server, row in found.items():
        print(f"| {server} | " + " | ".join(f"{value:,.0f}" for value in row.values()) + " |")
    return "a reader got an error" if found["nginx"]["errors"] else None


if __name__ == "__main__":
    sys.exit(main())
