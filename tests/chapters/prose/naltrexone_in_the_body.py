"""The numbers of the chapter on naltrexone in the body."""

from functools import partial

import numpy as np
from prose_numbers import about, given, limits, rests, says, sets
from scipy.optimize import brentq, least_squares

from painloop import Dose, data, simulate
from painloop.explorers import DoseClock
from painloop.models import oral_naltrexone, receptor_blockade
from painloop.models.receptor_blockade import ACCOUNTS, EC50, T_HALF_BRAIN, T_REF, effect_compartment

DECLARATION = DoseClock.declaration
MODEL = receptor_blockade.MODEL.widened()  # a measured affinity may lie outside the range of the control
FIRST_SCAN = 1.5  # h, the middle of Lee's first scan
SCAN_ERROR = 8  # points, of each of Rabiner's scans
SCANS = data.load("pet_occupancy")
RABINER = SCANS[SCANS.study == "Rabiner 2011"]
[LOWEST_DOSE, *FIVE_MG, _, FIFTY_MG, FIFTY_MG_AGAIN] = RABINER.occupancy_percent
LEE = SCANS[SCANS.study == "Lee 1988"].iloc[1:]
[SWISS] = SCANS[SCANS.study == "Swiss product text"].itertuples()
[WEERTS] = SCANS[SCANS.study == "Weerts 2008"].itertuples()
[LEE_HOURS, LEE_FOUND] = LEE.time_h.to_list(), LEE.occupancy_percent.to_list()
PLACED = RABINER.time_h.iloc[0]
ENDS = LOWEST_DOSE, FIFTY_MG, FIFTY_MG_AGAIN
WEERTS_DAY = np.ceil(WEERTS.time_h / 24)
FACTS = data.load("plasma_facts")
HEROIN = FACTS[FACTS.quantity == "heroin-block duration"]
BINDING = data.load("receptor_binding")
AFFINITIES = BINDING[(BINDING.quantity == "Ki") & (BINDING.ligand == "naltrexone") & (BINDING.receptor == "mu")].value


def fact(quantity: str, source: str):
    """What a source says of naltrexone itself: one row of the table."""
    chosen = (FACTS.quantity == quantity) & (FACTS.source == source) & (FACTS.drug == "naltrexone")
    [row] = FACTS[chosen].itertuples()
    return row


def after(dose: float, times, **values: float):
    """A run after one dose at nought hours."""
    return simulate(MODEL, times, doses=[Dose(0.0, dose)], **values)


def blocked(dose: float, hours: float, **values: float) -> list[float]:
    """What the three accounts block so long after one dose, in per cent."""
    run = after(dose, [0.0, hours], **values)
    return [100 * run[f"occupancy_{account}"][-1] for account in ACCOUNTS]


def plasma_driven(dose: float, hours: float) -> list[float]:
    """What the plasma-driven account blocks, with the weakest and with the strongest affinity."""
    return [blocked(dose, hours, K_i=affinity)[0] for affinity in (AFFINITIES.max(), AFFINITIES.min())]


def hours_above_half(dose: float) -> float:
    """How long brain retention holds more than half of the receptors after one dose."""
    start, end = (
        brentq(lambda hours: effect_compartment(hours, dose) - EC50.default, *span) for span in ((0, 6), (6, 500))
    )
    return end - start


HALF_LIFE = fact("half-life", "swissmonograph").value
LAST_PHASE = fact("terminal half-life", "lee1988").value
HALF_TIME = fact("blockade half-time", "lee1988")
FIRST_PEAK = fact("Cmax", "verebey1976")
[SERUM] = FACTS[FACTS.quantity == "level"].itertuples()  # ng/mL
FIRST_PEAK_SPREAD = 100 * (FIRST_PEAK.high - FIRST_PEAK.value) / FIRST_PEAK.value
PRINTED_PEAK = fact("tmax", "swissmonograph").value
TO_NM = 1000 / oral_naltrexone.MOLAR_MASS.default
SLOWEST = T_HALF_BRAIN.default
TENFOLD = np.log2(10)

