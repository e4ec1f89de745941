"""A trial on paper: how much one patient's change differs from another's, and what that leaves of an effect.

The idea. A trial reads a small difference through a large spread. Patients differ in their loop, in what the drug does
in them, in what a placebo does, and in the day on which they are asked. Each adds to the spread of the changes; the
difference of two arms is as uncertain as that spread over the root of the patients in each.

In words: the variances of placebo response, noise and drug response add; the standard error of the difference is the
root of the two arms' variances over n; the expected z is the true effect over that. What is log-normal with a
coefficient of variation CV has the logarithm's SD sigma = sqrt(ln(1 + CV^2)).

Assumptions. Placebo response and noise are normal, independent, and of one law in both arms. Drug effect and placebo
response add up. A patient's placebo response is the same in both periods of a crossover, but for `placebo_shift`. The
entry rule looks at the screening score. With `screening_sd` above 0 that score has an error, gone at the end: patients
chosen for a high score then improve by themselves. The readouts below do not count it. FINAL's change on placebo and
its SD already contain it, and the natural course too; lower `placebo_mean` and `noise_sd` when you raise it.

Left out. Fluctuation over days, unblinding and expectation, drop-out for lack of effect, titration, other treatments,
the ends of the scale. Only the spread of placebo response and noise together can be read from FINAL's interval, an SD
of about 1.5 to 1.6; how it divides between them is ours.

Sources. Placebo response and the SD of the change: FINAL (bruun2024final). The effect is about FINAL's estimate, which
that trial could not tell from none. The population and the SD of the drug response are ours.
"""

from sympy import Expr, Symbol, evaluate, log, sqrt

from painloop.equations.model import Model, Readout
from painloop.equations.quantity import OURS, Grade, Quantity

OUR_FIT = f"{OURS}, bruun2024final"


def _population(symbol: str, key: str, name: str, default: float, low: float, high: float) -> Quantity:
    return Quantity(Symbol(symbol), key, name, "1", default, low, high, Grade.ILLUSTRATIVE, OURS)


def _points(
    symbol: str, key: str, name: str, default: float, low: float, high: float, grade: Grade, source: str
) -> Quantity:
    return Quantity(Symbol(symbol), key, name, "points", default, low, high, grade, source)


W_MEDIAN = _population(r"w_\mathrm{med}", "w_median", "median coupling of glia to neurons", 2.8, 1.0, 4.0)
CV_W = _population(r"\mathrm{CV}_w", "cv_w", "coefficient of variation of the coupling", 0.25, 0.0, 1.0)
CV_OTHERS = _population(
    r"\mathrm{CV}", "cv_others", "coefficient of variation of the response to the drug's parameters", 0.30, 0.0, 1.0
)
PLACEBO_MEAN = _points(
    r"m_\mathrm{pl}", "placebo_mean", "mean change on placebo", -0.9, -4.0, 1.0, Grade.MEASURED, "bruun2024final"
)
PLACEBO_SHIFT = _points(
    r"\Delta m_\mathrm{pl}", "placebo_shift", "what the placebo response gains in the second period of a crossover",
    0.0, -2.0, 2.0, Grade.ILLUSTRATIVE, OURS,
)  # fmt: skip
PLACEBO_SD = _points(
    r"s_\mathrm{pl}", "placebo_sd", "SD of the placebo response between patients", 1.0, 0.0, 3.0, Grade.ILLUSTRATIVE,
    OUR_FIT,
)  # fmt: skip
NOISE_SD = _points(
    r"s_\varepsilon", "noise_sd", "SD of the noise of a measured change", 1.15, 0.1, 3.0, Grade.ESTIMATED, OUR_FIT
)
SCREENING_SD = _points(
    r"s_\mathrm{scr}", "screening_sd", "SD of the error of the screening score", 0.0, 0.0, 3.0, Grade.ILLUSTRATIVE, OURS
)
ENTRY = _points(
    r"\mathit{NRS}_\mathrm{in}", "entry_threshold", "lowest screening score that lets a patient in", 4.0, 0.0, 10.0,
    Grade.ILLUSTRATIVE, OUR_FIT,
)  # fmt: skip
POPULATION = (
    W_MEDIAN, CV_W, CV_OTHERS, PLACEBO_MEAN, PLACEBO_SHIFT, PLACEBO_SD, NOISE_SD, SCREENING_SD, ENTRY,
)  # fmt: skip

EFFECT = _points(r"\delta", "effect", "true mean effect of the drug", -0.35, -3.0, 3.0, Grade.ILLUSTRATIVE, OUR_FIT)
RESPONSE_SD = _points(
    r"s_\mathrm{drug}", "response_sd", "SD of the drug's effect between patients", 0.6, 0.0, 3.0, Grade.ILLUSTRATIVE,
    OURS,
)  # fmt: skip
PER_ARM = Quantity(
    Symbol("n"), "patients_per_arm", "patients in each arm", "1", 49.0, 2.0, 1e6, Grade.ILLUSTRATIVE, OUR_FIT
)

cv_w, cv_others, placebo_sd, noise_sd, effect, response_sd, n = (
    quantity.symbol for quantity in (CV_W, CV_OTHERS, PLACEBO_SD, NOISE_SD, EFFECT, RESPONSE_SD, PER_ARM)
)
sd_placebo, sd_drug, sd_change, error = (
    Symbol(name) for name in (r"\mathrm{SD}_\mathrm{pl}", r"\mathrm{SD}_\mathrm{drug}", r"\mathrm{SD}", r"\mathrm{SE}")
)


def log_sd(cv: Expr) -> Expr:
    """The SD of the logarithm of what is log-normal with this coefficient of variation."""
    return sqrt(log(1 + cv**2))


with evaluate(False):
    READOUTS = (
        Readout(Symbol(r"\sigma_w"), "sigma_w", "SD of the logarithm of the coupling", "1", log_sd(cv_w)),
        Readout(
            Symbol(r"\sigma"), "sigma_others", "SD of the logarithm of the other parameters", "1", log_sd(cv_others)
        ),
        Readout(sd_placebo, "sd_placebo", "SD of the change on placebo", "points", sqrt(placebo_sd**2 + noise_sd**2)),
        Readout(sd_drug, "sd_drug", "SD of the change on the drug", "points", sqrt(sd_placebo**2 + response_sd**2)),
        Readout(sd_change, "sd_change", "SD of the change, pooled", "points", sqrt((sd_placebo**2 + sd_drug**2) / 2)),
        Readout(error, "standard_error", "standard error of the difference", "points", sd_change * sqrt(2 / n)),
        Readout(Symbol("z"), "expected_z", "expected z of the difference", "1", effect / error),
        Readout(Symbol("d"), "standardised_effect", "effect in SDs of the change", "1", effect / sd_change),
    )

MODEL = Model(
    name="trial_on_paper",
    title="A trial on paper",
    time_unit="d",
    parameters=(*POPULATION, EFFECT, RESPONSE_SD, PER_ARM),
    readouts=READOUTS,
)
