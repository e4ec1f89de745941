"""The numbers of the page with all simulations."""

from prose.break_the_model import ALL_LOOSE, DISH
from prose_numbers import says, sets

NUMBERS = [
    says("the dish took about {:,.0f} times as much", DISH),
    sets("survives in {:.0f} of 100 sets of numbers", ALL_LOOSE["escape_at_4_5"]),
]
