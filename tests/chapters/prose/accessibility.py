"""The numbers of the page on accessibility."""

from prose_numbers import given

NUMBERS = [given(words, "the name of an edition") for words in ("Guidelines 2.2", "WCAG 2.0 to 2.2")]
