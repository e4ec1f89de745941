"""The potency gap: how potent would naltrexone have to be at glia for the story to hold?"""

from functools import cache
from math import log10

from painloop import data
from painloop.explorers.common import (
    BRAKE,
    CEILING,
    LOOKED_AT,
    MEASURED,
    NEEDED,
    NIGHTLY,
    account,
    molar,
    potency,
    rivals,
)
from painloop.explorers.controls import Setting, Value
from painloop.explorers.declaration import Challenge, Declaration, Guess, Measure, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Condition, Sentence, at
from painloop.explorers.source import Axis
from painloop.explorers.sources.sweep import SteadyState
from painloop.explorers.views import LineChart, Series
from painloop.explorers.widget import widget_class
from painloop.models import oral_naltrexone
from painloop.models import patient_on_ldn as model
from painloop.models.antagonist_signal import of_account
from painloop.models.glial_arm import EC50_TLR4, MEASURED_NM
from painloop.models.receptor_blockade import ACCOUNTS


@cache
def measured_in_serum() -> tuple[float, float]:
    """The lowest and the highest concentration that a trial of 4.5 mg measured, in nM."""
    [level] = data.load("plasma_facts").query("quantity == 'level'")[["low", "high"]].to_numpy()
    low, high = 1000 * level / oral_naltrexone.MOLAR_MASS.default
    return float(low), float(high)


def half_blocks(account: str) -> float:
    """What half-blocks the mu receptor by an account, as the negative logarithm of mol/L."""
    signal = of_account(account)
    return molar(float(signal.potency_nM.subs({each.symbol: each.default for each in signal.parameters})))


HALF_BLOCKED = {account: half_blocks(account) for account in ACCOUNTS}
SILENT: Condition = ("peak_glia", "<", 1.0)
NEARLY_NEEDED: tuple[Condition, ...] = (("pEC50", ">", NEEDED - 0.05), ("pEC50", "<", NEEDED + 0.05))
STORY: dict[str, Value] = {
    "pEC50": NEEDED, "T_max": CEILING.default, "alpha": BRAKE.default, "account": "two_phase",
}  # fmt: skip

GLIA: Choice = (
    Sentence("With a ceiling of nought the glial arm does nothing at any dose.", (("T_max", "==", 0),)),
    Sentence(
        "If {EC50_TLR4_text} half-acts at TLR4, even 50\u00a0mg holds back less than a hundredth of the glia: the "
        "glial arm is silent at every dose.",
        (SILENT,),
    ),
    Sentence(
        "If {EC50_TLR4_text} half-acts at TLR4, 50\u00a0mg holds back {peak_glia:.0f}\u00a0% of the glia at most, on a "
        "day's mean."
    ),
)
GAIN: Choice = (
    Sentence(
        "The loop is weakest at the highest dose: with blockade that does not matter, 50\u00a0mg is best.",
        (("best_gain", ">", 49), ("low_gain", "<", 99)),
    ),
    Sentence("No dose weakens the loop by as much as one per cent.", (("low_gain", ">=", 99),)),
    Sentence(
        "The loop is weakest at {best_gain:.2g}\u00a0mg a night, at {low_gain:.0f}\u00a0% of its untreated gain; "
        "without the glial arm it would be {low_alone:.0f}\u00a0% at best."
    ),
)
GAP: Choice = (
    Sentence(
        "In a dish of mouse glia 105.5\u00a0µM was needed, with the mirror image of the drug; in the model plasma has "
        f"at most {{peak_high_uM:.2f}}\u00a0µM after 50\u00a0mg, and the most that one trial measured at "
        f"4.5\u00a0mg was {measured_in_serum()[1] / 1000:.2f}\u00a0µM.",
    ),
)

