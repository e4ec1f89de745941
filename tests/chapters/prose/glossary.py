"""The numbers of the glossary."""

from prose_numbers import given, says

from painloop.models import oral_naltrexone

NUMBERS = [
    says("1 ng/mL is {:.2f} nM", 1000 / oral_naltrexone.MOLAR_MASS.default),
    given("carbon-11", "the name of an isotope"),
    given("6-beta-naltrexol", "the name of a substance"),
    given("toll-like receptor 4", "the name of a receptor"),
    given("from 0, none, to 10", "the scale on which pain is rated"),
    given("95 of 100", "how wide every interval here is"),
    given("95 % interval", "how wide every interval here is"),
    given("p below 0.05", "a custom"),
]