TIMES = np.arange(0, 169, 0.1)
TABLET = after(50.0, TIMES)
PLASMA = TABLET["plasma_naltrexone"]
EXPOSURE = oral_naltrexone.NG_PER_ML * 50.0 / oral_naltrexone.CL.default  # dose over clearance
TWO_DAYS = blocked(50.0, 48.0)
PARTED = np.ceil(TWO_DAYS[0]), *TWO_DAYS[1:]
HEIGHTS = [100 * after(dose, TIMES[:241])["occupancy_brain_retention"].max() for dose in (50.0, 5.0)]
LEFT_OF_ALL = effect_compartment(48.0 * np.arange(1, 20), 50.0).sum()  # ng/mL of many doses, every second day
EVERY_SECOND_DAY = 100 * LEFT_OF_ALL / (LEFT_OF_ALL + EC50.default)
STRONGEST = after(4.5, TIMES[:241], K_i=AFFINITIES.min())["occupancy_plasma_driven"]
SIX_HOURS = 0.1 * (STRONGEST > 0.5).sum()

QUARTERS = np.arange(0, 24 * 9, 0.25)
NIGHTLY = simulate(MODEL, QUARTERS, doses=[Dose(24.0 * night, 4.5) for night in range(7)])
CLIMBING = 100 * NIGHTLY["occupancy_brain_retention"]
TROUGHS = [np.interp(24 * night, QUARTERS, CLIMBING) for night in (1, 2, 3)]
SEVENTH_DAY = CLIMBING[(QUARTERS >= 6 * 24) & (QUARTERS <= 7 * 24)]
SWING = SEVENTH_DAY.min(), SEVENTH_DAY.max()
LAB = CLIMBING.max(), 100 * NIGHTLY["occupancy_plasma_driven"].max()

TWO_PHASE, RETAINED = (  # on Lee's scale
    [100 * np.interp(hours, TIMES, curve) / np.interp(FIRST_SCAN, TIMES, curve) for hours in LEE.time_h]
    for curve in (TABLET["occupancy_two_phase"], TABLET["occupancy_brain_retention"])
)
FOR_HEROIN = list(zip(*(blocked(row.dose_mg, row.value) for row in HEROIN.itertuples()), strict=True))
AT_MOST = np.ceil(max(plasma_driven(50.0, 48.0)))


def effect(times, dose, half_life: float, shape) -> np.ndarray:
    """The level in the effect compartment for any half-life and any plasma curve, in ng/mL."""
    coefficients, rates = shape
    k = np.log(2) / half_life
    hours = np.asarray(times, float)[..., None]
    return dose * ((np.exp(-k * hours) - np.exp(-rates * hours)) * k / (rates - k) @ coefficients)


def one_compartment():
    """The plasma curve of one compartment, with the printed half-life, time of the peak and exposure."""
    leaves, peak = np.log(2) / HALF_LIFE, PRINTED_PEAK
    enters = brentq(lambda k: np.log(k / leaves) / (k - leaves) - peak, 1.01 * leaves, 50)
    tablet = fact("AUC", "meyer1984")
    clearance = oral_naltrexone.NG_PER_ML * tablet.dose_mg / tablet.value
    return oral_naltrexone.exponentials(enters, clearance, clearance / leaves, 0.0, 1.0)


def share(half_life: float, level: float, exponent: float, shape, times, dose) -> np.ndarray:
    """The occupied share, with any exponent in the last step."""
    x = (effect(times, dose, half_life, shape) / level) ** exponent
    return x / (1 + x)


DEFAULT = {quantity.key: quantity.default for quantity in oral_naltrexone.MODEL.parameters}
TWO_COMPARTMENTS = oral_naltrexone.exponentials(*(DEFAULT[key] for key in ("k_a", "CL", "V_1", "Q", "V_2")))


def fitted(
    *, hours=RABINER.time_h, first_scan=FIRST_SCAN, relative=True, heights=True, bend=False, shape=TWO_COMPARTMENTS
):
    """Half-life, EC50 and exponent that fit the scans best, and the interval of the half-life."""

    def misses(logs):
        occupied = partial(share, *np.exp(logs), *([] if bend else [1.0]), shape)
        late = occupied(LEE.time_h, 50.0) / (occupied(first_scan, 50.0) if relative else 1)
        late = (100 * late - LEE.occupancy_percent) / (LEE.high_percent - LEE.occupancy_percent)
        early = (100 * occupied(hours, RABINER.dose_mg) - RABINER.occupancy_percent) / SCAN_ERROR
        return np.concatenate([late, early]) if heights else late

    found = least_squares(misses, np.log([30.0, 0.06, 1.0][: 3 if bend else 2]))
    error = np.sqrt(np.linalg.inv(found.jac.T @ found.jac)[0, 0])
    return np.exp(found.x), np.exp(found.x[0] + 1.96 * error * np.array([-1, 1]))


