"""How many bytes a first visitor loads: bodies of all responses, gzip level 6, but fonts and images as they are."""

import gzip
from pathlib import Path

from playwright.sync_api import Browser, Response

from benchmarks.pages import visit

# The stock widget manager looks for its icon font on the page's own site, where it never is: its readers load none.
MISPLACED = "/@jupyter-widgets/html-manager/dist/"


def weigh(browser: Browser, url: str) -> dict[str, int]:
    """Bytes of every response of a page, by address."""
    responses: list[Response] = []
    with visit(browser, "about:blank") as page:
        page.on("response", lambda response: responses.append(response))
        page.goto(url, wait_until="networkidle")
        missing = [f"{each.status} {each.url}" for each in responses if not each.ok and MISPLACED not in each.url]
        if missing:
            raise SystemExit(f"{url} lacks files, so its weight means nothing: {missing}")
        return {each.url: size(each) for each in responses if each.ok and not each.url.startswith("data:")}


def size(response: Response) -> int:
    """What one response weighs."""
    body = response.body()
    packed = response.request.resource_type in ("font", "image")
    return len(body) if packed else zipped(body)


def zipped(body: bytes) -> int:
    return len(gzip.compress(body, compresslevel=6))


def file_weight(path: Path) -> int:
    return zipped(path.read_bytes())
