"""The numbers of the chapter on phantom limb pain."""

from prose_numbers import about, given, rests, says

from painloop import data
from painloop.analysis.statistics import risk_difference

GROUPS = data.load("nerve_block").set_index("group")
BLOCK, SALINE = GROUPS.loc["nerve block"], GROUPS.loc["saline"]
TRIALS = data.load("phantom_limb_treatments").set_index("study")
BLOCK_TRIAL, FREEZING = TRIALS.loc["Ilfeld 2021"], TRIALS.loc["Ilfeld 2023"]


def alike(*values: float, form: str = "g") -> str:
    """What values have in common; all of them, if they differ."""
    return " and ".join(dict.fromkeys(f"{value:{form}}" for value in values))


def result(trial) -> tuple[float, float, float]:
    """A trial's difference and its interval."""
    return trial.estimate, trial.low, trial.high


BETTER, BETTER_ON_SALINE = BLOCK.two_points_less_percent, SALINE.two_points_less_percent
MORE = BETTER - BETTER_ON_SALINE
AFTER, AFTER_SALINE = BLOCK.after_mean, SALINE.after_mean
PEOPLE = round(GROUPS.n_two_points.mean())
HELPED = risk_difference(
    round(BETTER * PEOPLE / 100), PEOPLE, round(BETTER_ON_SALINE * PEOPLE / 100), PEOPLE
)  # as in the lab
PEOPLE_IN_BOTH = alike(BLOCK_TRIAL.n, FREEZING.n, form=".0f")
LARGEST_SURVEY = data.load("phantom_limb_prevalence").n.max()

POSITION = "the number of a heading"
AXIS = "the axis of the figure"

NUMBERS = [
    *(given(f"Position {number}: a {what}", POSITION) for number, what in ((1, "map"), (2, "map"), (3, "source"))),
    *(given(words, POSITION) for words in ("1 A map that", "2 A map that", "3 A source")),  # in the diagram
    given("joined positions 1 and 3", POSITION),
    rests("about 13 people, correlation 0.93", "flor1995plp"),
    *(rests(words, "flor1995plp") for words in ("about 13 people", "correlation 0.93")),  # lines of the diagram
    rests("Vaso 2014, a study of 31 people", "vaso2014peripheral"),
    says("Ilfeld 2021, {:.0f} people, in favour", BLOCK_TRIAL.n),
    says("Ilfeld 2023, {:.0f} people, against", FREEZING.n),
    says("Ilfeld 2021: {:.0f} people, block", BLOCK_TRIAL.n),
    says("Ilfeld 2023: {:.0f} people, freezing", FREEZING.n),
    given("a mixture of positions 1 and 3", POSITION),
    says("tested the idea again in {:.0f} people", FREEZING.n),
    says("Of two trials of {} people each", PEOPLE_IN_BOTH),
    says("each time in {} people", PEOPLE_IN_BOTH),
    says("In a second trial of {:.0f} people", FREEZING.n),
    says("{:.0f} people, {:.1f} points ({:.1f} to {:.1f})", FREEZING.n, *result(FREEZING)),
    says("differed from a sham by {:.1f} points ({:.1f} to {:.1f})", *result(FREEZING)),
    says("{:.0f} in 100 people were two points better", BETTER_ON_SALINE),
    says("{:.0f} in 100 were two points better", BETTER_ON_SALINE),
    says("Then the nerve block: {:.0f}", BETTER),
    says("It was {:.0f} on salt water, and {:.0f} after the block", BETTER_ON_SALINE, BETTER),
    given("Of 100 people on salt water", "of the question"),
    says("{:.0f} per cent after the block and {:.0f} after saline", BETTER, BETTER_ON_SALINE),
    says("The same two shares, {:.0f} and {:.0f} per cent", BETTER, BETTER_ON_SALINE),
    says("You should see {:.1f} against {:.1f}", AFTER, AFTER_SALINE),
    says("the mean is {:.1f} after the nerve block and {:.1f} after saline", AFTER, AFTER_SALINE),
    says("On the left they read {:.1f} and {:.1f}", AFTER_SALINE, AFTER),
    says("The means after four weeks were {:.1f} and {:.1f}", AFTER_SALINE, AFTER),
    says("prints a difference of {:.1f}, from {:.1f} to {:.1f}", *result(BLOCK_TRIAL)),
    says("The paper prints {:.1f} ({:.1f} to {:.1f})", *result(BLOCK_TRIAL)),
    says("{:.1f} − {:.1f} is {:.1f}", AFTER_SALINE, AFTER, AFTER_SALINE - AFTER),
    says("Both groups begin at a median of {}", alike(BLOCK.before_median, SALINE.before_median)),
    rests("A wider review of 38 therapies", "richardson2017plp"),
    rests("the 1.6 million people with limb loss", "zieglergraham2008"),
    rests("The 1.6 million is an estimate", "zieglergraham2008"),
    rests("a correlation of 0.93", "flor1995plp"),
    says("survey here asked {:.0f} people", LARGEST_SURVEY),
    says(
        "{:.0f} − {:.0f} = {:.0f} more people in 100 are better, and 100 divided by {:.0f} is about {:.0f}",
        BETTER, BETTER_ON_SALINE, MORE, MORE, 100 / MORE,
    ),
    given("say little with 20 people in each group and a good deal with 400", "the ends of the figure's axis"),
    says(
        "With about {:.0f}, as in the trial, the NNT is {:.0f}, between {:.0f} and {:.0f}",
        about(10, PEOPLE), HELPED.nnt, *HELPED.nnt_interval,
    ),
    given("with a 95 per cent interval, for groups of 20 to 400", AXIS),
    says(
        "At {:.0f} people in each group the difference is {:.0f} in 100, from {:.0f} to {:.0f}",
        PEOPLE, 100 * HELPED.difference, 100 * HELPED.low, 100 * HELPED.high,
    ),
    says("its trial's interval, from {:.1f}", TRIALS.loc["Dumanian 2019"].low),
]  # fmt: skip
