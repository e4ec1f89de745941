"""Items of the chapter turning-down-the-loop."""

from functools import cache

import numpy as np

from painloop.analysis.course import largest_coupling_that_escapes, take
from painloop.analysis.loop import Loop, equilibria, folds_in_coupling
from painloop.models import patient_on_ldn
from painloop.models.pain_loop import POINTS
from publish.classroom.items.draw import offered, pick
from publish.classroom.question import ChoiceQuestion, NumberQuestion


@cache
def edge_at(dose: float, u: float) -> float:
    """The coupling below which a nightly dose would let every loop go in the end, as the story is told."""
    return largest_coupling_that_escapes(patient_on_ldn.MODEL, dose, u=u)


def edge_with_the_drug(rng: np.random.Generator) -> NumberQuestion:
    """How far a dose would move the edge, as the story is told."""
    dose, u = pick(rng, (1.5, 3, 4.5, 6, 8, 10)), pick(rng, (1, 1.44, 2, 2.5))
    edge, alone = edge_at(dose, u), float(Loop().coupling(folds_in_coupling(Loop())[-1]))
    return NumberQuestion(
        "turning-down-the-loop-edge-with-the-drug",
        "turning-down-the-loop",
        "Say on what an escape depends.",
        f"Without drug the sensitised state of the model exists for couplings above {alone:.2f}. As the story is "
        f"told, but with an answer of strength u = {u:g}, to which coupling would {dose:g} mg a night move this edge? "
        "Use the explorer or the lab; all of it is hypothesis.",
        answer=edge,
        tolerance=0.04,  # the explorer takes the day's mean in coarser steps than the lab
        unit="",
        feedback=f"To {edge:.2f}. In the model loops below the edge let go in the end, others do not. This is no "
        "forecast for a person.",
    )


def end_of_a_course(rng: np.random.Generator) -> ChoiceQuestion:
    """Half a course is not half the good."""
    nights = pick(rng, (21, 28, 35, 42, 49, 63, 70, 77, 84, 100))
    course = take(patient_on_ldn.MODEL, 4.5, 300, nights)
    healthy, threshold, high = (POINTS * state.S for state in equilibria(Loop()))
    ends = [
        (f"Near {healthy:.1f}", "The course must be long enough for the loop to cross the border."),
        (f"Near {high:.1f}", "A loop that has not crossed the border climbs all the way back."),
    ]
    right = ends.pop(0 if course.ratings[-1] < threshold else 1)
    return ChoiceQuestion(
        "turning-down-the-loop-end-of-a-course",
        "turning-down-the-loop",
        "Say why half a course is not half the good.",
        f"As the story is told, the simulated patient of the explorer takes 4.5 mg for {nights} nights and then none. "
        "Where is the rating on day 300? The story is a hypothesis; the trials found no such thing.",
        offered(
            rng,
            right,
            *ends,
            (f"Near {(healthy + high) / 2:.1f}, half-way between", "There is no resting place half-way."),
            (f"Near {threshold:.1f}, at the tipping point", "Nothing rests there. It marks the border."),
        ),
    )


def mean_of_a_clinic(rng: np.random.Generator) -> NumberQuestion:
    """A mean hides who changed."""
    near, others = pick(rng, (5, 10, 15, 20, 25, 30)), pick(rng, (0, 0.2, 0.4, 0.6))
    healthy, _, high = (POINTS * state.S for state in equilibria(Loop()))
    fall = round(high - healthy, 1)
    mean = (near * fall + (100 - near) * others) / 100
    return NumberQuestion(
        "turning-down-the-loop-mean-of-a-clinic",
        "turning-down-the-loop",
        "Say what unequal responses do and do not show.",
        f"In an invented clinic {near} of 100 simulated patients stand near the edge and fall by {fall:g} points, "
        f"from one resting place of the model to the other; everybody else falls by {others:g} points. By how many "
        "points does the mean fall?",
        answer=mean,
        tolerance=0.08,
        unit="points",
        feedback=f"Weigh each fall by its people: {mean:.2f}. The same mean would be seen if everybody fell by so "
        "much, so a mean cannot tell the two apart.",
    )


ITEMS = (edge_with_the_drug, end_of_a_course, mean_of_a_clinic)
