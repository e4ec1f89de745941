"""Items of the chapter opioid-receptors."""

import numpy as np

from painloop import evaluate
from painloop.models.receptor_competition import K_A, K_B, MODEL, equieffective_concentration
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion

COMPETITION = MODEL.widened()  # shares near one take more naltrexone than the slider has


def dose_ratio(rng: np.random.Generator) -> NumberQuestion:
    """What a competitive block costs an agonist."""
    nanomolar = pick(rng, (0.5, 1, 1.5, 2, 3, 5))
    ratio = float(evaluate(MODEL, B=nanomolar)["dose_ratio"])
    return NumberQuestion(
        "opioid-receptors-dose-ratio",
        "opioid-receptors",
        "Say what a competitive antagonist does to the curve.",
        f"Naltrexone has a dissociation constant of {K_B.default:g} nM at the mu-opioid receptor. With {nanomolar:g} "
        "nM of it about, how many times as much full agonist does the same effect take, in the model? Use the "
        "explorer or reckon it.",
        answer=ratio,
        tolerance=0.2,
        unit="times",
        feedback="Where half of the receptors would be held, it takes twice as much: 1 + "
        f"{nanomolar:g}/{K_B.default:g}. The top of the curve stays.",
    )


def effect_left(rng: np.random.Generator) -> NumberQuestion:
    """Half blocked is not half the effect."""
    agonist, held = pick(rng, (1, 10, 100)), pick(rng, (30, 50, 60, 70, 80, 90))
    antagonist = K_B.default * held / (100 - held)
    before, left = (float(evaluate(COMPETITION, A=agonist, B=B)["effect"]) for B in (0.0, antagonist))
    return NumberQuestion(
        "opioid-receptors-effect-left",
        "opioid-receptors",
        "Say why half blocked is not half the effect.",
        f"A tissue of the model is driven by {agonist} nM of the full agonist (in the chapter's figure 100 nM is "
        f"much, 10 a middling amount, 1 little). Now naltrexone comes that would hold {held} % of the receptors if it "
        "were alone. What effect is left, in per cent of the greatest effect of the tissue?",
        answer=left,
        tolerance=3.0,  # as well as the figure can be read
        unit="per cent",
        feedback=f"Without naltrexone the effect is {before:.0f} %, with it {left:.0f} %. The loss is smaller than the "
        "share, because the agonist competes and the tissue has receptors to spare.",
    )


def partial_agonist_hinders(rng: np.random.Generator) -> NumberQuestion:
    """Where the two curves cross."""
    partial, full = pick(rng, (0.5, 1, 1.5, 2, 2.5)), pick(rng, (5, 10, 20))
    most = float(evaluate(MODEL, tau_P=partial)["E_max_P"])
    crossing = float(equieffective_concentration(most, tau_A=full))
    return NumberQuestion(
        "opioid-receptors-partial-agonist-hinders",
        "opioid-receptors",
        "Say when a partial agonist hinders.",
        f"In the model the stimulus is efficacy times the share of receptors held. A full agonist has efficacy {full} "
        f"and a dissociation constant of {K_A.default:g} nM; a partial agonist with efficacy {partial:g} is about, "
        "too. From how many nM of the full agonist on does the partial agonist hinder and no longer help?",
        answer=crossing,
        tolerance=0.05 * crossing,  # by hand or with the lab's code
        unit="nM",
        feedback=f"Where the full agonist alone does what the partial one does at most, {most:.0f} %: its share of the "
        f"receptors is then {partial:g}/{full}, at {crossing:.2g} nM.",
    )


def kind_of_ligand(rng: np.random.Generator) -> ChoiceQuestion:
    """Efficacy says what it is; affinity does not."""
    efficacy, affinity = pick(rng, (0, 0.25, 0.5, 1, 1.5, 2)), pick(rng, (0.1, 1, 30))
    most = {key: float(evaluate(MODEL, tau_P=efficacy)[key]) for key in ("E_max_P", "E_max_A")}
    kinds = [
        ("An antagonist", "An antagonist by itself does nothing."),
        ("A partial agonist", "A partial agonist by itself does something, and less than a full one."),
    ]
    right = kinds.pop(0 if efficacy == 0 else 1)
    return ChoiceQuestion(
        "opioid-receptors-kind-of-ligand",
        "opioid-receptors",
        "Tell affinity from efficacy.",
        f"An invented ligand holds half of the receptors at {affinity:g} nM. Its efficacy is {efficacy:g}: by itself, "
        f"however much there is, it brings a tissue of the model to {most['E_max_P']:.0f} % of its greatest effect. "
        f"The full agonist brings it to {most['E_max_A']:.0f} %. What is the ligand?",
        offered(
            rng,
            right,
            *kinds,
            ("A full agonist", "Compare the two greatest effects. How tightly it binds says nothing of what it does."),
            ("An inverse agonist", "That would take the receptor below its rest; here nothing falls below it."),
        ),
    )


ITEMS = (dose_ratio, effect_left, partial_agonist_hinders, kind_of_ligand)
