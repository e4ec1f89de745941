// A number of the pain loop is turned up and back down: the way there, the way back, and where the loop could rest.

import { atRest, equilibria, folds, restCurves } from "../../computing/loop.js";
import { remembering } from "../../computing/remember.js";
import { simulate } from "../../computing/simulate.js";
import { POINTS } from "../../generated/constants.js";
import { frame, landscape, valleys } from "./landscape.js";

/** @import { Column, Columns, Computed, Facts, Model, Models, ParameterRamp, Resting, Spec } from "../../types.js" */
/** @import { Values } from "../../types.js" */
/** @typedef {"w" | "N_0"} Moved */
/** @typedef {{ w: number, N_0: number }} Loop */
/** @typedef {{ moved: Moved, w: number, N_0: number, pace: number, day: number }} RampState */

const BRANCHES = ["healthy", "threshold", "sensitised"];

/** @type {(spec: Spec<ParameterRamp>, model: Model, state: RampState, models: Models) => Computed} */
function curves({ source }, model, state, { loop_at_rest: rest }) {
  const { moved } = state;
  const loop = { w: state.w, N_0: state.N_0 };
  const { times: along, values } = way(source, state.pace, source.low[moved], state[moved]);
  const [start] = equilibria(rest, { ...loop, [moved]: values[0] });
  const rating = follow(model, source, loop, moved, state.pace, start);
  const now = roundHalfToEven((state.day / 100) * (along.length - 1));
  /** @type {(column: Column) => Column} */
  const shown = (column) => column.map((value, i) => (i > now ? NaN : value));
  const columns = {
    pain_rating: shown(rating),
    turned: shown(values),
    way_rating: shown(rating),
    now_turned: values.slice(now, now + 1),
    now_rating: rating.slice(now, now + 1),
    ...branches(source, rest, loop, moved),
  };
  const present = { ...loop, [moved]: values[now] };
  const ground = landscape(rest, present);
  const facts = {
    far: state[moved],
    start: rating[0],
    top: rating[source.turns],
    end: /** @type {number} */ (rating.at(-1)),
    moved_name: source.names[moved],
    left: source.low[moved],
    right: source.high[moved],
    ...tips(rest, loop, moved, rating),
    ...valleys(rest, present),
    ...frame(ground, rating[now]),
  };
  return { along, columns: { ...columns, ...ground }, facts };
}

/**
 * The nearest whole number; of two that are as near, the even one, as Python rounds.
 * @type {(value: number) => number}
 */
function roundHalfToEven(value) {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}

/**
 * Times, and where the number stands from each of them on.
 * @type {(source: ParameterRamp, pace: number, low: number, high: number) => { times: Column, values: Column }}
 */
function way({ turns }, pace, low, high) {
  /** @type {(value: (step: number) => number) => Column} */
  const at = (value) => Float64Array.from({ length: 2 * turns + 1 }, (_, step) => value(step));
  return {
    times: at((step) => (pace / turns) * step),
    values: at((step) => low + (high - low) * (1 - Math.abs(step - turns) / turns)),
  };
}

/**
 * The rating on the way, from the lowest resting state of where it begins.
 * @type {(model: Model, source: ParameterRamp, loop: Loop, moved: Moved, pace: number, start: Resting) => Column}
 */
const follow = remembering((model, source, loop, moved, pace, start) => {
  const { times, values } = way(source, pace, source.low[moved], loop[moved]);
  const changes = Array.from(times.slice(1), (time, i) => ({ time, values: { [moved]: values[i + 1] } }));
  const begin = { ...loop, [moved]: values[0] };
  return simulate(model, times, [], begin, { changes, start, stepsInPeriod: source.steps }).columns.pain_rating;
});

/**
 * Where the loop can rest: for each S the number that holds it there, as three branches between the folds.
 * @type {(source: ParameterRamp, rest: Model, loop: Values, moved: Moved) => Columns}
 */
function branches({ levels }, rest, loop, moved) {
  const key = moved === "w" ? "coupling" : "input";
  const { levels: level, [key]: curve } = restCurves(rest, loop, levels, [key]);
  /** @type {(i: number) => boolean} */
  const rises = (i) => curve[i + 1] - curve[i] > 0;
  const last = levels - 2;
  const turns = Array.from(level.keys())
    .slice(1, -1)
    .filter((i) => rises(i - 1) !== rises(i));
  const ends = turns.length === 2 ? [0, ...turns, last] : [0, last, last, last];
  return Object.fromEntries(
    BRANCHES.flatMap((name, i) => [
      [`rest_${name}`, level.slice(ends[i], ends[i + 1] + 1).map((S) => POINTS * S)],
      [`turned_${name}`, curve.slice(ends[i], ends[i + 1] + 1)],
    ]),
  );
}

/**
 * Where the way up and the way down tip; nan where the curve does not turn.
 * @type {(rest: Model, loop: Values, moved: Moved, rating: Column) => Facts}
 */
function tips(rest, loop, moved, rating) {
  const key = moved === "w" ? "coupling" : "input";
  const found = folds(rest, loop, key);
  const [up, down] = found.length === 2 ? found.map((S) => atRest(rest, loop, S)[key]) : [NaN, NaN];
  const tipped = found.length === 2 && rating.some((value) => value > POINTS * found[1]);
  return { up, down, folds: found.length, tipped };
}

export const parameterRamp = { curves };
