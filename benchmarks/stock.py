"""The usual way: a page with ipywidgets, built by the same Jupyter Book with its own defaults.

Without a kernel only `jslink` works there, so a dose slider moves a bar. The defaults load require.js and the widget
manager from two CDNs. Here they come from npm, once, and are served on this machine: the network costs nothing.
"""

import re
import subprocess
import tarfile
from pathlib import Path

import hatch_build
from painloop.web.node import npm
from publish.whole import BUILD, STRICT

CACHE = Path(__file__).parent / "results" / "npm"  # git ignores it
CDN = re.compile(r"https://cdn\.jsdelivr\.net/npm/((?:@[\w.-]+/)?[\w.-]+)@([\d.]+)/")
REQUIRE = re.compile(r"https://cdnjs\.cloudflare\.com/ajax/libs/require\.js/([\d.]+)/require\.min\.js")
INTEGRITY = re.compile(r' integrity="[^"]*"')

CONFIG = "title: Stock\nexecute: {execute_notebooks: force}\n"
TOC = "format: jb-book\nroot: index\nchapters: [{file: widgets}, {file: plain}]\n"
WIDGETS = """---
jupytext: {text_representation: {format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---

# Widgets

```{code-cell} python
from ipywidgets import FloatProgress, FloatSlider, VBox, jslink

dose = FloatSlider(value=50, min=0, max=50, step=0.5, description="Dose (mg)")
bar = FloatProgress(value=50, min=0, max=50)
jslink((dose, "value"), (bar, "value"))
VBox([dose, bar])
```
"""
FILES = {
    "_config.yml": CONFIG,
    "_toc.yml": TOC,
    "index.md": "# Stock\n\nA book.\n",
    "plain.md": "# Plain\n\nA page of words.\n",
    "widgets.md": WIDGETS,
}


def build(folder: Path) -> Path:
    """Build the book below `folder` and return the folder of its pages, which no longer name a CDN."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    done = subprocess.run([*BUILD, *STRICT], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"the stock book does not build:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return folder / "_build" / "html"


def localise(page: Path, cdn: Path, address: str) -> None:
    """Put what the page loads from CDNs into the folder `cdn` and let the page load it from `address`."""
    html = page.read_text("utf-8")
    manager, require = CDN.search(html), REQUIRE.search(html)
    if not manager or not require:
        raise SystemExit("the stock page does not load its widget manager as expected; see benchmarks/stock.py")
    unpack(manager[1], manager[2], cdn / "manager")
    unpack("requirejs", require[1], cdn / "requirejs")
    source = cdn / "requirejs" / "require.js"
    # npm has require.js as written only; the CDN's is minified, by another program: its checksum cannot match.
    hatch_build.run(hatch_build.esbuild(), str(source), "--minify", f"--outfile={source.with_suffix('.min.js')}")
    html = REQUIRE.sub(f"{address}/requirejs/require.min.js", CDN.sub(f"{address}/manager/", html))
    page.write_text(INTEGRITY.sub("", html), "utf-8")


def unpack(package: str, version: str, folder: Path) -> None:
    """An npm package in a folder, fetched unless it was before."""
    archive = CACHE / f"{package.strip('@').replace('/', '-')}-{version}.tgz"
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        print(f"  fetching {package} {version} from npm", flush=True)
        hatch_build.node(npm(), "pack", "--silent", f"--pack-destination={CACHE}", f"{package}@{version}")
    with tarfile.open(archive) as files:
        for member in files.getmembers():
            member.name = member.name.removeprefix("package/")
        files.extractall(folder, filter="data")
