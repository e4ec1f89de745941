// A position in the argument with its numbers changed by up to a half: which of its conclusions still hold?
import { POINTS } from "../generated/constants.js";
import { equilibria } from "../loop.js";
import { dayRatings } from "./months.js";
import { dayMeans } from "./sweep.js";

const ROUNDING = 1e-9; // so that "as good as nothing" is no matter of the last digit

function run({ source, rivals }, _, state, models) {
  const { positions, conclusions, low, high, points } = source;
  const position = positions[state.position];
  const model = models[rivals[position.account]];
  const values = Object.fromEntries(
    Object.entries(position.values).map(([key, value]) => [key, (value * state[key]) / 100]),
  );
  const doses = Float64Array.from({ length: points }, (_, i) => low * (high / low) ** (i / (points - 1)));
  const now = conclude(source, model, models.loop_at_rest, doses, values);
  const told = asTold(source, state.position, () =>
    conclude(source, model, models.loop_at_rest, doses, position.values),
  );
  const columns = {};
  for (const [suffix, { held, ...curves }] of [
    ["", now],
    ["_told", told],
  ]) {
    for (const [key, column] of Object.entries(curves)) columns[`${key}${suffix}`] = column;
    columns[`holds${suffix}`] = Float64Array.from(Object.keys(conclusions), (key) => Number(held[key]));
  }
  Object.assign(columns, { dose: doses, days: Float64Array.from({ length: source.days + 1 }, (_, day) => day) });
  const fell = Object.keys(conclusions)
    .filter((key) => told.held[key] && !now.held[key])
    .map((key) => conclusions[key]);
  const facts = {
    changed: Object.keys(position.values).filter((key) => state[key] !== 100).length,
    holding: columns.holds.reduce((a, b) => a + b),
    told: columns.holds_told.reduce((a, b) => a + b),
    fallen: fell.length,
    fell: fell.join("; "),
    count: columns.holds.length,
  };
  const names = Object.values(conclusions);
  return { along: Float64Array.from(names, (_, i) => i + 1), columns, facts, names };
}

const concluded = new WeakMap(); // of every source, what its positions conclude: that is asked once

function asTold(source, position, ask) {
  const found = concluded.get(source) ?? {};
  found[position] ??= ask();
  concluded.set(source, found);
  return found[position];
}

/** The curves of a set of numbers, and which conclusions they hold. */
function conclude(source, model, rest, doses, values) {
  const means = Array.from(doses, (dose) => dayMeans(model, dose, values));
  const tone = Float64Array.from(means, (mean) => mean.tone);
  const gain = Float64Array.from(means, (mean) => mean.gain);
  const most = Math.max(...tone);
  const best = doses[tone.indexOf(most)];
  const low = [3, 4.5].map((dose) => dayMeans(model, dose, values).gain);
  const ofTheLoop = new Set(rest.parameters.map(({ key }) => key));
  const found = equilibria(rest, Object.fromEntries(Object.entries(values).filter(([key]) => ofTheLoop.has(key))));
  const [course, strong] = [4.5, 50].map((dose) =>
    dayRatings(model, source.days, dose, source.days, found.at(-1), values),
  );
  const threshold = found.length === 3 ? POINTS * found[1].S : -1; // nobody escapes where there is none
  const passes = (ratings) => ratings.some((rating) => rating < threshold);
  const held = {
    bistable: found.length === 3,
    inverted_u: best >= 1 && best <= 10 && most > 1.005,
    tone_falls_at_50: tone.at(-1) < 1 - ROUNDING,
    no_gain_at_50: gain.at(-1) >= 1 - ROUNDING,
    low_dose_helps: low.some((value) => value < 1 - ROUNDING),
    escape_at_4_5: passes(course),
    no_escape_at_50: !passes(strong),
  };
  return { tone, gain, course, held };
}

export const stressed = { run };
