// The pain loop at rest and at its edges. Every formula is asked of the printed models, as analysis/loop.py does.
import { rk4Step, workspace } from "./integrate.js";
import { zero } from "./roots.js";
import { evaluate, known } from "./simulate.js";

const CELLS = 1000; // in which a turn of the curve is looked for
const EDGE = 1e-6; // S is never quite 0 or 1
const BACK = -0.05; // days in a step back along the separatrix
const AWAY = 1e-4; // from the threshold state, where that begins
const STEPS_BACK = 400;

/** A readout of the loop at rest as a function of S. */
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

function zeros(f) {
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

/** The values of S at which the curve of the `input`, or of the `coupling`, turns; lower first. */
export const folds = (model, values, moved) => zeros(readout(model, values, `${moved}_slope`));

/** Everything the loop at rest says of S. */
export const atRest = (model, values, S) => evaluate(model, { ...values, level: S });

/**
 * What it says of every S between 0 and 1, in so many steps: { levels, and each of the keys }.
 * @returns {Record<string, Float64Array>}
 */
export function restCurves(model, values, steps, keys) {
  const levels = Float64Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps);
  return { levels, ...Object.fromEntries(keys.map((key) => [key, levels.map(readout(model, values, key))])) };
}

/** All states that stay, from healthy to sensitised, each { S, G }: one, two at a fold, or three. */
export function equilibria(model, values) {
  const input = readout(model, values, "input");
  const given = values.N_0 ?? model.parameters.find(({ key }) => key === "N_0").default;
  const missing = (S) => input(S) - given;
  const edges = [0, ...folds(model, values, "input"), 1 - 1e-12];
  const inside = edges
    .slice(1)
    .flatMap((high, i) => (missing(edges[i]) * missing(high) > 0 ? [] : [zero(missing, edges[i], high)]));
  return inside.map((S) => ({ S, G: atRest(model, values, S).recruitment }));
}

/** The border between the two basins through the threshold state, as S and G of points with S rising. */
export function separatrix({ loop_in_motion: loop }, values, threshold) {
  const calm = { ...values, injury: 0 };
  const { direction } = evaluate(loop, calm, threshold);
  const [left, right] = [-1, 1].map((side) => backwards(loop, calm, threshold, direction, side));
  const points = [...left.reverse(), threshold, ...right];
  return { S: Float64Array.from(points, ({ S }) => S), G: Float64Array.from(points, ({ G }) => G) };
}

/** Points from beside the threshold state back in time, until they leave the box; the last lies outside. */
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

/** Whether a state lies above the border, on the side of the sensitised state. */
export function beyond({ S: xs, G: ys }, { S, G }) {
  if (S <= xs[0]) return G > ys[0];
  if (S >= xs.at(-1)) return G > ys.at(-1);
  const i = xs.findIndex((x) => x >= S);
  return G > ys[i - 1] + ((ys[i] - ys[i - 1]) * (S - xs[i - 1])) / (xs[i] - xs[i - 1]);
}
