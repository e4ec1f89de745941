"""The numbers of the chapter on why pain persists."""

import re

import pandas as pd
from pages import text
from prose_numbers import about, follows, given, rests, says

from painloop import data

PAGE = text("why-pain-persists")
SURVEYS = data.load("chronic_pain_prevalence")


def declared(pattern: str) -> list[float]:
    """Numbers that the drawing's code on the page is given."""
    code = re.search(pattern, PAGE)
    assert code, pattern
    return [float(each) for each in code.groups()]


BEFORE, GAIN = declared(r"def rating\(stimulus, threshold=([\d.]+), gain=([\d.]+)\)")
FLOOR, CEILING = declared(r"np\.clip\(gain \* \(stimulus - threshold\), ([\d.]+), ([\d.]+)\)")
[AFTER] = declared(r"after = rating\(stimulus\), rating\(stimulus, threshold=([\d.]+)\)")
TOUCH, PRESS = declared(r"for strength in \(([\d.]+), ([\d.]+)\):")
SHIFT, LAB_GAIN = declared(r"def draw\(shift=([\d.]+), gain=([\d.]+)\)")
STEEPER = 2.5  # the slope that the exercise chooses


def rating(strength: float, threshold: float, gain: float = GAIN) -> float:
    """The rating of a stimulus, as the drawing has it."""
    return min(max(gain * (strength - threshold), FLOOR), CEILING)


TOUCHED = [rating(TOUCH, threshold) for threshold in (BEFORE, AFTER)]
PRESSED = [rating(PRESS, threshold) for threshold in (BEFORE, AFTER)]


def found(survey: str, definition: str) -> pd.Series:
    """What a survey says of those whom a definition, or its beginning, counts."""
    [row] = SURVEYS.index[(SURVEYS.survey == survey) & SURVEYS.definition.str.startswith(definition)]
    return SURVEYS.loc[row]


def either(one: float, other: float) -> str:
    """What two surveys both found, or each of both."""
    return " or ".join(sorted({f"{one:.1f}", f"{other:.1f}"}))


EARLIER = found("Review of earlier studies", "")
ANY = found("NHIS 2012", "any pain").percent
EVERY_DAY = found("NHIS 2012", "pain every day").percent
WEB_PANEL = found("Web panel 2008-09", "").percent
CHRONIC = {year: found(f"NHIS {year}", "pain on most days").percent for year in (2016, 2019, 2021, 2023)}
LIMITS = found("NHIS 2023", "chronic pain that also limited").percent
HIGH_IMPACT = SURVEYS[SURVEYS.measures == "high-impact chronic pain"].percent
IN_2021 = found("NHIS 2021", "pain on most days")
MILLIONS = (CHRONIC[2023] - LIMITS) * IN_2021.adults_millions / IN_2021.percent

