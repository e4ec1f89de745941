"""The numbers of the page with all simulations."""

from loose_sets import escape_survives
from prose_numbers import about, says

from painloop.models.glial_arm import EC50_TLR4, MEASURED_NM

NUMBERS = [
    says("the dish took about {:,.0f} times as much", about(10_000, MEASURED_NM / EC50_TLR4.default)),
    says("survives in {:.0f} of 100 sets of numbers", escape_survives()),
]
