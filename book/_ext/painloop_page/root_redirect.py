"""`index.html` at the root leads to the first page and takes the reader's query and anchor along."""

from pathlib import Path

from sphinx.application import Sphinx

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="_static/favicon.svg">
<script>location.replace("{first}" + location.search + location.hash);</script>
<noscript><meta http-equiv="refresh" content="0; url={first}"></noscript>
</head>
<body><main><h1>{title}</h1><p><a href="{first}">Open the book</a></p></main></body>
</html>
"""


def write(app: Sphinx, error: Exception | None) -> None:
    """Write the page, instead of the bare redirect that sphinx-external-toc would write."""
    if error is None and app.builder.format == "html":
        first = f"{app.config.root_doc}.html"
        page = PAGE.format(title=app.config.html_title, first=first)
        (Path(app.outdir) / "index.html").write_text(page, "utf-8")


def setup(app: Sphinx) -> None:
    """Write it at the end of the build."""
    app.connect("build-finished", write, priority=400)  # before sphinx-external-toc
