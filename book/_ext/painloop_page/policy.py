"""Each page says what it may load and run: its own files, its own inline scripts by their hashes, and nothing else.

The policy stands in the page, so it holds on every server, in an LMS and from a file. Browsers that obey it block
whatever somebody else slips in. KaTeX and Matplotlib write styles into the markup; hence 'unsafe-inline' for styles.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",  # and the hashes
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",  # blob: a chart that is saved as a picture
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self' file:",  # Firefox takes 'self' for nothing at all on a page from the disk: no search there
    "base-uri": "'none'",
}
RUNS = re.compile(r"<script>(.*?)</script>", re.DOTALL)  # one with a type holds data; one with a source is a file
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
OLD = re.compile(META.format('[^"]*') + "\n?")
CHARSET = re.compile(r"<meta charset=[^>]*>\n")


def policy(page: str) -> str:
    """Return the policy of a page, with the hash of each inline script."""
    hashes = [f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" for code in RUNS.findall(page)]
    allowed = {**POLICY, "script-src": " ".join([POLICY["script-src"], *sorted(set(hashes))])}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def stamped(page: str) -> str:
    """Return the page with its policy in its head, before anything is loaded."""
    page = OLD.sub("", page)
    charset = CHARSET.search(page)
    if charset is None:
        raise ExtensionError(f"a page names no encoding, after which its policy would stand: {page[:200]!r}")
    return f"{page[: charset.end()]}{META.format(policy(page))}\n{page[charset.end() :]}"


def stamp(app: Sphinx, error: Exception | None) -> None:
    """Stamp every page; one that was not written again gets the same stamp."""
    if error is None and app.builder.format == "html":
        for path in Path(app.outdir).rglob("*.html"):
            path.write_text(stamped(path.read_text("utf-8")), "utf-8")


def setup(app: Sphinx) -> None:
    """Stamp the pages at the very end of the build."""
    app.connect("build-finished", stamp, priority=900)
