// Where the pain loop can rest, and the separatrix between. Every formula is asked of the printed models, as
// analysis/loop.py does.
import { rk4Step, workspace } from "./integrate.js";
import { remembering } from "./remember.js";
import { zero } from "./roots.js";
import { evaluate, known } from "./simulate.js";

/** @import { Column, Columns, Model, Models, Parameter, Resting, Values } from "../types.js" */

const CELLS = 1000; // pieces of the range of S in each of which one turn of the curve is looked for
const EDGE = 1e-6; // S is never quite 0 or 1
const BACK = -0.05; // days in a step back along the separatrix
const AWAY = 1e-4; // from the threshold state, where that begins
const STEPS_BACK = 400;

/**
 * A readout of the loop at rest as a function of S.
 * @type {(model: Model, values: Values, key: string) => (S: number) => number}
 */
const readout = (model, values, key) => {
  const i = model.readouts.findIndex((each) => each.key === key);
  const level = model.parameters.findIndex((each) => each.key === "level");
  const p = known(model, values);
  const out = new Float64Array(model.readouts.length);
  return (S) => {
    p[level] = S;
    model.readoutsAt([], p, out);
    return out[i];
  };
};

/**
 * Every S at which a function passes 0, lowest first.
 * @type {(f: (x: number) => number) => number[]}
 */
function zeros(f) {
  /** @type {(i: number) => number} */
  const at = (i) => EDGE + ((1 - 2 * EDGE) * i) / CELLS;
  const found = [];
  let before = f(at(0));
  for (let i = 1; i <= CELLS; i++) {
    const now = f(at(i));
    if (Math.sign(before) !== Math.sign(now)) found.push(zero(f, at(i - 1), at(i)));
    before = now;
  }
  return found;
}

/**
 * The values of S at which the curve of the `input`, or of the `coupling`, turns; lower first.
 * @type {(model: Model, values: Values, moved: "input" | "coupling") => number[]}
 */
export const folds = remembering((model, values, moved) => zeros(readout(model, values, `${moved}_slope`)));

/**
 * Every readout of the loop that rests at S.
 * @type {(model: Model, values: Values, S: number) => Values}
 */
export const atRest = (model, values, S) => evaluate(model, { ...values, level: S });

/**
 * Readouts of the loop that rests at each S between 0 and 1, in so many steps: { levels, and each of the keys }.
 * @type {(model: Model, values: Values, steps: number, keys: string[]) => Columns}
 */
export function restCurves(model, values, steps, keys) {
  const levels = Float64Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps);
  return { levels, ...Object.fromEntries(keys.map((key) => [key, levels.map(readout(model, values, key))])) };
}

/**
 * All states in which the loop can rest, from healthy to sensitised, each { S, G }: one, two at a fold, or three.
 * @type {(model: Model, values: Values) => Resting[]}
 */
export function equilibria(model, values) {
  const input = readout(model, values, "input");
  const given = values.N_0 ?? /** @type {Parameter} */ (model.parameters.find(({ key }) => key === "N_0")).default;
  /** @type {(S: number) => number} */
  const missing = (S) => input(S) - given;
  const edges = [0, ...folds(model, values, "input"), 1 - 1e-12];
  const inside = edges
    .slice(1)
    .flatMap((high, i) => (missing(edges[i]) * missing(high) > 0 ? [] : [zero(missing, edges[i], high)]));
  return inside.map((S) => ({ S, G: atRest(model, values, S).recruitment }));
}

/**
 * The separatrix, on whose two sides the loop goes to different states: S and G of its points, with S rising.
 * @type {(models: Models, values: Values, threshold: Resting) => { S: Column, G: Column }}
 */
export function separatrix({ loop_in_motion: loop }, values, threshold) {
  const calm = { ...values, injury: 0 };
  const { direction } = evaluate(loop, calm, threshold);
  const [left, right] = [-1, 1].map((side) => backwards(loop, calm, threshold, direction, side));
  const points = [...left.reverse(), threshold, ...right];
  return { S: Float64Array.from(points, ({ S }) => S), G: Float64Array.from(points, ({ G }) => G) };
}

/**
 * Points from beside the threshold state back in time, until S or G is below 0 or above 1, which the last one is.
 * @type {(loop: Model, values: Values, threshold: Resting, direction: number, side: number) => Resting[]}
 */
function backwards(loop, values, { S, G }, direction, side) {
  const p = known(loop, values);
  const work = workspace(loop);
  const state = Float64Array.from([S + side * AWAY, G + side * AWAY * direction]);
  const points = [];
  for (let i = 0; i < STEPS_BACK; i++) {
    points.push({ S: state[0], G: state[1] });
    if (state[0] <= 0 || state[0] >= 1 || state[1] <= 0 || state[1] >= 1) break;
    rk4Step(loop, state, [], p, BACK, work);
  }
  return points;
}

/**
 * Whether a state lies above the separatrix, where the loop goes to the sensitised state.
 * @type {(separatrix: { S: Column, G: Column }, state: Resting) => boolean}
 */
export function isAbove({ S: xs, G: ys }, { S, G }) {
  if (S <= xs[0]) return G > ys[0];
  if (S >= /** @type {number} */ (xs.at(-1))) return G > /** @type {number} */ (ys.at(-1));
  const i = xs.findIndex((x) => x >= S);
  return G > ys[i - 1] + ((ys[i] - ys[i - 1]) * (S - xs[i - 1])) / (xs[i] - xs[i - 1]);
}
