"""The numbers of the first page."""

from prose_numbers import given

NUMBERS = [given("CC BY 4.0", "the name of a licence")]
