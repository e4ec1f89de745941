// A position in the argument with its numbers changed by up to a half: which of its conclusions still hold?

import { equilibria } from "../computing/loop.js";
import { remembering } from "../computing/remember.js";
import { POINTS } from "../generated/constants.js";
import { listInWords } from "../words/words.js";
import { dayRatings } from "./months.js";
import { dayMeans, evenInLogarithm } from "./sweep.js";

/** @import { Baseline, Column, Columns, Computed, Facts } from "../types.js" */
/** @import { Model, Models, Robustness, Spec, Values } from "../types.js" */
/** @typedef {Values & { position: string }} RobustnessState */
/** @typedef {Record<string, boolean>} Held - whether each conclusion holds */
/** @typedef {{ tone: Column, gain: Column, course: Column, held: Held }} Concluded */

const ROUNDING = 1e-9; // a difference from 1 that the last digits could make is none

/**
 * What the position concludes now, and, in columns whose names end with _told, before anything was changed.
 * @type {(spec: Spec<Robustness>, model: unknown, state: RobustnessState, models: Models) => Computed}
 */
function curves({ source, rivals }, _, state, models) {
  const position = source.positions[state.position];
  const model = models[rivals[position.account]];
  const doses = evenInLogarithm(source);
  /** @type {(values: Values) => Concluded} */
  const conclude = (values) => conclusionsOf(model, source, models.loop_at_rest, doses, values);
  const changed = Object.entries(position.values).map(([key, value]) => [key, (value * state[key]) / 100]);
  const now = conclude(Object.fromEntries(changed));
  const before = conclude(position.values);
  const days = Float64Array.from({ length: source.days + 1 }, (_, day) => day);
  const columns = { ...columnsOf(source, "", now), ...columnsOf(source, "_told", before), dose: doses, days };
  const names = Object.values(source.conclusions);
  return {
    along: Float64Array.from(names, (_, i) => i + 1),
    columns,
    facts: factsOf(source, position, state, now.held, before.held),
    names,
  };
}

/**
 * The curves of a set of numbers, and for each conclusion 1 or 0: whether it holds.
 * @type {(source: Robustness, suffix: string, concluded: Concluded) => Columns}
 */
function columnsOf({ conclusions }, suffix, { held, ...drawn }) {
  const named = Object.entries(drawn).map(([key, column]) => [`${key}${suffix}`, column]);
  return {
    ...Object.fromEntries(named),
    [`holds${suffix}`]: Float64Array.from(Object.keys(conclusions), (key) => Number(held[key])),
  };
}

/** @type {(source: Robustness, position: Baseline, state: Values, now: Held, before: Held) => Facts} */
function factsOf({ conclusions }, { values }, state, now, before) {
  const keys = Object.keys(conclusions);
  const fallen = keys.filter((key) => before[key] && !now[key]);
  return {
    changed: Object.keys(values).filter((key) => state[key] !== 100).length,
    holding: keys.filter((key) => now[key]).length,
    told: keys.filter((key) => before[key]).length,
    fallen: fallen.length,
    fell: fallen.map((key) => conclusions[key]).join("; "),
    broken: listInWords(keys.flatMap((key, i) => (now[key] ? [] : String(i + 1)))), // by their places in the list
    count: keys.length,
  };
}

/**
 * The curves of a set of numbers, and which conclusions they hold.
 * @type {(model: Model, source: Robustness, rest: Model, doses: Column, values: Values) => Concluded}
 */
const conclusionsOf = remembering((model, source, rest, doses, values) => {
  const means = Array.from(doses, (dose) => dayMeans(model, dose, values));
  const tone = Float64Array.from(means, (mean) => mean.tone);
  const gain = Float64Array.from(means, (mean) => mean.gain);
  const strongest = doses.length - 1;
  const most = Math.max(...tone);
  const best = doses[tone.indexOf(most)];
  const low = [3, 4.5].map((dose) => dayMeans(model, dose, values).gain);
  const ofTheLoop = new Set(rest.parameters.map(({ key }) => key));
  const found = equilibria(rest, Object.fromEntries(Object.entries(values).filter(([key]) => ofTheLoop.has(key))));
  const begin = found[found.length - 1];
  const [course, strong] = [4.5, 50].map((dose) => dayRatings(model, source.days, dose, source.days, begin, values));
  const threshold = found.length === 3 ? POINTS * found[1].S : -1; // no rating is below it where there is none
  /** @type {(ratings: Column) => boolean} */
  const escapes = (ratings) => ratings.some((rating) => rating < threshold);
  const held = {
    bistable: found.length === 3,
    inverted_u: best >= 1 && best <= 10 && most > 1.005,
    tone_falls_at_50: tone[strongest] < 1 - ROUNDING,
    no_gain_at_50: gain[strongest] >= 1 - ROUNDING,
    low_dose_helps: low.some((value) => value < 1 - ROUNDING),
    escape_at_4_5: escapes(course),
    no_escape_at_50: !escapes(strong),
  };
  return { tone, gain, course, held };
});

export const robustness = { curves };
