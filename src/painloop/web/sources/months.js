// Months of nightly doses in one patient, read in two ways at once, and where each reading lets the loop rest.

import { POINTS } from "../generated/constants.js";
import { atRest, equilibria, folds, restCurves } from "../loop.js";
import { concentration } from "../numbers.js";
import { simulate } from "../simulate.js";
import { dayMeans, settingValues } from "./sweep.js";

function run({ source, rivals }, model, state, models) {
  const chosen = settingValues(source.settings, state);
  const rest = models.loop_at_rest;
  const loop = { w: chosen.w, N_0: chosen.N_0 };
  const found = equilibria(rest, loop);
  const begin = found.at(-1);
  const now = Math.floor(state.day);
  const along = Float64Array.from({ length: source.watched + 1 }, (_, day) => day);
  const columns = { untreated: along.map(() => POINTS * begin.S), ...resting(source, rest, "none", loop) };
  const facts = patient(rest, state, loop, found);
  const readings = {
    now: [model, chosen],
    anchored: [models[rivals[source.account]], { ...chosen, ...source.beside }],
  };
  for (const [name, [its, values]] of Object.entries(readings)) {
    const rating = dayRatings(its, source.watched, state.dose, state.nights, begin, values);
    const action = dayMeans(its, state.dose, values);
    const treated = { ...loop, factor: action.disinhibition, inhibition: action.glial_inhibition };
    columns[`rating_${name}`] = rating.map((value, day) => (day > now ? NaN : value));
    Object.assign(columns, resting(source, rest, name, treated));
    columns[`dot_${name}`] = rating.slice(now, now + 1);
    columns[`coupling_${name}`] = Float64Array.of(loop.w);
    Object.assign(facts, outcome(rest, name, rating, state, found, treated));
  }
  return { along, columns, facts };
}

/** The rating of every day, the mean of its 24 hours; that of day 0 is the start. */
export function dayRatings(model, days, dose, nights, { S, G }, values) {
  const times = Float64Array.from({ length: days + 1 }, (_, day) => day);
  const doses = Array.from({ length: Math.floor(nights) }, (_, night) => ({ time: night, amount: dose }));
  const total = simulate(model, times, doses, values, { start: { S, G } }).columns.S_total;
  return total.map((sum, day) => (day ? POINTS * (sum - total[day - 1]) : POINTS * S));
}

/** Where the loop rests with the drug's day means frozen: rating over coupling. */
function resting({ levels }, rest, name, loop) {
  const { levels: level, coupling } = restCurves(rest, loop, levels, ["coupling"]);
  return { [`rest_${name}`]: level.map((S) => POINTS * S), [`held_${name}`]: coupling };
}

const tipping = (found) => (found.length === 3 ? POINTS * found[1].S : NaN);

function patient(rest, state, loop, found) {
  return {
    count: found.length,
    start: POINTS * found.at(-1).S,
    threshold: tipping(found),
    fold_none: fold(rest, loop),
    nights_end: state.dose > 0 ? state.nights : 0,
    potency: concentration(state.pEC50),
  };
}

function outcome(rest, name, rating, state, found, treated) {
  const below = rating.findIndex((value) => value < tipping(found));
  return {
    [`escapes_${name}`]: below >= 0,
    [`escape_${name}`]: below >= 0 ? below : NaN,
    [`lasts_${name}`]: rating.at(-1) < tipping(found),
    [`last_${name}`]: rating[Math.floor(state.nights)],
    [`first_${name}`]: rating[1],
    [`end_${name}`]: rating.at(-1),
    [`fold_${name}`]: fold(rest, treated),
  };
}

/** The coupling below which the sensitised state is gone; nan where there is none. */
function fold(rest, loop) {
  const found = folds(rest, loop, "coupling");
  return found.length ? atRest(rest, loop, found.at(-1)).coupling : NaN;
}

export const months = { run };
