"""Three published trials of low-dose naltrexone in fibromyalgia, as designs.

Taken from the trials: arms, doses, numbers, duration, order, washout, losses. Assumed in all: the population (its mean
score, 6.9, is above that of FINAL and Younger 2013 and below that of INNOVA), its spread, that the last day is what is
asked about, and a full dose from the first night.

What the drug does is no finding. For FINAL and Younger 2013, T_max is set so that parallel arms would show about the
difference the trial printed; run as the crossover it was, with unequal periods and carry-over, Younger 2013 shows only
about -0.45. INNOVA's difference favoured placebo, which this model with its glial arm off does not reproduce (about
-0.1). The runs show what trials of that size would find if the truth were so. They do not judge the trials: power at
the observed effect says no more than the p value.
"""

from painloop.trial.design import Arm, Design
from painloop.trial.population import Population

# bruun2024final: 6 mg against placebo, 49 and 50 women, 12 weeks (of which 4 titration, not modelled), entry at NRS 4,
# none lost to follow-up; change -1.3 and -0.9. T_max 0.104 gives an effect of about its -0.34.
FINAL = Design(
    name="FINAL (2024)",
    arms=(Arm("naltrexone 6 mg", 6.0, 49, 84), Arm("placebo", 0.0, 50, 84)),
    population=Population(medians={"T_max": 0.104}),
)

# rodriguezfreire_innova: 4.5 mg against placebo, 48 and 50 women; the primary end is at 3 months, here 91 days, and the
# trial went on to 12. Change -0.33 and -0.64. Second-hand: 47 and 49 analysed. Unverified: the entry threshold, for
# which FINAL's stands. The result is null, so the drug's glial arm is off; the rest of the model stays.
INNOVA = Design(
    name="INNOVA (2026)",
    arms=(Arm("naltrexone 4.5 mg", 4.5, 48, 91, drop_out=1 / 48), Arm("placebo", 0.0, 50, 91, drop_out=1 / 50)),
    population=Population(medians={"T_max": 0.0}, numbers={"placebo_mean": -0.64}),
)

# younger2013ldn: crossover, 12 weeks of 4.5 mg and 4 weeks of placebo, no washout; 31 randomised, 29 completed. From
# the registry: 16 and 15 began, 15 and 14 completed; which order had the 16 was not seen, nor in which period the two
# left. Pain was the mean of the last 3 days, in per cent of baseline (second-hand 5.1 of 10); T_max 0.161 gives an
# effect of -0.65 after 12 weeks in parallel arms, the printed difference of 10.8 per cent of an assumed baseline of 6.
YOUNGER_2013 = Design(
    name="Younger 2013",
    arms=(Arm("naltrexone 4.5 mg", 4.5, 16, 84, drop_out=1 / 31), Arm("placebo", 0.0, 15, 28, drop_out=1 / 31)),
    crossover=True,
    population=Population(medians={"T_max": 0.161}),
)
