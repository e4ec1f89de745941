// Months of nightly doses in one patient, read in two ways at once, and where each reading lets the loop rest.

import { atRest, equilibria, folds, restCurves } from "../computing/loop.js";
import { remembering } from "../computing/remember.js";
import { simulate } from "../computing/simulate.js";
import { POINTS } from "../generated/constants.js";
import { concentration } from "../words/numbers.js";
import { dayMeans, settingValues } from "./sweep.js";

/** @import { Column, Columns, Computed, Facts, Model, Models, Months, Resting, Spec, Values } from "../types.js" */
/** @typedef {{ dose: number, nights: number, w: number, N_0: number, pEC50: number, day: number }} MonthsState */

/** @type {(spec: Spec<Months>, model: Model, state: MonthsState, models: Models) => Computed} */
function curves({ source, rivals }, model, state, models) {
  const chosen = settingValues(source.settings, state);
  const rest = models.loop_at_rest;
  const loop = { w: chosen.w, N_0: chosen.N_0 };
  const found = equilibria(rest, loop);
  const begin = found[found.length - 1];
  const now = Math.floor(state.day);
  const along = Float64Array.from({ length: source.watched + 1 }, (_, day) => day);
  /** @type {Columns} */
  const columns = { untreated: along.map(() => POINTS * begin.S), ...resting(source, rest, "none", loop) };
  const facts = patient(rest, state, loop, found);
  columns.nights_by_weekday = byWeekday(Number(facts.nights_end));
  columns.taken_by_weekday = byWeekday(Number(facts.taken));
  /** @type {Record<string, [Model, Values]>} */
  const readings = {
    now: [model, chosen],
    anchored: [models[rivals[source.account]], { ...chosen, ...source.beside }],
  };
  for (const [name, [itsModel, values]] of Object.entries(readings)) {
    const { rating, glia } = daysOf(itsModel, source.watched, state.dose, state.nights, begin, values);
    const action = dayMeans(itsModel, state.dose, values);
    const treated = { ...loop, factor: action.disinhibition, inhibition: action.glial_inhibition };
    columns[`rating_${name}`] = rating.map((value, day) => (day > now ? NaN : value));
    Object.assign(columns, resting(source, rest, name, treated));
    columns[`dot_${name}`] = rating.slice(now, now + 1);
    columns[`coupling_${name}`] = Float64Array.of(loop.w);
    Object.assign(facts, outcome(rest, name, rating, state, found, treated));
    Object.assign(facts, shown(name, rating[now], glia[now], loop.w));
  }
  return { along, columns, facts };
}

/** @typedef {[model: Model, days: number, dose: number, nights: number, begin: Resting, values: Values]} Followed */

/**
 * The rating of every day, the mean of its 24 hours, and how active the glia are at its end; day 0 is the start.
 * @type {(...followed: Followed) => { rating: Column, glia: Column }}
 */
const daysOf = remembering((model, days, dose, nights, { S, G }, values) => {
  const times = Float64Array.from({ length: days + 1 }, (_, day) => day);
  const doses = Array.from({ length: Math.floor(nights) }, (_, night) => ({ time: night, amount: dose }));
  const { S_total: total, G: glia } = simulate(model, times, doses, values, { start: { S, G } }).columns;
  return { rating: total.map((sum, day) => (day ? POINTS * (sum - total[day - 1]) : POINTS * S)), glia };
});

/** @type {(...followed: Followed) => Column} */
export const dayRatings = (...followed) => daysOf(...followed).rating;

/**
 * Where the loop rests with the drug's day means frozen: rating over coupling.
 * @type {(source: Months, rest: Model, name: string, loop: Values) => Columns}
 */
function resting({ levels }, rest, name, loop) {
  const { levels: level, coupling } = restCurves(rest, loop, levels, ["coupling"]);
  return { [`rest_${name}`]: level.map((S) => POINTS * S), [`held_${name}`]: coupling };
}

/**
 * How many of the nights from the first on fall on each day of the week, for the calendar.
 * @type {(nights: number) => Column}
 */
const byWeekday = (nights) =>
  Float64Array.from({ length: 7 }, (_, weekday) => Math.max(0, Math.ceil((nights - weekday) / 7)));

/**
 * The rating of the threshold state; NaN where there is none.
 * @type {(found: Resting[]) => number}
 */
const tipping = (found) => (found.length === 3 ? POINTS * found[1].S : NaN);

/**
 * What sentences may say of the patient, whatever the reading.
 * @type {(rest: Model, state: MonthsState, loop: Values, found: Resting[]) => Facts}
 */
function patient(rest, state, loop, found) {
  const nights_end = state.dose > 0 ? state.nights : 0;
  return {
    count: found.length,
    start: POINTS * /** @type {Resting} */ (found.at(-1)).S,
    threshold: tipping(found),
    fold_none: fold(rest, loop),
    nights_end,
    taken: Math.min(nights_end, Math.floor(state.day)),
    potency: concentration(state.pEC50),
  };
}

/**
 * What sentences may say of the course in one reading.
 * @type {(rest: Model, name: string, rating: Column, state: MonthsState, found: Resting[], treated: Values) => Facts}
 */
function outcome(rest, name, rating, state, found, treated) {
  const below = rating.findIndex((value) => value < tipping(found));
  return {
    [`escapes_${name}`]: below >= 0,
    [`escape_${name}`]: below >= 0 ? below : NaN,
    [`lasts_${name}`]: /** @type {number} */ (rating.at(-1)) < tipping(found),
    [`last_${name}`]: rating[Math.floor(state.nights)],
    [`first_${name}`]: rating[1],
    [`end_${name}`]: /** @type {number} */ (rating.at(-1)),
    [`fold_${name}`]: fold(rest, treated),
  };
}

/**
 * What the picture of a reading shows of the day: the rating, and how active the glia are and how hard they push.
 * @type {(name: string, rating: number, glia: number, coupling: number) => Facts}
 */
const shown = (name, rating, glia, coupling) => ({
  [`shown_${name}`]: rating,
  [`glia_${name}`]: glia,
  [`push_${name}`]: coupling * glia,
});

/**
 * The coupling below which the sensitised state is gone; nan where there is none.
 * @type {(rest: Model, loop: Values) => number}
 */
function fold(rest, loop) {
  const found = folds(rest, loop, "coupling");
  return found.length ? atRest(rest, loop, /** @type {number} */ (found.at(-1))).coupling : NaN;
}

export const months = { curves };
