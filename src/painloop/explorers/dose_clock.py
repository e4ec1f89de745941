"""The dose clock: how long does a dose of naltrexone hold the receptor, and which account do the scans reject?"""

from painloop import data
from painloop.explorers.controls import Radio, Slider, Switch
from painloop.explorers.declaration import Declaration, Guess, Measure, Preset, Scene, TryIt
from painloop.explorers.sentences import Choice, Sentence, at
from painloop.explorers.sources.regimen import Regimen
from painloop.explorers.views import LineChart, Point, Series
from painloop.explorers.widget import widget_class
from painloop.models import oral_naltrexone, receptor_blockade

ACCOUNTS = {key: name[0].upper() + name[1:] for key, name in receptor_blockade.ACCOUNTS.items()}
SECOND_UNIT_NM = 1000 / oral_naltrexone.MOLAR_MASS.default  # nM in 1 ng/mL


def pet_points() -> tuple[Point, ...]:
    """The PET table as points of the occupancy view."""
    table = data.load("pet_occupancy")
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return tuple(
        Point(
            dose=row["dose_mg"],
            schedule="nightly" if row["schedule"] == "daily" else "once",
            time=row["time_h"],
            value=row["occupancy_percent"],
            low=row["low_percent"],
            high=row["high_percent"],
            relative=row["scale"] == "relative",
            study=row["study"],
            drawn_as=row["drawn_as"],
        )
        for row in rows
    )


NO_DOSE = (("dose", "==", 0),)
ONCE = ("schedule", "==", "once")
NIGHTLY = ("schedule", "==", "nightly")
NONE_SHOWN = tuple((key, "==", False) for key in ACCOUNTS)


def _account(key: str) -> Choice:
    """What is left a day later by one account, while it is shown and there is a dose."""
    return (Sentence(f"{ACCOUNTS[key]} {{end_{key}:.0f}}\u00a0%.", ((key, "==", True), ("dose", ">", 0))),)


TAKEN: Choice = (
    Sentence("No dose, no blockade. Raise the dose to begin.", NO_DOSE),
    Sentence("After one dose of {dose:g}\u00a0mg, plasma naltrexone peaks at {peak_plasma:.3g}\u00a0ng/mL.", (ONCE,)),
    Sentence(
        "With {dose:g}\u00a0mg every night for {days:g} days, plasma naltrexone peaks at {peak_plasma:.3g}\u00a0ng/mL "
        "after the last dose."
    ),
)
LEFT: Choice = (
    Sentence("", NO_DOSE),
    Sentence("A day later less than 0.001\u00a0ng/mL is left.", (("end_plasma", "<", 0.001),)),
    Sentence("A day later {end_plasma:.3f}\u00a0ng/mL is left."),
)
AGAINST_DATA: Choice = (
    Sentence("", NO_DOSE),
    Sentence(
        "Scans two days after 50\u00a0mg still found most receptors blocked, when the plasma-driven account has none "
        "left: the data reject it.",
        (ONCE, ("dose", ">=", 40), ("days", ">=", 2)),
    ),
    Sentence("Show two days or more to see the scans that separate the accounts.", (ONCE, ("dose", ">=", 40))),
    Sentence(
        "Scans within 8 hours of 5\u00a0mg found 43, 46 and 58\u00a0% blocked. No later scan was found for so low a "
        "dose: beyond the dots, every curve is extrapolation.",
        (ONCE, ("dose", ">=", 4), ("dose", "<=", 6.25)),
    ),
    Sentence(
        "Scans on day 4 of 50\u00a0mg a day found 95\u00a0% blocked, at an unstated hour: they cannot choose between "
        "the accounts.",
        (NIGHTLY, ("dose", ">=", 40)),
    ),
    Sentence("No scan of nightly dosing near this dose was found: every curve is extrapolation.", (NIGHTLY,)),
    Sentence("No scan near this dose was found: every curve is extrapolation.", (("dose", "<", 1.6),)),
    Sentence(
        "Dots, where there are any, are the scans made nearest to this dose; elsewhere every curve is extrapolation."
    ),
)
BLOCKED: Choice = (
    Sentence("", NO_DOSE),
    Sentence("Switch on an account to see receptor occupancy.", NONE_SHOWN),
    Sentence("Mu-opioid receptors still blocked 24 hours after the last dose:"),
)
BY_ACCOUNT = tuple(_account(key) for key in ACCOUNTS)
ANSWER: Choice = (
    Sentence("No dose, no blockade.", NO_DOSE),
    Sentence(
        "Plasma at hour {at_time:g}: below 0.001\u00a0ng/mL.", (*NONE_SHOWN, ("at_plasma_naltrexone", "<", 0.001))
    ),
    Sentence("Plasma at hour {at_time:g}: {at_plasma_naltrexone:.3g}\u00a0ng/mL.", NONE_SHOWN),
    Sentence("Blocked at hour {at_time:g}:"),
)
AT_THE_HOUR: Choice = (
    Sentence("No dose, no blockade.", NO_DOSE),
    Sentence(
        "At hour {at_time:g} plasma holds less than 0.001\u00a0ng/mL of naltrexone.",
        (("at_plasma_naltrexone", "<", 0.001),),
    ),
    Sentence(
        "At hour {at_time:g} plasma holds {at_plasma_naltrexone:.1f}\u00a0ng/mL of naltrexone.",
        (("at_plasma_naltrexone", ">=", 1),),
    ),
    Sentence("At hour {at_time:g} plasma holds {at_plasma_naltrexone:.3f}\u00a0ng/mL of naltrexone."),
)
SEATED: Choice = (
    Sentence("", NO_DOSE),
    Sentence("", NONE_SHOWN),
    Sentence("Mu-opioid receptors blocked:"),
)
BY_ACCOUNT_THEN = tuple(
    (Sentence(f"{name} {{at_occupancy_{key}:.0%}}.", ((key, "==", True), ("dose", ">", 0))),)
    for key, name in ACCOUNTS.items()
)

