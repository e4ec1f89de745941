"""How a benchmark is started: in short or whole, what it says meanwhile, and how it stops."""

import signal
import sys
from collections.abc import Callable
from typing import TypeVar

SHORT = "--short" in sys.argv  # a few of everything, to see that it runs
T = TypeVar("T")


def size(whole: T, short: T) -> T:
    """How much is measured."""
    return short if SHORT else whole


def say(text: str) -> None:
    print(f"- {text}", flush=True)


def run(main: Callable[[], None]) -> None:
    """Run a benchmark; whatever stops it, JupyterLab and the browser end too, and the reason is said."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The benchmark was ended from outside"))
    try:
        main()
    except (AssertionError, RuntimeError, FileNotFoundError) as error:
        sys.exit(f"The benchmark stopped: {error}")
