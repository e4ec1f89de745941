"""What this book adds to Sphinx, one small module for each promise of the page.

rebuild       when anything behind the pages changes, or the last build was not whole, they are built again
contents      only what the contents name is a page
execution     the chapters know that they are printed
parallel      chapters run side by side
links         plain Markdown links print the number of a figure, table or exercise
node          one Node process draws formulas and explorers while the book is built, and ends with it
formulas      formulas are drawn while the book is built, so that no script draws them for the reader
stills        so are the explorers, in the state in which they begin
cards         on the first page the chapters are cards, with their minutes and scenes
table_cards   on a phone a table of sentences becomes a list of cards
launch        where the repository is known: run this chapter, report a mistake
cite          how to cite each page
details       folded boxes are native <details>, which need no script
markup_fixes  the few places where the markup of a dependency is not accessible
page_assets   the explorers' script is loaded only where there is an explorer; widget state never
unused_files  nothing is published that no page asks for
unused_rules  no style sheet holds rules for what no page has
palette_png   figures weigh a third
icons         the icons are drawn in the page, and no font is loaded for them
paper         on paper every page is light
root_redirect index.html at the root leads to the first page
policy        each page says what it may load and run
offline       a reader can keep the whole book in the browser
"""

from importlib import import_module

from sphinx.application import Sphinx

MODULES = (
    *(
        "contents",
        "rebuild",
        "execution",
        "parallel",
        "links",
        "formulas",
        "stills",
        "cards",
        "table_cards",
        "launch",
        "cite",
        "details",
    ),
    *(
        "markup_fixes",
        "page_assets",
        "unused_files",
        "unused_rules",
        "palette_png",
        "icons",
        "paper",
        "root_redirect",
        "policy",
        "offline",
        "node",
    ),
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Set up every module, in reading order."""
    for name in MODULES:
        import_module(f"{__name__}.{name}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
