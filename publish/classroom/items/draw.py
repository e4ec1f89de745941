"""What every item needs: a draw from a short list, numbers as the book prints them, choices in a drawn order."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from painloop.pages.self_check import Option


def pick(rng: np.random.Generator, options: Sequence[Any] | NDArray[Any]) -> Any:
    """One of the options, as plain Python; a row of several stays a list."""
    return np.asarray(rng.choice(options)).tolist()


def signed(value: float) -> str:
    """A number with a true minus, as the book prints it."""
    return f"{value:g}".replace("-", "−")


def offered(rng: np.random.Generator, right: tuple[str, str], *wrong: tuple[str, str]) -> tuple[Option, ...]:
    """The right answer among the wrong ones, each given as its text and its feedback."""
    choices = [Option(*right, correct=True), *(Option(*each) for each in wrong)]
    return tuple(choices[at] for at in rng.permutation(len(choices)))