RULER: Choice = (
    Sentence(
        f"In the model plasma peaks near {{peak_low:.1f}}\u00a0nM after 4.5\u00a0mg and "
        f"{{peak_high:.0f}}\u00a0nM after 50\u00a0mg; one trial measured {measured_in_serum()[0]:.0f} to "
        f"{measured_in_serum()[1]:.0f}\u00a0nM at 4.5\u00a0mg. As set, {{EC50_TLR4_text}} half-acts at TLR4."
    ),
)

CHANGES: tuple[tuple[str, str, dict[str, Value]], ...] = (
    ("story", "As the story needs it", {}),
    ("lenient", "A hundred times kinder than measured", {"pEC50": MEASURED + 2}),
    ("measured", "As measured in the dish", {"pEC50": MEASURED}),
    ("glia-only", "Glia alone (α = 0)", {"alpha": 0.0}),
    (
        "data-anchored",
        "Measured, with the blockade that fits the scans",
        {"pEC50": MEASURED, "account": "brain_retention"},
    ),
)
ANSWER: Choice = (
    Sentence("At a ceiling of nought the glial arm does nothing.", (("T_max", "==", 0),)),
    Sentence("The glial arm is silent, even at 50\u00a0mg.", (SILENT,)),
    Sentence("Glia held back: {peak_glia:.0f}\u00a0% at 50\u00a0mg, {at_glial_inhibition:.0%} at {probe_text}."),
)
WEAKEST: Choice = (
    Sentence("No dose weakens the loop by one per cent.", (("low_gain", ">=", 99),)),
    Sentence("The loop is weakest at {best_gain:.2g}\u00a0mg."),
)
STOREYS: Choice = (
    Sentence(
        "{probe_text} every night: plasma peaks at {at_plasma_nM:.2g}\u00a0nM, {at_tenfolds:.1f} storeys below the "
        "glia; {at_glial_inhibition:.0%} of their activation is held back.",
        (("at_tenfolds", ">=", 0.05),),
    ),
    Sentence(
        "{probe_text} every night: plasma peaks at {at_plasma_nM:.2g}\u00a0nM, as high as the glia or above; "
        "{at_glial_inhibition:.0%} of their activation is held back.",
    ),
)

