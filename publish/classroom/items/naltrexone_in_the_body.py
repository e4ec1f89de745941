"""Items of the chapter naltrexone-in-the-body."""

from math import log2

import numpy as np

from painloop import data, evaluate
from painloop.models import oral_naltrexone, receptor_blockade
from painloop.models.receptor_blockade import EC50, F_U, K_I, T_HALF_BRAIN
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion


def occupancy_by_plasma(rng: np.random.Generator) -> NumberQuestion:
    """From a weight of drug to a share of receptors, in the plasma-driven account."""
    ng_per_ml = pick(rng, (0.05, 0.1, 0.2, 0.3, 0.5, 1))
    blood = {"A_1": ng_per_ml * oral_naltrexone.V_1.default / oral_naltrexone.NG_PER_ML}
    share = 100 * float(evaluate(receptor_blockade.MODEL, blood)["occupancy_plasma_driven"])
    return NumberQuestion(
        "naltrexone-in-the-body-occupancy-by-plasma",
        "naltrexone-in-the-body",
        "Tell how long a drug stays in the blood from how long it blocks a receptor.",
        f"At one moment plasma holds {ng_per_ml:g} ng/mL of naltrexone, of which the share {F_U.default:g} is "
        f"unbound. Its molar mass is {oral_naltrexone.MOLAR_MASS.default:g} g/mol and its Ki is {K_I.default:g} nM. "
        "What share of the receptors is occupied by the plasma-driven account, in per cent?",
        answer=share,
        tolerance=2.0,
        unit="per cent",
        feedback="1 ng/mL is 2.93 nM. The unbound nM over Ki is the signal x, and x/(1 + x) is occupied. The scans "
        "after 50 mg speak against this account: the block outlasts the plasma.",
    )


def longer_block(rng: np.random.Generator) -> NumberQuestion:
    """Dose buys time, by its logarithm."""
    times = pick(rng, (2, 3, 4, 5, 6, 8, 10, 12, 16))
    longer = T_HALF_BRAIN.default * log2(times)
    return NumberQuestion(
        "naltrexone-in-the-body-longer-block",
        "naltrexone-in-the-body",
        "Say what a tenfold dose changes and what it does not.",
        f"In the brain-retention account the signal halves every {T_HALF_BRAIN.default:g} hours, late after a dose. "
        f"Two doses are compared in the model, one {times} times the other. How many hours longer does the larger one "
        "stay above an occupancy that both pass?",
        answer=longer,
        tolerance=3.0,  # a tenth of a half-life, for those who count doublings
        unit="hours",
        feedback=f"{times} is {log2(times):.2f} doublings, each worth {T_HALF_BRAIN.default:g} hours. The height "
        "hardly moves.",
    )


def occupancy_later(rng: np.random.Generator) -> NumberQuestion:
    """The signal halves, and the occupancy does not."""
    signal, hours = pick(rng, (2, 3, 5, 8, 10, 15, 20)), pick(rng, (29.5, 59, 88.5))
    left = signal * 0.5 ** (hours / T_HALF_BRAIN.default)
    share = 100 * float(evaluate(receptor_blockade.MODEL, {"C_e": EC50.default * left})["occupancy_brain_retention"])
    return NumberQuestion(
        "naltrexone-in-the-body-occupancy-later",
        "naltrexone-in-the-body",
        "Separate the signal from the share of receptors that it occupies.",
        f"Late after a dose the signal x of the brain-retention account is {signal}; it halves every "
        f"{T_HALF_BRAIN.default:g} hours. What share of the receptors is occupied {hours:g} hours later, in per cent?",
        answer=share,
        tolerance=2.0,
        unit="per cent",
        feedback=f"After {hours:g} hours x is {left:.3g}, and x/(1 + x) is {share:.0f} %. It is x that halves, not "
        "the share.",
    )


def where_a_scan_is(rng: np.random.Generator) -> ChoiceQuestion:
    """Where the data for low doses stop."""
    scans = data.load("pet_occupancy").query("schedule == 'once' and time_h > 1")
    within = scans.time_h < 8  # the hour of these is not on record, only that it was before the eighth
    when = scans.time_h.map("{:g}".format).mask(within, "less than 8")
    dose, hours = pick(rng, np.column_stack([scans.dose_mg.astype(object), when]))
    late = pick(rng, ((1.5, 24), (3, 24), (4.5, 24), (4.5, 36), (3, 36)))
    later = pick(rng, ((1.5, 48), (3, 48), (4.5, 48), (4.5, 72)))
    no_scan = "No scan was found later than 8 hours after a low dose. What the curves show there is extrapolation."
    return ChoiceQuestion(
        "naltrexone-in-the-body-where-a-scan-is",
        "naltrexone-in-the-body",
        "Point at the exact place where the data for low doses stop.",
        "For which of these does the chapter have the blockade seen in a scan of people, and not only a curve?",
        offered(
            rng,
            (f"{hours} hours after one dose of {dose:g} mg", "This one was measured, in few people."),
            *((f"{h:g} hours after one dose of {mg:g} mg", no_scan) for mg, h in (late, later)),
            ("less than 8 hours after one dose of 1 mg", "No scan at all was found below 2 mg."),
        ),
    )


ITEMS = (occupancy_by_plasma, longer_block, occupancy_later, where_a_scan_is)
