"""Corrections to the markup of dependencies, each with what it is for."""

from typing import Any

from sphinx.application import Sphinx

from painloop.pages.safety_box import TITLE

CORRECTIONS = {
    # myst-nb names the button differently from the text on it, so that speech control cannot press it (WCAG 2.5.3).
    '<summary aria-label="Toggle hidden content">': "<summary>",
    # sphinx-exercise gives every exercise of a page the same id.
    '<section id="exercise-content">': "<section>",
    '<section id="solution-content">': "<section>",
    # A wide table scrolls; the keyboard must be able to scroll it too, before and without the theme's script.
    # A translator must leave code as it is.
    "<pre>": '<pre translate="no">',
    '<code class="docutils literal notranslate">': '<code class="docutils literal notranslate" translate="no">',
    '<div class="pst-scrollable-table-container">': '<div class="pst-scrollable-table-container" tabindex="0">',
    # Who goes from heading to heading must not miss what a dose can do.
    f'"admonition-title">{TITLE}': f'"admonition-title" role="heading" aria-level="2">{TITLE}',
}


def correct(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Apply the corrections to the text of a page."""
    for wrong, right in CORRECTIONS.items():
        if "body" in context:
            context["body"] = context["body"].replace(wrong, right)


def setup(app: Sphinx) -> None:
    """Correct each page before its template is filled."""
    app.connect("html-page-context", correct)