DECLARATION = Declaration(
    name="potency-gap",
    title="The potency gap: nanomoles or micromoles?",
    model=model.MODEL,
    rivals=rivals(model.with_account),
    chosen_by="account",
    controls=(
        potency((7.0, 6.0)),
        CEILING,
        BRAKE,
        account("It also says which plasma level half-blocks the mu receptor."),
        LOOKED_AT,
    ),
    scene=Scene(
        (STOREYS,),
        "Hypothetical. A storey is ten times as much naltrexone, the water its peak in plasma. Receptor, glia and "
        "dish: what half an effect takes.",
    ),
    probe="dose",
    source=SteadyState(
        axis=NIGHTLY,
        settings={
            "EC50_TLR4": Setting("pEC50", molar=True), "T_max": Setting("T_max"), "alpha": Setting("alpha"),
        },
        pins={
            "story": EC50_TLR4.default, "low": "peak_low", "high": "peak_high", "dish": MEASURED_NM,
            "set": "EC50_TLR4",
        },
        peaks={"peak_low": 4.5, "peak_high": 50.0},
        said={"pEC50_mu": Setting("account", options=HALF_BLOCKED)},
        beside={"dish": {"EC50_TLR4": MEASURED_NM, "alpha": 0.0}},  # what tone matters is nothing to the glia
    ),
    views=(
        LineChart(
            key="gain", tab="Loop", title="Hypothetical gain", unit="% of untreated", factor=100, format=".1f",
            bottom=50, top=180, height=270, threshold=100.0, threshold_label="untreated",
            series=(
                Series("gain_alone", "no glial arm", "alone"), Series("gain", "gain as set", "gain"),
            ),
            finding=(GAIN,),
        ),
        LineChart(
            key="glia", tab="Glia", title="Hypothetical: glia held back", unit="%", factor=100, format=".1f", top=60,
            height=210,
            series=(
                Series("glial_inhibition_dish", "glia in dish", "anchored"),
                Series("glial_inhibition", "glia as set", "glia"),
            ),
            finding=(GLIA,),
        ),
        LineChart(
            key="ruler", tab="Ruler",
            title="What is needed, and what is there", unit="", bottom=0, top=6, height=230, ticks=False,
            across=Axis("concentration", "naltrexone", "nM", "log", 0.01, 400_000.0),
            series=(
                Series("row_story", "needed by the story", "alone", over="pin_story", form="dot", named_at=0.0),
                Series("row_low", "peak in plasma, 4.5 mg", "agonist", over="pin_low", form="dot", named_at=0.0),
                Series("row_high", "peak in plasma, 50 mg", "agonist", over="pin_high", form="dot", named_at=0.0),
                Series("row_dish", "needed in the dish", "anchored", over="pin_dish", form="dot", named_at=0.0),
                Series("row_set", "needed, as set", "now", over="pin_set", form="dot", named_at=0.0),
            ),
            finding=(RULER,),
        ),
    ),
    measures=(
        Measure("low", "Lowest", "gain", "lowest", ".0f", "%", 100),
        Measure("best", "At a dose of", "gain", "lowest_at", ".2g", "mg"),
        Measure("end", "At 50 mg", "gain", "end", ".0f", "%", 100),
        Measure("peak", "Highest", "glia", "peak", ".1f", "%", 100),
    ),
    summary=(GLIA, GAIN, GAP),
    answer=(ANSWER, WEAKEST),
    presets=tuple(
        Preset(key, label, {**STORY, **changes})
        for key, label, changes in CHANGES
    ),
    prediction=Guess(
        "The story needs naltrexone to act at glia at 0.65\u00a0nM. Measured in a dish was 105.5\u00a0µM, 160,000 "
        "times as much. How much of the way can the slider go before the effect on glia is gone?",
        ("nearly all of it", "about half of it", "only at the very end"),
        1,
        "At 1\u00a0µM, still a hundred times kinder than the dish, hardly anything is left: the plasma never holds so "
        "much.",
        {"pEC50": 6.0},
    ),
    caution="Illustrative model of a contested hypothesis, not for treatment decisions.",
    steps=(
        TryIt(
            "Press “As the story needs it”: half an effect below a billionth of a mole per litre. The loop is weakest "
            "at a low dose.",
            (*at(T_max=CEILING.default, alpha=BRAKE.default, account="two_phase"), *NEARLY_NEEDED),
        ),
        TryIt(
            "Slide the potency to the left until the glial arm is silent: still a hundred times short of the dish, or "
            "more.",
            (("T_max", ">", 0), SILENT, ("pEC50", ">", MEASURED + 1.99)),
        ),
        TryIt(
            "Press “As measured in the dish”. Nothing more changes: the arm fell silent a hundred times earlier.",
            (*at(account="two_phase"), SILENT, ("pEC50", "<", MEASURED + 0.01)),
        ),
        TryIt(
            "Press “Glia alone (α = 0)”: full potency, and tone made unimportant. The low dose loses its point: at "
            "TLR4, more does more.",
            (*at(alpha=0), *NEARLY_NEEDED, ("best_gain", ">", 49)),
        ),
    ),
    challenges=(
        Challenge(
            "With all else as the story needs it, find a potency a third of that which still weakens the loop by a "
            "tenth.",
            (
                *at(T_max=CEILING.default, alpha=BRAKE.default, account="two_phase"),
                ("pEC50", "<=", NEEDED - log10(3)),
                ("low_gain", "<=", 90),
            ),
        ),
        Challenge(
            "Let the blockade last as the scans suggest. With the potency that the story needs, find a ceiling that "
            "weakens the loop by a tenth.",
            (*at(alpha=BRAKE.default, account="brain_retention"), *NEARLY_NEEDED, ("low_gain", "<=", 90)),
        ),
    ),
)  # fmt: skip

PotencyGap = widget_class(DECLARATION, __doc__ or "")
