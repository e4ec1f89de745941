"""A window with one WebKitGTK page, for WebKitWebDriver; run by the system's Python, which has GTK.

WebKit's own MiniBrowser will not do: it is never narrower than 447 px and loses the console. Here the console goes to
standard output (it needs a data folder that is kept), and a page that prints writes a PDF.

Arguments: the data folder, the script to run before every page. The driver adds its own.
"""

import ctypes
import signal
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402  a version is chosen before

PR_SET_PDEATHSIG = 1
DATA, WATCH = Path(sys.argv[1]), Path(sys.argv[2])


def page() -> WebKit2.WebView:
    """Return the view that the driver controls."""
    kept = WebKit2.WebsiteDataManager(base_data_directory=str(DATA), base_cache_directory=str(DATA / "cache"))
    context = WebKit2.WebContext.new_with_website_data_manager(kept)
    context.set_automation_allowed(True)
    scripts = WebKit2.UserContentManager()
    frames, when = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
    scripts.add_script(WebKit2.UserScript.new(WATCH.read_text("utf-8"), frames, when, None, None))
    view = WebKit2.WebView(
        web_context=context,
        user_content_manager=scripts,
        # Without the page cache, going back builds the page again: the harder case.
        settings=WebKit2.Settings(enable_write_console_messages_to_stdout=True, enable_page_cache=False),
        is_controlled_by_automation=True,
    )
    context.connect("automation-started", lambda _, session: session.connect("create-web-view", lambda _: view))
    scripts.register_script_message_handler("print")  # window.print() asks nobody while a driver controls the page
    scripts.connect("script-message-received::print", lambda *_: write_pdf(view))
    return view


def write_pdf(view: WebKit2.WebView) -> None:
    """Print to a file; its name tells when it is whole."""
    operation = WebKit2.PrintOperation.new(view)
    written = DATA / "printing.pdf"
    settings = Gtk.PrintSettings()
    settings.set(Gtk.PRINT_SETTINGS_PRINTER, "Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, written.as_uri())
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    paper = Gtk.PageSetup()
    paper.set_paper_size(Gtk.PaperSize.new("iso_a4"))
    operation.set_print_settings(settings)
    operation.set_page_setup(paper)
    operation.connect("finished", lambda operation: written.rename(DATA / "printed.pdf"))
    operation.print_()
    view.printing = operation  # or it is gone before it has ended


def main() -> None:
    """Show the page until the driver ends this process, or dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    window = Gtk.Window(decorated=False)
    window.set_default_size(1280, 900)
    window.add(page())
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    Gtk.main()


main()
