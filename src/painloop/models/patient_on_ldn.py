"""A person in the sensitised state who takes naltrexone every night: everything together, for months.

The idea. The loop of `pain_loop` runs on. The drug reaches it twice: through the opioid system (`opioid_adaptation`),
where too little tone turns the drive up and regained tone turns it down, and through the glia (`glial_arm`). Whether
the sensitised state survives is a matter of distance: push the loop's gain below the fold and it lets go.

In words: drive = (input + injury + w G) b(A); glia follow (1 - T) times their recruitment; A and T follow x(t).

Assumptions. Those of its parts. Blockade is that of receptors in the brain, and assumed to be the same in the spinal
cord. Later than 8 hours after a low dose no scan was found, so how long a low dose blocks is extrapolated. The run
starts in the sensitised state of the default numbers; for another w or N_0, `analysis.course.sensitised_start` finds
it.

Left out. Side effects, tolerance, other treatments, day-to-day fluctuation, everything about a particular person. The
rival idea, that the body's own opioids hold a hidden sensitisation down, so that an antagonist brings pain back: seen
in mice (corder2013constitutive), and in 4 of 12 people at a high dose of naloxone (pereira2015latent).

How far to trust it. Worse first days, a sudden remission after weeks, remission that outlasts the drug: nobody has
shown these. Escape survives in 8 % of the parameter sets when every number may be wrong by half: possible, never
predicted. Nothing here justifies a limit of 4.5 mg or any other dose. A simulated patient who does not get better is
no forecast, nor is one who does.

Sources. Those of its parts. The presets name positions in an argument, not truths.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from painloop.equations.model import Mesh, Model
from painloop.equations.quantity import Grade
from painloop.models import glial_arm, opioid_adaptation, pain_loop
from painloop.models.antagonist_signal import of_account
from painloop.models.receptor_blockade import ACCOUNTS

# The sensitised state of the defaults, where a run starts; `analysis.loop` finds it exactly for any patient.
SENSITISED = dict(zip(("S", "G"), pain_loop.resting(1.0), strict=True))
STATES = tuple(replace(state, start=SENSITISED.get(state.key, state.start)) for state in pain_loop.STATES)


@cache
def with_account(account: str) -> Model:
    """The model with x(t) of one account of blockade.

    Raises:
        ValueError: if there is no account of that name.
    """
    signal, adaptation, arm = of_account(account), opioid_adaptation, glial_arm
    return Model(
        name=adaptation.named("patient_on_ldn", account),
        title=f"A patient on low-dose naltrexone ({ACCOUNTS[account]})",
        time_unit="d",
        mesh=Mesh(period=1.0, steps=16, grading=3.0),
        states=(*STATES, adaptation.CAPACITY, *signal.states),
        parameters=(*pain_loop.PARAMETERS, *adaptation.PARAMETERS, *arm.PARAMETERS, *signal.parameters),
        rates={**pain_loop.rates(arm.INHIBITION.symbol), **adaptation.rates(), **signal.rates},
        readouts=(
            signal.readout,
            *adaptation.READOUTS,
            adaptation.DISINHIBITION,
            arm.INHIBITION,
            *pain_loop.readouts(adaptation.DISINHIBITION.symbol),
        ),
        definitions=(*signal.definitions, arm.potency_ratio(signal.potency_nM)),
        dose_into=signal.dose_into,
        fastest=pain_loop.fastest(1 + adaptation.alpha) + adaptation.closed * adaptation.g / adaptation.tau_u,
    )


MODEL = with_account("two_phase")


# The parameters that `analysis.sensitivity` changes, to see which conclusions rest on them; the loop's own come first.
VARIED = (
    *("w", "n", "theta", "N_0", "tau_S", "tau_G", "alpha", "u", "tau_U", "resting_ligand", "T_max", "EC50_TLR4"),
    *("ED50", "t_half_a", "t_half_P", "t_half_M", "F", "mu"),
)


@dataclass(frozen=True)
class Position:
    """A position in the argument: its account of blockade, its values, and how firmly it stands."""

    key: str
    name: str
    statement: str
    grade: Grade
    account: str
    values: Mapping[str, float]

    @property
    def model(self) -> Model:
        """The model of its account."""
        return with_account(self.account)


DATA_ANCHORED = {"u": 1.44, "EC50_TLR4": glial_arm.MEASURED_NM}
PRESETS = (
    Position(
        "story", "As the story is told",
        "A short block calls forth more opioid than it takes away, and naltrexone calms glia at nanomolar levels.",
        Grade.HYPOTHESIS, "two_phase", {},
    ),
    Position(
        "data-anchored", "Data-anchored",
        "Blockade is stretched from the 50 mg scans to low doses, TLR4 needs what the dish needed, adaptation is the "
        "sober reading. How much lost tone matters (α = 1) is assumed; that alone makes a low dose worse than none.",
        Grade.ILLUSTRATIVE, "brain_retention", DATA_ANCHORED,
    ),
    Position(
        "glia-arm-off", "Glia arm off",
        "Naltrexone does nothing at TLR4; the opioid system must carry the whole effect.",
        Grade.HYPOTHESIS, "two_phase", {"T_max": 0.0},
    ),
    Position(
        "lenient-potency", "Lenient TLR4 potency",
        "Naltrexone acts at TLR4 at 0.9 µM, a hundred times more potent than measured.",
        Grade.HYPOTHESIS, "two_phase", {"EC50_TLR4": 910.0},
    ),
    Position(
        "slow-tail", "Slow tail",
        "The story, its ratio of potencies included (κ = 0.25), with a blockade that outlasts plasma as in the scans.",
        Grade.HYPOTHESIS, "brain_retention", {"EC50_TLR4": 0.0406},
    ),
    Position(
        "blockade-does-not-matter", "Blockade does not matter",
        "Lost opioid tone does not change pain (α = 0); only the glia arm acts, and 50 mg beats 4.5 mg.",
        Grade.HYPOTHESIS, "two_phase", {"alpha": 0.0},
    ),
    Position(
        "no-effect", "No drug effect",
        "Neither arm does anything: the reading that the null trials fit.",
        Grade.HYPOTHESIS, "two_phase", {"alpha": 0.0, "T_max": 0.0},
    ),
)  # fmt: skip
