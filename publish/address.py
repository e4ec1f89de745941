"""The address of the published book, as the command line takes it."""

import argparse


def address_of_book(text: str) -> str:
    """The address of the published book without a slash at its end; nothing stays nothing.

    Raises:
        argparse.ArgumentTypeError: if it is no address; the message says what to type.
    """
    if text and not text.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no address; give one such as https://example.org/pain-loop")
    return text.rstrip("/")
