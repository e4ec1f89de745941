"""Only what `_toc.yml` names is a page.

Jupyter Book's own switch for this (only_build_toc_files) walks through the folders with a pattern in which the folder's
own name stands unescaped, so that it fails in a folder such as `course [2025]`. Sphinx is told which files to take
instead; a notebook of the same name beside a chapter, as JupyterLab's pairing writes it, is then left alone.
"""

from pathlib import Path

import yaml
from sphinx.application import Sphinx
from sphinx.config import Config


def choose(app: Sphinx, config: Config) -> None:
    """Take the files of the contents, and the pages that this folder's modules write."""
    contents = yaml.safe_load((Path(app.srcdir) / "_toc.yml").read_text("utf-8"))
    stems = [contents["root"], *(each["file"] for part in contents["parts"] for each in part["chapters"])]
    config.include_patterns = [f"{stem}.md" for stem in stems]


def setup(app: Sphinx) -> None:
    """Before the source folder is walked."""
    app.connect("config-inited", choose)