def a_day_later(best, shape=TWO_COMPARTMENTS) -> float:
    """What a fit predicts for 24 hours after a first 4.5 mg, in per cent."""
    return 100 * float(share(*best, 1.0, shape, 24.0, 4.5))


OUR_FIT, INTERVAL = fitted()
EXPONENT = fitted(bend=True)[0][2]
OTHERS = [  # Lee's per cent taken as occupancy, Lee alone, both, Rabiner's scans at 2 h, Lee's first at 1 h
    fitted(**choice)[0]
    for choice in (
        {"relative": False}, {"heights": False}, {"relative": False, "heights": False}, {"hours": 2.0},
        {"first_scan": 1.0},
    )
]  # fmt: skip
POORER = fitted(shape=one_compartment())[0]
HALF_LIVES = [best[0] for best in (*OTHERS, POORER)]
PREDICTIONS = [*map(a_day_later, OTHERS), a_day_later(POORER, one_compartment())]
SPREAD = min(PREDICTIONS), max(PREDICTIONS)

TRACE = next(sentence.when[0][2] for sentence in DECLARATION.summary[1] if "less than" in sentence.text)
SEEN = next(each.when[0][2] for each in DECLARATION.scene.finding[0] if "less than" in each.text)
HALF = DECLARATION.views[1].threshold
GUESS = blocked(DECLARATION.prediction.values["dose"], 24.0 * DECLARATION.prediction.values["days"])[2]

LAW = "the last step as it is written"
DAYS = "two days, in hours"
A_DAY = "the hour that the sentence asks about"
OFFERED = "a wrong answer that is offered"
EARLY = "trostheim2023"  # the table that says how early the scans were