NUMBERS = [
    given("numbers 1 in the tissue, 2 in the dorsal horn and 3 in the brain", "marks in a diagram"),
    given("1, 2, 3: where sensitisation may sit", "same"),
    rests("followed 973 people with new low back pain", "henschke2008backpain"),
    rests("recovery of 973 people with back pain", "henschke2008backpain"),
    rests("after 58 days, and 72 % had recovered", "henschke2008backpain"),
    rests("less in a fourth of 28", "mueller_dpa714"),
    follows("each step adds {:.1f} points, up to {:.0f}", GAIN, CEILING),
    follows("only the threshold has moved, from {:.0f} to {:.0f}", BEFORE, AFTER),
    follows("should see {:.0f} before and {:.0f} after", BEFORE, AFTER),
    follows("light touch, strength {:.0f}", TOUCH),
    follows("light touch of strength {:.0f}", TOUCH),
    follows("strong press, strength {:.0f}", PRESS),
    follows("look at strength {:.0f}", PRESS),
    follows("{:.0f} before and {:.1f} after", *TOUCHED),
    follows("{:.1f} before and {:.1f} after", *PRESSED),
    follows("they are the same, {:.1f} points for each step", GAIN),
    follows("the same slope of {:.1f}", GAIN),
    follows("Thresholds of {:.0f} and {:.0f} and the slope of {:.1f}", BEFORE, AFTER, GAIN),
    given("Try 0 with 2.5", "to be set in the lab"),
    follows("finds {1:.1f} instead of {0:.1f}", *PRESSED),
    follows(
        "a threshold of {:.0f} with the old slope of {:.1f}, or the old threshold of {:.0f} with a slope of {:.1f}",
        AFTER, GAIN, BEFORE, STEEPER,
    ),
    follows(
        "{0:.1f} × ({1:.0f} − {2:.0f}) = {3:.1f}, and {4:.1f} × ({1:.0f} − {5:.0f}) = {6:.1f}",
        GAIN, PRESS, AFTER, rating(PRESS, AFTER), STEEPER, BEFORE, rating(PRESS, BEFORE, STEEPER),
    ),
    follows(
        "{:.1f} with the moved threshold, {:.0f} with the steeper slope",
        rating(TOUCH, AFTER), rating(TOUCH, BEFORE, STEEPER),
    ),
    follows("zero up to a strength of {:.0f} and rises to {:.1f} at 10", BEFORE, rating(10, BEFORE)),
    follows("it leaves zero at {:.0f} and reaches {:.0f}", AFTER, rating(10, AFTER)),
    follows(
        "At strength {:.0f} it is {:.0f} before and {:.1f} after; at {:.0f} it is {:.1f} before and {:.1f} after",
        TOUCH, *TOUCHED, PRESS, *PRESSED,
    ),
    follows(
        "leaves zero at {:.0f}; the changed curve, shifted by {:.0f} with a gain of {:.1f}, leaves zero at {:.0f}",
        BEFORE, SHIFT, LAB_GAIN, BEFORE - SHIFT,
    ),
    follows("rating at strengths {:.0f} and {:.0f}", TOUCH, PRESS),
    follows("the rating at strength {:.0f}, then at strength {:.0f}", TOUCH, PRESS),
    follows("after, then {:.1f} and {:.1f}", *PRESSED),
    follows("allodynia at {:.0f} and hyperalgesia at {:.0f}", TOUCH, PRESS),
    follows(
        "thresholds of {:.0f} and {:.0f}, ratings of {:.0f} and {:.1f} at strength {:.0f},"
        " ratings of {:.1f} and {:.1f} at strength {:.0f}",
        BEFORE, AFTER, *TOUCHED, TOUCH, *PRESSED, PRESS,
    ),
    says("up to {:.0f} per cent of Americans", EARLIER.high),
    says("up to {:.0f} % of Americans", EARLIER.high),
    says("Up to {:.0f} %", EARLIER.high),
    says("the headline's {:.0f} %", EARLIER.high),
    says("The {:.0f} % is not an earlier year", EARLIER.high),
    says("cannot make {:.0f} out of {:.0f}", EARLIER.high, CHRONIC[2023]),
    says("{:.0f} % is the top of a range", EARLIER.high),
    says("the {:.0f} of the headline", EARLIER.high),
    says("The {:.0f} is the upper end", EARLIER.high),
    says("{:.1f} % of adults in the United States", CHRONIC[2023]),
    says("{:.1f} % said that it also limited", LIMITS),
    says("In 2023, {:.1f} % had pain on most days or every day; for {:.1f} % it also", CHRONIC[2023], LIMITS),
    says("a survey of 2023 says {:.1f} %, another figure is {:.1f} %", CHRONIC[2023], LIMITS),
    says("from {:.1f} % in 2019 to {:.1f} % in 2023", CHRONIC[2019], CHRONIC[2023]),
    says("The {:.1f} % are people whose pain also limited", LIMITS),
    says("About {:.0f} million people", about(1, MILLIONS)),
    given("on a scale from 0 to 60 per cent", "the axis of the figure"),
    says("Any pain in three months, {:.1f}", ANY),
    says(
        "earlier studies from {:.0f} to {:.0f}; at least six months in a web panel, {:.1f}; most days or every day,"
        " {} in 2016 and 2019, {:.1f} in 2021 and {:.1f} in 2023; every day, {:.1f}",
        EARLIER.low, EARLIER.high, WEB_PANEL, either(CHRONIC[2016], CHRONIC[2019]), CHRONIC[2021], CHRONIC[2023],
        EVERY_DAY,
    ),
    says("High-impact chronic pain, {:.1f} to {:.1f}", HIGH_IMPACT.min(), HIGH_IMPACT.max()),
    says(
        "{:.1f} per cent for any pain in three months, {:.1f} for most days in 2023, {:.1f} for every day, and {:.1f}"
        " where it often limits",
        ANY, CHRONIC[2023], EVERY_DAY, LIMITS,
    ),
]  # fmt: skip
