"""Says of every mistake by which test it was caught."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each; those that survive or do not apply stand among the failures."""
    caught = [dict(report.user_properties).get("caught") for report in terminalreporter.getreports("passed")]
    terminalreporter.section("mistakes that were caught, and by what")
    for line in filter(None, caught):
        terminalreporter.write_line(line)