NUMBERS = [
    says("the {:g}-hour half-life on record", HALF_LIFE),
    says("a peak of {:.1f} ng/mL and an AUC of {:.1f}", PLASMA.max(), EXPOSURE),
    says("prints a peak of {:g}.", fact("Cmax", "swissmonograph").value),
    says("comes at {:.1f} hours, where the text says {:g}", TIMES[PLASMA.argmax()], PRINTED_PEAK),
    says(
        "With a molar mass of {:g} g/mol, 1 ng/mL of naltrexone is {:.2f} nM",
        oral_naltrexone.MOLAR_MASS.default, TO_NM,
    ),
    given("the occupied fraction is p = x/(1+x)", LAW),
    given("At x = 1 half", LAW),
    given(f"At x = 10 it is {100 * 10 / (1 + 10):.0f} %", LAW),
    given("The last step is here x/(1 + x)", LAW),
    given("x/(1+x), which can never pass one", LAW),
    given("is 1 in the model", LAW),
    given("a dose of one ED50 gives x = 1", "what the ED50 means"),
    says("Published values run from {:g} to {:g} nM", AFFINITIES.min(), AFFINITIES.max()),
    says("Band, plasma-driven for Ki from {:g} to {:g} nM", AFFINITIES.min(), AFFINITIES.max()),
    says("at {:g} hours each gives half of the signal", T_REF.default),
    given("day 2, that is 48 hours", DAYS),
    given("Pairs read day 2", "what is to be read"),
    given("Look at 48 hours", "what is to be read"),
    says("plasma-driven below {:.0f} %, two-phase at {:.0f} %, brain retention at {:.0f} %", *PARTED),
    says("The three accounts say below {:.0f}, {:.0f} and {:.0f} per cent", *PARTED),
    says("plasma-driven below {:.0f}, two-phase {:.0f}, brain retention {:.0f} per cent", *PARTED),
    says("has {:.0f} % of the receptors blocked", PARTED[2]),
    says("about {:.0f} %", PARTED[2] / 2),
    says("about {:.0f} %", GUESS),
    says("{:.0f} %, as before", PARTED[2]),
    says("product text says {:g} to {:g} %", SWISS.low_percent, SWISS.high_percent),
    says("the Swiss text gives {:g} to {:g} %", SWISS.low_percent, SWISS.high_percent),
    says("brain retention gives {:.0f} %, above the range", EVERY_SECOND_DAY),
    says("the height fall from {:.0f} % to {:.0f} %", *HEIGHTS),
    says("the height falls from {:.0f} to {:.0f} per cent", *HEIGHTS),
    says("night by night, {:.0f}, {:.0f}, {:.0f} %, and swing between {:.0f} and {:.0f} %", *TROUGHS, *SWING),
    says("{:.0f}, {:.0f}, {:.0f} per cent, and between {:.0f} and {:.0f} on the seventh day", *TROUGHS, *SWING),
    says("a half-time of {:g} to {:g} hours", HALF_TIME.low, HALF_TIME.high),
    says("last phase in plasma, {:g} hours", LAST_PHASE),
    says("the slow plasma phase of {:g} hours", LAST_PHASE),
    says("each doubling takes {:.1f} more hours", SLOWEST),
    says("each doubling adds {:.1f} hours", SLOWEST),
    says("halves every {:.1f} hours", SLOWEST),
    says("{:.1f} hours more", SLOWEST),
    says("{:.1f} hours for each doubling", SLOWEST),
    says("(log₂ 10 = {:.2f}), so about {:.0f} hours more", TENFOLD, SLOWEST * TENFOLD),
    says("time above one half from {:.0f} to {:.0f} hours", hours_above_half(50.0), hours_above_half(100.0)),
    given("Going from 50 to 100 mg", "of the exercise"),
    says("{:.1f} hours above one half", SIX_HOURS),
    says("more than our curve holds at its peak, {:.1f}", after(4.5, TIMES[:61])["plasma_naltrexone"].max()),
    says(
        "at {:g} to {:g} ng/mL, which is {:.1f} to {:.0f} nM",
        SERUM.low, SERUM.high, SERUM.low * TO_NM, SERUM.high * TO_NM,
    ),
    says(
        "The half-life of {:.1f} h ({:.0f} to {:.0f}) and the EC50 of {:.4f} ng/mL",
        OUR_FIT[0], *INTERVAL, OUR_FIT[1],
    ),
    says("{:.0f} to {:.0f} is the formal interval", *INTERVAL),
    says("gave anything from {:.0f} to {:.0f} h", min(HALF_LIVES), max(HALF_LIVES)),
    says("left free, our fit gave {:.2f}", EXPONENT),
    says("Rabiner's scans at {:g} hours", PLACED),
    says("the three accounts at {:g} h", PLACED),
    given(f"an error of {SCAN_ERROR} points", "our choice, with which the fit is made here"),
    given(f"its own value at {FIRST_SCAN} h", "where our fit puts the first scan"),
    says(
        "24 hours after a first 4.5 mg, from {:.0f} % to anywhere between {:.0f} and {:.0f} %",
        a_day_later(OUR_FIT), *SPREAD,
    ),
    says("move the 24-hour prediction between {:.0f} and {:.0f} %", *SPREAD),
    given("PET scans of several people 24 hours after", A_DAY),
    given("scans of several people at 24 hours", A_DAY),
    says("predicts about {:.0f} %, two-phase {:.0f} %, brain retention {:.0f} %", *blocked(4.5, 24.0)),
    says("at most {:.0f} % at {:g} hours, where Lee found {:g} %", AT_MOST, LEE_HOURS[0], LEE_FOUND[0]),
    says("At 12.5 mg and 24 hours it gives {:.0f} to {:.0f} %", *plasma_driven(12.5, 24.0)),
    says("It gives {:.0f} % on Lee's scale at {:g} hours", TWO_PHASE[0], LEE_HOURS[0]),
    says("the two-phase curve is at {:.0f} at {:g} hours", TWO_PHASE[0], LEE_HOURS[0]),
    says("two-phase gives {:.0f}, {:.0f} and {:.0f} %", *FOR_HEROIN[1]),
    says(
        "{:.0f}, {:.0f} and {:.0f} % for the heroin test, and the level on day {:.0f} of 50 mg",
        *FOR_HEROIN[2], WEERTS_DAY,
    ),
    says(
        "(at {:g}, {:g}, {:g} and {:g} hours {:.0f}, {:.0f}, {:.0f} and {:.0f} % against {:g}, {:g}, {:g} and {:g} %)",
        *LEE_HOURS, *RETAINED, *LEE_FOUND,
    ),
    says("a day, {:g} ± {:.1f} %", WEERTS.occupancy_percent, WEERTS.high_percent - WEERTS.occupancy_percent),
    says("Scans on day {:.0f} of 50 mg a day found {:.0f} % blocked", WEERTS_DAY, WEERTS.occupancy_percent),
    says(
        "Measured values fall from {:g} at {:g} hours to {:g} at {:g} hours",
        LEE_FOUND[0], LEE_HOURS[0], LEE_FOUND[-1], LEE_HOURS[-1],
    ),
    says("At {:g} hours, more than twice that, {:g} %", LEE_HOURS[0], LEE_FOUND[0]),
    says("still there at {:g} hours", LEE_HOURS[0]),
    says("by {:g} h it lies on the floor", LEE_HOURS[0]),
    says("the scans at {:g} hours say", LEE_HOURS[0]),
    says("the two-phase curve at {:g} hours, and compare", LEE_HOURS[0]),
    says("Seven measured dots rise from {:g} per cent at 2 mg to {:g} and {:g} per cent at 50 mg", *ENDS),
    says("found {:g}, {:g} and {:g} %", *FIVE_MG),
    says("{:g} to {:g} % after 50 mg", *ENDS[1:]),
    rests('only "less than 8" is known', EARLY),
    rests("later than 8 hours after", EARLY),
    rests("mu receptors within 8 hours", EARLY),
    rests("Within 8 hours about half", EARLY),
    rests("Scans within 8 hours of 5 mg", EARLY),
    rests("Occupancy within 8 hours", EARLY),
    rests("less than 8 h after one dose", EARLY),
    rests("later than 8 h after a low dose", EARLY),
    given("against dose from 0.5 to 50 mg", "the axis of the figure"),
    given("its Table 2", "the number of a table"),
    says("the standard deviation of the peak was about {:.0f} %", about(5, FIRST_PEAK_SPREAD)),
    says("climbs to {:.0f} per cent and decays slowly; plasma-driven rises to {:.0f} per cent", *LAB),
    says(
        "Labels say that {:g}, {:g} and {:g} mg block 25 mg of heroin for {:g}, {:g} and {:g} hours",
        *HEROIN.dose_mg, *HEROIN.value,
    ),
    says(
        "Those used {:g}, {:g} and {:g} mg and gave {:g}, {:g} and {:g} hours", *HEROIN.dose_mg, *HEROIN.value,
    ),
    says("plasma half-life of naltrexone, about {:g} hours", HALF_LIFE),
    says("plasma half-life of naltrexone is about {:g} hours", HALF_LIFE),
    says("half-life in plasma is about {:g} hours", HALF_LIFE),
    says("half-life in plasma, about {:g} hours", HALF_LIFE),
    says("The plasma half-life of about {:g} hours", HALF_LIFE),
    says("in {:g} hours twelve half-lives have passed", 12 * HALF_LIFE),
    says("after {:g} hours, that is five half-lives", 5 * HALF_LIFE),
    says("half gone after {:g} hours", HALF_LIFE),
    says("lasts {:g} hours at any dose", HALF_LIFE),
    given("6-beta-naltrexol", "the name of a substance"),
    rests("in mice given 0.1 mg/kg", "zagon1983"),
    rests("blocked for 4 to 6 hours a day", "zagon1983"),
    given("blocks 60 % of mu receptors", "of the question"),
    given("Pain should fall by 60 %", OFFERED),
    sets("less than {:g} ng/mL is left", TRACE),
    sets("less than {:g} ng/mL of naltrexone", SEEN),
    sets("below {:g} ng/mL.", SEEN),
    given("20 seats stand for all mu receptors", "as the picture is drawn, whose test counts them"),
    given("still blocked 24 hours after the last dose", A_DAY),
    given("After 24 h", A_DAY),
    sets("Hours above {:g} %, of", HALF),
    given("of 24", A_DAY),
    sets("look at hour {:.0f}", limits(DECLARATION.steps[0])["hour"]),
]  # fmt: skip
