// The ground on which the loop rolls as a ball would: level where it can rest, steeper where more is lacking.
import { equilibria, folds, restCurves } from "../../computing/loop.js";
import { POINTS } from "../../generated/constants.js";

/** @import { Columns, Facts, Model, Values } from "../../types.js" */

const [STEPS, KNOWN] = [200, 180]; // of S from 0 to 1, and how many of them the ground has: then it is all wall
const MIDDLE = 0.45; // an S between the valleys
const [ABOVE, LEAST] = [4, 0.03]; // how far a picture goes above the lowest ground, in heights of the ground between

/**
 * The ground: its slope at S is the input that would hold S, less the input that there is. At S = 0 its height is 0.
 * @type {(rest: Model, present: Values) => Columns}
 */
export function landscape(rest, present) {
  const { levels, input } = restCurves(rest, present, STEPS, ["input"]);
  const slope = [0, ...input].map((holding) => holding - present.N_0);
  const ground = new Float64Array(KNOWN + 1);
  for (let i = 1; i <= KNOWN; i++) ground[i] = ground[i - 1] + (slope[i - 1] + slope[i]) / 2 / STEPS;
  return { ground_rating: Float64Array.of(0, ...levels.slice(0, KNOWN)).map((S) => POINTS * S), ground };
}

/**
 * How high the loop stands, and which heights a picture of the ground shows: those of its valleys and the hill between.
 * @type {(columns: Columns, rating: number) => Facts}
 */
export function frame({ ground }, rating) {
  /** @type {(S: number) => number} */
  const height = (S) => {
    const i = Math.min(KNOWN - 1, Math.floor(S * STEPS));
    return ground[i] + (S * STEPS - i) * (ground[i + 1] - ground[i]);
  };
  const low = Math.min(...ground);
  const between = Math.max(LEAST, 0 - low, height(MIDDLE) - low);
  return { now_ground: height(rating / POINTS), ground_low: low, ground_high: low + ABOVE * between };
}

/**
 * The ratings of the healthy valley and the sensitised one, or of the only one of a loop that cannot tip, which is
 * neither; and of the border, halfway between where the two end. nan where there is none.
 * @type {(rest: Model, present: Values) => Facts}
 */
export function valleys(rest, present) {
  const found = equilibria(rest, present).map(({ S }) => POINTS * S);
  const turns = folds(rest, present, "input").map((S) => POINTS * S);
  const [first, last] = [found[0], found[found.length - 1]];
  if (turns.length < 2) return { healthy: NaN, sensitised: NaN, only: first, border: NaN };
  return {
    healthy: first <= turns[0] ? first : NaN,
    sensitised: last >= turns[1] ? last : NaN,
    only: NaN,
    border: (turns[0] + turns[1]) / 2,
  };
}
