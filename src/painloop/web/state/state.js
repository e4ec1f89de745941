// From the controls' values to what is drawn and said.
import { atOnce } from "../computing/parts.js";
import { sourceOf } from "../sources/sources.js";
import { fill } from "../words/words.js";
import { measured } from "./measures.js";

/** @import { Column, Curves, Guess, Measured, Model, Models } from "../types.js" */
/** @import { Point, Moment, Series, Spec, State, View } from "../types.js" */

/** @type {(spec: Spec, models: Models, state: State) => Model} */
const modelOf = (spec, models, state) =>
  models[spec.rivals[/** @type {string} */ (state[spec.chosen_by])] ?? spec.model];

/**
 * The curves of a state, as its source computes them; `models` are all there are.
 * @type {(spec: Spec, models: Models, state: State) => Generator<void, Curves>}
 */
function* curvesInParts(spec, models, state) {
  const found = sourceOf(spec).curves(spec, modelOf(spec, models, state), state, models);
  return { facts: {}, names: [], kinds: [], ...(Symbol.iterator in found ? yield* found : found) };
}

/** @type {(spec: Spec, models: Models, state: State) => Curves} */
export const curvesOf = (...asked) => atOnce(curvesInParts(...asked));

const [ROWS, POINTS] = [20, 11]; // that can be read on paper

/**
 * The curves at few enough points for paper: as its source says, else the first of rows that have names, and points of
 * a curve at even distances, both its ends among them.
 * @type {(spec: Spec, models: Models, state: State, curves: Curves) => Curves}
 */
export function few(spec, models, state, curves) {
  const own = sourceOf(spec).few?.(spec, modelOf(spec, models, state), state);
  if (own) return { ...curves, ...own };
  /** @type {(column: Column) => boolean} */
  const isRows = (column) => curves.names.length > 0 && column.length === curves.along.length;
  /** @type {(column: Column) => Column} */
  const some = (column) =>
    isRows(column)
      ? column.slice(0, ROWS)
      : column.filter((_, i) => i % Math.ceil((column.length - 1) / (POINTS - 1) || 1) === 0);
  const columns = Object.fromEntries(Object.entries(curves.columns).map(([key, column]) => [key, some(column)]));
  return { ...curves, along: some(curves.along), columns, names: curves.names.slice(0, ROWS) };
}

/**
 * All that views and words of a state rest on.
 * @type {(spec: Spec, models: Models, state: State) => Generator<void, Moment>}
 */
export function* momentInParts(spec, models, state) {
  const curves = yield* curvesInParts(spec, models, state);
  return { spec, state, curves, measures: measured(spec, state, curves) };
}

/** @type {(spec: Spec, models: Models, state: State) => Moment} */
export const momentOf = (...asked) => atOnce(momentInParts(...asked));

/**
 * A number, or the one of that name in the state; null is no number and no name.
 * @type {{ (value: number | string, state: Measured): number;
 *   (value: number | string | null, state: Measured): number | null }}
 */
export const numberOf = (value, state) => /** @type {number} */ (typeof value === "string" ? state[value] : value);

/**
 * What is said to whoever answered the question of an explorer, in the state that is then shown.
 * @type {(spec: Spec, models: Models, state: State) => string}
 */
export function replyTo(spec, models, state) {
  const { reply, values } = /** @type {Guess} */ (spec.prediction);
  return fill(reply, momentOf(spec, models, { ...state, ...values }).measures);
}

/**
 * The series of a view that are on show.
 * @type {(view: View, state: State) => Series[]}
 */
export function shown(view, state) {
  return view.series.filter((series) => state[series.stroke] ?? true);
}

/**
 * The measurements in people that are drawn in a view.
 * @type {(spec: Spec, view: View, state: State) => Point[]}
 */
export const points = (spec, view, state) => sourceOf(spec).points?.(spec, view, state) ?? [];