DECLARATION = Declaration(
    name="dose-clock",
    title="Dose clock: how long does a dose hold the receptor?",
    model=receptor_blockade.MODEL,
    controls=(
        Slider(
            "dose", "Dose of naltrexone", "mg", 50.0, 0.0, 50.0, 0.5, 0.1,
            "Any dose from 0 to 50\u00a0mg. The small buttons jump to a value; none is a recommendation.",
            jumps=(0.5, 1.5, 4.5, 50.0), stretch=1,
        ),
        Radio(
            "schedule", "Taken", "once", {"once": "once", "nightly": "every night"}, "One dose, or one each night."
        ),
        Slider(
            "days", "Days shown", "days", 7, 1, 14, 1, 1,
            "How many days the clock runs; taken every night, it is also the number of doses.",
            whole=True,
        ),
        Slider(
            "hour", "Look at this hour", "h", 48, 0, 168, 1, 1,
            "Hours after the first dose, no further than the days shown. What the picture shows, and where the dashed "
            "line stands. It changes no curve.",
            whole=True, jumps=(1, 8, 24, 48, 96),
        ),
        *(Switch(key, name, "Accounts") for key, name in ACCOUNTS.items()),
    ),
    source=Regimen(
        amount="dose", schedule="schedule", days="days", nearby=1.25, hour="hour", filling="plasma_naltrexone",
    ),
    views=(
        LineChart(
            key="plasma", tab="Blood", title="Naltrexone in plasma", unit="ng/mL", height=150,
            scale="log", bottom=0.001,
            series=(Series("plasma_naltrexone", "plasma", "plasma"),),
            second_unit="nM", second_factor=SECOND_UNIT_NM,
            finding=(TAKEN, LEFT),
        ),
        LineChart(
            key="occupancy", tab="Receptors",
            title="Mu-opioid receptors occupied", unit="%", factor=100, format=".1f", top=100,
            height=260,
            series=tuple(Series(f"occupancy_{key}", name, key) for key, name in ACCOUNTS.items()),
            threshold=50.0, threshold_label="half", points=pet_points(),
            finding=((Sentence("No mu-opioid receptors occupied.", NO_DOSE),), BLOCKED, *BY_ACCOUNT),
        ),
    ),
    measures=(
        Measure("peak", "Peak", "plasma", "peak", ".3g", "ng/mL"),
        Measure("end", "After 24 h", "plasma", "end", ".3f", "ng/mL"),
        Measure("peak", "Peak", "occupancy", "peak", ".0f", "%", 100),
        Measure("end", "After 24 h", "occupancy", "end", ".0f", "%", 100),
        Measure("hours", "Hours above 50 %, of 24", "occupancy", "hours_above", ".1f", "h"),
    ),
    summary=(TAKEN, LEFT, BLOCKED, *BY_ACCOUNT, AGAINST_DATA),
    answer=(ANSWER, *BY_ACCOUNT_THEN),
    scene=Scene(
        finding=(AT_THE_HOUR, SEATED, *BY_ACCOUNT_THEN),
        caption="The bath is the blood, full at its peak. Each sponge is an account: 20 seats stand for all mu "
        "receptors, rings for naltrexone.",
    ),
    probe="hour",
    visible=7,
    presets=(
        Preset("one-tablet", "One 50 mg tablet", {"dose": 50.0, "schedule": "once", "days": 7}),
        Preset("low-dose-nightly", "4.5 mg every night", {"dose": 4.5, "schedule": "nightly", "days": 7}),
    ),
    prediction=Guess(
        "Two days after 50\u00a0mg, the account fitted to the brain scans has 79\u00a0% of the receptors blocked. "
        "After half the dose, 25\u00a0mg, how many would it have?",
        ("about 40 %", "about 66 %", "79 %, as before"),
        1,
        "Half the drug is not half the block: occupancy flattens as receptors fill, so much drug can go before many "
        "are free.",
        {"dose": 25.0, "schedule": "once", "days": 2},
        "occupancy", ((48.0, 40.0), (48.0, 66.0), (48.0, 79.0)),
    ),
    steps=(
        TryIt(
            "Press “One 50 mg tablet” and look at hour 48. Plasma has reached the floor; the three accounts part.",
            (*at(dose=50, schedule="once", hour=48), ("days", ">=", 2)),
        ),
        TryIt(
            "Go from 50\u00a0mg down to 5\u00a0mg. The peak of brain retention falls to about half, not to a tenth.",
            at(dose=5, schedule="once", brain_retention=True),
        ),
        TryIt(
            "Press “4.5 mg every night”. Brain retention climbs night by night, and no measured dot decides between "
            "the accounts.",
            (*at(dose=4.5, schedule="nightly", brain_retention=True), ("days", ">=", 3)),
        ),
    ),
)  # fmt: skip

DoseClock = widget_class(DECLARATION, __doc__ or "")
