"""Items of the chapter glia-and-the-potency-gap."""

from functools import cache

import numpy as np

from painloop import data
from painloop.analysis.dose import dose_response, peak_in_plasma
from painloop.models import oral_naltrexone, patient_on_ldn
from painloop.models.glial_arm import MEASURED_NM
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion

DOSES = (0.5, 4.5, 10.0, 50.0)  # points on a curve of the model


def share_of_effect(rng: np.random.Generator) -> NumberQuestion:
    """Is enough of the drug there?"""
    dose, potency = pick(rng, (1.5, 3, 4.5, 6, 50)), pick(rng, (5, 10, 30, 100, 300))
    level = float(f"{peak_in_plasma(dose):.2g}")
    share = 100 * level / (level + potency)
    return NumberQuestion(
        "glia-and-the-potency-gap-share-of-effect",
        "glia-and-the-potency-gap",
        "Say how much effect a small concentration leaves.",
        f"In the model plasma holds at most {level:g} nM of naltrexone after {dose:g} mg. Suppose that half an effect "
        f"at an invented receptor takes {potency} nM. What share of the effect is there at this level, in per cent?",
        answer=share,
        tolerance=0.05 * share,  # relative, since shares run over powers of ten
        unit="per cent",
        feedback=f"C/(C + EC50), so {share:.2g} %. Where there is very little, that is nearly C/EC50.",
    )


def fold_gap(rng: np.random.Generator) -> NumberQuestion:
    """How many times more the dish needed."""
    dishes = data.load("tlr4_potency").query("target == 'TLR4' and finding.str.startswith('half')")
    substance, potency = pick(rng, dishes[["substance", "value"]].to_numpy())
    dose = pick(rng, (1.5, 3, 4.5, 6, 50))
    level = float(f"{peak_in_plasma(dose):.2g}")
    times = 1000 * potency / level
    return NumberQuestion(
        "glia-and-the-potency-gap-fold-gap",
        "glia-and-the-potency-gap",
        "Lay concentrations on one ruler.",
        f"In a dish half an effect at TLR4 took {potency:g} µM of {substance}. In the model plasma holds at most "
        f"{level:g} nM of naltrexone after {dose:g} mg. How many times as much did the dish take?",
        answer=times,
        tolerance=0.05 * times,  # relative, since gaps run over powers of ten
        unit="times",
        feedback=f"Bring both to one unit: {1000 * potency:g} nM over {level:g} nM, about {times:,.0f}. A gap in a "
        "mechanism is no finding about pain.",
    )


def gap_to_a_measured_level(rng: np.random.Generator) -> NumberQuestion:
    """The same with a level that a trial measured, in the unit it was printed in."""
    level = pick(rng, (1.5, 3, 6, 9, 12, 18))
    nanomoles = 1000 * level / oral_naltrexone.MOLAR_MASS.default
    times = MEASURED_NM / nanomoles
    return NumberQuestion(
        "glia-and-the-potency-gap-gap-to-a-measured-level",
        "glia-and-the-potency-gap",
        "Say what a measured level adds to a calculated one.",
        "A trial of 4.5 mg a day measured 1.5 to 18 ng/mL of naltrexone in serum, by an assay that its abstract does "
        f"not name. Take {level:g} ng/mL. 1 ng/mL of naltrexone is 2.93 nM, and half an effect in a dish took "
        "105.5 µM of its mirror image. How many times as much did the dish take?",
        answer=times,
        tolerance=0.05 * times,  # relative, since gaps run over powers of ten
        unit="times",
        feedback=f"{level:g} ng/mL is {nanomoles:.3g} nM; 105,500 nM over that is about {times:,.0f}. The measured "
        "levels narrow the gap and do not close it.",
    )


@cache
def gains_at(alpha: float, potency: float) -> tuple[float, ...]:
    """What is left of the loop's gain at each of the doses, in per cent."""
    response = dose_response(patient_on_ldn.MODEL, DOSES, alpha=alpha, EC50_TLR4=potency)
    return tuple(100 * response["gain"])


def where_glia_want_more(rng: np.random.Generator) -> ChoiceQuestion:
    """The two halves of the story pull on the dose in opposite directions."""
    alpha, potency = pick(rng, (0, 1)), pick(rng, (0.65, 2, 6))
    gains = gains_at(alpha, potency)
    texts = [
        (f"{dose:g} mg", f"Here {gain:.0f} % of its gain is left.") for dose, gain in zip(DOSES, gains, strict=True)
    ]
    right = texts.pop(gains.index(min(gains)))
    return ChoiceQuestion(
        "glia-and-the-potency-gap-where-glia-want-more",
        "glia-and-the-potency-gap",
        "Say what TLR4 as a target predicts for the dose.",
        f"In the model {potency:g} nM half-acts at TLR4, a number that no measurement supports, and lost tone has a "
        f"brake authority of α = {alpha} (with 0 it does not matter). At which of these nightly doses would the loop "
        "be weakest? This asks for a curve of a model, and for no dose that anybody should take.",
        offered(rng, right, *texts),
    )


ITEMS = (share_of_effect, fold_gap, gap_to_a_measured_level, where_glia_want_more)
