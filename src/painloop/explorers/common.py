"""Controls that more than one explorer has."""

from collections.abc import Callable, Mapping
from math import log10

from painloop.explorers.declaration import Radio, Slider
from painloop.model import Model
from painloop.models.glial_arm import EC50_TLR4, MEASURED_NM, T_MAX
from painloop.models.opioid_adaptation import ALPHA
from painloop.models.receptor_blockade import ACCOUNTS


def molar(nM: float) -> float:
    """The negative logarithm of a concentration in mol/L."""
    return 9 - log10(nM)


NEEDED, MEASURED = molar(EC50_TLR4.default), molar(MEASURED_NM)


def rivals(with_account: Callable[[str], Model]) -> Mapping[str, Model]:
    """A model in each account of blockade."""
    return {account: with_account(account) for account in ACCOUNTS}


def account(help: str) -> Radio:
    """Which account of blockade."""
    names = {key: name[0].upper() + name[1:] for key, name in ACCOUNTS.items()}
    return Radio("account", "How long a dose blocks", "two_phase", names, help)


def potency(jumps: tuple[float, ...]) -> Slider:
    """How potent naltrexone is at TLR4."""
    return Slider(
        "pEC50", "Naltrexone that half-acts at glial TLR4", "", NEEDED, 3.85, 10.5, 0.1, 0.01,
        "As −log₁₀ of mol/L; to the left it takes more. The story needs 0.65 nM, a dish of mouse glia needed 105.5 µM.",
        jumps=(NEEDED, *jumps, MEASURED), molar=True, grade=EC50_TLR4.grade.value,
    )  # fmt: skip


CEILING = Slider(
    "T_max", "Most that glia can be held back", "(T max)", T_MAX.default, 0.0, 0.6, 0.05, 0.01,
    "The ceiling of the glial arm; no source supports any value.", jumps=(0, 0.25, 0.5), grade=T_MAX.grade.value,
)  # fmt: skip
BRAKE = Slider(
    "alpha", "How much lost opioid tone matters", "(α)", ALPHA.default, 0.0, 1.5, 0.05, 0.01,
    "At 0 blockade does nothing to pain, and only the glial arm acts.", jumps=(0, 0.5, 1), grade=ALPHA.grade.value,
)  # fmt: skip
