"""Where the book's source lives, and the links that follow from it: run a chapter, report a mistake.

The address is that of the variable BOOK_REPOSITORY, else that of git's remote `origin`; without either, no links.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

BINDER = "https://mybinder.org"
SHORT_NAMES = {"github.com": "gh", "gitlab.com": "gl"}  # as Binder calls them


@dataclass(frozen=True)
class Repository:
    """A public repository at one place in its history."""

    url: str  # https://github.com/owner/name
    ref: str  # a tag, a branch or a commit

    def binder(self, stem: str) -> str:
        """The address that opens a chapter in Binder, as a notebook in JupyterLab."""
        return f"{BINDER}/v2/{self._at_binder()}/{quote(self.ref)}?urlpath=lab/tree/book/{stem}.md"

    def _at_binder(self) -> str:
        host, path = urlsplit(self.url).netloc, urlsplit(self.url).path.strip("/")
        if host == "gitlab.com":
            path = quote(path, safe="")
        return f"{SHORT_NAMES[host]}/{path}" if host in SHORT_NAMES else f"git/{quote(self.url, safe='')}"

    def jupyterhub(self, hub: str, stem: str) -> str:
        """The address by which nbgitpuller brings the book to a JupyterHub at `hub` and opens a chapter."""
        folder = self.url.rsplit("/", 1)[-1]
        query = {"repo": self.url, "branch": self.ref, "urlpath": f"lab/tree/{folder}/book/{stem}.md"}
        return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(query)}"

    def issue(self, title: str, body: str) -> str:
        """The address of a new issue with its title and text filled in; empty where the host has no such page."""
        if "github" in urlsplit(self.url).netloc:
            return f"{self.url}/issues/new?{urlencode({'title': title, 'body': body}, quote_via=quote)}"
        if "gitlab" in urlsplit(self.url).netloc:
            query = {"issue[title]": title, "issue[description]": body}
            return f"{self.url}/-/issues/new?{urlencode(query, quote_via=quote)}"
        return ""


def find(root: Path, environment: Mapping[str, str] = os.environ) -> Repository | None:
    """The repository of the book in a folder, if it is known.

    Raises:
        ValueError: if BOOK_REPOSITORY is no address.
    """
    if address := environment.get("BOOK_REPOSITORY"):
        url = public_address(address)
        if url is None:
            raise ValueError(f"BOOK_REPOSITORY is {address!r}; give an address such as https://github.com/owner/name")
    else:
        url = public_address(_git(root, "remote", "get-url", "origin"))
    return Repository(url, environment.get("BOOK_REF") or _ref(root)) if url else None


def jupyterhub_address(environment: Mapping[str, str] = os.environ) -> str:
    """The address of the course's JupyterHub; empty if there is none.

    Raises:
        ValueError: if BOOK_JUPYTERHUB is no address.
    """
    address = environment.get("BOOK_JUPYTERHUB", "")
    if address and not (urlsplit(address).scheme in ("https", "http") and urlsplit(address).hostname):
        raise ValueError(f"BOOK_JUPYTERHUB is {address!r}; give an address such as https://hub.example.edu")
    return address


def public_address(address: str) -> str | None:
    """The https address of a remote, without a password or `.git`; none for a folder of this machine."""
    if by_ssh := re.fullmatch(r"(?:[^@/\s]+@)?([\w.-]+):(?!/)(\S+)", address):
        address = f"ssh://{by_ssh[1]}/{by_ssh[2]}"
    parts = urlsplit(address)
    path = parts.path.strip("/").removesuffix(".git")
    if parts.scheme not in ("https", "http", "ssh") or "." not in (parts.hostname or "") or "/" not in path:
        return None
    port = f":{parts.port}" if parts.port and parts.scheme != "ssh" else ""
    return f"https://{parts.hostname}{port}/{path}"


def _ref(root: Path) -> str:
    """The tag of this very state, because a class keeps to a release; else the branch; else the commit."""
    tag = _git(root, "describe", "--tags", "--exact-match")
    return tag or _git(root, "branch", "--show-current") or _git(root, "rev-parse", "HEAD") or "HEAD"


def _git(root: Path, *words: str) -> str:
    """What git says; nothing if it is not there or has nothing to say."""
    try:
        done = subprocess.run(["git", "-C", root, *words], capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
