"""Controls that more than one explorer has."""

from collections.abc import Callable, Mapping
from math import log10

from painloop.equations.model import Model
from painloop.explorers.controls import Radio, Slider
from painloop.explorers.source import Axis
from painloop.models.glial_arm import EC50_TLR4, MEASURED_NM, T_MAX
from painloop.models.opioid_adaptation import ALPHA
from painloop.models.receptor_blockade import ACCOUNTS


def molar(nM: float) -> float:
    """The negative logarithm of a concentration in mol/L."""
    return 9 - log10(nM)


NEEDED, MEASURED = molar(EC50_TLR4.default), molar(MEASURED_NM)


def rivals(with_account: Callable[[str], Model]) -> Mapping[str, Model]:
    """A model for each account of blockade, by its key."""
    return {account: with_account(account) for account in ACCOUNTS}


def account(help: str) -> Radio:
    """The radio that chooses the account of blockade."""
    names = {key: name[0].upper() + name[1:] for key, name in ACCOUNTS.items()}
    return Radio("account", "How long a dose blocks", "two_phase", names, help)


def potency(jumps: tuple[float, ...]) -> Slider:
    """The slider for the potency of naltrexone at TLR4."""
    return Slider(  # between the ends of EC50_TLR4, which are no round numbers here
        "pEC50", "Naltrexone that half-acts at glial TLR4", "", NEEDED, 3.85, 10.5, 0.1, 0.01,
        "In the box its pEC₅₀, the −log₁₀ of mol/L; to the left it takes more. The story needs "
        f"{EC50_TLR4.default:g}\u00a0nM, a dish of mouse glia needed {MEASURED_NM / 1000:g}\u00a0µM.",
        jumps=(NEEDED, *jumps, MEASURED), molar=True, grade=EC50_TLR4.grade,
    )  # fmt: skip


CEILING = Slider.of(
    T_MAX, "Most that glia can be held back (T max)", 0.05, 0.01,
    "The ceiling of the glial arm; no source supports any value.", jumps=(0, 0.25, 0.5),
)  # fmt: skip
BRAKE = Slider.of(
    ALPHA, "How much lost opioid tone matters (α)", 0.05, 0.01,
    "At 0 blockade does nothing to pain, and only the glial arm acts.", jumps=(0, 0.5, 1),
)  # fmt: skip
NIGHTLY = Axis("dose", "naltrexone every night", "mg", "log", 0.1, 50.0)
LOOKED_AT = Slider(
    "dose", "Look at this nightly dose", "mg", 4.5, 0.1, 50.0, 0.1, 0.01,
    "What the picture shows, and where the dashed line stands. It changes no curve, and is no advice.",
    jumps=(0.5, 1.5, 4.5, 15, 50), stretch=1,
)  # fmt: skip
